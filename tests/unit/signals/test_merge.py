from dataclasses import replace

import pytest

from tests.unit.builders import IDLIB, mention
from warnd.model.identifiers import KindId
from warnd.model.place import Place, PlaceMention
from warnd.model.signal import Evidence, SeenBy
from warnd.model.status import Status
from warnd.signals.merge import merge
from warnd.signals.sighting import Sighting

SYRIA = Place(name="Syria", country="SY", admin1=None, lat=None, lon=None)


def sighting(
    kind: str = "shelling",
    probability: float = 0.9,
    *,
    status: Status = Status.OCCURRED,
    count: int | None = None,
    sentence: int = 0,
    seen: SeenBy = SeenBy.RULE,
    where: tuple[PlaceMention, ...] = (),
) -> Sighting:
    return Sighting(
        kind=KindId(kind),
        probability=probability,
        seen_by=seen,
        status=status,
        count=count,
        evidence=(Evidence(text=f"s{sentence}", start=sentence, end=sentence + 2),),
        sentence=sentence,
        where=where,
    )


def test_kinds_come_most_probable_first() -> None:
    signals = merge([sighting("shelling", 0.7), sighting("airstrike", 0.9)])
    assert [signal.kind for signal in signals] == ["airstrike", "shelling"]


def test_the_status_that_matters_most_speaks_and_brings_its_count() -> None:
    (signal,) = merge(
        [
            sighting(status=Status.HISTORICAL, count=500, probability=0.95),
            sighting(status=Status.OCCURRED, count=14, sentence=1),
            sighting(status=Status.THREATENED, sentence=2),
        ]
    )
    assert signal.status is Status.OCCURRED
    assert signal.count == 14
    assert signal.evidence[0].text == "s1"


def test_a_doubtful_sentence_does_not_speak_for_a_sure_one() -> None:
    (signal,) = merge(
        [
            sighting(status=Status.THREATENED, probability=0.9),
            sighting(status=Status.OCCURRED, probability=0.2, sentence=1, count=7),
        ]
    )
    assert signal.status is Status.THREATENED
    assert signal.count is None


def test_what_only_the_classifier_saw_does_not_undo_what_a_rule_was_read_to_deny() -> None:
    (signal,) = merge(
        [
            sighting(status=Status.DENIED, probability=0.9),
            sighting(probability=0.8, sentence=1, count=7, seen=SeenBy.MODEL),
        ]
    )
    assert (signal.status, signal.count) == (Status.DENIED, None)


def test_when_no_sentence_is_sure_the_surest_speaks() -> None:
    (signal,) = merge([sighting(probability=0.4), sighting(probability=0.3, sentence=1)])
    assert signal.probability == pytest.approx(1 - 0.6 * (1 - 0.3 * 0.3))


def test_further_sentences_confirm_a_little() -> None:
    one = merge([sighting(probability=0.6)])[0].probability
    two = merge([sighting(probability=0.6), sighting(probability=0.6, sentence=1)])[0].probability
    assert one == pytest.approx(0.6)
    assert one < two < 0.7


def test_weak_sentences_do_not_add_up_to_a_signal() -> None:
    weak = [sighting(probability=0.3, sentence=index) for index in range(100)]
    assert merge(weak)[0].probability < 0.5


def test_rule_and_model_in_different_sentences_are_both() -> None:
    (signal,) = merge([sighting(seen=SeenBy.RULE), sighting(seen=SeenBy.MODEL, sentence=1)])
    assert signal.seen_by is SeenBy.BOTH


def test_the_largest_count_and_the_finest_place_come_first() -> None:
    (signal,) = merge(
        [
            sighting(count=5, where=(mention(SYRIA),)),
            sighting(count=14, sentence=1, where=(mention(IDLIB, start=40), mention(IDLIB))),
        ]
    )
    assert signal.count == 14
    assert [one.place.name for one in signal.where] == ["Idlib", "Syria"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param([(0, 14), (1, 16)], 16, id="a toll that rises"),
        pytest.param([(0, 24), (1, 14)], 14, id="dozens, and then the number"),
        pytest.param([(0, 24)], 24, id="dozens alone"),
        pytest.param([(0, 9), (12, 120)], 9, id="a number far below the lead"),
        pytest.param([(12, 120), (13, 140)], 120, id="the first, where the lead tells none"),
        pytest.param([], None, id="none"),
    ],
)
def test_the_number_that_an_article_leads_with(
    told: list[tuple[int, int]], expected: int | None
) -> None:
    counted = [sighting(count=count, sentence=sentence) for sentence, count in told]
    (signal,) = merge([*counted, sighting(sentence=20)])
    assert signal.count == expected


def test_a_denial_is_not_undone_by_a_guess() -> None:
    (signal,) = merge(
        [
            sighting(status=Status.DENIED, probability=0.93),
            sighting(status=Status.THREATENED, probability=0.55, sentence=1),
        ]
    )
    assert signal.status is Status.DENIED


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        pytest.param(0.9, Status.OCCURRED, id="sure"),
        pytest.param(0.7, Status.DENIED, id="not sure"),
    ],
)
def test_a_denial_yields_to_the_classifier_where_it_is_sure(model: float, expected: Status) -> None:
    alone = sighting(probability=0.45, sentence=1, seen=SeenBy.MODEL)
    (signal,) = merge(
        [sighting(status=Status.DENIED, probability=0.93), replace(alone, model=model)]
    )
    assert signal.status is expected


def test_a_denial_yields_to_somebody_who_says_that_it_happened() -> None:
    (signal,) = merge(
        [
            sighting(status=Status.DENIED, probability=0.95),
            sighting(status=Status.OCCURRED, probability=0.55, sentence=1, count=9),
        ]
    )
    assert signal.status is Status.OCCURRED
    assert signal.count == 9
    (signal,) = merge(
        [
            sighting(status=Status.DENIED, probability=0.95),
            sighting(status=Status.OCCURRED, probability=0.45, sentence=1),
        ]
    )
    assert signal.status is Status.DENIED


def test_what_no_rule_saw_is_never_told_as_sure() -> None:
    alone = sighting(probability=0.9, seen=SeenBy.MODEL)
    assert merge([alone])[0].probability == 0.6
    assert merge([replace(alone, probability=0.55)])[0].probability == 0.55
    assert merge([alone, sighting(probability=0.8)])[0].probability > 0.9
