"""Villages that no table knows, in sentences of our own, read with the shipped gazetteer."""

from pathlib import Path

import pytest

from warnd.model.place import PlaceMention
from warnd.signals.places.finder import PlaceFinder
from warnd.storage.gazetteer import load_names

FINDER = PlaceFinder(load_names(Path(__file__).parents[4] / "models" / "gazetteer"))


def mention(text: str, name: str) -> PlaceMention | None:
    found = FINDER.mentions(f"\n{text}", "en")
    return next((each for each in found if each.text == name), None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Gunmen burned the village of Tarsabul, Chad.", "TD", id="country-behind"),
        pytest.param("Gunmen came to Tarsabul and to Chad.", None, id="nothing-says-so"),
        pytest.param("A bus crashed near Tarsabul, Chad.", "TD", id="in-or-near"),
        pytest.param("A bus crashed near Tarsabul in Borno state.", None, id="too-little"),
        pytest.param("A Chadian soldier died in the town of Tarsabul.", "TD", id="people-before"),
        pytest.param("They hid in the village of Tarsabul in Borno state.", "NG-BO", id="division"),
        pytest.param("Jets hit the town of Tarsabul near Daraa.", "SY-DR", id="near-a-town"),
        pytest.param("Jets hit the town of Tarsabul, west of Daraa.", "SY", id="far-from-a-town"),
        pytest.param("In Mali, men took the hamlet of Tarsa al-Bul.", None, id="other-words"),
        pytest.param("Chad and Mali fought for the town of Tarsabul.", None, id="two-countries"),
        pytest.param("They hid in the village of Tarsabul.", None, id="no-country"),
        pytest.param("Syrian jets hit the district of Tarsabul.", "SY", id="district-of"),
        pytest.param("Russian jets hit the town of Tarsabul.", None, id="of-a-far-power"),
        pytest.param("Chad said Syrian jets hit the town of Tarsabul.", None, id="of-two"),
        pytest.param("Men fled the Russian town of Tarsabul.", "RU", id="ground"),
        pytest.param(
            "A man was killed in Tarsabul in the Syrian city of Daraa.", "SY-DR", id="in-a-city"
        ),
        pytest.param("Clashes broke out in Tarsabul, Kano.", "NG-KN", id="before-its-town"),
        pytest.param("A man died in Tarsabul, south of Daraa.", "SY", id="a-way-off"),
        pytest.param("In Mali, they sang in support of Tarsabul.", None, id="no-port"),
        pytest.param(
            "Shells from the Gaza Strip fell on Ashkelon and on the village of Tarsabul.",
            "IL",
            id="by-the-nearest-town",
        ),
    ],
)
def test_a_place_is_told_by_the_words_around_it(text: str, code: str | None) -> None:
    found = mention(text, "Tarsabul")
    assert (found and (found.place.admin1 or found.place.country)) == code


def test_names_joined_to_such_a_place_are_places_too() -> None:
    found = FINDER.mentions("\nSyrian troops took the villages of Tarsabul and Mardabal.", "en")
    assert [each.text for each in found if each.locates] == ["Tarsabul", "Mardabal"]


def test_it_has_the_name_that_was_written_and_no_point() -> None:
    found = mention("In Mali, men took the hamlet of Tarsa al-Bul.", "Tarsa al-Bul")
    assert found is not None
    assert (found.place.name, found.place.lat, found.locates) == ("Tarsa al-Bul", None, True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("The town of March, Chad, slept.", "March", id="month"),
        pytest.param("In Operation Dawn, Chad lost men.", "Operation Dawn", id="operation"),
        pytest.param("They met at Parliament, Chad.", "Parliament", id="body"),
        pytest.param("The city of President Deby, Chad.", "President Deby", id="title"),
    ],
)
def test_other_names_are_not_taken_for_places(text: str, name: str) -> None:
    assert mention(text, name) is None


def test_another_spelling_of_a_known_place_of_that_country_is_that_place() -> None:
    found = mention("Shells hit the town of Khan Sheykhun, Syria.", "Khan Sheykhun")
    assert found is not None
    assert (found.place.name, found.place.admin1) == ("Khan Sheikhoun", "SY-ID")


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        pytest.param(
            "A bomb went off in the Tarsabul district of Damascus.",
            "Tarsabul",
            "SY-DI",
            id="quarter",
        ),
        pytest.param("Men fought in the Tarsabul camp in Lebanon.", "Tarsabul", "LB", id="camp"),
        pytest.param("Jets hit men at the Tarsa Dam near Raqqa.", "Tarsa Dam", "SY-RA", id="site"),
        pytest.param("Jets hit men at the Tarsa Dam.", "Tarsa Dam", None, id="site-alone"),
        pytest.param(
            "Men fled the village near Nigeria's Tarsa Valley.", "Tarsa Valley", "NG", id="owned"
        ),
        pytest.param(
            "A bomb went off at the Tarsa Hotel in Kabul.", "Tarsa Hotel", "AF-KAB", id="house"
        ),
        pytest.param(
            "He is an analyst at Tarsa University in Kabul.", "Tarsa University", None, id="staff"
        ),
        pytest.param(
            "He prayed in the Catholic Church in Nigeria.", "Catholic Church", None, id="body"
        ),
        pytest.param(
            "In Syria 30 died in the Tarsa Bul working class district.",
            "Tarsa Bul",
            "SY",
            id="so-called",
        ),
        pytest.param(
            "They met in Syria, in the rebel-held Tarsabul district.", "Tarsabul", "SY", id="held"
        ),
        pytest.param("Syria has the Tarsabern region.", "Tarsabern", None, id="half-a-continent"),
        pytest.param(
            "They razed the Bedouin village of Umm Tarsa, Israel.", "Bedouin", None, id="people"
        ),
        pytest.param("Jets hit an ISIL camp in Libya.", "ISIL", None, id="initials"),
        pytest.param(
            "A bomb went off in a Sunni neighbourhood of Damascus.", "Sunni", None, id="faith"
        ),
    ],
)
def test_quarters_and_sites_are_told_too(text: str, name: str, code: str | None) -> None:
    found = mention(text, name)
    assert (found and (found.place.admin1 or found.place.country)) == code
