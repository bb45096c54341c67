"""What a compiled query is made of: nodes that give the spans where they hold.

Equal nodes of different rules are one node (see `warnd.rules.build`), and each is asked at most
once a unit. Work per node is linear in the words of the unit: what NEAR, THEN and AND give is
bounded, and they look only as far as they reach.
"""

import operator
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence

from warnd.rules.facts import PLACE, TITLE, Fact, as_written, phrase_of
from warnd.rules.query import Comparison
from warnd.rules.unit import NO_VALUE, STRIDE, Span, Unit

#: The most spans that NEAR, THEN and AND give in one unit, and the most partners that each word
#: takes in NEAR and THEN, nearest first. Sentences of news stay far below both; they keep hostile
#: text ("shells shells shells ...") from making NEAR within NEAR multiply.
MOST_SPANS = 1_000
MOST_PARTNERS = 8

_COMPARE: Mapping[Comparison, Callable[[int, int], bool]] = {
    Comparison.AT_LEAST: operator.ge,
    Comparison.AT_MOST: operator.le,
    Comparison.MORE: operator.gt,
    Comparison.LESS: operator.lt,
    Comparison.EQUAL: operator.eq,
}


class Node(ABC):
    """A part of compiled queries; `number` is its own among all of one compilation."""

    __slots__ = ("number",)

    #: the facts that it holds wherever one of them stands; empty when more than words matter
    facts: frozenset[Fact] = frozenset()
    #: the nodes that it asks in its turn
    inner: Sequence["Node"] = ()

    def __init__(self, number: int) -> None:
        self.number = number

    def spans(self, unit: Unit) -> Sequence[Span]:
        """Give where it holds in a unit, by position; empty when it does not."""
        found = unit.found.get(self.number)
        if found is None:
            found = unit.found[self.number] = self.look(unit)
        return found

    @abstractmethod
    def look(self, unit: Unit) -> Sequence[Span]:
        """Give the spans, reckoned anew."""


class WordNode(Node):
    """One word out of a set: by common form, as written, or by wildcard."""

    __slots__ = ("facts", "forms", "wilds", "words")

    def __init__(
        self, number: int, forms: frozenset[str], words: frozenset[str], wilds: frozenset[str]
    ) -> None:
        super().__init__(number)
        self.forms = forms
        self.words = words
        self.wilds = wilds
        #: its words as facts
        self.facts: frozenset[Fact] = forms | wilds | frozenset(map(as_written, words))

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give each of its words as a span of its own, in order."""
        found = [unit.by_fact[fact] for fact in self.facts & unit.facts]
        if len(found) <= 1:
            return found[0] if found else ()
        return sorted({span for spans in found for span in spans})


class PhraseNode(Node):
    """Words that follow one another."""

    __slots__ = ("fact", "facts", "words")

    def __init__(self, number: int, words: tuple[WordNode, ...]) -> None:
        super().__init__(number)
        self.words = words
        #: the one fact that its words follow one another
        self.fact = phrase_of(fact for word in words for fact in word.facts)
        #: the same as a set
        self.facts: frozenset[Fact] = frozenset({self.fact})

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give the places where all of its words stand side by side."""
        return unit.by_fact.get(self.fact, ())


class NumberNode(Node):
    """A number, within a bound when one is given."""

    __slots__ = ("bound", "comparison")

    def __init__(self, number: int, comparison: Comparison | None, bound: int) -> None:
        super().__init__(number)
        self.comparison = comparison
        self.bound = bound

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give the numbers of the unit that it takes, with their values."""
        if self.comparison is None:
            return unit.numbers
        holds = _COMPARE[self.comparison]
        return [span for span in unit.numbers if holds(span[2], self.bound)]


class PlaceNode(Node):
    """The name of a place."""

    __slots__ = ()

    facts = frozenset({PLACE})

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give the places that the unit's sentences are marked with."""
        return unit.by_fact.get(PLACE, ())


