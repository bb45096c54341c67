"""Compiled queries and rules against the sentences of an article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from warnd.model.reading import NearMiss
from warnd.model.sentence import Sentence
from warnd.rules.near import Lack, Parts, lack_of, nearest_first, told
from warnd.rules.nodes import MOST_SPANS, Node
from warnd.rules.prefilter import Prefilter
from warnd.rules.rule import Rule, Within
from warnd.rules.text import Text, Texts
from warnd.rules.unit import NO_VALUE, STRIDE, Span, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryMatch:
    """Where a query holds in a sentence."""

    #: index of the first word of what met it
    first: int
    #: index of the last word, inclusive
    last: int
    #: offset of the first word in the body, in code points
    start: int
    #: offset just past the last word in the body
    end: int
    #: the number that NUM met; None when the query holds no NUM or met none
    value: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMatch:
    """Where a rule fires."""

    #: the rule; its `count` tells whether the kind's count queries are to be asked
    rule: Rule
    #: index of the sentence among those given
    sentence: int
    #: index of the first word of what met the rule, in that sentence
    first: int
    #: index of the last word, inclusive
    last: int
    #: offset of the first word in the body, in code points
    start: int
    #: offset just past the last word in the body
    end: int
    #: the number that the rule's own `count` found; None for none, and when the rule has no `count`
    count: int | None = None


class CompiledQuery:
    """One query, ready to be held against sentences."""

    __slots__ = ("_node", "_texts")

    def __init__(self, node: Node, texts: Texts) -> None:
        self._node = node
        self._texts = texts

    @property
    def asks_places(self) -> bool:
        """Whether it asks for `Sentence.places`, which are not marked unless somebody does."""
        return self._texts.words.asks_places

    def unit(self, sentence: Sentence) -> Unit:
        """Give a sentence as this query and those compiled with it see it."""
        return self._texts.unit(sentence)

    def find(self, sentence: Sentence, unit: Unit | None = None) -> tuple[QueryMatch, ...]:
        """Give where the query holds in a sentence, in order, none overlapping.

        `unit` is the sentence's, when one was made. `title:` parts hold only when the sentence is
        the title.
        """
        spans = self._node.spans(unit or self.unit(sentence))
        return tuple(_query_match(sentence, span) for span in shortest_apart(spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledRule:
    """A rule with its queries as nodes."""

    rule: Rule
    match: Node
    #: None when nothing keeps it silent
    unless: Node | None
    #: the query that finds its count; None when the rule takes none, or NUM of its match
    count: Node | None
    #: what near misses are told from
    parts: Parts


class RuleSet:
    """Rules ready to be held against articles."""

    def __init__(
        self,
        rules: Sequence[CompiledRule],
        prefilter: Prefilter,
        texts: Texts,
    ) -> None:
        self._rules = rules
        self._prefilter = prefilter
        self._texts = texts
        #: how much text the rules see, beside single sentences
        self._wider = {item.rule.within for item in rules} - {Within.SENTENCE}

    @property
    def rules(self) -> tuple[CompiledRule, ...]:
        """The rules, in the order given."""
        return tuple(self._rules)

    @property
    def asks_places(self) -> bool:
        """Whether a rule asks for `Sentence.places`, which are not marked unless somebody does."""
        return self._texts.words.asks_places

    def match(self, sentences: Sequence[Sentence]) -> tuple[RuleMatch, ...]:
        """Give where rules fire in an article, by sentence and then in the rules' order."""
        text = self._texts.of(sentences)
        masks = list(map(self._prefilter.mask, sentences, text.runs))
        found: dict[tuple[int, Span], RuleMatch] = {}
        for within, group in self._groups(sentences):
            mask = (
                masks[group.start]
                if len(group) == 1
                else reduce(or_, masks[group.start : group.stop])
            )
            possible = self._possible(mask, within)
            if possible:
                unit = self.unit(sentences, group, text.title)
                for number, item in possible:
                    for span in fired(item, unit):
                        if (number, span) not in found:
                            found[number, span] = self._told(item, span, text)
        return tuple(sorted(found.values(), key=_sentence_of))

    def match_in(self, sentence: Sentence) -> tuple[RuleMatch, ...]:
        """Give where rules about single sentences fire in one, in the rules' order.

        A sentence of the article that was matched last is not looked up again.
        """
        text, place = self._texts.holding(sentence) or (self._texts.of((sentence,)), 0)
        mask = self._prefilter.mask(sentence, text.runs[place])
        return tuple(
            self._told(item, span, text)
            for _, item in self._possible(mask, Within.SENTENCE)
            for span in fired(item, text.unit(place))
        )

    def _possible(self, mask: int, within: Within) -> Sequence[tuple[int, CompiledRule]]:
        """Give the rules that see so much text and may fire where these needs are met."""
        numbers = self._prefilter.rules(mask)
        return [
            (number, self._rules[number])
            for number in numbers
            if self._rules[number].rule.within is within
        ]

    def nearly(self, sentences: Sequence[Sentence]) -> tuple[NearMiss, ...]:
        """Give the rules that fire nowhere in an article and lack one thing to, nearest first."""
        awake = {match.rule.id for match in self.match(sentences)}
        silent = [item for item in self._rules if item.rule.id not in awake]
        return nearest_first(self._misses(silent, sentences))

    def _misses(
        self, silent: Sequence[CompiledRule], sentences: Sequence[Sentence]
    ) -> Iterator[tuple[Lack, NearMiss]]:
        title = self.title(sentences)
        for within, group in self._groups(sentences):
            unit = self.unit(sentences, group, title)
            for item in silent:
                found = lack_of(item.parts, unit) if item.rule.within is within else None
                if found:
                    yield (
                        found[0],
                        NearMiss(
                            rule=item.rule.id,
                            missing=told(*found),
                            start=sentences[group.start].start,
                            end=sentences[group.stop - 1].end,
                        ),
                    )

    def title(self, sentences: Sequence[Sentence]) -> Unit | None:
        """Give the unit of the article's title, None when it has none."""
        if not sentences or not sentences[0].is_title:
            return None
        return self.unit(sentences, range(1), None)

    def unit(self, sentences: Sequence[Sentence], group: range, title: Unit | None) -> Unit:
        """Give the unit of the sentences of that group."""
        text = self._texts.of(sentences)
        return text.unit(group.start) if len(group) == 1 else text.unit_of(group, title)

    def _groups(self, sentences: Sequence[Sentence]) -> Iterator[tuple[Within, range]]:
        """Give the units that rules look at, as ranges of sentences."""
        for place in range(len(sentences)):
            yield Within.SENTENCE, range(place, place + 1)
        if Within.PARAGRAPH in self._wider:
            for group in paragraphs(sentences):
                yield Within.PARAGRAPH, group
        if Within.ARTICLE in self._wider and sentences:
            yield Within.ARTICLE, range(len(sentences))

    def _told(self, item: CompiledRule, span: Span, text: Text) -> RuleMatch:
        """Give a rule's match in the terms of its sentence."""
        place = span[0] // STRIDE
        where = _query_match(text.sentences[place], span)
        return RuleMatch(
            rule=item.rule,
            sentence=place,
            first=where.first,
            last=where.last,
            start=where.start,
            end=where.end,
            count=self._count(item, where, text, place),
        )

    def _count(self, item: CompiledRule, where: QueryMatch, text: Text, place: int) -> int | None:
        """Give the number that the rule's own `count` finds for a match of it."""
        if item.count is None:
            return where.value if item.rule.count == "NUM" else None
        spans = item.count.spans(text.unit(place))
        near = [_query_match(text.sentences[place], span) for span in spans if span[2] != NO_VALUE]
        if not near:
            return None
        return min(near, key=lambda other: _between(where, other)).value


