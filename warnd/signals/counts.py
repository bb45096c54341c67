"""The number that sizes a signal."""

from collections.abc import Sequence

from warnd.model.identifiers import KindId
from warnd.model.sentence import Sentence
from warnd.ports import Language
from warnd.rules.compile import compile_query
from warnd.rules.match import CompiledQuery, QueryMatch, RuleMatch
from warnd.rules.rule import NO_COUNT, CountQuery, NamedQuery
from warnd.signals.clauses import clause_of, clause_starts


class CountReader:
    """Finds counts in one language."""

    def __init__(
        self, counts: Sequence[CountQuery], lists: Sequence[NamedQuery], language: Language
    ) -> None:
        self._language = language.code
        self._queries: dict[KindId, tuple[CompiledQuery, ...]] = {
            count.kind: tuple(compile_query(query, lists, language) for query in count.queries)
            for count in counts
            if count.language == language.code
        }
        #: whether a query asks for the names of places
        self.asks_places = any(
            query.asks_places for queries in self._queries.values() for query in queries
        )

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
        if not sentence.numbers or _told_none(matches):
            return None
        clauses = clause_starts(sentence, self._language)
        for query in self._queries.get(kind, ()):
            found = [
                match
                for match in query.find(sentence)
                if match.value is not None and _in_one_clause(match, clauses)
            ]
            if found:
                return min(found, key=lambda match: _distance(match, matches)).value
        return None


def _in_one_clause(match: QueryMatch, clauses: tuple[int, ...]) -> bool:
    """Tell whether a number and what it counts stand in one clause; else they are two things."""
    return clause_of(clauses, match.first) == clause_of(clauses, match.last)


def _told_none(matches: Sequence[RuleMatch]) -> bool:
    return bool(matches) and all(match.rule.count == NO_COUNT for match in matches)


def _distance(found: QueryMatch, matches: Sequence[RuleMatch]) -> int:
    return min(
        (max(match.first - found.last, found.first - match.last, 0) for match in matches),
        default=found.first,
    )
