from pathlib import Path

import pytest

from tests.unit.storage.places_written import geonames, written
from warnd.errors import GazetteerInvalid
from warnd.model.gathered import RawPlace
from warnd.model.toponym import PlaceKind
from warnd.storage.place_files import PlaceFile, Wanted, read_place_file

WANTED = Wanted(countries=frozenset({"SD", "CD"}))
TOWN = geonames(name="Tarsa", lat="13.5", lon="24.25", unit="47", people="1200")
PCODES = "admin0Pcode,admin1Name_en,admin1Pcode,admin2Name_en,admin2Name_ar,admin2Pcode"


def read(folder: Path, *lines: str, wanted: Wanted = WANTED) -> PlaceFile:
    return read_place_file(written(folder, "file", *lines), wanted)


def one(found: PlaceFile) -> RawPlace:
    assert not found.mistakes
    (place,) = found.places
    return place


def test_a_line_of_geonames_is_a_place(tmp_path: Path) -> None:
    line = geonames(
        name="Ṭarsa", ascii="Tarsa", others="Tarsah,طرسة", lat="13.5", lon="24.25", unit="47",
        people="1200",
    )  # fmt: skip
    place = one(read(tmp_path, line))
    assert (place.name, place.names, place.spellings) == ("Ṭarsa", ("Tarsa",), ("Tarsah", "طرسة"))
    assert (place.country, place.unit, place.kind) == ("SD", "47", PlaceKind.TOWN)
    assert (place.lat, place.lon, place.population) == (13.5, 24.25, 1200)


@pytest.mark.parametrize(
    ("sort", "feature", "kind"),
    [
        pytest.param("P", "PPLX", PlaceKind.TOWN, id="quarter"),
        pytest.param("A", "ADM1", PlaceKind.DIVISION, id="first-level-division"),
        pytest.param("A", "ADM2", PlaceKind.TOWN, id="smaller-division"),
        pytest.param("S", "CMPRF", PlaceKind.TOWN, id="refugee-camp"),
        pytest.param("S", "AIRB", PlaceKind.TOWN, id="air-base"),
        pytest.param("T", "ISL", PlaceKind.REGION, id="island"),
        pytest.param("L", "RGN", PlaceKind.REGION, id="region"),
    ],
)
def test_what_the_news_names_is_kept(
    tmp_path: Path, sort: str, feature: str, kind: PlaceKind
) -> None:
    line = geonames(name="Tarsa", sort=sort, feature=feature)
    assert one(read(tmp_path, line)).kind is kind


def test_what_the_news_never_names_is_passed_over_and_counted(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        TOWN,
        geonames(name="Wadi", sort="H", feature="WAD"),
        geonames(name="Well", sort="H", feature="WLL"),
        geonames(name="Ruins", feature="PPLQ"),
    )
    assert [place.name for place in found.places] == ["Tarsa"]
    assert found.passed_over == {"streams, lakes and wells": 2, "places that are no more": 1}


def test_a_row_of_p_codes_is_a_place_and_the_division_it_lies_in(tmp_path: Path) -> None:
    heading = f"{PCODES},center_lat,center_lon"
    found = read(
        tmp_path,
        heading,
        "SD,North Darfur,SD02,Tarsa,طرسة,SD02001,13.5,24.25",
        "SD,North Darfur,SD02,Marsa,,SD02002,13.6,24.5",
    )
    place, division, other = found.places
    assert (place.name, place.codes, place.spellings) == ("Tarsa", ("SD02001",), ("طرسة",))
    assert (place.lat, place.lon, place.unit_names) == (13.5, 24.25, ("North Darfur",))
    assert (division.name, division.kind, division.lat) == (
        "North Darfur",
        PlaceKind.DIVISION,
        None,
    )
    assert (other.name, other.kind) == ("Marsa", PlaceKind.TOWN)


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        pytest.param("ADM2_EN,ADM2_PCODE,ADM1_EN,ADM0_PCODE", "Tarsa,SD02001,N,SD", id="short"),
        pytest.param("adm2_name,adm2_pcode,adm1_name", "Tarsa,SD02001,N", id="new"),
        pytest.param("admin2RefName,admin2Pcode,admin1RefName", "Tarsa,SD02001,N", id="reference"),
        pytest.param(
            "admin2Name_en;admin2Pcode;x_coord;y_coord", "Tarsa;SD02001;;", id="semicolon"
        ),
        pytest.param("\ufeffadmin2Name_en,admin2Pcode", "Tarsa,SD02001", id="byte-order-mark"),
        pytest.param('admin2Pcode,"admin2Name_en"', 'SD02001,"Tarsa"', id="quotes"),
    ],
)
def test_headings_are_recognised_as_they_come(tmp_path: Path, heading: str, row: str) -> None:
    place = one(read(tmp_path, heading, row))
    assert (place.name, place.country, place.codes) == ("Tarsa", "SD", ("SD02001",))


