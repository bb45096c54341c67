"""The `warnd` command and its subcommands, in an explicit table."""

import typer

from warnd import __version__
from warnd.cli import (
    alerts,
    channels,
    check,
    database,
    evaluate,
    explain,
    feeds,
    places,
    replay,
    rules,
    run,
    schema,
    score,
    train,
)

app = typer.Typer(
    name="warnd",
    help="Reads news feeds for signs of escalation and wakes the right people.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for name, command in (
    ("run", run.command),
    ("check", check.command),
    ("score", score.command),
    ("explain", explain.command),
    ("replay", replay.command),
    ("train", train.command),
    ("evaluate", evaluate.command),
    ("schema", schema.command),
):
    app.command(name)(command)
for name, group in (
    ("rules", rules.app),
    ("feeds", feeds.app),
    ("places", places.app),
    ("alerts", alerts.app),
    ("channels", channels.app),
    ("db", database.app),
):
    app.add_typer(group, name=name)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"warnd {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and exit."
    ),
) -> None:
    """Read news feeds for signs of escalation and wake the right people."""
