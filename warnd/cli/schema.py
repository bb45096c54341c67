"""`warnd schema`: the JSON Schema of the configuration."""

import json

import typer

from warnd.config.schema import settings_schema


def command() -> None:
    """Print the JSON Schema of the configuration file, for editors and checks."""
    typer.echo(json.dumps(settings_schema(), indent=2))
