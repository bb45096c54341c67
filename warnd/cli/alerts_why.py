"""`warnd alerts why`: who was told of an alert, what was held and why, and what people did."""

from collections.abc import Sequence
from pathlib import Path

import typer

from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.printing import people, print_json, print_text, table_of
from warnd.cli.saying import say
from warnd.config.load import load_settings
from warnd.model.act import Act
from warnd.model.identifiers import AlertId
from warnd.model.moments import rfc3339
from warnd.model.notification import NotificationState, Told
from warnd.model.plain import plain_line
from warnd.storage.connect import open_store

app = typer.Typer()

_NAMES = ("version", "level", "channel", "recipient", "route", "cause", "stands", "why")


@app.command()
def why(
    alert: str = typer.Argument(..., help="The alert's id."),
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    as_json: bool = typer.Option(False, "--json", help="One JSON line each."),
) -> None:
    """Tell of each notification of an alert by which route it goes and what it waits for."""
    with told():
        store = open_store(load_settings(config).store)
        with store.transaction() as transaction:
            notified = transaction.told_of(AlertId(alert))
            done = transaction.acts_of(AlertId(alert))
            is_known = bool(transaction.alert_versions(AlertId(alert)))
        store.close()
    if not is_known:
        say(f"no alert {alert!r}; `warnd alerts list` names them", err=True)
        raise typer.Exit(EXIT_FAILURE)
    if as_json:
        _print_lines(notified, done)
        return
    if not notified:
        print_text("No route takes this alert: nobody was told.")
    else:
        rows = [_row(each) for each in notified]
        people().print(table_of(_NAMES, rows, whole=("channel", "stands")))
    for act in done:
        print_text(act_line(act))


def act_line(act: Act) -> str:
    """Give in one line what somebody did with an alert, or warnd by itself."""
    who = f" by {act.who}" if act.who else ""
    words = f"{act.at:%Y-%m-%d %H:%M} UTC  {act.deed.value}{who}  {act.words}"
    return plain_line(words, 500)


def _row(each: Told) -> tuple[str, ...]:
    return (
        str(each.version),
        each.level.value,
        each.channel,
        each.recipient,
        each.route,
        each.cause.value,
        _stands(each),
        _because(each),
    )


def _stands(each: Told) -> str:
    if each.settled is not None:
        return f"{each.state.value} {each.settled:%Y-%m-%d %H:%M}"
    if each.state is NotificationState.HELD and each.until is not None:
        return f"held until {each.until:%Y-%m-%d %H:%M}"
    return each.state.value


def _because(each: Told) -> str:
    urgent = "worse than known: nothing may hold it" if each.urgent else ""
    return "; ".join(part for part in (each.because, each.error, urgent) if part)


def _print_lines(notified: Sequence[Told], done: Sequence[Act]) -> None:
    for each in notified:
        print_json(
            {
                "type": "notification",
                "key": each.key,
                "version": each.version,
                "level": each.level.value,
                "channel": each.channel,
                "recipient": each.recipient,
                "language": each.language,
                "detail": each.detail,
                "route": each.route,
                "cause": each.cause.value,
                "state": each.state.value,
                "created": rfc3339(each.created),
                "due": rfc3339(each.due),
                "settled": None if each.settled is None else rfc3339(each.settled),
                "urgent": each.urgent,
                "hold": None if each.hold is None else each.hold.value,
                "until": None if each.until is None else rfc3339(each.until),
                "because": each.because,
                "attempts": each.attempts,
                "error": each.error,
            }
        )
    for act in done:
        print_json(
            {
                "type": "act",
                "at": rfc3339(act.at),
                "deed": act.deed.value,
                "who": act.who,
                "words": act.words,
            }
        )
