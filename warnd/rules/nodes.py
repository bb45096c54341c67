"""What a compiled query is made of: nodes that give the spans where they hold.

Equal nodes of different rules are one node (see `warnd.rules.build`), and each is asked at most
once a unit. Work per node is linear in the words of the unit: what NEAR, THEN and AND give is
bounded, and they look only as far as they reach.
"""

import operator
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence

from warnd.rules.phrases import Phrase
from warnd.rules.query import Comparison
from warnd.rules.sieve import NOWHERE, Bits, Fact, Sieve, as_written, smear_down, smear_up
from warnd.rules.unit import NO_VALUE, STRIDE, Span, Unit

#: The most spans that NEAR, THEN and AND give in one unit, and the most partners that each word
#: takes in NEAR and THEN, nearest first. Sentences of news stay far below both; they keep hostile
#: text ("shells shells shells ...") from making NEAR within NEAR multiply.
MOST_SPANS = 1_000
MOST_PARTNERS = 8

#: The most words of a single word (a hyphened pair) and of a number ("between two hundred and fifty
#: and three hundred thousand"), with room to spare.
LONGEST_WORD = 2
LONGEST_NUMBER = 20

_COMPARE: Mapping[Comparison, Callable[[int, int], bool]] = {
    Comparison.AT_LEAST: operator.ge,
    Comparison.AT_MOST: operator.le,
    Comparison.MORE: operator.gt,
    Comparison.LESS: operator.lt,
    Comparison.EQUAL: operator.eq,
}


class Node(ABC):
    """A part of compiled queries; `number` is its own among all of one compilation."""

    __slots__ = ("longest", "number")

    def __init__(self, number: int, longest: int) -> None:
        self.number = number
        #: the most words that one of its spans covers
        self.longest = longest

    def spans(self, unit: Unit) -> Sequence[Span]:
        """Give where it holds in a unit, by position; empty when it does not."""
        found = unit.found.get(self.number)
        if found is None:
            found = unit.found[self.number] = self.look(unit)
        return found

    def bits(self, sieve: Sieve) -> Bits:
        """Give where in an article its spans may begin and end; some of them may not."""
        told = sieve.told.get(self.number)
        if told is None:
            told = sieve.told[self.number] = self.sift(sieve)
        return told

    @abstractmethod
    def look(self, unit: Unit) -> Sequence[Span]:
        """Give the spans, reckoned anew."""

    @property
    def facts(self) -> frozenset[Fact]:
        """The facts that it is the same as; empty when it is more than words or one phrase."""
        return frozenset()

    @abstractmethod
    def sift(self, sieve: Sieve) -> Bits:
        """Give the bits, reckoned anew."""


