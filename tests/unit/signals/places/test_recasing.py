"""Texts of our own without capitals, read with the shipped gazetteer."""

from pathlib import Path

import pytest

from warnd.signals.places.finder import PlaceFinder
from warnd.storage.gazetteer import load_names

FINDER = PlaceFinder(load_names(Path(__file__).parents[4] / "models" / "gazetteer"))


def found(text: str) -> list[tuple[str, str]]:
    mentions = FINDER.mentions(f"\n{text}", "en")
    return [(m.text, m.place.admin1 or m.place.country) for m in mentions if m.locates]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("shells fell on saraqib.", [("saraqib", "SY-ID")], id="behind-a-preposition"),
        pytest.param("m23 takes masisi.", [("masisi", "CD-NK")], id="taken"),
        pytest.param("drone hits el obeid, 12 dead", [("el obeid", "SD-KN")], id="two-words"),
        pytest.param("six shot in nairobi", [("nairobi", "KE-30")], id="capital"),
        pytest.param(
            "men killed in mali near burkina faso",
            [("mali", "ML"), ("burkina faso", "BF")],
            id="countries",
        ),
        pytest.param("residents of idlib say they fled", [("idlib", "SY-ID")], id="residents-of"),
        pytest.param("kenyan police kill six", [], id="people"),
        pytest.param("the men said more time was needed to read", [], id="plain-words"),
        pytest.param("march in hope of a nice deal, police say", [], id="words-that-are-towns"),
        pytest.param("turkey for lunch on good china", [], id="words-that-are-countries"),
    ],
)
def test_places_are_found_in_small_letters(text: str, places: list[tuple[str, str]]) -> None:
    assert found(text) == places


def test_a_text_with_capitals_is_read_by_its_capitals() -> None:
    assert found("Shells fell on saraqib.") == []


def test_letters_that_grow_when_they_are_capitals_move_no_offset() -> None:
    body = "\nan der straße nach nairobi, ŉ in goma"
    for mention in FINDER.mentions(body, "en"):
        assert body[mention.start : mention.end] == mention.text