def fired(item: CompiledRule, unit: Unit) -> Sequence[Span]:
    """Give where a rule fires in a unit."""
    spans = item.match.spans(unit)
    if not spans or (item.unless is not None and item.unless.spans(unit)):
        return ()
    return shortest_apart(spans)


def _sentence_of(match: RuleMatch) -> int:
    return match.sentence


def shortest_apart(spans: Sequence[Span]) -> Sequence[Span]:
    """Give spans that do not overlap, in order, the shortest of those that do; a bounded number."""
    if len(spans) <= 1:
        return spans
    chosen: list[Span] = []
    taken: set[int] = set()
    for span in sorted(spans[:MOST_SPANS], key=lambda span: (span[1] - span[0], span)):
        words = range(span[0], span[1] + 1)
        if taken.isdisjoint(words):
            chosen.append(span)
            taken.update(words)
    return sorted(chosen)


def paragraphs(sentences: Sequence[Sentence]) -> Iterator[range]:
    """Give the runs of sentences that stand in one paragraph."""
    start = 0
    for place in range(1, len(sentences) + 1):
        if place == len(sentences) or sentences[place].paragraph != sentences[start].paragraph:
            yield range(start, place)
            start = place


def _query_match(sentence: Sentence, span: Span) -> QueryMatch:
    first, last = span[0] % STRIDE, span[1] % STRIDE
    return QueryMatch(
        first=first,
        last=last,
        start=sentence.spans[first][0],
        end=sentence.spans[last][1],
        value=None if span[2] == NO_VALUE else span[2],
    )


def _between(one: QueryMatch, other: QueryMatch) -> int:
    """Give how many words stand between two matches; 0 or less when they touch or overlap."""
    return max(other.first - one.last, one.first - other.last) - 1
