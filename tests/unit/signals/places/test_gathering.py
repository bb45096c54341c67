import pytest

from tests.unit.signals.places.table import LEVANT_AND_LIBYA
from warnd.model.gathered import GatheredPlace, RawPlace
from warnd.model.toponym import NameSense, PlaceKind
from warnd.signals.places.gathering import Divisions, Gathered, Gatherer

#: the divisions of the small table: GeoNames' code 09 is North Lebanon, and nothing is near
DIVISIONS = Divisions(units={("LB", "09"): "LB-AS"}, nearest=lambda *_: "")


def raw(name: str = "Tarsa", **fields: object) -> RawPlace:
    given = {"line": 1, "country": "LB", "kind": PlaceKind.TOWN, "lat": 34.0, "lon": 36.0, **fields}
    return RawPlace(name=name, **given)  # type: ignore[arg-type]


def gather(*places: RawPlace, earlier: tuple[GatheredPlace, ...] = ()) -> Gathered:
    return Gatherer(LEVANT_AND_LIBYA, DIVISIONS).gather(earlier, places)


def test_a_place_that_nobody_knew_is_new_with_every_name_it_has() -> None:
    found = gather(
        raw("Tarsa", names=("Tarsah",), spellings=("Tarça", "TRS", "طرسة"), codes=("LB9901",))
    )
    (place,) = found.places
    assert found.new == 1
    assert (place.name, place.country) == ("Tarsa", "LB")
    assert {"tarsa", "tarsah"} <= {k for k, v in place.names.items() if v is NameSense.NAME}
    assert {"tarca", "lb9901", "طرسه"} <= {
        k for k, v in place.names.items() if v is NameSense.SPELLING
    }
    assert "trs" not in place.names


@pytest.mark.parametrize(
    ("place", "division"),
    [
        pytest.param(raw(unit="09"), "LB-AS", id="by-geonames-code"),
        pytest.param(raw(unit="77"), "", id="by-a-code-nobody-knows"),
        pytest.param(raw(unit_names=("Akkar",)), "LB-AK", id="by-name"),
        pytest.param(raw(unit_names=("Elsewhere",)), "", id="by-a-name-nobody-knows"),
    ],
)
def test_its_division_is_told(place: RawPlace, division: str) -> None:
    found = gather(place)
    assert found.places[0].division == division
    assert found.homeless == (not division)


def test_its_division_is_that_of_the_nearest_town_when_nothing_else_tells() -> None:
    near = Divisions(units={}, nearest=lambda country, lat, lon: f"{country}-{lat:g}-{lon:g}")
    found = Gatherer(LEVANT_AND_LIBYA, near).gather((), [raw()])
    assert found.places[0].division == "LB-34-36"


def test_a_place_that_is_known_in_every_name_is_not_kept() -> None:
    found = gather(raw("Tripoli", lat=1.0, lon=2.0))
    assert (found.known, found.places) == (1, ())


def test_a_place_that_is_known_keeps_what_is_known_of_it_and_gains_names() -> None:
    found = gather(raw("Tripoli", names=("Trablous",), lat=1.01, lon=2.01, population=5))
    (place,) = found.places
    assert (found.renamed, found.new) == (1, 0)
    assert (place.name, place.population, place.division) == ("Tripoli", 230_000, "LB-AS")
    assert place.names == {"trablous": NameSense.NAME}


def test_a_namesake_far_away_is_another_place() -> None:
    found = gather(raw("Tripoli", lat=40.0))
    assert found.new == 1


def test_a_namesake_abroad_is_another_place() -> None:
    assert gather(raw("Sirte", lat=1.0, lon=2.0)).new == 1


def test_a_first_level_division_gives_its_names_to_the_one_that_is_known() -> None:
    kind = PlaceKind.DIVISION
    (place,) = gather(raw("Akkar", codes=("LB1",), kind=kind, lat=None, lon=None)).places
    assert (place.kind, place.division, place.population) == (kind, "LB-AK", 300_000)
    assert set(place.names) == {"lb1"}


def test_a_first_level_division_that_nobody_knows_is_a_region() -> None:
    (place,) = gather(raw("Outer Lebanon", kind=PlaceKind.DIVISION)).places
    assert place.kind is PlaceKind.REGION


def test_two_lines_about_one_place_make_one() -> None:
    found = gather(raw("Tarsa"), raw("Tarsa", names=("Tarse",), lat=34.05))
    (place,) = found.places
    assert {"tarsa", "tarse"} <= set(place.names)


def test_what_was_gathered_before_stays_and_gives_way_to_the_newer() -> None:
    earlier = gather(raw("Tarsa", population=10), raw("Marsa", lat=33.0)).places
    found = gather(raw("Tarsa", population=20, names=("Tarse",)), earlier=earlier)
    assert [(place.name, place.population) for place in found.places] == [
        ("Tarsa", 20),
        ("Marsa", 0),
    ]
    assert "tarse" in found.places[0].names


def test_places_without_coordinates_are_told_apart_by_division() -> None:
    nowhere = raw(unit="09", lat=None, lon=None)
    elsewhere = raw(unit_names=("Akkar",), lat=None, lon=None)
    same = gather(nowhere, nowhere)
    other = gather(nowhere, elsewhere)
    assert (len(same.places), len(other.places)) == (1, 2)
