import pytest

from warnd.signals.places.distance import kilometres
from warnd.signals.places.spellings import SCRIPTS, chosen, usual, variants


def test_scholarly_marks_are_left_out_where_geonames_sets_them() -> None:
    assert usual("Al Ḩudaydah", "YE") == "Al Hudaydah"
    assert usual("Kraków", "PL") == "Kraków"


@pytest.mark.parametrize(
    ("name", "country", "spelling"),
    [
        pytest.param("Al Hasakah", "SY", "hasaka", id="without-article-and-h"),
        pytest.param("Latakiyah", "SY", "latakiyeh", id="eh"),
        pytest.param("Zawiyah", "LY", "zawiya", id="a"),
    ],
)
def test_arabic_names_come_in_many_spellings(name: str, country: str, spelling: str) -> None:
    assert spelling in set(variants(name, country))


@pytest.mark.parametrize(
    ("name", "country", "spelling"),
    [
        pytest.param("al-Bab", "SY", "bab", id="too-short-for-that"),
        pytest.param("Kasah", "NG", "kasa", id="elsewhere"),
    ],
)
def test_other_names_do_not(name: str, country: str, spelling: str) -> None:
    assert spelling not in set(variants(name, country))


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        pytest.param("Mossoul", True, id="alike"),
        pytest.param("الموصل", True, id="arabic"),
        pytest.param("Nineveh", False, id="quite-another-name"),
        pytest.param("OSM", False, id="airport"),
        pytest.param("摩苏尔", False, id="script-nobody-reads-here"),
        pytest.param("mosul", False, id="small-letter"),
    ],
)
def test_spellings_that_a_newspaper_might_print_are_chosen(other: str, wanted: bool) -> None:
    assert (list(chosen("Mosul", [other], SCRIPTS)) == [other]) is wanted


def test_a_degree_of_longitude_is_shorter_away_from_the_equator() -> None:
    assert kilometres(0, 10, 0, 11) == pytest.approx(111.2)
    assert kilometres(60, 10, 60, 11) == pytest.approx(55.6)
    assert kilometres(10, 5, 11, 5) == pytest.approx(111.2)
