"""The number that sizes a signal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from warnd.model.grammar import Grammar
from warnd.model.identifiers import KindId
from warnd.model.sentence import Number, Sentence
from warnd.ports.reading import Language
from warnd.rules.compile import Compiler
from warnd.rules.match import CompiledQuery, QueryMatch, RuleMatch
from warnd.rules.rule import NO_COUNT, CountQuery, NamedQuery
from warnd.rules.unit import Unit
from warnd.signals.asides import Cut, without_asides
from warnd.signals.clauses import (
    clause_of,
    clause_starts,
    hangs_on,
    stands_apart,
    tells_answer,
    ties,
)
from warnd.signals.number_lists import added_up
from warnd.signals.shares import share_of

#: what "a soldier" counts beside other numbers
_ONE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """The queries of one kind, ready to match."""

    parts: tuple[CompiledQuery, ...]
    queries: tuple[CompiledQuery, ...]
    adds: CompiledQuery | None
    ones: CompiledQuery | None
    without: CompiledQuery | None
    #: whether the number may stand in a sentence beside
    near: bool
    #: what changes how a sentence is read: its `adds`, `ones` and `without`
    reads: tuple[str, str, str]


class CountReader:
    """Finds counts in one language.

    With the `compiler` of the rules it reads each sentence together with them.
    """

    def __init__(
        self,
        counts: Sequence[CountQuery],
        lists: Sequence[NamedQuery],
        language: Language,
        compiler: Compiler | None = None,
    ) -> None:
        self._grammar = language.grammar
        own = [count for count in counts if count.language == language.code]
        texts = list(dict.fromkeys(text for count in own for text in count.all_queries()))
        made = (compiler or Compiler(lists, language)).queries(texts)
        compiled = dict(zip(texts, made, strict=True))
        self._entries: Mapping[KindId, _Entry] = {
            count.kind: _entry(count, compiled) for count in own
        }
        #: kinds whose number may stand in a sentence beside
        self.near = frozenset(kind for kind, entry in self._entries.items() if entry.near)
        #: the sentence read last, and how kinds read it
        self._memory: tuple[Sentence | None, dict[tuple[str, str, str], tuple[Cut, Unit]]] = (
            None,
            {},
        )
        #: whether a query asks for the names of places
        self.asks_places = any(query.asks_places for query in compiled.values())

    def count_of(
        self, sentence: Sentence, kind: KindId, matches: Sequence[RuleMatch]
    ) -> int | None:
        """Give the number that belongs to a kind in a sentence, None where none is stated.

        A number that a rule met speaks first; then the kind's own count queries, best first, and
        among the numbers of one query the one nearest to what the rules saw.
        """
        stated = [match.count for match in matches if match.count is not None]
        if stated:
            return max(stated)
        entry = self._entries.get(kind)
        if entry is None or not sentence.numbers or _told_none(matches):
            return None
        return self._part(sentence, entry) or self._whole(sentence, entry, matches)

    def _part(self, sentence: Sentence, entry: _Entry) -> int | None:
        """Give the number of a part that is told beside a whole: "50, seven of them civilians"."""
        found = (match.value for query in entry.parts for match in query.find(sentence))
        return next((value for value in found if value is not None), None)

    def _whole(self, sentence: Sentence, entry: _Entry, matches: Sequence[RuleMatch]) -> int | None:
        if not entry.queries:
            return None
        told, unit = self._told(sentence, entry)
        if not told.sentence.numbers:
            return None
        clauses: _Clauses | None = None
        for query in entry.queries:
            met = query.find(told.sentence, unit)
            if met:
                clauses = clauses or _Clauses(sentence, told, matches, self._grammar)
                found = [match for match in met if clauses.allow(match)]
                if found:
                    return min(found, key=clauses.distance).value
        return None

    def _told(self, sentence: Sentence, entry: _Entry) -> tuple[Cut, Unit]:
        """Give a sentence as counts are read from it, made once for kinds that read it alike."""
        memory = self._memory
        if memory[0] is not sentence:
            self._memory = memory = (sentence, {})
        told = memory[1].get(entry.reads)
        if told is None:
            cut = without_asides(sentence, self._grammar)
            told = self._added_up(cut, entry.queries[0].unit(cut.sentence), entry)
            memory[1][entry.reads] = told
        return told

    def _added_up(self, cut: Cut, unit: Unit, entry: _Entry) -> tuple[Cut, Unit]:
        """Give a sentence without its asides with its lists of numbers added up."""
        numbers: Sequence[Number] = cut.sentence.numbers
        if not numbers:
            return cut, unit
        others = _within(entry.without, cut, unit, over_commas=False)
        numbers = [number for number in numbers if number.first not in others]
        ones = [] if entry.ones is None else entry.ones.find(cut.sentence, unit)
        if numbers and ones:
            singles = [Number(first=one.first, last=one.first, value=_ONE) for one in ones]
            numbers = sorted([*numbers, *singles], key=lambda number: number.first)
        if entry.adds is not None and len(numbers) > 1:
            people = _within(entry.adds, cut, unit) | {one.first for one in ones}
            numbers = added_up(cut, numbers, people, self._grammar.lists)
        if tuple(numbers) == cut.sentence.numbers:
            return cut, unit
        told = replace(cut, sentence=replace(cut.sentence, numbers=tuple(numbers)))
        return told, unit.with_numbers(numbers)


def _entry(count: CountQuery, compiled: Mapping[str, CompiledQuery]) -> _Entry:
    return _Entry(
        parts=tuple(compiled[text] for text in count.parts),
        queries=tuple(compiled[text] for text in count.queries),
        adds=compiled.get(count.adds),
        ones=compiled.get(count.ones),
        without=compiled.get(count.without),
        near=count.near,
        reads=(count.adds, count.ones, count.without),
    )


def _within(
    query: CompiledQuery | None, cut: Cut, unit: Unit, *, over_commas: bool = True
) -> set[int]:
    """Give the indexes of the words within a query's matches, or those that no comma parts."""
    if query is None:
        return set()
    return {
        place
        for match in query.find(cut.sentence, unit)
        if over_commas or "," not in "".join(cut.sentence.gaps[match.first + 1 : match.last + 1])
        for place in range(match.first, match.last + 1)
    }


