"""The queries of rule files: read, and their mistakes told at the very character."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from warnd.config.columns import position_in
from warnd.config.nearest import unknown
from warnd.config.tree import MapNode, ScalarNode, scalars
from warnd.errors import Mistake, QueryInvalid
from warnd.rules.parse import parse
from warnd.rules.query import AllOf, AnyOf, Close, InTitle, Named, Numeral, Query
from warnd.rules.rule import NO_COUNT

#: the `count` of a rule that takes the number its match met
COUNT_OF_MATCH = "NUM"
#: the keys that hold queries, in every sort of entry
_QUERY_KEYS = ("match", "unless", "not_in", "count", "queries", "parts", "adds", "ones", "without")
#: those that may be left empty
_MAY_BE_EMPTY = frozenset({"unless", "not_in", "adds", "ones", "without"})
#: those that must hold a number
_WITH_NUMBER = frozenset({"count", "queries", "parts", "adds", "without"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedQuery:
    """A query that could be read, and where it stands."""

    #: the query
    query: Query
    #: its text in the file
    scalar: ScalarNode
    #: where in the document that is
    path: str


def read_queries(entry: MapNode, path: str) -> tuple[list[PlacedQuery], list[Mistake]]:
    """Give the queries of one entry and the mistakes in those that cannot be read."""
    queries: list[PlacedQuery] = []
    mistakes: list[Mistake] = []
    for key in _QUERY_KEYS:
        for scalar in scalars(entry.get(key)):
            if _no_query(key, scalar):
                continue
            where = f"{path}.{key}"
            try:
                query = parse(scalar.text)
            except QueryInvalid as error:
                at = position_in(scalar, error.column)
                mistakes.append(at.mistake(str(error), where))
                continue
            if key in _WITH_NUMBER and not _holds_number(query):
                message = "a count must say where its number stands: write NUM in the query"
                mistakes.append(scalar.at.mistake(message, where))
            queries.append(PlacedQuery(query=query, scalar=scalar, path=where))
    return queries, [*mistakes, *_count_without_number(entry, queries, path)]


def _no_query(key: str, scalar: ScalarNode) -> bool:
    if key in _MAY_BE_EMPTY:
        return not scalar.text
    return key == "count" and scalar.text in {NO_COUNT, COUNT_OF_MATCH}


def _count_without_number(
    entry: MapNode, queries: list[PlacedQuery], path: str
) -> Iterator[Mistake]:
    """Tell a `count: NUM` whose match meets no number."""
    count = entry.get("count")
    if not isinstance(count, ScalarNode) or count.text != COUNT_OF_MATCH:
        return
    for each in queries:
        if each.path == f"{path}.match" and not _holds_number(each.query):
            yield count.at.mistake("the match holds no NUM to take the count from", f"{path}.count")


def _holds_number(query: Query) -> bool:
    # a named list may hold the number; it is not looked into here
    return any(isinstance(part, Numeral | Named) for part in parts_of(query))


def parts_of(query: Query) -> Iterator[Query]:
    """Give a query and everything in it."""
    yield query
    inner: tuple[Query, ...] = ()
    if isinstance(query, AnyOf):
        inner = query.parts
    elif isinstance(query, AllOf):
        inner = query.parts + query.absent
    elif isinstance(query, Close):
        inner = (query.left, query.right)
    elif isinstance(query, InTitle):
        inner = (query.part,)
    for part in inner:
        yield from parts_of(part)


def names_in(query: Query) -> Iterator[Named]:
    """Give the lists that a query names."""
    return (part for part in parts_of(query) if isinstance(part, Named))


def unknown_names(
    queries: Mapping[str, list[PlacedQuery]], lists: Mapping[str, set[str]]
) -> Iterator[Mistake]:
    """Tell the names that no list of the same language has; both maps are by language."""
    for language, placed in queries.items():
        known = lists.get(language, set())
        for each in placed:
            for named in names_in(each.query):
                if named.name not in known:
                    at = position_in(each.scalar, named.place.column)
                    yield at.mistake(unknown("list", named.name, known), each.path)
