import pytest

from tests.unit.signals.places.table import LEVANT_AND_LIBYA
from warnd.signals.places.finder import PlaceFinder


def country_of_tripoli(text: str, watched: frozenset[str] = frozenset()) -> str:
    found = PlaceFinder(LEVANT_AND_LIBYA, watched).mentions(f"\n{text}", "en")
    return next(mention.place.country for mention in found if mention.text == "Tripoli")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("Shots rang out in Tripoli.", "LY", id="size"),
        pytest.param("Shots rang out in Tripoli, Lebanon.", "LB", id="comma"),
        pytest.param("Shots rang out in Tripoli (Lebanon).", "LB", id="parenthesis"),
        pytest.param("Shots rang out in Tripoli in northern Lebanon.", "LB", id="in-northern"),
        pytest.param("Lebanon's second city Tripoli was tense.", "LB", id="possessive"),
        pytest.param("The Lebanese city of Tripoli was tense.", "LB", id="demonym"),
        pytest.param(
            "Soldiers in Tripoli saluted Lebanese officers.", "LB", id="demonym-elsewhere"
        ),
        pytest.param("After Beirut, protests reached Tripoli.", "LB", id="place-elsewhere"),
        pytest.param("Libyan guards met Lebanese envoys in Tripoli.", "LY", id="both-spoken-of"),
    ],
)
def test_namesakes_are_told_apart(text: str, country: str) -> None:
    assert country_of_tripoli(text) == country


def test_what_stands_beside_a_name_outweighs_the_rest_of_the_article() -> None:
    text = "Libyan and Libyan and Libyan forces. Shots rang out in Tripoli, Lebanon."
    assert country_of_tripoli(text) == "LB"


def test_watched_areas_tip_the_scale_only_where_sizes_are_near() -> None:
    assert country_of_tripoli("Shots rang out in Tripoli.", frozenset({"LB"})) == "LY"
    text = "Beirut is far. Sirte too. Shots rang out in Tripoli."
    assert country_of_tripoli(text) == "LY"


def test_a_small_town_needs_its_country_or_a_preposition() -> None:
    finder = PlaceFinder(LEVANT_AND_LIBYA)
    assert finder.mentions("\nBrega fell silent.", "en") == ()
    assert [m.text for m in finder.mentions("\nGunmen entered Brega.", "en")] == ["Brega"]
    spoken = finder.mentions("\nBrega fell silent. Libyan guards left.", "en")
    assert [m.text for m in spoken] == ["Brega", "Libyan"]


def test_find_gives_every_place_of_a_name_largest_first() -> None:
    found = PlaceFinder(LEVANT_AND_LIBYA).find("TRIPOLI")
    assert [place.country for place in found] == ["LY", "LB"]


def test_find_does_not_take_a_people_for_a_place() -> None:
    assert PlaceFinder(LEVANT_AND_LIBYA).find("Libyan") == ()


def test_names_of_codes_come_from_the_table() -> None:
    finder = PlaceFinder(LEVANT_AND_LIBYA)
    assert finder.country_name("LY") == "Libya"
    assert finder.division_name("LB-AS") == "North Lebanon"
    assert finder.division_name("LB-XX") is None
    assert finder.countries() == LEVANT_AND_LIBYA.countries()
    assert finder.divisions() == LEVANT_AND_LIBYA.divisions()
