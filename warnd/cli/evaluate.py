"""`warnd evaluate`: what warnd reads, held against what careful readers labelled."""

import json
from pathlib import Path

import typer

from warnd.cli.failures import told


def command(
    labels: Path = typer.Argument(..., help="Labelled articles as JSON lines."),
) -> None:
    """Score labelled articles and print how far warnd agrees with their labels."""
    from warnd.signals.evaluate import evaluate  # noqa: PLC0415

    with told():
        typer.echo(json.dumps(evaluate(labels.read_text(encoding="utf-8").splitlines(), [])))
