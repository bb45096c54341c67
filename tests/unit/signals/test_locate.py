import pytest

from tests.unit.builders import IDLIB, mention
from warnd.model.place import Place, PlaceMention
from warnd.signals.languages.english.language import English
from warnd.signals.locate import places_of

SYRIA = Place(name="Syria", country="SY", admin1=None, lat=None, lon=None, population=17_000_000)
TEXT = "Idlib was quiet. Shells fell. Troops left Syria. Idlib in Syria burned."
SENTENCES = English().sentences("", TEXT)


def named(place: Place, nth: int = 0, *, locates: bool = True) -> PlaceMention:
    body, start = f"\n{TEXT}", -1
    for _ in range(nth + 1):
        start = body.index(place.name, start + 1)
    return mention(place, start=start, locates=locates)


def found(index: int, *mentions: PlaceMention) -> list[str]:
    return [one.place.name for one in places_of(SENTENCES, index, mentions)]


def test_a_sentence_that_names_a_place_is_there() -> None:
    assert found(0, named(IDLIB)) == ["Idlib"]


def test_a_sentence_that_names_none_takes_the_one_before() -> None:
    assert found(1, named(IDLIB)) == ["Idlib"]


def test_no_further_back_is_looked() -> None:
    assert found(2, named(IDLIB)) == []


def test_what_is_only_spoken_of_is_no_place() -> None:
    assert found(0, named(IDLIB, locates=False)) == []


def test_a_country_that_holds_a_finer_place_is_dropped() -> None:
    assert found(3, named(IDLIB, 1), named(SYRIA, 1)) == ["Idlib"]
    assert found(2, named(SYRIA)) == ["Syria"]


SARAQIB = Place(
    name="Saraqib", country="SY", admin1="SY-ID", lat=35.86, lon=36.8, population=34_000
)
VILLAGE = Place(name="Tarsabul", country="SY", admin1=None, lat=None, lon=None)


def placed(text: str, *places: Place) -> list[str]:
    """Give the places of one sentence, of which each is named once."""
    mentions = [mention(place, start=1 + text.index(place.name)) for place in places]
    return [one.place.name for one in places_of(English().sentences("", text), 0, mentions)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Shells fell on Saraqib, Idlib.", ["Saraqib"], id="comma"),
        pytest.param("Shells fell on Saraqib in rural Idlib.", ["Saraqib"], id="in"),
        pytest.param("Shells fell on Saraqib District, Idlib.", ["Saraqib"], id="called"),
        pytest.param("Men left Saraqib in Syria's Idlib.", ["Saraqib"], id="country-between"),
        pytest.param("Saraqib, the capital of Idlib, fell.", ["Saraqib"], id="capital-of"),
        pytest.param("Shells fell on Saraqib and Idlib.", ["Saraqib", "Idlib"], id="list"),
    ],
)
def test_a_division_behind_a_place_that_lies_in_it_is_dropped(text: str, names: list[str]) -> None:
    assert placed(text, SARAQIB, IDLIB) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Saraqib, 15 km south of Hama, fell.", ["Saraqib"], id="so-far-off"),
        pytest.param("The Saraqib suburbs east of Hama fell.", ["Saraqib"], id="suburbs"),
        pytest.param(
            "Saraqib District, about 30 miles (48 km) north of Hama, fell.",
            ["Saraqib"],
            id="about-so-far-off",
        ),
        pytest.param("Saraqib, to the east of Hama, fell.", ["Saraqib"], id="to-the-east"),
        pytest.param("Saraqib and villages in Hama fell.", ["Saraqib", "Hama"], id="both"),
    ],
)
def test_a_town_that_only_says_where_another_place_is_is_dropped(
    text: str, names: list[str]
) -> None:
    hama = Place(name="Hama", country="SY", admin1="SY-HM", lat=1.0, lon=1.0, population=900_000)
    assert placed(text, SARAQIB, hama) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Saraqib District, Hama Province, fell.", ["Hama"], id="said"),
        pytest.param("Saraqib District in Hama Province fell.", ["Hama"], id="said-in"),
        pytest.param("Saraqib, Hama Province and more.", ["Saraqib", "Hama"], id="comma-alone"),
        pytest.param("Saraqib District, Hama, fell.", ["Saraqib", "Hama"], id="no-division-named"),
    ],
)
def test_the_text_is_believed_on_which_division_a_district_lies_in(
    text: str, names: list[str]
) -> None:
    hama = Place(name="Hama", country="SY", admin1="SY-HM", lat=1.0, lon=1.0, population=900_000)
    assert placed(text, SARAQIB, hama) == names


def test_a_list_of_towns_is_no_town_and_its_division() -> None:
    ariha = Place(name="Ariha", country="SY", admin1="SY-ID", lat=1.0, lon=1.0, population=40_000)
    text = "Shells fell on Saraqib, Idlib and Ariha."
    assert placed(text, SARAQIB, IDLIB, ariha) == ["Saraqib", "Idlib", "Ariha"]


def test_a_division_that_owns_a_place_is_dropped() -> None:
    assert placed("Shells fell on Idlib's town of Saraqib.", IDLIB, SARAQIB) == ["Saraqib"]


def test_a_village_without_a_number_of_people_outlives_its_country_and_its_neighbours() -> None:
    assert placed("Men left Tarsabul, Syria.", VILLAGE, SYRIA) == ["Tarsabul"]
    text = "Men left Saraqib and Tarsabul."
    assert placed(text, SARAQIB, VILLAGE) == ["Saraqib", "Tarsabul"]
