"""What is probably wrong with single queries: broken, misleading, or saying a thing twice."""

from collections.abc import Iterator, Mapping, Sequence

from warnd.errors import QueryInvalid
from warnd.rules.build import Builder
from warnd.rules.contained import contained
from warnd.rules.finding import Fault, Finding, finding
from warnd.rules.pack_queries import StatedQuery, queries_of
from warnd.rules.parse import parse
from warnd.rules.query import AllOf, AnyOf, Close, Named, Query, all_parts, inner_parts
from warnd.rules.rule import RulePack

#: needless alternatives of one query that are told; the others are counted
MOST_TOLD = 3


def of_queries(pack: RulePack, builders: Mapping[str, Builder]) -> Iterator[Finding]:
    """Give what is wrong with the queries of a pack; `builders` are by language."""
    for stated in queries_of(pack):
        builder = builders.get(stated.language)
        try:
            query = parse(stated.text)
            if builder:
                builder.node(query)
        except QueryInvalid as error:
            message = f"column {error.column} of the query: {error}"
            yield finding(Fault.BROKEN, stated.origin, stated.path, message)
            continue
        yield from _mixed(stated, query)
        if builder:
            yield from _redundant(stated, query, builder)


def _mixed(stated: StatedQuery, query: Query) -> Iterator[Finding]:
    """Give the ANDs and NEARs that stand bare among words: `b NEAR/3 c` in `a | b NEAR/3 c`."""
    for part in all_parts(query):
        if isinstance(part, AnyOf):
            joined = [each for each in part.parts if isinstance(each, AllOf | Close)]
            for each in joined if len(joined) < len(part.parts) else ():
                if stated.text[each.place.start] != "(":
                    written = _written(stated, each)
                    message = f"{written} stands beside words and | without parentheses: write them"
                    yield finding(Fault.MIXED, stated.origin, stated.path, message)


def _redundant(stated: StatedQuery, query: Query, builder: Builder) -> Iterator[Finding]:
    """Give the alternatives that hold only where others beside them do, a finding a query.

    What NEAR and THEN measure from is let be, and so are lists, which may stand there: the longer
    of two names brings the words after it nearer. So are forms of one word, which read well.
    """
    if stated.path.startswith("@"):
        return
    needless = [
        told
        for alternatives in _alternatives(query)
        for told in _seen_already(stated, alternatives.parts, builder)
    ]
    if needless:
        more = len(needless) - MOST_TOLD
        rest = f", and {more} more" if more > 0 else ""
        message = f"needless beside other alternatives: {', '.join(needless[:MOST_TOLD])}{rest}"
        yield finding(Fault.REDUNDANT, stated.origin, stated.path, message)


def _seen_already(
    stated: StatedQuery, alternatives: Sequence[Query], builder: Builder
) -> Iterator[str]:
    """Give each alternative that another one makes needless, with that one, as written."""
    parts = [part for part in alternatives if not isinstance(part, Named)]
    nodes = [builder.node(part) for part in parts]
    told: set[int] = set()
    for place, other in contained(nodes):
        written, by = _written(stated, parts[place]), _written(stated, parts[other])
        is_form = nodes[place] is nodes[other] and written != by
        if place not in told and other not in told and not is_form:
            told.add(place)
            yield f"{written} (twice)" if written == by else f"{written} (by {by})"


def _alternatives(query: Query) -> Iterator[AnyOf]:
    """Give the groups of alternatives within a query, save those within NEAR and THEN."""
    if isinstance(query, AnyOf):
        yield query
    if not isinstance(query, Close):
        for part in inner_parts(query):
            yield from _alternatives(part)


def _written(stated: StatedQuery, part: Query) -> str:
    return repr(stated.text[part.place.start : part.place.end])
