"""Whether what a sentence claims has happened: cues, clause by clause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from warnd.model.grammar import Grammar
from warnd.model.identifiers import KindId, RuleId
from warnd.model.kind import Kind
from warnd.model.sentence import Sentence
from warnd.model.status import PRECEDENCE, Status
from warnd.ports.reading import Language
from warnd.rules.compile import Compiler
from warnd.rules.match import RuleMatch
from warnd.rules.rule import CueScope, NamedQuery, Rule, StatusCue
from warnd.signals.clauses import (
    adds_to,
    clause_of,
    clauses_of,
    hangs_on,
    tells_before,
    tells_outcome,
)
from warnd.signals.dates import PastDate, is_fresh, names_month, past_dates

#: which of several cues about the same words is believed, surest first: "denied that it planned to
#: attack" is a denial, "launched the offensive it had threatened" an offensive
_BELIEVED = (Status.DENIED, Status.HISTORICAL, Status.OCCURRED, Status.THREATENED)


#: how far behind a cue of scope "next" the words may stand: "not (been) (heavily) shelled"
_NEXT_WORDS = 3
#: cues are compiled as rules of this kind, so that they share the rules' prefilter
_CUE = KindId("cue")
#: "rebels free the girls abducted in 2014" tells of two things, and dates one
_CAPTIVITY = KindId("detention_abuse")
#: the words that spare a cue which nothing spares
_NOWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCue:
    """A cue at its place in a sentence."""

    status: Status
    scope: CueScope
    first: int
    last: int
    kinds: tuple[KindId, ...] = ()
    #: index of the first word that it may speak about
    since: int = 0
    #: index of the last word that what it speaks about may begin with, None for any
    until: int | None = None
    #: whether it says that its clause is over, as a date does, and so may be what is told next
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The cues and clauses of one sentence."""

    found: tuple[FoundCue, ...]
    #: index of the first word of each clause
    clauses: tuple[int, ...]
    #: for each clause, the one that it goes on with, itself for most
    whole: tuple[int, ...]

    def clause(self, index: int) -> int:
        """Give which clause the word at `index` stands in; one that an aside parts is one."""
        return self.whole[clause_of(self.clauses, index)]

    @property
    def looks_back(self) -> bool:
        """Whether the whole sentence is about the past, as on an anniversary."""
        return any(
            cue.status is Status.HISTORICAL and cue.scope is CueScope.SENTENCE for cue in self.found
        )

    @property
    def warns(self) -> bool:
        """Whether it warns of something or announces it."""
        return any(cue.status is Status.THREATENED for cue in self.found)

    @property
    def tells_of_past(self) -> bool:
        """Whether it sets out to tell of the past, so that what follows it may go on to."""
        return self.looks_back or any(
            cue.is_over and self.clause(cue.first) == 0 for cue in self.found
        )


class StatusReader:
    """Reads the status of signals in one language.

    With the `compiler` of the rules it reads each sentence together with them.
    """

    def __init__(
        self,
        cues: Sequence[StatusCue],
        lists: Sequence[NamedQuery],
        kinds: Sequence[Kind],
        language: Language,
        compiler: Compiler | None = None,
    ) -> None:
        #: the small words of the language it reads
        self.grammar = language.grammar
        self._default: Mapping[KindId, Status] = {kind.id: kind.status for kind in kinds}
        own = [cue for cue in cues if cue.language == language.code]
        self._cues = {cue.id: cue for cue in own}
        self._spared = {_spared_id(cue): cue.id for cue in own if cue.not_in}
        asked = [_as_rule(cue) for cue in own]
        asked += [_as_rule(cue, spared=True) for cue in own if cue.not_in]
        self._rules = (compiler or Compiler(lists, language)).pack(asked)

    @property
    def asks_places(self) -> bool:
        """Whether a cue asks for the names of places."""
        return self._rules.asks_places

    def cues_of(self, sentence: Sentence, published: datetime | None) -> Cues:
        """Give the cues of a sentence; dates are held against `published` when it is known."""
        found = [
            cue
            for cue in self._found(self._rules.match_in(sentence))
            if cue.first != cue.last or not names_month(sentence, cue.first, self.grammar.dates)
        ]
        if published is not None:
            for date in past_dates(sentence, published, self.grammar.dates):
                found += _dated(date)
        clauses, whole = clauses_of(sentence, self.grammar)
        found += _echoes(found, sentence.words, clauses, self.grammar)
        return Cues(found=tuple(found), clauses=clauses, whole=whole)

    def _found(self, matches: Sequence[RuleMatch]) -> list[FoundCue]:
        """Give the cues that matched, other than those within words that spare them."""
        spared: dict[RuleId, set[int]] = {}
        for match in matches:
            cue = self._spared.get(match.rule.id)
            if cue is not None:
                spared.setdefault(cue, set()).update(range(match.first, match.last + 1))
        return [
            _found(self._cues[match.rule.id], match)
            for match in matches
            if match.rule.id in self._cues
            and spared.get(match.rule.id, _NOWHERE).isdisjoint(range(match.first, match.last + 1))
        ]

    def status_of(self, cues: Cues, kind: KindId, matches: Sequence[RuleMatch]) -> Status:
        """Give the status of a kind in a sentence: the most pressing of what its rules saw.

        Where only the classifier saw it, the cues of the first clause and those about the whole
        sentence speak.
        """
        default = self._default.get(kind, Status.OCCURRED)
        if not matches:
            return self._of_span(cues, kind, None, default)
        statuses = {
            match.rule.status or self._of_span(cues, kind, (match.first, match.last), default)
            for match in matches
        }
        return min(statuses, key=PRECEDENCE.index)

    def _of_span(
        self, cues: Cues, kind: KindId, span: tuple[int, int] | None, default: Status
    ) -> Status:
        speaking = {
            cue.status
            for cue in cues.found
            if (not cue.kinds or kind in cue.kinds) and _speaks(cue, span, cues)
        }
        # A kind that is a threat by nature does not become an event because something else began.
        if default is not Status.OCCURRED:
            speaking.discard(Status.OCCURRED)
        return next((status for status in _BELIEVED if status in speaking), default)