def test_a_table_that_names_no_country_takes_the_one_that_is_told(tmp_path: Path) -> None:
    wanted = Wanted(countries=WANTED.countries, country="CD")
    lines = ("admin0Pcode,admin2Name_en,admin2Pcode", "COD,Tarsa,99001")
    assert one(read(tmp_path, *lines, wanted=wanted)).country == "CD"


def test_places_of_other_countries_are_passed_over(tmp_path: Path) -> None:
    wanted = Wanted(countries=WANTED.countries, country="CD")
    found = read(tmp_path, TOWN, geonames(name="Ubale", country="CD"), wanted=wanted)
    assert [place.name for place in found.places] == ["Ubale"]
    assert found.passed_over == {"places of other countries": 1}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("not nineteen columns", "expected 19 columns", id="columns"),
        pytest.param(geonames(name="X", lat="north"), "latitude is 'north'", id="no-number"),
        pytest.param(geonames(name="X", lat="nan"), "latitude is nan", id="not-a-number"),
        pytest.param(geonames(name="X", lon="181"), "beyond 180 degrees", id="beyond"),
        pytest.param(geonames(name="X", people="many"), "population is 'many'", id="people"),
        pytest.param(geonames(name="X", people="99999999999"), "no whole number", id="too-many"),
        pytest.param(geonames(name=" "), "no name", id="nameless"),
        pytest.param(geonames(name="X" * 300), "longer than 255 bytes", id="long"),
        pytest.param(geonames(name="X", country="QQ"), "'QQ' is no country", id="country"),
    ],
)
def test_a_line_that_is_wrong_is_told_and_loses_no_other(
    tmp_path: Path, line: str, told: str
) -> None:
    found = read(tmp_path, TOWN, line, TOWN)
    assert len(found.places) == 2
    (mistake,) = found.mistakes
    assert (mistake.line, mistake.file) == (2, tmp_path / "file")
    assert told in mistake.message


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param("SD,North Darfur,SD02,,,SD02001", "no name of level 2", id="nameless"),
        pytest.param("SD,North Darfur,,Tarsa,,", "no P-code", id="no-code"),
    ],
)
def test_a_row_that_is_wrong_is_told_with_its_line(tmp_path: Path, row: str, told: str) -> None:
    (mistake,) = read(tmp_path, PCODES, row).mistakes
    assert mistake.line == 2
    assert told in mistake.message


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"PK\x03\x04rest", "zip file", id="zip"),
        pytest.param(b"name,lat,lon\nTarsa,1,2\n", "neither a country file", id="other-table"),
        pytest.param(b"", "neither a country file", id="empty"),
        pytest.param(b"ok\n\xff\xfe\n", ":2: it is not UTF-8", id="not-utf-8"),
    ],
)
def test_a_file_of_another_sort_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(GazetteerInvalid, match=told):
        read_place_file(file, WANTED)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerInvalid, match="nowhere"):
        read_place_file(tmp_path / "nowhere", WANTED)
