from dataclasses import replace

import pytest

from tests.unit.builders import IDLIB
from warnd.model.area import Area, Circle
from warnd.model.identifiers import AreaId
from warnd.model.place import Place
from warnd.situations.areas import AreaBook, distance_km

SYRIA = Area(id=AreaId("SY"), name="Syria", country="SY")
DIVISION = Area(id=AreaId("SY-ID"), name="Idlib, Syria", country="SY", divisions=("SY-ID",))
NORTH = Area(id=AreaId("north"), name="The north-west", country="SY", divisions=("SY-ID", "SY-HM"))
ROUND = Area(
    id=AreaId("round"), name="Around Idlib", circle=Circle(lat=35.9, lon=36.6, radius_km=20.0)
)
SAHEL = Area(
    id=AreaId("sahel"),
    name="Central Sahel",
    countries=("ML", "BF", "NE"),
    neighbours=("BJ", "DZ-33"),
)
GAO = Place(name="Gao", country="ML", admin1="ML-7", lat=16.27, lon=-0.04)
LISTED = Area(id=AreaId("listed"), name="Two towns", country="SY", places=("Idlib", "Saraqib"))
WHOLE_SYRIA = Place(name="Syria", country="SY", admin1=None, lat=None, lon=None)
ALEPPO = Place(name="Aleppo", country="SY", admin1="SY-HL", lat=36.2, lon=37.16)
OTHER_IDLIB = Place(name="Idlib", country="TR", admin1="TR-31", lat=36.5, lon=36.3)


@pytest.mark.parametrize(
    ("area", "place", "inside"),
    [
        pytest.param(SYRIA, IDLIB, True, id="a town in its country"),
        pytest.param(SYRIA, WHOLE_SYRIA, True, id="a country in itself"),
        pytest.param(SYRIA, OTHER_IDLIB, False, id="another country"),
        pytest.param(DIVISION, IDLIB, True, id="a town in its division"),
        pytest.param(DIVISION, ALEPPO, False, id="another division"),
        pytest.param(DIVISION, WHOLE_SYRIA, False, id="a country is not in its division"),
        pytest.param(NORTH, IDLIB, True, id="one of two divisions"),
        pytest.param(ROUND, IDLIB, True, id="inside a circle"),
        pytest.param(ROUND, ALEPPO, False, id="outside of it"),
        pytest.param(ROUND, WHOLE_SYRIA, False, id="no point, no circle"),
        pytest.param(LISTED, IDLIB, True, id="a listed name"),
        pytest.param(LISTED, OTHER_IDLIB, False, id="a namesake elsewhere"),
        pytest.param(SAHEL, GAO, True, id="a town in one of several countries"),
        pytest.param(SAHEL, IDLIB, False, id="a country that is none of them"),
    ],
)
def test_which_places_lie_in_an_area(area: Area, place: Place, inside: bool) -> None:
    assert bool(AreaBook([area]).areas_of(place)) is inside


def test_the_finest_area_comes_first_and_is_marked() -> None:
    hits = AreaBook([SYRIA, DIVISION]).areas_of(IDLIB)
    assert [(hit.area.id, hit.finest) for hit in hits] == [("SY-ID", True), ("SY", False)]


def test_a_country_watched_alone_is_the_finest() -> None:
    (hit,) = AreaBook([SYRIA]).areas_of(IDLIB)
    assert hit.finest


def test_distance_is_measured_on_the_ground() -> None:
    damascus_to_beirut = distance_km(33.51, 36.29, Circle(lat=33.89, lon=35.50, radius_km=1.0))
    assert damascus_to_beirut == pytest.approx(84.4, abs=1.0)


@pytest.mark.parametrize(
    ("country", "admin1", "beside"),
    [
        pytest.param("BJ", "BJ-AL", True, id="a town of a neighbouring country"),
        pytest.param("BJ", None, True, id="the country itself"),
        pytest.param("DZ", "DZ-33", True, id="a neighbouring division"),
        pytest.param("DZ", "DZ-16", False, id="another division of that country"),
        pytest.param("DZ", None, False, id="that country as a whole"),
    ],
)
def test_what_lies_next_to_an_area(country: str, admin1: str | None, beside: bool) -> None:
    place = Place(name="Somewhere", country=country, admin1=admin1, lat=None, lon=None)
    hits = AreaBook([SAHEL, SYRIA]).areas_of(place)
    assert [(hit.area.id, hit.is_neighbour, hit.finest) for hit in hits] == (
        [("sahel", True, False)] if beside else []
    )


def test_an_area_that_covers_a_place_is_no_neighbour_of_it() -> None:
    both = replace(SAHEL, neighbours=("ML",))
    (hit,) = AreaBook([both]).areas_of(GAO)
    assert not hit.is_neighbour


def test_a_country_watched_beside_its_region_is_as_fine() -> None:
    mali = Area(id=AreaId("ML"), name="Mali", country="ML")
    division = Area(id=AreaId("ML-7"), name="Gao", country="ML", divisions=("ML-7",))
    hits = AreaBook([SAHEL, mali]).areas_of(GAO)
    assert [hit.area.id for hit in hits if hit.finest] == ["ML", "sahel"]
    hits = AreaBook([SAHEL, mali, division]).areas_of(GAO)
    assert [hit.area.id for hit in hits if hit.finest] == ["ML-7"]
