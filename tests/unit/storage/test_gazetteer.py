import json
import shutil
from pathlib import Path

import pytest

from warnd.errors import GazetteerInvalid
from warnd.model.toponym import NameSense, PlaceKind
from warnd.storage.gazetteer import (
    CODES_FILE,
    LABELS_FILE,
    NAMES_FILE,
    PLACES_FILE,
    PackedNames,
    load_names,
)

SHIPPED = Path(__file__).parents[3] / "models" / "gazetteer"
FILES = (NAMES_FILE, PLACES_FILE, LABELS_FILE, CODES_FILE)


@pytest.fixture(scope="module")
def names() -> PackedNames:
    return load_names(SHIPPED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(SHIPPED / name, tmp_path / name)
    return tmp_path


def test_a_town_has_its_country_division_and_point(names: PackedNames) -> None:
    town = next(t for t in names.toponyms("saraqib") if t.kind is PlaceKind.TOWN)
    assert (town.place.country, town.place.admin1) == ("SY", "SY-ID")
    assert town.place.lat == pytest.approx(35.86, abs=0.05)
    assert town.place.lon == pytest.approx(36.80, abs=0.05)


def test_a_country_has_no_single_point(names: PackedNames) -> None:
    (country,) = names.toponyms("syria")
    assert country.kind is PlaceKind.COUNTRY
    assert country.place.lat is None
    assert country.place.admin1 is None


def test_a_demonym_stands_for_the_people_of_its_country(names: PackedNames) -> None:
    people = names.toponyms("malian")[0]
    assert (people.sense, people.place.country) == (NameSense.PEOPLE, "ML")


def test_a_voice_stands_for_the_country_it_speaks_for(names: PackedNames) -> None:
    (voice,) = names.toponyms("kremlin")
    assert (voice.sense, voice.place.country) == (NameSense.VOICE, "RU")


def test_namesakes_come_most_populous_first(names: PackedNames) -> None:
    people = [toponym.place.population for toponym in names.toponyms("tripoli")]
    assert len(people) > 2
    assert people == sorted(people, reverse=True)


def test_a_name_nobody_bears_stands_for_nothing(names: PackedNames) -> None:
    assert names.toponyms("qwertyville") == ()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        pytest.param("SY-HL", "Aleppo", id="aleppo"),
        pytest.param("CD-NK", "North Kivu", id="north-kivu"),
        pytest.param("UA-14", "Donetsk", id="donetsk"),
        pytest.param("IQ-NI", "Nineveh", id="nineveh"),
        pytest.param("YE-HU", "Hodeidah", id="hodeidah"),
        pytest.param("MM-16", "Rakhine", id="rakhine"),
    ],
)
def test_divisions_bear_the_names_that_news_gives_them(
    names: PackedNames, code: str, name: str
) -> None:
    assert names.division_name(code) == name


def test_codes_that_are_not_known_have_no_name(names: PackedNames) -> None:
    assert names.division_name("SY-XX") is None
    assert names.country_name("XX") is None


def test_every_country_and_division_is_listed_once(names: PackedNames) -> None:
    countries = [code for code, _ in names.countries()]
    divisions = [code for code, _, _ in names.divisions()]
    assert len(countries) == len(set(countries)) == 250
    assert len(divisions) == len(set(divisions)) > 3500
    assert {country for _, _, country in names.divisions()} <= set(countries)
    assert {"SY", "XK", "PS", "TW"} <= set(countries)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("harm", ["missing", "cut", "foreign"])
def test_a_gazetteer_that_is_missing_or_damaged_is_refused(
    folder: Path, name: str, harm: str
) -> None:
    file = folder / name
    if harm == "missing":
        file.unlink()
    elif harm == "cut":
        file.write_bytes(file.read_bytes()[:5000])
    else:
        file.write_bytes(b"this is something else altogether")
    with pytest.raises(GazetteerInvalid, match=str(folder)):
        load_names(folder)


def test_codes_without_divisions_are_refused(folder: Path) -> None:
    (folder / CODES_FILE).write_text(json.dumps({"countries": []}))
    with pytest.raises(GazetteerInvalid):
        load_names(folder)