class WordNode(Node):
    """One word out of a set: by common form, as written, or by wildcard."""

    __slots__ = ("_facts", "forms", "only_form", "wilds", "words")

    def __init__(
        self, number: int, forms: frozenset[str], words: frozenset[str], wilds: frozenset[str]
    ) -> None:
        super().__init__(number, LONGEST_WORD)
        self.forms = forms
        self.words = words
        self.wilds = wilds
        self._facts: frozenset[Fact] = forms | wilds | frozenset(map(as_written, words))
        #: its form when it stands for one alone, else empty
        self.only_form = next(iter(forms)) if len(forms) == 1 and not words | wilds else ""

    @property
    def facts(self) -> frozenset[Fact]:
        """Its words, by form, as written and by wildcard."""
        return self._facts

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give each of its words as a span of its own, in order."""
        found = [unit.by_form[form] for form in self.forms & unit.forms]
        if self.words:
            found += [unit.by_word[word] for word in self.words.intersection(unit.by_word)]
        if self.wilds:
            found += [unit.by_wild[wild] for wild in self.wilds.intersection(unit.by_wild)]
        if len(found) == 1 and not self.wilds:
            return found[0]
        return sorted({span for spans in found for span in spans}) if found else ()

    def sift(self, sieve: Sieve) -> Bits:
        """Give where its words stand."""
        return sieve.where(self._facts)


class PhraseNode(Node):
    """Words that follow one another."""

    __slots__ = ("_anchor", "plain", "words")

    def __init__(self, number: int, words: tuple[WordNode, ...]) -> None:
        super().__init__(number, len(words))
        self.words = words
        forms = tuple(word.only_form for word in words)
        #: the forms of its words when each has just one, as in most phrases; else empty
        self.plain: Phrase = () if "" in forms else forms
        #: the longest of them, which is likely the rarest
        self._anchor = max(range(len(words)), key=lambda place: len(forms[place]))

    @property
    def facts(self) -> frozenset[Fact]:
        """Itself, when it is plain."""
        return frozenset({self.plain}) if self.plain else frozenset()

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give the places where all of its words stand side by side."""
        reach = len(self.words) - 1
        starts = unit.runs(self.plain, self._anchor) if self.plain else self._starts(unit)
        return [(start, start + reach, NO_VALUE) for start in starts]

    def _starts(self, unit: Unit) -> Sequence[int]:
        starts: set[int] | None = None
        for offset, word in enumerate(self.words):
            here = {first - offset for first, last, _ in word.spans(unit) if first == last}
            starts = here if starts is None else starts & here
            if not starts:
                break
        return sorted(starts or ())

    def sift(self, sieve: Sieve) -> Bits:
        """Give where all of its words stand side by side."""
        if self.plain:
            return sieve.facts.get(self.plain, NOWHERE)
        starts = -1
        for offset, word in enumerate(self.words):
            starts &= word.bits(sieve)[0] >> offset
            if not starts:
                return NOWHERE
        return starts, starts << self.longest - 1


class NumberNode(Node):
    """A number, within a bound when one is given."""

    __slots__ = ("bound", "comparison")

    def __init__(self, number: int, comparison: Comparison | None, bound: int) -> None:
        super().__init__(number, LONGEST_NUMBER)
        self.comparison = comparison
        self.bound = bound

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give the numbers of the unit that it takes, with their values."""
        if self.comparison is None:
            return unit.numbers
        holds = _COMPARE[self.comparison]
        return [span for span in unit.numbers if holds(span[2], self.bound)]

    def sift(self, sieve: Sieve) -> Bits:
        """Give where any number stands."""
        return sieve.numbers


class AnyNode(Node):
    """Alternatives.

    Lists of actors or weapons have hundreds; only those are asked of which some word is there.
    """

    __slots__ = ("_always", "_by_form", "_facts", "_forms", "_others", "parts")

    def __init__(
        self, number: int, parts: tuple[Node, ...], by_form: Mapping[str, Sequence[Node]]
    ) -> None:
        super().__init__(number, max(part.longest for part in parts))
        self.parts = parts
        self._by_form = by_form
        self._forms = frozenset(by_form)
        told = {part.number for parts in by_form.values() for part in parts}
        self._always = tuple(part for part in parts if part.number not in told)
        facts = [part.facts for part in parts]
        self._facts = frozenset().union(*facts)
        self._others = tuple(part for part, own in zip(parts, facts, strict=True) if not own)

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give the spans of every alternative."""
        found = [span for part in self._always for span in part.spans(unit)]
        for form in self._forms & unit.forms:
            for part in self._by_form[form]:
                found += part.spans(unit)
        return found if len(found) <= 1 else sorted(set(found))

    def sift(self, sieve: Sieve) -> Bits:
        """Give where any alternative may stand."""
        starts, ends = sieve.where(self._facts)
        for part in self._others:
            first, last = part.bits(sieve)
            starts, ends = starts | first, ends | last
        return starts, ends


