"""`warnd schema`: the JSON Schema of the configuration."""

import json

from warnd.cli.saying import say
from warnd.config.schema import settings_schema


def command() -> None:
    """Print the JSON Schema of the configuration file, for editors and checks."""
    say(json.dumps(settings_schema(), indent=2))