class AnyNode(Node):
    """Alternatives.

    Lists of actors or weapons have hundreds; only those are asked of which some word is there,
    which `by_fact` tells of all but words and phrases.
    """

    __slots__ = ("_always", "_by_fact", "_triggers", "_words", "inner", "parts")

    def __init__(
        self, number: int, parts: tuple[Node, ...], by_fact: Mapping[Fact, Sequence[Node]]
    ) -> None:
        super().__init__(number)
        self.parts = parts
        self.inner = parts
        self._by_fact = by_fact
        self._words = frozenset().union(*(part.facts for part in parts))
        self._triggers = self._words.union(by_fact)
        told = {part.number for parts in by_fact.values() for part in parts}
        self._always = tuple(part for part in parts if part.number not in told and not part.facts)

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give the spans of every alternative."""
        found: list[Span] = []
        for part in self._always:
            found += part.spans(unit)
        for fact in self._triggers & unit.facts:
            if fact in self._words:
                found += unit.by_fact[fact]
            for part in self._by_fact.get(fact, ()):
                found += part.spans(unit)
        return found if len(found) <= 1 else sorted(set(found))


class CloseNode(Node):
    """Two parts with few words between them."""

    __slots__ = (
        "_right_facts",
        "distance",
        "inner",
        "left",
        "left_is_loose",
        "ordered",
        "right",
        "right_is_loose",
    )

    def __init__(
        self, number: int, left: Node, right: Node, *, distance: int, ordered: bool
    ) -> None:
        super().__init__(number)
        self.left = left
        self.right = right
        self.inner = (left, right)
        self.distance = distance
        self.ordered = ordered
        #: whether other words may stand within a side, and the other side among them
        self.left_is_loose = isinstance(left, CloseNode | AnyNode)
        self.right_is_loose = isinstance(right, CloseNode | AnyNode)
        #: the right is looked at first where it is mere words, which takes no time
        self._right_facts = right.facts

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give the spans over each left and each right that are close enough."""
        if self._right_facts and self._right_facts.isdisjoint(unit.facts):
            return ()
        lefts = self.left.spans(unit)
        if not lefts:
            return ()
        rights = self.right.spans(unit)
        if not rights:
            return ()
        found: list[Span] = []
        _add_followed(found, lefts, rights, self.distance)
        if not self.ordered:
            _add_followed(found, rights, lefts, self.distance)
            if self.left_is_loose:
                _add_within(found, lefts, rights)
            if self.right_is_loose:
                _add_within(found, rights, lefts)
        return found if len(found) <= 1 else sorted(set(found))[:MOST_SPANS]


class AllNode(Node):
    """Conditions that hold together anywhere in the unit."""

    __slots__ = ("absent", "inner", "parts")

    def __init__(self, number: int, parts: tuple[Node, ...], absent: tuple[Node, ...]) -> None:
        super().__init__(number)
        self.parts = parts
        self.absent = absent
        self.inner = parts + absent

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give each span of the first part, drawn out to the nearest of the others."""
        found = []
        for part in self.parts:
            spans = part.spans(unit)
            if not spans:
                return ()
            found.append(spans)
        if any(part.spans(unit) for part in self.absent):
            return ()
        spans = found[0][:MOST_SPANS]
        for others in found[1:]:
            spans = [_joined(span, _nearest(span, others)) for span in spans]
        return spans


class TitleNode(Node):
    """A part looked for in the article's title."""

    __slots__ = ("inner", "part")

    def __init__(self, number: int, part: Node) -> None:
        super().__init__(number)
        self.part = part
        self.inner = (part,)

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give the part's spans in the title."""
        return self.part.spans(unit.title) if unit.title is not None else ()


def asked(nodes: Iterable[Node]) -> set[Fact]:
    """Give every fact that nodes and the nodes in them ask for; `TITLE` when one asks the title."""
    found: set[Fact] = set()
    seen: set[int] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node.number not in seen:
            seen.add(node.number)
            found |= node.facts
            waiting += node.inner
            if isinstance(node, TitleNode):
                found.add(TITLE)
    return found


def _add_followed(
    found: list[Span], befores: Sequence[Span], afters: Sequence[Span], distance: int
) -> None:
    """Add the pairs where an after begins at most `distance` words past the end of a before."""
    for first, last, value in befores:
        reach = last + 1 + distance
        for start, end, other in _partners(afters, last + 1):
            if start > reach:
                break
            found.append((first, end, other if value == NO_VALUE else value))


def _add_within(found: list[Span], outers: Sequence[Span], inners: Sequence[Span]) -> None:
    """Add the outers that hold an inner strictly between their ends: no word stands between."""
    for first, last, value in outers:
        if last - first <= 1:
            continue
        for start, end, other in _partners(inners, first + 1):
            if start >= last:
                break
            if end < last:
                found.append((first, last, other if value == NO_VALUE else value))


def _partners(spans: Sequence[Span], start: int) -> Sequence[Span]:
    """Give the first spans that begin at `start` or later."""
    if spans[0][0] >= start:
        return spans[:MOST_PARTNERS]
    if spans[-1][0] < start:
        return ()
    place = bisect_left(spans, (start,))
    return spans[place : place + MOST_PARTNERS]


def _nearest(span: Span, others: Sequence[Span]) -> Span:
    """Give that neighbour of `span` among `others` with fewer words between."""
    after = bisect_left(others, span)
    neighbours = others[max(after - 1, 0) : after + 1]
    return min(neighbours, key=lambda other: max(other[0] - span[1], span[0] - other[1]))


def _joined(span: Span, other: Span) -> Span:
    """Give the span over both, or the first alone when they stand in different sentences."""
    value = other[2] if span[2] == NO_VALUE else span[2]
    if span[0] // STRIDE != other[0] // STRIDE:
        return span[0], span[1], value
    return min(span[0], other[0]), max(span[1], other[1]), value
