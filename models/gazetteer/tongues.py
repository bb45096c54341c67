"""Names of places in other languages than English, on their way into the gazetteer."""

# ruff: noqa: INP001 - scripts beside the data they build, not a package

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from entry import Entry

from warnd.model.toponym import NameSense, PlaceKind
from warnd.signals.places.folding import fold
from warnd.signals.places.tongues.keys import key_of

HERE = Path(__file__).parent
#: scripts of which GeoNames' other names are kept beside those that the English tables hold
SCRIPTS = ("ARABIC", "CYRILLIC", "ETHIOPIC")
#: towns far from wars keep them from this number of people on
KNOWN_ABROAD = 100_000
#: shorter names are abbreviations or half words
SHORTEST = 3
#: a wholly Latin name of GeoNames has no language, and the English tables hold those that matter
LATIN = "LATIN"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Give the rows of one of our own tables."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {key: value or "" for key, value in row.items()}


def script(name: str) -> str:
    """Give the script that a name begins in, as Unicode calls it."""
    return unicodedata.name(name[:1], "?").split()[0] if name else ""


def add_alternates(entry: Entry, names: Iterable[str], *, near: bool) -> None:
    """Add those of GeoNames' other names that texts in other languages than English may use."""
    if not near and entry.population < KNOWN_ABROAD:
        return
    for name in names:
        if script(name) in SCRIPTS and len(name) >= SHORTEST:
            entry.call_abroad(key_of(name), NameSense.SPELLING)


def add_territories(entries: Iterable[Entry]) -> None:
    """Add the names of countries."""
    by_code = {entry.country: entry for entry in entries}
    for row in rows("territories.tsv"):
        code = row.pop("code")
        for cell in row.values():
            for name in filter(None, cell.split(";")):
                by_code[code].call_abroad(key_of(name), NameSense.NAME)


def add_seats(entries: Iterable[Entry]) -> None:
    """Give divisions the names that their seats of the same name have in other scripts."""
    units, seats = {}, defaultdict(list)
    for entry in entries:
        if entry.kind is PlaceKind.DIVISION:
            units[entry.division] = entry
        elif entry.kind in (PlaceKind.TOWN, PlaceKind.CAPITAL):
            seats[entry.division].append(entry)
    for code, unit in units.items():
        own = {key for key, sense in unit.names.items() if sense is NameSense.NAME}
        named = [
            town
            for town in seats[code]
            if any(sense is NameSense.NAME and key in own for key, sense in town.names.items())
        ]
        if named:
            seat = max(named, key=lambda town: town.population)
            for key in (*seat.names, *seat.abroad):
                if script(key) != LATIN:
                    unit.call_abroad(key, NameSense.SPELLING)


def add_own(entries: Iterable[Entry]) -> None:
    """Add the names of our own table.

    Raises ValueError when a row names no place that is known.
    """
    by_name: dict[tuple[str, str, bool], list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in entry.names:
            by_name[entry.country, key, entry.kind is PlaceKind.DIVISION].append(entry)
    for row in rows("tongues.tsv"):
        name, country, division = row["name"], row["country"], row["kind"] == "division"
        found = by_name[country, fold(name), division]
        if not found:
            raise ValueError(f"tongues.tsv: no {row['kind']} {name} in {country}")
        entry = max(found, key=lambda each: each.population)
        for spelling in filter(None, row["names"].split(";")):
            entry.call_abroad(key_of(spelling), NameSense.NAME)


def records(entries: Iterable[Entry]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give names with the position of a place and the value of a NameSense for each."""
    for index, entry in enumerate(entries):
        for key, sense in sorted(entry.abroad.items()):
            known = entry.names.get(key)
            if key and (known is None or known.value > sense.value):
                yield key, (index, sense.value)