class _Clauses:
    """Which numbers of a sentence may belong to what its rules saw."""

    def __init__(
        self, whole: Sentence, told: Cut, matches: Sequence[RuleMatch], grammar: Grammar
    ) -> None:
        self._words = told.sentence.words
        self._numbers = told.sentence.numbers
        self._gaps = told.sentence.gaps
        self._starts = clause_starts(told.sentence, grammar)
        self._spans = [(told.index(match.first), told.index(match.last)) for match in matches]
        self._grammar = grammar
        share = share_of(whole, matches, grammar)
        #: the word before which numbers count a whole, when the matches tell of a share of it
        self._share = 0 if share is None else told.index(share)
        #: the clauses that the matches begin or end in
        self._seen = {clause_of(self._starts, place) for span in self._spans for place in span}

    def allow(self, found: QueryMatch) -> bool:
        """Tell whether a number and what it counts are one statement, and one about the matches."""
        if found.value is None or not self._is_one_statement(found.first, found.last):
            return False
        if self._is_listed_after(found) or found.first < self._share:
            return False
        return self._belongs(clause_of(self._starts, found.first))

    def _is_listed_after(self, found: QueryMatch) -> bool:
        """Tell whether a comma parts a number from the words before it: "were killed, 390 hurt"."""
        return any(
            found.first < number.first <= found.last and "," in self._gaps[number.first]
            for number in self._numbers
            if number.value == found.value
        )

    def distance(self, found: QueryMatch) -> int:
        """Give how many words lie between a number and what the rules saw."""
        return min(
            (max(first - found.last, found.first - last, 0) for first, last in self._spans),
            default=found.first,
        )

    def _is_one_statement(self, first: int, last: int) -> bool:
        return all(
            ties(self._words, start, self._grammar)
            for start in self._starts
            if first < start <= last
        )

    def _head(self, clause: int) -> int:
        """Give the clause that a relative one tells more of, itself for most.

        In "a raid, in which 67 died" a comma parts "in" from the raid.
        """
        starts, last = self._starts, clause
        while clause and (
            hangs_on(self._words, starts[clause], self._grammar)
            or (clause < last and starts[clause + 1] - starts[clause] == 1)
        ):
            clause -= 1
        return clause

    def _hangs_on(self, clause: int) -> bool:
        """Tell whether what the rules saw is told in a clause that hangs on that one."""
        return clause + 1 in self._seen and hangs_on(
            self._words, self._starts[clause + 1], self._grammar
        )

    def _belongs(self, clause: int) -> bool:
        """Tell whether a clause may size the matches: not what they followed, nor what followed."""
        if clause in self._seen or self._hangs_on(clause):
            return True
        if stands_apart(self._words, self._starts[self._head(clause)], self._grammar):
            return False
        return not self._seen or not all(
            tells_answer(self._words, self._starts[seen], self._grammar) for seen in self._seen
        )


def _told_none(matches: Sequence[RuleMatch]) -> bool:
    return bool(matches) and all(match.rule.count == NO_COUNT for match in matches)
