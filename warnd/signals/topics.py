"""Articles about something else, which name war in passing or by its words alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from warnd.model.identifiers import KindId
from warnd.model.sentence import Sentence
from warnd.model.signal import SeenBy
from warnd.ports.reading import Language
from warnd.rules.compile import Compiler
from warnd.rules.match import RuleSet
from warnd.rules.rule import NamedQuery, Rule, Topic
from warnd.signals.sighting import Sighting
from warnd.signals.sparse import weighed_by_share
from warnd.signals.truces import weighed_by_failure

#: topics are compiled as rules of this kind, so that they share the rules' prefilter
_TOPIC = KindId("topic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """How signals of an article about something else are weighed, each number with its reason."""

    #: sentences that tell what an article is about: its title and the first of its text
    lead: int = 2
    #: a lead that makes a claim this probable is about that, whatever else it names: a bomb at a
    #: football match is a bomb
    claims_from: float = 0.5
    #: below this the classifier sees no claim in a sentence, and its topic decides; what it alone
    #: sees there is a guess too: both together take away one false alarm in five of ordinary
    #: reports (14 to 11 of 1,072) and no signal of 660 labelled ones
    doubted_below: float = 0.2
    #: what is left of the probability of a claim in passing; a rule of 0.87 alone falls below one
    #: half, rule and classifier together do not: both are seldom wrong at once
    kept: float = 0.55
    #: what is left of the probability of a claim that the topic itself brings about: of people who
    #: flee a wildfire, of soldiers sent to a flood, both rule and classifier are sure
    kept_of_caused: float = 0.4


PASSING = Passing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What of topics one sentence speaks of."""

    #: whether it speaks of any
    any_topic: bool
    #: the kinds that its topics bring about
    causes: frozenset[KindId]


class TopicReader:
    """Tells which sentences of one language are about a topic that is not conflict.

    With the `compiler` of the rules it reads each sentence together with them.
    """

    def __init__(
        self,
        topics: Sequence[Topic],
        lists: Sequence[NamedQuery],
        language: Language,
        compiler: Compiler | None = None,
    ) -> None:
        own = [topic for topic in topics if topic.language == language.code]
        self._causes = {topic.name: frozenset(topic.causes) for topic in own if topic.causes}
        asked = [_as_rule(topic) for topic in own]
        self._rules: RuleSet = (compiler or Compiler(lists, language)).pack(asked)

    @property
    def asks_places(self) -> bool:
        """Whether a topic asks for the names of places."""
        return self._rules.asks_places

    def found_in(self, sentence: Sentence) -> Spoken:
        """Give what of topics a sentence speaks of."""
        matches = self._rules.match_in(sentence)
        causes = (self._causes.get(match.rule.id, frozenset()) for match in matches)
        return Spoken(any_topic=bool(matches), causes=frozenset().union(*causes))


def weighed_in_passing(
    sightings: Iterable[Sighting],
    sentences: Sequence[Sentence],
    topics: TopicReader,
    passing: Passing = PASSING,
) -> tuple[Sighting, ...]:
    """Give the sightings of an article, less probable where they are named in passing.

    That is, where a sentence is about a topic and not both rule and classifier see a claim in it;
    and anywhere past the lead, when the lead is about a topic and makes no claim; and all over a
    long article of which few sentences make a claim (`sparse.py`); and where a truce is named in
    its failure (`truces.py`).
    """
    topical = _Topical(sentences, topics)
    found = tuple(weighed_by_share(tuple(sightings), len(sentences), topical.count))
    if not any(sighting.probability >= passing.claims_from for sighting in found):
        return found
    article = _Article(found, topical, passing)
    return tuple(weighed_by_failure(tuple(map(article.weighed, found))))


class _Topical:
    """Which sentences of an article are about a topic, each looked at once."""

    def __init__(self, sentences: Sequence[Sentence], topics: TopicReader) -> None:
        self.sentences = sentences
        self._topics = topics
        self._found: dict[int, Spoken] = {}

    def at(self, index: int) -> bool:
        return self._spoken(index).any_topic

    def causes(self, index: int) -> frozenset[KindId]:
        return self._spoken(index).causes

    def _spoken(self, index: int) -> Spoken:
        if index not in self._found:
            self._found[index] = self._topics.found_in(self.sentences[index])
        return self._found[index]

    def count(self) -> int:
        return sum(map(self.at, range(len(self.sentences))))


class _Article:
    """An article whose sightings are weighed."""

    def __init__(self, sightings: Sequence[Sighting], topical: _Topical, passing: Passing) -> None:
        self._sightings = sightings
        self._topical = topical
        self._passing = passing

    def weighed(self, sighting: Sighting) -> Sighting:
        if sighting.probability < self._passing.claims_from:
            return sighting
        kept = self._kept(sighting)
        return (
            sighting if kept == 1.0 else replace(sighting, probability=kept * sighting.probability)
        )

    def _kept(self, sighting: Sighting) -> float:
        if sighting.kind in self._topical.causes(sighting.sentence) | self._caused_by_lead:
            return self._passing.kept_of_caused
        return self._passing.kept if self._is_passing(sighting) else 1.0

    @cached_property
    def _caused_by_lead(self) -> frozenset[KindId]:
        lead = range(min(self._passing.lead, len(self._topical.sentences)))
        return frozenset().union(*map(self._topical.causes, lead))

    def _is_passing(self, sighting: Sighting) -> bool:
        if self._is_doubted(sighting):
            return True
        return sighting.sentence >= self._passing.lead and self._is_about_something_else

    @cached_property
    def _is_about_something_else(self) -> bool:
        lead = range(min(self._passing.lead, len(self._topical.sentences)))
        claims = (
            sighting
            for sighting in self._sightings
            if sighting.sentence in lead and sighting.probability >= self._passing.claims_from
        )
        return any(map(self._topical.at, lead)) and all(map(self._is_doubted, claims))

    def _is_doubted(self, sighting: Sighting) -> bool:
        one_sees = sighting.seen_by is SeenBy.MODEL or sighting.model < self._passing.doubted_below
        return one_sees and self._topical.at(sighting.sentence)


def _as_rule(topic: Topic) -> Rule:
    return Rule(
        id=topic.name,
        kind=_TOPIC,
        language=topic.language,
        confidence=1.0,
        match=topic.match,
        unless=topic.unless,
        origin=topic.origin,
    )
