"""The packaged names in other languages than English, and the tables that they are built from."""

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.unit.storage.test_gazetteer import FILES, SHIPPED
from warnd.model.toponym import NameSense, PlaceKind
from warnd.signals.places.folding import fold
from warnd.signals.places.tongues.keys import key_of
from warnd.storage.gazetteer import TONGUES_FILE, PackedNames, load_names
from warnd.storage.joined_names import JoinedNames


@pytest.fixture(scope="module")
def names() -> PackedNames:
    return load_names(SHIPPED)


def _rows(name: str) -> list[dict[str, str]]:
    with (SHIPPED / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(
    ("name", "country"),
    [
        pytest.param("إدلب", "SY", id="Arabic"),
        pytest.param("Бахмут", "UA", id="Cyrillic"),
        pytest.param("መቀሌ", "ET", id="Ethiopic"),
        pytest.param("خان‌یونس", "PS", id="Persian"),
        pytest.param("Moscou", "RU", id="French"),
        pytest.param("Kerkük", "IQ", id="Turkish"),
    ],
)
def test_a_place_is_found_in_the_language_of_its_readers(
    names: PackedNames, name: str, country: str
) -> None:
    found = names.in_any_tongue(key_of(name))
    assert found[0].place.country == country
    assert NameSense.NAME in [toponym.sense for toponym in found]


def test_what_english_knows_is_known_in_any_tongue(names: PackedNames) -> None:
    assert set(names.toponyms("tripoli")) <= set(names.in_any_tongue("tripoli"))


def test_a_name_stands_for_a_place_once(names: PackedNames) -> None:
    places = [toponym.place for toponym in names.in_any_tongue(key_of("حلب"))]
    assert len(places) == len(set(places))


def test_english_knows_no_more_than_before(names: PackedNames) -> None:
    assert names.toponyms(key_of("መቀሌ")) == ()


def test_it_tells_whether_a_longer_name_begins_so(names: PackedNames) -> None:
    assert names.begins(f"{key_of('خان')} ")
    assert not names.begins("qqqq ")


def test_a_folder_without_other_languages_is_read_all_the_same(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(SHIPPED / name, tmp_path / name)
    bare = load_names(tmp_path)
    assert bare.in_any_tongue("aleppo")
    assert not bare.in_any_tongue(key_of("መቀሌ"))


def test_imported_places_are_read_beside_the_packaged_ones(names: PackedNames) -> None:
    joined = JoinedNames(names, names)
    assert joined.in_any_tongue(key_of("إدلب")) == names.in_any_tongue(key_of("إدلب"))
    assert joined.begins(f"{key_of('خان')} ")


def test_the_table_of_our_own_names_has_hundreds_of_places_each_once() -> None:
    rows = _rows("tongues.tsv")
    assert len(rows) >= 400
    count = Counter((row["name"], row["country"], row["kind"]) for row in rows)
    assert max(count.values()) == 1


def test_each_of_our_own_names_stands_for_a_place_of_its_country(names: PackedNames) -> None:
    missing = [
        (row["name"], spelling)
        for row in _rows("tongues.tsv")
        for spelling in row["names"].split(";")
        if all(
            toponym.place.country != row["country"]
            for toponym in names.in_any_tongue(key_of(spelling))
        )
    ]
    assert missing == []


def test_every_country_has_its_names(names: PackedNames) -> None:
    for row in _rows("territories.tsv"):
        code = row.pop("code")
        for spelling in filter(None, ";".join(row.values()).split(";")):
            found = names.in_any_tongue(key_of(spelling))
            kinds = {t.kind for t in found if t.place.country == code}
            assert PlaceKind.COUNTRY in kinds, (code, spelling)


def test_the_table_of_countries_is_complete() -> None:
    assert {row["code"] for row in _rows("territories.tsv")} == {
        row["code"] for row in _rows("countries.tsv")
    }


def test_the_file_of_other_languages_stays_small() -> None:
    assert (SHIPPED / TONGUES_FILE).stat().st_size < 3_000_000


def test_keys_of_latin_names_are_those_of_english() -> None:
    assert key_of("Khan Shaykhun") == fold("Khan Shaykhun")
