from dataclasses import replace

import pytest

from warnd.model.identifiers import KindId
from warnd.model.signal import Evidence, SeenBy
from warnd.model.status import Status
from warnd.rules.rule import CountQuery
from warnd.signals.counts import CountReader
from warnd.signals.languages.english.language import English
from warnd.signals.sighting import Sighting
from warnd.signals.tolls import with_tolls

ENGLISH = English()
BOMBING, AIRSTRIKE = KindId("bombing"), KindId("airstrike")
HARM, SIEGE = KindId("civilian_harm"), KindId("aid_obstruction")
READER = CountReader(
    [
        CountQuery(kind=kind, language="en", queries=("NUM THEN/3 dead",), near=near)
        for kind, near in ((BOMBING, True), (AIRSTRIKE, True), (HARM, True), (SIEGE, False))
    ],
    (),
    ENGLISH,
)


def sighting(
    kind: KindId, sentence: int = 0, *, count: int | None = None, probability: float = 0.9
) -> Sighting:
    return Sighting(
        kind=kind,
        probability=probability,
        seen_by=SeenBy.RULE,
        status=Status.OCCURRED,
        count=count,
        evidence=(Evidence(text="x", start=0, end=1),),
        sentence=sentence,
    )


def counted(
    text: str, *sightings: Sighting, past: frozenset[int] = frozenset()
) -> list[int | None]:
    sentences = ENGLISH.sentences("", text)
    found = with_tolls(sightings, sentences, READER, past.__contains__)
    return [one.count for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A bomb went off. Eight are dead.", 8, id="the next sentence"),
        pytest.param("A bomb went off. Smoke rose. Eight are dead.", 8, id="the one after it"),
        pytest.param("A bomb went off. Smoke. Fire. Eight are dead.", None, id="too far"),
        pytest.param("A bomb went off.\n\nEight are dead.", None, id="another paragraph"),
        pytest.param("A bomb went off. Eight men fled.", None, id="another number"),
        pytest.param("A bomb went off.", None, id="nothing follows"),
    ],
)
def test_the_dead_are_told_further_on(text: str, expected: int | None) -> None:
    assert counted(text, sighting(BOMBING)) == [expected]


def test_the_dead_are_told_just_before() -> None:
    assert counted("Eight are dead. It was a bomb.", sighting(BOMBING, 1)) == [8]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(sighting(AIRSTRIKE, 1, count=8), None, id="another event"),
        pytest.param(sighting(AIRSTRIKE, 1, count=8, probability=0.2), 8, id="a doubtful one"),
        pytest.param(sighting(HARM, 1, count=8), 8, id="who was harmed"),
        pytest.param(sighting(SIEGE, 1), 8, id="a kind that is not sized so"),
        pytest.param(sighting(BOMBING, 1, count=8), 8, id="the same kind"),
    ],
)
def test_the_dead_of_another_event_are_not_counted(other: Sighting, expected: int | None) -> None:
    found = counted("A bomb went off. Eight are dead.", sighting(BOMBING), other)
    assert found[0] == expected


def test_two_kinds_of_one_sentence_share_its_dead() -> None:
    text = "Bombs and jets hit the town. Eight are dead."
    assert counted(text, sighting(BOMBING), sighting(AIRSTRIKE)) == [8, 8]


def test_the_dead_of_the_past_are_not_counted() -> None:
    text = "A bomb went off. Last year eight were dead there."
    assert counted(text, sighting(BOMBING), past=frozenset({1})) == [None]


def test_the_dead_of_the_past_are_counted_for_the_past() -> None:
    text = "Last year a bomb went off there. Eight were dead."
    given = replace(sighting(BOMBING), status=Status.HISTORICAL)
    assert counted(text, given, past=frozenset({0, 1})) == [8]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(sighting(BOMBING, count=3), 3, id="has its own number"),
        pytest.param(sighting(BOMBING, probability=0.3), None, id="is doubtful"),
        pytest.param(sighting(SIEGE), None, id="of a kind whose number stands beside it"),
    ],
)
def test_whose_number_is_looked_for(given: Sighting, expected: int | None) -> None:
    assert counted("A bomb went off. Eight are dead.", given) == [expected]