class CloseNode(Node):
    """Two parts with few words between them."""

    __slots__ = ("distance", "left", "left_is_loose", "ordered", "right", "right_is_loose")

    def __init__(
        self, number: int, left: Node, right: Node, *, distance: int, ordered: bool
    ) -> None:
        super().__init__(number, left.longest + distance + right.longest)
        self.left = left
        self.right = right
        self.distance = distance
        self.ordered = ordered
        #: whether other words may stand within a side, and the other side among them
        self.left_is_loose = isinstance(left, CloseNode | AnyNode)
        self.right_is_loose = isinstance(right, CloseNode | AnyNode)

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give the spans over each left and each right that are close enough."""
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
        return found if len(found) <= 1 else _in_order(found)

    def sift(self, sieve: Sieve) -> Bits:
        """Give where a left and a right may stand close enough."""
        lefts, rights = self.left.bits(sieve), self.right.bits(sieve)
        if not (lefts[0] and rights[0]):
            return NOWHERE
        starts, ends = self._followed(self.left, lefts, self.right, rights)
        if self.ordered:
            return starts, ends
        for found in (
            self._followed(self.right, rights, self.left, lefts),
            _within(self.left.longest, lefts, rights) if self.left_is_loose else NOWHERE,
            _within(self.right.longest, rights, lefts) if self.right_is_loose else NOWHERE,
        ):
            starts, ends = starts | found[0], ends | found[1]
        return starts, ends

    def _followed(self, before: Node, befores: Bits, after: Node, afters: Bits) -> Bits:
        """Give where a before may be followed by an after."""
        reach = self.distance + 1
        first_of_afters = smear_up(befores[1], reach) & afters[0]
        if not first_of_afters:
            return NOWHERE
        last_of_befores = smear_down(afters[0], reach) & befores[1]
        return (
            befores[0] & (last_of_befores | smear_down(last_of_befores, before.longest)),
            afters[1] & (first_of_afters | smear_up(first_of_afters, after.longest)),
        )


class AllNode(Node):
    """Conditions that hold together anywhere in the unit."""

    __slots__ = ("absent", "parts")

    def __init__(self, number: int, parts: tuple[Node, ...], absent: tuple[Node, ...]) -> None:
        super().__init__(number, 0)  # no part of NEAR
        self.parts = parts
        self.absent = absent

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

    def sift(self, sieve: Sieve) -> Bits:
        """Give where its first part may stand, when the others may stand anywhere."""
        if all(part.bits(sieve)[0] for part in self.parts):
            return self.parts[0].bits(sieve)
        return NOWHERE


class TitleNode(Node):
    """A part looked for in the article's title."""

    __slots__ = ("part",)

    def __init__(self, number: int, part: Node) -> None:
        super().__init__(number, 0)  # no part of NEAR
        self.part = part

    def look(self, unit: Unit) -> Sequence[Span]:
        """Give the part's spans in the title."""
        return self.part.spans(unit.title) if unit.title is not None else ()

    def sift(self, sieve: Sieve) -> Bits:
        """Give everywhere when the part may stand in the title: any sentence may ask for it."""
        return (-1, -1) if self.part.bits(sieve)[0] & sieve.title else NOWHERE


def _add_followed(
    found: list[Span], befores: Sequence[Span], afters: Sequence[Span], distance: int
) -> None:
    """Add the pairs where an after begins at most `distance` words past the end of a before."""
    for first, last, value in befores:
        for start, end, other in _partners(afters, last + 1):
            if start - last - 1 > distance:
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


def _within(longest: int, outers: Bits, inners: Bits) -> Bits:
    """Give where an outer, of so many words at most, may hold an inner between its ends."""
    held = smear_up(outers[0], longest) & inners[0]
    if not held:
        return NOWHERE
    return outers[0] & smear_down(held, longest), outers[1] & smear_up(held, longest)


def _partners(spans: Sequence[Span], start: int) -> Sequence[Span]:
    """Give the first spans that begin at `start` or later."""
    place = bisect_left(spans, (start,))
    return spans[place : place + MOST_PARTNERS]


def _in_order(spans: Iterable[Span]) -> Sequence[Span]:
    """Give spans by position, each once, at most `MOST_SPANS`."""
    return sorted(set(spans))[:MOST_SPANS]


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
