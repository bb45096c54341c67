"""Sentences of our own with two events, and which of their places belong to which."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.unit.builders import IDLIB, mention
from tests.unit.signals.looking import ENGLISH, rule
from warnd.model.identifiers import KindId
from warnd.model.place import Place, PlaceMention
from warnd.rules.compile import compile_pack
from warnd.signals.languages.arabic.language import Arabic
from warnd.signals.scenes import of_its_scene

HAMA = Place(name="Hama", country="SY", admin1="SY-HM", lat=1.0, lon=1.0, population=900_000)
SYRIA = Place(name="Syria", country="SY", admin1=None, lat=None, lon=None, population=17_000_000)
CHAD = Place(name="Chad", country="TD", admin1=None, lat=None, lon=None, population=17_000_000)


def named(text: str, *places: Place) -> list[PlaceMention]:
    return [mention(place, start=1 + text.index(place.name)) for place in places]


def scene(text: str, places: Sequence[Place], match: str, kind: str = "shelling") -> list[str]:
    (sentence,) = ENGLISH.sentences("", text)
    matches = compile_pack([rule(match)], (), ENGLISH).match((sentence,))
    found = of_its_scene(named(text, *places), sentence, KindId(kind), matches, ENGLISH.grammar)
    return [each.place.name for each in found]


@pytest.mark.parametrize(
    ("text", "match", "where"),
    [
        pytest.param("Guns shelled Idlib after raids on Hama.", "shell", ["Idlib"], id="before"),
        pytest.param("Guns shelled Idlib after raids on Hama.", "raid", ["Hama"], id="after"),
        pytest.param("After raids on Hama, guns shelled Idlib.", "shell", ["Idlib"], id="fronted"),
        pytest.param("After raids on Hama, guns shelled Idlib.", "raid", ["Hama"], id="in-front"),
        pytest.param(
            "Jets bombed Idlib in retaliation for the raid on Hama.", "bomb", ["Idlib"], id="answer"
        ),
        pytest.param("Jets bombed Idlib to avenge a raid on Hama.", "raid", ["Hama"], id="avenged"),
        pytest.param(
            "Guns, after raids on Hama, shelled Idlib.", "shell", ["Idlib"], id="behind-an-aside"
        ),
        pytest.param("Guns shelled Idlib and Hama.", "shell", ["Idlib", "Hama"], id="one-scene"),
        pytest.param(
            "People hid after raids on Idlib and Hama.", "hid", ["Idlib", "Hama"], id="none-of-own"
        ),
    ],
)
def test_a_place_belongs_to_the_event_that_is_told_beside_it(
    text: str, match: str, where: list[str]
) -> None:
    assert scene(text, (IDLIB, HAMA), match) == where


def test_words_that_reach_over_two_events_tell_of_both_unless_others_stand_in_one() -> None:
    text = "Guns shelled Idlib after raids on Hama."
    assert scene(text, (IDLIB, HAMA), "guns THEN/8 raid") == ["Idlib", "Hama"]
    assert scene(text, (IDLIB, HAMA), "shell | (guns THEN/8 raid)") == ["Idlib"]


def test_a_part_of_a_country_that_is_named_as_a_whole_is_kept() -> None:
    text = "Guns fired on Syria after raids on Hama."
    assert scene(text, (SYRIA, HAMA), "fire") == ["Syria", "Hama"]
    assert scene(text.replace("Syria", "Chad"), (CHAD, HAMA), "fire") == ["Chad"]


def test_who_flees_is_told_of_by_where_they_left_too() -> None:
    text = "Families fled to Idlib after raids on Hama."
    assert scene(text, (IDLIB, HAMA), "flee", "displacement") == ["Idlib", "Hama"]


def test_what_only_the_classifier_saw_and_places_of_the_sentence_before_are_left() -> None:
    text = "Guns shelled Idlib after raids on Hama."
    assert scene(text, (IDLIB, HAMA), "nothing") == ["Idlib", "Hama"]
    first, second = ENGLISH.sentences("", "Idlib and Hama shook. Guns fired after the raids.")
    matches = compile_pack([rule("fire")], (), ENGLISH).match((first, second))
    before = named(first.text, IDLIB, HAMA)
    assert len(of_its_scene(before, second, KindId("shelling"), matches, ENGLISH.grammar)) == 2


def test_other_languages_tell_two_events_apart_by_their_own_words() -> None:
    arabic, text = Arabic(), "قصف الجيش إدلب ردا على هجوم على حماة"
    (sentence,) = arabic.sentences("", text)
    asked = replace(rule("قصف"), language="ar")
    matches = compile_pack([asked], (), arabic).match((sentence,))
    where = [
        mention(IDLIB, start=1 + text.index("إدلب")),
        mention(HAMA, start=1 + text.index("حماة")),
    ]
    found = of_its_scene(where, sentence, KindId("shelling"), matches, arabic.grammar)
    assert [each.place.name for each in found] == ["Idlib"]
