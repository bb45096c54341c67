"""`warnd routes`: who would be told what, when and why."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from warnd.alerts.holds import Surroundings, place
from warnd.alerts.route import route_at
from warnd.cli.failures import EXIT_FAILURE, EXIT_USAGE, told
from warnd.cli.printing import people, print_json, print_text, table_of
from warnd.cli.saying import say
from warnd.config.codes import is_iso_area
from warnd.config.load import load_settings
from warnd.config.nearest import unknown
from warnd.config.shapes import written
from warnd.daemon.compose import build_channels
from warnd.daemon.timing.clock import SystemClock
from warnd.errors import StoreBusy, StoreInvalid
from warnd.model.act import Silence
from warnd.model.alert import AlertEvidence, AlertReason, AlertVersion
from warnd.model.area import Area
from warnd.model.certainty import Certainty
from warnd.model.identifiers import AlertId, AreaId, ArticleId, KindId
from warnd.model.level import Level
from warnd.model.moments import rfc3339
from warnd.model.notification import Notification, NotificationState
from warnd.model.reliability import Reliability
from warnd.model.signal import Evidence
from warnd.model.status import Status
from warnd.settings import RouteSettings, Settings
from warnd.storage.connect import open_store

app = typer.Typer(help="Routes: try who would be told what, when and why.", no_args_is_help=True)

_NAMES = ("channel", "recipient", "language", "route", "when", "why", "then")


@app.callback()
def main() -> None:
    """Keep `test` a subcommand."""


@app.command("test")
def try_routes(
    *,
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    area: str = typer.Option(..., help="An area of yours, or an ISO 3166 code such as SY-ID."),
    level: Level = typer.Option(Level.WARNING, help="The level of the alert."),
    before: Level = typer.Option(Level.CALM, help="The level that it had before."),
    kind: list[str] = typer.Option([], help="A kind behind it; several may be given."),
    status: Status = typer.Option(Status.OCCURRED, help="What its quotes say of it."),
    reliability: Reliability = typer.Option(Reliability.A, help="The grade of its best feed."),
    certainty: Certainty = typer.Option(Certainty.UNKNOWN, help="How certain it is."),
    at: str = typer.Option(
        "", help="When, as '2026-03-01 23:00' in UTC, or with a zone after it; now if left out."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON line each."),
) -> None:
    """Say who would be told of an alert, when and why; 1 when nobody would be.

    Silences that stand count; what was told before does not.
    """
    with told():
        settings = load_settings(config)
        now = _moment(at) if at else SystemClock().now()
        version = AlertVersion(
            alert=AlertId("a-trial"),
            version=1 if before is Level.CALM else 2,
            at=now,
            reason=AlertReason.NEW if before is Level.CALM else AlertReason.ESCALATED,
            level=level,
            previous_level=before,
            peak_level=max(level, before),
            area=_area(settings, area),
            index=0.0,
            kinds=tuple(KindId(each) for each in kind),
            reasons=(),
            changes=(),
            origins=1,
            evidence=(_evidence(kind, status, reliability, now),),
            articles=(),
            certainty=certainty,
        )
        around = Surroundings(now=now, silences=_silences(settings, now))
        channels = build_channels(settings, SystemClock())
        recipients = {id_: channel.recipients for id_, channel in channels.items()}
        placed = place(version, settings.routes, recipients, (), around)
    _print(placed, settings.routes, as_json=as_json)
    if not placed:
        raise typer.Exit(EXIT_FAILURE)


def _print(
    placed: Sequence[Notification], routes: Sequence[RouteSettings], *, as_json: bool
) -> None:
    if as_json:
        for each in placed:
            print_json(_document(each, routes))
        return
    if not placed:
        print_text("No route takes it: nobody would be told.")
        return
    people().print(table_of(_NAMES, [_row(each, routes) for each in placed], whole=("channel",)))


def _row(each: Notification, routes: Sequence[RouteSettings]) -> tuple[str, ...]:
    return (
        each.channel,
        each.recipient,
        each.language,
        each.route,
        _when(each),
        _why(each),
        "; ".join(_then(route_at(each.route, routes))),
    )


def _document(each: Notification, routes: Sequence[RouteSettings]) -> dict[str, object]:
    is_held = each.state is NotificationState.HELD
    return {
        "channel": each.channel,
        "recipient": each.recipient,
        "language": each.language,
        "detail": each.detail,
        "route": each.route,
        "at_once": not is_held,
        "until": rfc3339(each.until) if is_held and each.until else None,
        "hold": each.hold.value if is_held and each.hold else None,
        "why": _why(each),
        "then": list(_then(route_at(each.route, routes))),
    }


def _when(each: Notification) -> str:
    if each.state is not NotificationState.HELD:
        return "at once"
    return f"{each.until:%Y-%m-%d %H:%M} UTC" if each.until else "when the hold ends"


def _why(each: Notification) -> str:
    if each.state is NotificationState.HELD:
        return each.because
    worse = ", and nothing may hold what is worse than known" if each.urgent else ""
    return f"route {each.route} takes it{worse}"


def _then(route: RouteSettings | None) -> list[str]:
    if route is None:
        return []
    found = []
    if route.repeat:
        found.append(f"again every {written(route.repeat)} until acknowledged")
    if route.escalate_after:
        called = ", ".join(route.escalate_to)
        found.append(f"{called} after {written(route.escalate_after)} without answer")
    if route.fallback:
        found.append(f"{route.fallback} when the channel is down for 2m")
    return found


def _silences(settings: Settings, now: datetime) -> tuple[Silence, ...]:
    """Give the silences that stand; none where no database is yet."""
    try:
        store = open_store(settings.store)
    except (StoreInvalid, StoreBusy):
        return ()
    with store.transaction() as transaction:
        found = transaction.silences_standing(now)
    store.close()
    return found


def _area(settings: Settings, name: str) -> Area:
    own = {area.id: area for area in settings.areas}
    if AreaId(name) in own:
        return own[AreaId(name)]
    if not is_iso_area(name):
        say(unknown("area", name, own), err=True)
        raise typer.Exit(EXIT_USAGE)
    country, _, division = name.partition("-")
    divisions = (name,) if division else ()
    return Area(id=AreaId(name), name=name, country=country, divisions=divisions)


def _evidence(
    kinds: Sequence[str], status: Status, reliability: Reliability, now: datetime
) -> AlertEvidence:
    return AlertEvidence(
        article=ArticleId("a-trial"),
        publisher="",
        reliability=reliability,
        party=False,
        url="",
        title="",
        published=now,
        kind=KindId(kinds[0] if kinds else ""),
        status=status,
        count=None,
        probability=1.0,
        place="",
        quote=Evidence(text="", start=0, end=0),
    )


def _moment(text: str) -> datetime:
    """Give a moment as it is written; ends the command with 2 for what is none."""
    date, _, rest = text.strip().partition(" ")
    clock, _, zone = rest.partition(" ")
    try:
        moment = datetime.fromisoformat(f"{date} {clock}".strip())
        there = ZoneInfo(zone) if zone else UTC
    except (ValueError, ZoneInfoNotFoundError, OSError) as error:
        say(f"expected a moment such as 2026-03-01 23:00, got {text!r}", err=True)
        raise typer.Exit(EXIT_USAGE) from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=there)).astimezone(UTC)
