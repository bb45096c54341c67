from pathlib import Path

import pytest

from warnd.errors import GazetteerInvalid
from warnd.model.gathered import GatheredPlace
from warnd.model.toponym import NameSense, PlaceKind
from warnd.storage.gazetteer import load_names, load_units
from warnd.storage.gazetteer_tables import Codes, read_back, replace_tables
from warnd.storage.joined_names import JoinedNames
from warnd.storage.nearest_division import NearestDivision

SHIPPED = Path(__file__).parents[3] / "models" / "gazetteer"
CODES = Codes(countries={"SD": "Sudan"}, divisions={"SD-DN": "North Darfur"})


def town(name: str, *spellings: str, people: int = 0) -> GatheredPlace:
    senses = {name.lower(): NameSense.NAME, **dict.fromkeys(spellings, NameSense.SPELLING)}
    return GatheredPlace(
        name=name,
        country="SD",
        kind=PlaceKind.TOWN,
        division="SD-DN",
        lat=13.5,
        lon=24.25,
        population=people,
        names=senses,
    )


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    sea = GatheredPlace(name="Wide Sea", country="", kind=PlaceKind.REGION, names={})
    places = (town("Tarsa", "tarsah", people=900), town("Marsa"), sea)
    replace_tables(places, CODES, tmp_path / "places")
    assert read_back(load_names(tmp_path / "places")) == places


def test_new_tables_take_the_place_of_the_old_and_leave_nothing_beside(tmp_path: Path) -> None:
    for name in ("Tarsa", "Marsa"):
        replace_tables([town(name)], CODES, tmp_path / "places")
    names = load_names(tmp_path / "places")
    assert names.toponyms("tarsa") == ()
    assert names.toponyms("marsa")[0].place.name == "Marsa"
    assert [file.name for file in tmp_path.iterdir()] == ["places"]


def test_the_p_codes_of_divisions_are_found_among_their_names(tmp_path: Path) -> None:
    division = GatheredPlace(
        name="North Darfur",
        country="SD",
        kind=PlaceKind.DIVISION,
        division="SD-DN",
        names={"north darfur": NameSense.NAME, "sd02": NameSense.SPELLING},
    )
    replace_tables([division, town("Tarsa", "sd02001")], CODES, tmp_path / "places")
    imported = load_names(tmp_path / "places")
    assert imported.pcodes() == {"SD-DN": "SD02"}
    assert JoinedNames(load_names(SHIPPED), imported).pcodes() == {"SD-DN": "SD02"}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(GazetteerInvalid, match="file"):
        replace_tables([town("Tarsa")], CODES, tmp_path / "file" / "places")


def test_imported_places_stand_beside_the_shipped(tmp_path: Path) -> None:
    packaged = load_names(SHIPPED)
    nyala = packaged.toponyms("nyala")[0].place
    known = GatheredPlace(
        name=nyala.name,
        country=nyala.country,
        kind=PlaceKind.TOWN,
        division=nyala.admin1 or "",
        lat=nyala.lat,
        lon=nyala.lon,
        population=nyala.population,
        names={"nyala": NameSense.NAME, "nialla": NameSense.SPELLING},
    )
    codes = Codes(countries=CODES.countries, divisions={**CODES.divisions, "SD-DS": "South Darfur"})
    replace_tables([known, town("Tarsa")], codes, tmp_path / "places")
    names = JoinedNames(packaged, load_names(tmp_path / "places"))
    assert names.toponyms("nyala") == packaged.toponyms("nyala")
    assert [toponym.place for toponym in names.toponyms("nialla")] == [nyala]
    assert names.toponyms("tarsa")[0].place.admin1 == "SD-DN"
    assert names.toponyms("khartoum") == packaged.toponyms("khartoum")
    assert [names.knows(key) for key in ("tarsa", "khartoum", "qwqwqw")] == [True, True, False]
    assert names.divisions() == packaged.divisions()
    assert names.countries() == packaged.countries()
    assert names.country_name("SD") == "Sudan"
    assert names.division_name("SD-DN") == "North Darfur"


def test_the_nearest_town_tells_the_division() -> None:
    nearest = NearestDivision(load_names(SHIPPED))
    assert nearest("SD", 13.7, 25.3) == "SD-DN"
    assert nearest("SD", 12.1, 24.8) == "SD-DS"
    assert nearest("SD", -60.0, 0.0) == ""
    assert nearest("QQ", 13.7, 25.3) == ""


def test_names_nearly_like_an_unknown_one_are_found() -> None:
    assert "nyala" in load_names(SHIPPED).names_like("nyalla")
    assert load_names(SHIPPED).names_like("qwqwqw") == ()


def test_geonames_divisions_are_told_by_their_iso_codes(tmp_path: Path) -> None:
    units = load_units(SHIPPED)
    assert units["SD", "55"] == "SD-DN"
    with pytest.raises(GazetteerInvalid, match="divisions"):
        load_units(tmp_path)
    (tmp_path / "divisions.tsv").write_text("one\ttwo\nx\ty\n")
    with pytest.raises(GazetteerInvalid, match="not a table"):
        load_units(tmp_path)
