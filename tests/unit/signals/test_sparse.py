from dataclasses import replace

import pytest

from warnd.model.identifiers import KindId
from warnd.model.signal import Evidence, SeenBy
from warnd.model.status import Status
from warnd.signals.fuse import log_odds
from warnd.signals.sighting import Sighting
from warnd.signals.sparse import SPARSE, weighed_by_share

SEEN = Sighting(
    kind=KindId("shelling"),
    probability=0.7,
    seen_by=SeenBy.BOTH,
    status=Status.OCCURRED,
    count=None,
    evidence=(Evidence(text="shells", start=0, end=6),),
    sentence=3,
    model=0.8,
)
#: a claim that both are sure of
SURE = replace(SEEN, probability=0.98, model=0.99, sentence=9)


def _claims(sentences: int) -> list[Sighting]:
    """Give a sure claim in each of so many sentences."""
    return [replace(SURE, sentence=index + 9) for index in range(sentences)]


def _left(sightings: list[Sighting], sentences: int, about: int = 0) -> float:
    return weighed_by_share(sightings, sentences, lambda: about)[0].probability


def test_a_lone_claim_of_a_long_article_falls_below_one_half() -> None:
    assert _left([SEEN], 20) < 0.5 < SEEN.probability


def test_a_lone_claim_that_rule_and_classifier_are_sure_of_stands_however_long_it_is() -> None:
    assert 0.8 < _left([SURE], 400) < _left([SURE], 20)
    assert _left([SURE], 500) == pytest.approx(_left([SURE], 400))


def test_what_is_taken_off_grows_as_claims_become_few() -> None:
    left = [_left(_claims(claims), 20) for claims in (1, 2, 4, 9)]
    assert left == sorted(left)
    assert left[-1] == SURE.probability


def test_the_more_sentences_are_about_a_topic_the_less_is_left() -> None:
    left = [_left([SURE], 20, about) for about in (2, 4, 8, 16)]
    assert left == sorted(left, reverse=True)
    assert left[0] == _left([SURE], 20)
    assert left[1] < left[0]
    assert _left(_claims(9), 20, 16) == SURE.probability


def test_the_formula_is_the_one_that_is_told() -> None:
    share = SEEN.model / 20
    shift = SPARSE.weight * (log_odds(share) - log_odds(SPARSE.usual))
    assert log_odds(_left([SEEN], 20)) == pytest.approx(log_odds(SEEN.probability) + shift)


def test_half_is_taken_off_where_the_article_leads_with_a_sure_claim() -> None:
    def taken(lead: Sighting) -> float:
        return log_odds(SEEN.probability) - log_odds(_left([SEEN, lead], 20))

    news = replace(SURE, sentence=SPARSE.lead - 1)
    assert taken(news) == pytest.approx(SPARSE.led * taken(replace(news, sentence=SPARSE.lead)))
    assert taken(replace(news, seen_by=SeenBy.RULE)) == taken(replace(news, sentence=9))
    assert taken(replace(news, probability=0.94)) == taken(replace(news, sentence=9))


def test_a_rule_that_the_classifier_sees_nothing_of_counts_for_less() -> None:
    alone = replace(SEEN, probability=0.8, seen_by=SeenBy.RULE, model=0.001)
    among = [alone, *_claims(9)]
    assert _left(among, 20) < 0.5
    assert _left([replace(alone, model=0.12), *among[1:]], 20) == alone.probability
    assert _left(among, SPARSE.least_sentences - 1) == alone.probability


@pytest.mark.parametrize(
    ("sightings", "sentences"),
    [
        pytest.param([SEEN], SPARSE.least_sentences - 1, id="a short report"),
        pytest.param(_claims(9), 20, id="claims all over it"),
        pytest.param(
            [replace(SEEN, model=0.0, seen_by=SeenBy.RULE)], 20, id="read without a classifier"
        ),
        pytest.param([], 20, id="no claim at all"),
        pytest.param([replace(SEEN, probability=0.34)], 20, id="none that could be told"),
    ],
)
def test_nothing_is_taken_off_where_that_would_tell_nothing(
    sightings: list[Sighting], sentences: int
) -> None:
    assert list(weighed_by_share(sightings, sentences, lambda: sentences)) == sightings


def test_of_several_kinds_in_a_sentence_the_surest_tells_whether_it_makes_a_claim() -> None:
    both = [SURE, replace(SURE, kind=KindId("armed_clash"), model=0.3)]
    assert _left(both, 20) == pytest.approx(_left([SURE], 20))
