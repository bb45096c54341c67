"""`warnd check`: everything that can be wrong before the daemon runs."""

import json
from enum import StrEnum
from pathlib import Path

import typer

from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.saying import say
from warnd.daemon.configuring import examined
from warnd.errors import Mistake


class Format(StrEnum):
    """How the report is printed."""

    #: lines for people
    TEXT = "text"
    #: one object for programs
    JSON = "json"


def command(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    shape: Format = typer.Option(Format.TEXT, "--format", help="Lines, or one JSON object."),
    as_json: bool = typer.Option(False, "--json", help="The same as --format json."),
) -> None:
    """Check configuration, rules with their own tests, routes and channels.

    Every mistake is named with its file, line and column; exit 1 on any. What is allowed and
    probably not meant is a warning: rules that never fire or cost too much, channels that no route
    tells.
    """
    with told():
        report = examined(config)
    mistakes, warnings = list(report.mistakes), list(report.warnings)
    if as_json or shape is Format.JSON:
        say(json.dumps(_document(mistakes, warnings), indent=2))
    else:
        _print(mistakes, warnings)
    if mistakes:
        raise typer.Exit(EXIT_FAILURE)


def _print(mistakes: list[Mistake], warnings: list[Mistake]) -> None:
    for mistake in mistakes:
        say(f"error: {mistake}")
    for warning in warnings:
        say(f"warning: {warning}")
    if not mistakes:
        say("The configuration is in order." if not warnings else "No mistakes.")
    else:
        say(f"{len(mistakes)} mistake{'' if len(mistakes) == 1 else 's'}")


def _document(mistakes: list[Mistake], warnings: list[Mistake]) -> dict[str, object]:
    def rows(found: list[Mistake]) -> list[dict[str, object]]:
        return [
            {
                "file": str(one.file),
                "line": one.line,
                "column": one.column,
                "path": one.path,
                "message": one.message,
            }
            for one in found
        ]

    return {"mistakes": rows(mistakes), "warnings": rows(warnings)}
