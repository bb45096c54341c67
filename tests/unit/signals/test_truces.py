from dataclasses import replace

import pytest

from warnd.model.identifiers import KindId
from warnd.model.signal import Evidence, SeenBy
from warnd.model.status import Status
from warnd.signals.sighting import Sighting
from warnd.signals.truces import FAILING, weighed_by_failure

TRUCE = Sighting(
    kind=KindId("de_escalation"),
    probability=0.8,
    seen_by=SeenBy.RULE,
    status=Status.OCCURRED,
    count=None,
    evidence=(Evidence(text="truce", start=0, end=5),),
    sentence=1,
)
FAILURE = replace(TRUCE, kind=KindId("truce_collapse"), probability=0.9)
GUESS = replace(TRUCE, seen_by=SeenBy.MODEL, sentence=3)


@pytest.mark.parametrize(
    ("truce", "failure", "kept"),
    [
        pytest.param(TRUCE, FAILURE, FAILING.in_its_sentence, id="in the sentence of its failure"),
        pytest.param(GUESS, FAILURE, FAILING.elsewhere, id="a guess elsewhere"),
        pytest.param(replace(TRUCE, sentence=3), FAILURE, 1.0, id="a rule elsewhere"),
        pytest.param(
            TRUCE, replace(FAILURE, probability=0.7), 1.0, id="a failure that is not sure"
        ),
        pytest.param(
            replace(TRUCE, probability=0.7),
            replace(FAILURE, seen_by=SeenBy.MODEL),
            1.0,
            id="a failure that is a guess",
        ),
        pytest.param(
            TRUCE, replace(FAILURE, status=Status.DENIED), 1.0, id="a failure that is denied"
        ),
        pytest.param(
            TRUCE, replace(FAILURE, kind=KindId("shelling")), 1.0, id="another kind beside it"
        ),
    ],
)
def test_a_truce_counts_for_less_where_it_fails(
    truce: Sighting, failure: Sighting, kept: float
) -> None:
    left, beside = weighed_by_failure([truce, failure])
    assert left.probability == pytest.approx(kept * truce.probability)
    assert beside == failure


@pytest.mark.parametrize(
    ("truce", "kept"),
    [
        pytest.param(TRUCE, FAILING.among_talks, id="a rule sees it there"),
        pytest.param(replace(TRUCE, sentence=3), 1.0, id="elsewhere"),
        pytest.param(replace(TRUCE, seen_by=SeenBy.MODEL), 1.0, id="a guess too"),
        pytest.param(replace(TRUCE, status=Status.HISTORICAL), 1.0, id="long past"),
    ],
)
def test_a_failure_that_is_a_guess_counts_for_less_where_a_truce_is_told(
    truce: Sighting, kept: float
) -> None:
    guess = replace(FAILURE, seen_by=SeenBy.MODEL)
    _, beside = weighed_by_failure([truce, guess])
    assert beside.probability == pytest.approx(kept * guess.probability)