def _as_rule(cue: StatusCue, *, spared: bool = False) -> Rule:
    """Give a cue, or the words that spare it, as a rule."""
    return Rule(
        id=_spared_id(cue) if spared else cue.id,
        kind=_CUE,
        language=cue.language,
        confidence=1.0,
        match=cue.not_in if spared else cue.match,
        unless="" if spared else cue.unless,
        origin=cue.origin,
    )


def _spared_id(cue: StatusCue) -> RuleId:
    return RuleId(f"{cue.id} not_in")


def _found(cue: StatusCue, match: RuleMatch) -> FoundCue:
    return FoundCue(
        status=cue.status,
        scope=cue.scope,
        first=match.first,
        last=match.last,
        kinds=cue.kinds,
        is_over=cue.status is Status.HISTORICAL and cue.scope is CueScope.CLAUSE,
    )


def _dated(date: PastDate) -> list[FoundCue]:
    """Give what a date says; of captives that are freed, also when they were taken."""
    cue = FoundCue(
        status=Status.HISTORICAL,
        scope=CueScope.CLAUSE,
        first=date.index,
        last=date.index,
        since=date.since,
        until=date.until,
        is_over=not date.lasts and not date.since,
    )
    return [cue, replace(cue, since=0, kinds=(_CAPTIVITY,))] if date.since else [cue]


def _echoes(
    found: Sequence[FoundCue], words: Sequence[str], clauses: tuple[int, ...], grammar: Grammar
) -> list[FoundCue]:
    """Give the cues of a past clause again where a clause hangs on it or goes on with it.

    In "the bombing of 2017, which killed 90" the dead are of 2017 too; in "sixty died in 2017, and
    nine were taken away" so are the nine.
    """
    return [
        replace(cue, first=start, last=start, since=0, until=None, is_over=False)
        for cue in found
        if cue.status is Status.HISTORICAL and cue.scope is CueScope.CLAUSE
        for start, end in _clause_after(cue, clauses, len(words))
        if hangs_on(words, start, grammar) or (cue.is_over and _goes_on(words[start:end], grammar))
    ]


def _goes_on(clause: Sequence[str], grammar: Grammar) -> bool:
    """Tell whether a clause after one of the past tells of what was then, or before."""
    tells_on = any(tells(clause, 0, grammar) for tells in (adds_to, tells_before, tells_outcome))
    return tells_on and not is_fresh(clause, grammar.dates)


def _clause_after(cue: FoundCue, clauses: tuple[int, ...], end: int) -> tuple[tuple[int, int], ...]:
    """Give the bounds of the clause after a cue's: its first word and the one past its last."""
    return tuple(pairwise((*clauses[clause_of(clauses, cue.last) + 1 :], end)))[:1]


def _speaks(cue: FoundCue, span: tuple[int, int] | None, cues: Cues) -> bool:
    if cue.scope is CueScope.SENTENCE:
        return True
    if span is None:
        return cue.scope is not CueScope.NEXT and cues.clause(cue.first) == 0
    first, last = span
    if cue.scope is CueScope.NEXT:
        return _is_next(cue, span) and cues.clause(cue.first) == cues.clause(first)
    if last < cue.since or (cue.until is not None and first > cue.until):
        return False
    is_within = first <= cue.first and cue.last <= last
    return (is_within or _in_reach(cue, span)) and _share_a_clause(cue, span, cues)


def _in_reach(cue: FoundCue, span: tuple[int, int]) -> bool:
    first, last = span
    if cue.scope is CueScope.AFTER:
        return last > cue.last
    return cue.scope is CueScope.CLAUSE or first < cue.first


def _share_a_clause(cue: FoundCue, span: tuple[int, int], cues: Cues) -> bool:
    # "years after" ends in the clause that it speaks about.
    place = cue.last if cue.scope is CueScope.AFTER else cue.first
    # A clause that the words only pass over says nothing: "the man, who won in 2012, is".
    return cues.clause(place) in {cues.clause(index) for index in span}


def _is_next(cue: FoundCue, span: tuple[int, int]) -> bool:
    """Tell whether what a cue speaks about follows it at once, or ends so within the span."""
    first, last = span
    if first > cue.last:
        return first - cue.last <= _NEXT_WORDS
    return first <= cue.first and 0 < last - cue.last <= _NEXT_WORDS
