"""The table of commands, each imported when it is asked for.

What some need, such as the database, takes longer to import than others take to run.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import typer

from warnd import __version__
from warnd.daemon.garbage import no_collector

#: a command, or a group of commands
Entry = Callable[..., Any] | typer.Typer


def _run() -> Entry:
    from warnd.cli import run

    return run.command


def _reload() -> Entry:
    from warnd.cli import reload

    return reload.command


def _check() -> Entry:
    from warnd.cli import check

    return check.command


def _score() -> Entry:
    from warnd.cli import score

    return score.command


def _explain() -> Entry:
    from warnd.cli import explain

    return explain.command


def _replay() -> Entry:
    from warnd.cli import replay

    return replay.command


def _train() -> Entry:
    from warnd.cli import train

    return train.command


def _evaluate() -> Entry:
    from warnd.cli import evaluate

    return evaluate.command


def _schema() -> Entry:
    from warnd.cli import schema

    return schema.command


def _rules() -> Entry:
    from warnd.cli import rules

    return rules.app


def _feeds() -> Entry:
    from warnd.cli import feeds

    return feeds.app


def _places() -> Entry:
    from warnd.cli import places

    return places.app


def _situations() -> Entry:
    from warnd.cli import situations

    return situations.app


def _alerts() -> Entry:
    from warnd.cli import alerts

    return alerts.app


def _routes() -> Entry:
    from warnd.cli import routes

    return routes.app


def _feedback() -> Entry:
    from warnd.cli import feedback

    return feedback.app


def _channels() -> Entry:
    from warnd.cli import channels

    return channels.app


def _database() -> Entry:
    from warnd.cli import database

    return database.app


def _export() -> Entry:
    from warnd.cli import export

    return export.app


def _status() -> Entry:
    from warnd.cli import status

    return status.command


def _doctor() -> Entry:
    from warnd.cli import doctor

    return doctor.command


#: what `warnd` knows, in the order of its help
COMMANDS: Mapping[str, Callable[[], Entry]] = {
    "run": _run,
    "check": _check,
    "reload": _reload,
    "status": _status,
    "doctor": _doctor,
    "score": _score,
    "explain": _explain,
    "replay": _replay,
    "train": _train,
    "evaluate": _evaluate,
    "schema": _schema,
    "rules": _rules,
    "feeds": _feeds,
    "places": _places,
    "situations": _situations,
    "alerts": _alerts,
    "routes": _routes,
    "feedback": _feedback,
    "channels": _channels,
    "export": _export,
    "db": _database,
}


def app_of(names: Iterable[str]) -> typer.Typer:
    """Give the `warnd` command with some of its subcommands."""
    app = typer.Typer(
        name="warnd",
        help="Reads news feeds for signs of escalation and wakes the right people.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_main)
    for name in names:
        with no_collector():
            entry = COMMANDS[name]()
        if isinstance(entry, typer.Typer):
            app.add_typer(entry, name=name)
        else:
            app.command(name)(entry)
    return app


def _version(value: bool) -> None:
    if value:
        typer.echo(f"warnd {__version__}")
        raise typer.Exit


def _main(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and exit."
    ),
) -> None:
    """Read news feeds for signs of escalation and wake the right people."""
