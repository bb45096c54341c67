from dataclasses import replace

import pytest

from warnd.model.identifiers import KindId, RuleId
from warnd.model.signal import Evidence, SeenBy
from warnd.model.status import Status
from warnd.rules.rule import Topic
from warnd.signals.languages.english.language import English
from warnd.signals.sighting import Sighting
from warnd.signals.topics import PASSING, TopicReader, weighed_in_passing

ENGLISH = English()
SPORT = Topic(
    name=RuleId("sport"),
    language="en",
    match="football | derby | league",
    unless='"football field"',
)
TOPICS = TopicReader([SPORT], (), ENGLISH)
SEEN = Sighting(
    kind=KindId("bombing"),
    probability=0.87,
    seen_by=SeenBy.RULE,
    status=Status.OCCURRED,
    count=None,
    evidence=(Evidence(text="bomb", start=0, end=4),),
    sentence=0,
)


def _left(title: str, text: str, *sightings: Sighting) -> list[float]:
    sentences = ENGLISH.sentences(title, text)
    return [s.probability for s in weighed_in_passing(sightings, sentences, TOPICS)]


@pytest.mark.parametrize(
    ("title", "text", "sighting"),
    [
        pytest.param(
            "", "The derby winner was a bomb.", SEEN, id="the classifier sees none in such words"
        ),
        pytest.param(
            "",
            "The derby winner was a bomb.",
            replace(SEEN, model=0.8, seen_by=SeenBy.MODEL),
            id="the classifier alone sees one",
        ),
        pytest.param(
            "City win the derby",
            "They scored late. The captain recalled the bomb of May.",
            replace(SEEN, sentence=2, model=0.4),
            id="named further down in an article about sport",
        ),
    ],
)
def test_a_claim_in_passing_counts_for_less(title: str, text: str, sighting: Sighting) -> None:
    assert _left(title, text, sighting) == [pytest.approx(PASSING.kept * 0.87)]


@pytest.mark.parametrize(
    ("title", "text", "sighting"),
    [
        pytest.param("", "A bomb went off in the town.", SEEN, id="no topic"),
        pytest.param(
            "",
            "A bomb went off at the football ground.",
            replace(SEEN, model=0.6, seen_by=SeenBy.BOTH),
            id="the classifier sees it as well",
        ),
        pytest.param(
            "",
            "A bomb fell on the football field of a camp.",
            SEEN,
            id="words that spare the topic",
        ),
        pytest.param(
            "Talks in Doha",
            "They met. The league fined a club. A bomb went off.",
            replace(SEEN, sentence=3),
            id="a topic that only comes up further down",
        ),
    ],
)
def test_other_claims_stand(title: str, text: str, sighting: Sighting) -> None:
    assert _left(title, text, sighting) == [0.87]


def test_an_article_whose_lead_makes_a_claim_is_about_that() -> None:
    title, text = "Bomb at the derby", "It went off at noon. Four people were hurt."
    claims = replace(SEEN, model=0.8, seen_by=SeenBy.BOTH), replace(SEEN, sentence=2)
    assert _left(title, text, *claims) == [0.87, 0.87]


def test_what_is_no_signal_anyhow_is_left_alone() -> None:
    assert _left("", "The derby bomb.", replace(SEEN, probability=0.3)) == [0.3]


def test_topics_of_other_languages_are_not_asked() -> None:
    topics = TopicReader([replace(SPORT, language="fr")], (), ENGLISH)
    (sentence,) = ENGLISH.sentences("", "A football derby.")
    assert not topics.found_in(sentence).any_topic


FLOOD = Topic(
    name=RuleId("flood"),
    language="en",
    match="flood | floods",
    unless="rebels",
    causes=(KindId("displacement"),),
)
FLED = replace(SEEN, kind=KindId("displacement"), seen_by=SeenBy.BOTH, model=0.9)


@pytest.mark.parametrize(
    ("text", "sighting", "kept"),
    [
        pytest.param(
            "Thousands fled the flood.", FLED, PASSING.kept_of_caused, id="in the same sentence"
        ),
        pytest.param(
            "The floods came at night. Thousands fled.",
            replace(FLED, sentence=1),
            PASSING.kept_of_caused,
            id="behind a lead about it",
        ),
        pytest.param("A bomb fell in the flood.", replace(FLED, kind=SEEN.kind), 1.0, id="a bomb"),
        pytest.param("Thousands fled rebels in the flood.", FLED, 1.0, id="they fled rebels"),
    ],
)
def test_what_a_topic_brings_about_is_no_signal(text: str, sighting: Sighting, kept: float) -> None:
    topics = TopicReader([FLOOD], (), ENGLISH)
    (left,) = weighed_in_passing((sighting,), ENGLISH.sentences("", text), topics)
    assert left.probability == pytest.approx(kept * sighting.probability)
