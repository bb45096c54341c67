"""`warnd alerts ack|silence|silences|approve|resend`: what people do with alerts."""

from collections.abc import Iterable
from pathlib import Path

import typer

from warnd.cli.failures import EXIT_USAGE, told
from warnd.cli.ordering import give, lasting, myself
from warnd.cli.printing import people, print_json, table_of
from warnd.cli.saying import say
from warnd.config.load import load_settings
from warnd.daemon.timing.clock import SystemClock
from warnd.model.act import Silence
from warnd.model.identifiers import AreaId, KindId
from warnd.model.level import Level
from warnd.model.moments import rfc3339
from warnd.model.order import Command, Order
from warnd.storage.connect import open_store

app = typer.Typer()

CONFIG = typer.Option(..., "--config", "-c", help="The configuration file.")
BY = typer.Option("", "--by", help="Who asks; your user name when left out.")
ALERT = typer.Argument(..., help="The alert's id.")


@app.command("ack")
def acknowledge(
    alert: str = ALERT,
    config: Path = CONFIG,
    by: str = BY,
    note: str = typer.Option("", help="What is being done about it."),
    lasts: str = typer.Option("1d", "--for", help="How long it holds, such as 6h."),
) -> None:
    """Have an alert in hand: it is not repeated, and nobody else is called.

    A higher level breaks it.
    """
    until = SystemClock().now() + lasting(lasts)
    who = myself(by)
    order = Order(command=Command.ACKNOWLEDGE, who=who, subject=alert, words=note, until=until)
    give(config, order)


@app.command()
def silence(
    *,
    config: Path = CONFIG,
    by: str = BY,
    area: list[str] = typer.Option([], help="An area or ISO 3166 code; a country with all in it."),
    kind: list[str] = typer.Option([], help="A kind of signal."),
    lasts: str = typer.Option(..., "--for", help="How long, such as 6h."),
    reason: str = typer.Option(..., help="Why."),
    up_to: Level | None = typer.Option(
        None, help="The highest level held; what stands now if left out."
    ),
) -> None:
    """Hear nothing of an area or a kind for a while; what is worse comes all the same."""
    order = Order(
        command=Command.SILENCE,
        who=myself(by),
        words=reason,
        until=SystemClock().now() + lasting(lasts),
        area=tuple(AreaId(each) for each in area),
        kind=tuple(KindId(each) for each in kind),
        up_to=up_to,
    )
    give(config, order)


@app.command()
def silences(
    config: Path = CONFIG,
    by: str = BY,
    end: str = typer.Option("", help="End the silence of this id."),
    limit: int = typer.Option(30, min=1, help="How many, newest first."),
    as_json: bool = typer.Option(False, "--json", help="One JSON line each."),
) -> None:
    """List silences, or end one."""
    if end:
        give(config, Order(command=Command.END_SILENCE, who=myself(by), subject=end))
        return
    with told():
        store = open_store(load_settings(config).store)
        with store.transaction() as transaction:
            found = transaction.silences(limit)
        store.close()
    if as_json:
        for each in found:
            print_json(_document(each))
        return
    rows = [_row(each) for each in found]
    people().print(table_of(_NAMES, rows, whole=("silence", "until")))


@app.command()
def approve(
    alert: str = ALERT,
    config: Path = CONFIG,
    by: str = BY,
    drop: bool = typer.Option(False, "--drop", help="Let the drafts fall."),
    note: str = typer.Option("", help="Why, when they are dropped."),
) -> None:
    """Release the drafts of an alert, or drop them."""
    command = Command.REJECT if drop else Command.APPROVE
    if note and not drop:
        say("a note belongs to --drop", err=True)
        raise typer.Exit(EXIT_USAGE)
    give(config, Order(command=command, who=myself(by), subject=alert, words=note))


@app.command()
def resend(alert: str = ALERT, config: Path = CONFIG, by: str = BY) -> None:
    """Send the newest version of an alert once more to all who were told of it."""
    give(config, Order(command=Command.RESEND, who=myself(by), subject=alert))


_NAMES = ("silence", "until", "up to", "about", "by", "why", "ended")


def _row(silence: Silence) -> tuple[str, ...]:
    about = _joined((*silence.area, *silence.kind))
    return (
        silence.id,
        f"{silence.ends:%Y-%m-%d %H:%M}",
        silence.up_to.value,
        about,
        silence.author,
        silence.reason,
        silence.ended_by,
    )


def _document(silence: Silence) -> dict[str, object]:
    return {
        "silence": silence.id,
        "by": silence.author,
        "reason": silence.reason,
        "begins": rfc3339(silence.begins),
        "ends": rfc3339(silence.ends),
        "area": list(silence.area),
        "kind": list(silence.kind),
        "up_to": silence.up_to.value,
        "ended": None if silence.ended is None else rfc3339(silence.ended),
        "ended_by": silence.ended_by,
    }


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words)
