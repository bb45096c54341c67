"""Our own table of places: every row stands up to what can be checked of it."""

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from warnd.signals.places.folding import fold
from warnd.signals.places.lookalikes import NEVER_PLACES, SELDOM_PLACES
from warnd.storage.gazetteer import CODES_FILE, PLACES_FILE, PackedNames, load_names

MODELS = Path(__file__).parents[3] / "models"
FOLDER = MODELS / "gazetteer"
COLUMNS = ["name", "spellings", "country", "division", "lat", "lon", "rank", "kind"]
KINDS = frozenset(
    {"town", "village", "neighbourhood", "camp", "base", "airfield", "crossing", "dam"}
    | {"junction", "site", "district", "region", "island", "mountain"}
)
#: degrees that a place may lie outside the box of its country's other places: deserts without
#: towns, and islands far out
MARGIN = 2.5
FAR_MARGIN = 8.0
#: how often a word in small letters must stand in our own sentences to be a plain word
PLAIN = 2


def rows() -> Iterator[dict[str, str]]:
    with (FOLDER / "supplement.tsv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


ROWS = list(rows())


def spelt(row: dict[str, str]) -> list[str]:
    return [row["name"], *(part for part in row["spellings"].split(";") if part)]


def label(row: dict[str, str]) -> str:
    return f"{row['country']} {row['name']}"


@pytest.fixture(scope="module")
def names() -> PackedNames:
    return load_names(FOLDER)


@cache
def boxes() -> dict[str, tuple[float, float, float, float]]:
    """Give south, west, north and east of each country's places, the outermost left out.

    A place that stands alone far out cannot vouch for itself.
    """
    places = np.load(FOLDER / PLACES_FILE)
    codes = [code for code, _ in json.loads((FOLDER / CODES_FILE).read_text("utf-8"))["countries"]]
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for _, _, lat, lon, _, country, _, _ in places[~np.isnan(places["lat"])].tolist():
        points[country].append((lat, lon))
    found = {}
    for country, code in enumerate(codes):
        edges = np.sort(np.array(points.get(country, [(0.0, 0.0)] * 3)), axis=0)
        south, west = edges[min(1, len(edges) - 1)]
        north, east = edges[max(-2, -len(edges))]
        found[code] = (float(south), float(west), float(north), float(east))
    return found


def inside(row: dict[str, str]) -> bool:
    south, west, north, east = boxes()[row["country"]]
    far = row["kind"] in {"island", "region"} or row["country"] == "PH"
    margin = FAR_MARGIN if far else MARGIN
    lat, lon = float(row["lat"]), float(row["lon"])
    return south - margin <= lat <= north + margin and west - margin <= lon <= east + margin


def test_there_are_many() -> None:
    assert len(ROWS) > 4_000


def test_every_row_has_every_column_and_a_kind_we_know() -> None:
    assert list(ROWS[0]) == COLUMNS
    wrong = [
        label(row)
        for row in ROWS
        if None in row.values() or not row["name"].strip() or row["kind"] not in KINDS
    ]
    assert wrong == []


def test_every_rank_is_a_number_of_people() -> None:
    assert [label(row) for row in ROWS if not row["rank"].isdigit() or int(row["rank"]) == 0] == []


def test_no_country_has_two_rows_of_one_name() -> None:
    counted = Counter((row["country"], fold(row["name"])) for row in ROWS)
    assert [key for key, count in counted.items() if count > 1] == []


def test_countries_and_divisions_are_known_and_fit(names: PackedNames) -> None:
    wrong = [
        label(row)
        for row in ROWS
        if (row["country"] and names.country_name(row["country"]) is None)
        or (row["division"] and names.division_name(row["division"]) is None)
        or (row["division"] and row["division"][:2] != row["country"])
    ]
    assert wrong == []


def test_places_lie_in_their_countries() -> None:
    located = [row for row in ROWS if row["country"] and row["lat"]]
    assert len(located) > 4_000
    assert [label(row) for row in located if not inside(row)] == []


def test_no_spelling_is_a_plain_word_unless_we_know_that_it_is_one() -> None:
    plain = Counter(
        word
        for file in sorted((MODELS / "training" / "en").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        for word in re.findall(r"(?<![\w'’-])[a-z]+(?![\w'’])", json.loads(line)["text"])
    )
    known = NEVER_PLACES | SELDOM_PLACES
    wrong = {
        label(row)
        for row in ROWS
        for spelling in spelt(row)
        if plain[fold(spelling)] >= PLAIN and fold(spelling) not in known
    }
    assert wrong == set()


def test_no_spelling_bears_its_country_behind_a_comma() -> None:
    """No text writes it so in one run of capitalised words: such a spelling would never match."""
    assert [label(row) for row in ROWS if any("," in name for name in spelt(row))] == []


def test_the_packed_tables_were_built_from_these_rows(names: PackedNames) -> None:
    missing = [
        label(row)
        for row in ROWS
        if row["country"] not in {t.place.country for t in names.toponyms(fold(row["name"]))}
    ]
    assert missing == []
