"""`warnd situations history`: how an area came to stand as it does."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warnd.alerts.document import version_document
from warnd.cli.failures import told
from warnd.cli.printing import cell, people, print_json
from warnd.cli.situations_area import area_meant
from warnd.cli.situations_chart import Frame, chart, frame_for
from warnd.cli.situations_looks import draws, level_text
from warnd.cli.situations_told import area_document, point_document
from warnd.cli.situations_watch import Watch, watching
from warnd.daemon.timing.clock import SystemClock
from warnd.model.alert import AlertVersion
from warnd.model.area import Area
from warnd.model.level import Level
from warnd.model.moments import rfc3339
from warnd.model.past import Peak, Point
from warnd.model.scoring import LevelThreshold

_AGO = re.compile(r"(\d{1,5})([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_DAY = timedelta(days=1)
#: reasons told of a change, the gravest; programs get all
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is shown of an area's past."""

    area: Area
    frame: Frame
    peaks: tuple[Peak, ...]
    #: the state before the first moment; None when nothing was known
    before: Point | None
    #: the states in which the level had just changed, oldest first
    turns: tuple[Point, ...]
    #: versions of alerts that were told, oldest first
    alerts: tuple[AlertVersion, ...]
    thresholds: tuple[LevelThreshold, ...]


def command(
    area: str = typer.Argument(..., help="The area: its id, its name or a division, as SY-ID."),
    *,
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    since: str = typer.Option("90d", "--since", help="From when: a day as 2019-04-01, or 90d ago."),
    until: str | None = typer.Option(None, "--until", help="Until when; left out: until now."),
    plain: bool = typer.Option(False, "--ascii", help="Draw with ASCII alone."),
    as_json: bool = typer.Option(False, "--json", help="One JSON line a step, change and alert."),
) -> None:
    """Show an area's index over time, its changes of level with reasons, and its alerts."""
    now = SystemClock().now()
    first = _moment(since, now, "--since")
    last = now if until is None else min(now, _moment(until, now, "--until", is_end=True))
    if first >= last:
        raise typer.BadParameter("begins after it ends", param_hint="--since")
    console = people()
    with told():
        with watching(config) as watch:
            frame = frame_for(None if as_json else console, first, last)
            past = _look(watch, area_meant(area, watch.all_areas()), frame, last)
        if as_json:
            _print_lines(past)
        else:
            _print(past, console, last, plain=plain or not draws(console))


def _moment(words: str, now: datetime, option: str, *, is_end: bool = False) -> datetime:
    """Give a moment from a day, whose end is meant when `is_end`, or a length of time ago."""
    ago = _AGO.fullmatch(words.strip().lower())
    if ago:
        return now - int(ago[1]) * _UNITS[ago[2]]
    try:
        day = datetime.strptime(words.strip(), "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        message = f"takes a day, as 2019-04-01, or a time ago, as 90d or 12h; not {words!r}"
        raise typer.BadParameter(message, param_hint=option) from error
    return day + _DAY if is_end else day


def _look(watch: Watch, area: Area, frame: Frame, until: datetime) -> Past:
    since = frame.first
    return Past(
        area=area,
        frame=frame,
        peaks=watch.stored.peaks(area.id, since, until, frame.step),
        before=watch.stored.point_before(area.id, since),
        turns=watch.stored.turns(area.id, since, until),
        alerts=watch.stored.alerts_of(area.id, since, until),
        thresholds=watch.judge.scale.scoring.levels,
    )


def _print_lines(past: Past) -> None:
    area = area_document(past.area)
    for peak in past.peaks:
        at = rfc3339(past.frame.moment(peak.step))
        step = {"from": at, "index": round(peak.index, 2), "level": peak.level.value}
        print_json({"what": "step", "area": area, **step})
    for before, turn in _changes(past):
        print_json(
            {"what": "change", "area": area, **point_document(turn), "level_before": before.value}
        )
    for version in past.alerts:
        print_json({"what": "alert", **version_document(version)})
    sys.stdout.flush()


def _print(past: Past, console: Console, last: datetime, *, plain: bool) -> None:
    title = Text(cell(past.area.name).plain, style="bold")
    title.append(f" ({cell(past.area.id).plain})", style="bright_black")
    title.append(f", {past.frame.first:%d %b %Y} to {last:%d %b %Y}")
    console.print(title)
    if not (past.peaks or past.turns or past.alerts):
        level = past.before.level if past.before else Level.CALM
        console.print(cell(f"Nothing was heard in that time; it stood at {level.value}."))
        return
    console.print()
    for line in chart(past.peaks, past.frame, past.thresholds, console, plain=plain):
        console.print(line)
    console.print()
    console.print(_table(past, plain=plain))


def _changes(past: Past) -> Iterator[tuple[Level, Point]]:
    """Give each change of level with the level before."""
    level = past.before.level if past.before else Level.CALM
    for turn in past.turns:
        if turn.level is not level:
            yield level, turn
        level = turn.level


def _table(past: Past, *, plain: bool) -> Table:
    """Give changes of level and alerts in order of time; of one moment the change comes first."""
    table = Table(box=None)
    for name in ("at (UTC)", "level", "index", "alert", "why"):
        table.add_column(name, justify="right" if name == "index" else "left", overflow="fold")
    for cells in _rows(past, plain=plain):
        table.add_row(*cells)
    return table


def _rows(past: Past, *, plain: bool) -> list[tuple[Text, ...]]:
    """Give the rows in order of time; an alert of the moment of a change stands beside it."""
    told: dict[datetime, list[AlertVersion]] = {}
    for version in past.alerts:
        told.setdefault(version.at, []).append(version)
    rows = [
        (turn.at, _turn_cells(before, turn, told.pop(turn.at, []), plain=plain))
        for before, turn in _changes(past)
    ]
    rows += [(at, _alert_cells(each, plain=plain)) for at in told for each in told[at]]
    return [cells for _, cells in sorted(rows, key=lambda row: row[0])]


def _turn_cells(
    before: Level, turn: Point, told: Sequence[AlertVersion], *, plain: bool
) -> tuple[Text, ...]:
    level = level_text(turn.level, plain=plain).append(f" from {before.value}", style="default")
    alert = cell("; ".join(_named(version) for version in told))
    at, index = cell(f"{turn.at:%Y-%m-%d %H:%M}"), cell(f"{turn.index:.0f}")
    return at, level, index, alert, cell("; ".join(turn.reasons[:_MOST_REASONS]))


def _alert_cells(version: AlertVersion, *, plain: bool) -> tuple[Text, ...]:
    level = level_text(version.level, plain=plain)
    why = cell("; ".join(version.changes))
    at = cell(f"{version.at:%Y-%m-%d %H:%M}")
    return at, level, cell(f"{version.index:.0f}"), cell(_named(version)), why


def _named(version: AlertVersion) -> str:
    return f"{version.alert} version {version.version}, {version.reason.value}"
