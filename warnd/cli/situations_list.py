"""`warnd situations list`: which areas are above calm, the gravest first."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import typer
from rich.table import Table
from rich.text import Text

from warnd.cli.failures import told
from warnd.cli.feeds_words import ago, span
from warnd.cli.printing import cell, people, print_json
from warnd.cli.situations_looks import draws, level_text
from warnd.cli.situations_told import is_stale, moved_words, situation_document
from warnd.cli.situations_watch import Watch, watching
from warnd.daemon.timing.clock import SystemClock
from warnd.model.area import Area
from warnd.model.level import Level
from warnd.model.past import Point
from warnd.model.situation import Situation

#: what "yesterday" is
DAY = timedelta(days=1)
_CODE = re.compile("[A-Za-z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One area with its situation."""

    area: Area
    situation: Situation
    #: how it stood a day ago; None when nothing was known of it
    yesterday: Point | None
    #: independent origins behind its open alert; None when none is open
    origins: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is listed, and how much more there is."""

    rows: tuple[Row, ...]
    #: areas that fit beside those
    more: int


def command(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    *,
    every: bool = typer.Option(False, "--all", help="Calm areas too, if ever assessed."),
    level: Level | None = typer.Option(None, "--level", help="Only areas at this level or above."),
    country: str | None = typer.Option(None, "--country", help="Only this country, as SY."),
    limit: int = typer.Option(40, min=1, help="How many, gravest first."),
    as_json: bool = typer.Option(False, "--json", help="One JSON line an area."),
) -> None:
    """List the areas above calm, by level and index."""
    least = level or (Level.CALM if every else Level.WATCH)
    code = _code(country)
    now = SystemClock().now()
    with told():
        with watching(config) as watch:
            found = _found(watch, least, code, limit, now)
        if as_json:
            _print_lines(found)
        else:
            _print_table(found, now)


def _code(country: str | None) -> str | None:
    if country is not None and not _CODE.fullmatch(country):
        raise typer.BadParameter("takes a code of two letters, as SY", param_hint="--country")
    return None if country is None else country.upper()


def _found(watch: Watch, least: Level, country: str | None, limit: int, now: datetime) -> Found:
    situations = [
        situation
        for situation in _stored(watch, least)
        if situation.level >= least
        and (country is None or _lies_in(watch.area(situation.area), country))
    ]
    situations.sort(key=lambda each: (-each.level.rank, -each.index, each.area))
    return Found(
        rows=tuple(_row(watch, situation, now) for situation in situations[:limit]),
        more=max(0, len(situations) - limit),
    )


def _lies_in(area: Area, country: str) -> bool:
    """Tell whether an area is in a country, or a division of it is among what it covers."""
    return area.country == country or any(
        division.startswith(f"{country}-") for division in area.divisions
    )


def _stored(watch: Watch, least: Level) -> Sequence[Situation]:
    if least > Level.CALM:
        return watch.stored.open_situations()
    known = (watch.stored.situation(area) for area in watch.stored.known_areas())
    return [situation for situation in known if situation is not None]


def _row(watch: Watch, situation: Situation, now: datetime) -> Row:
    alert = watch.stored.open_alert(situation.area)
    return Row(
        area=watch.area(situation.area),
        situation=watch.by_now(situation, now),
        yesterday=watch.before(situation.area, now - DAY),
        origins=None if alert is None else alert.origins,
    )


def _print_lines(found: Found) -> None:
    for row in found.rows:
        print_json(situation_document(row.area, row.situation, row.yesterday, row.origins))
    sys.stdout.flush()


def _print_table(found: Found, now: datetime) -> None:
    console = people()
    if not found.rows:
        console.print(cell("No area to show: all that is watched is calm."))
        return
    plain = not draws(console)
    table = Table(box=None)
    for name in ("level", "area", "index", "in a day", "for", "origins", "why"):
        right = name in {"index", "in a day", "origins"}
        table.add_column(
            name,
            justify="right" if right else "left",
            no_wrap=name not in {"area", "why"},
            overflow="fold",
        )
    for row in found.rows:
        table.add_row(*_cells(row, now, plain=plain))
    console.print(table)
    _print_rest(found, now)


def _cells(row: Row, now: datetime, *, plain: bool) -> tuple[Text, ...]:
    situation = row.situation
    return (
        level_text(situation.level, plain=plain),
        cell(row.area.name),
        cell(f"{situation.index:.0f}"),
        cell(moved_words(situation, row.yesterday)),
        cell(span(now - situation.since)),
        cell("" if row.origins is None else row.origins),
        cell(situation.reasons[0] if situation.reasons else ""),
    )


def _print_rest(found: Found, now: datetime) -> None:
    console = people()
    if found.more:
        areas = "area" if found.more == 1 else "areas"
        console.print(cell(f"{found.more} more {areas}; --limit shows them."))
    above = (row.situation for row in found.rows if row.situation.level > Level.CALM)
    newest = max((situation.at for situation in above), default=now)
    if is_stale(newest, now):
        console.print(cell(f"Assessed last {ago(newest, now)}: no daemon has looked since."))
