"""A query as its writer meant it: a tree of frozen parts, before any language reads its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Comparison(StrEnum):
    """How a number is held against a bound."""

    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    EQUAL = "="


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a part stands in the text of its query, in code points."""

    start: int
    #: just past its end
    end: int

    @property
    def column(self) -> int:
        """Its 1-based column."""
        return self.start + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A word, or a phrase of words that follow one another."""

    #: as written, without quotes and without `=`
    text: str
    #: whether it matches only as written
    exact: bool
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """Any number (`NUM`), or one within a bound (`NUM>=10`)."""

    #: None takes every number
    comparison: Comparison | None
    #: what it is compared with; 0 without comparison
    bound: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """The name of any place that the gazetteer knows (`PLACE`)."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Another query by its name: `@actors`."""

    #: the name without the @
    name: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """Alternatives: `a | b`, `a OR b`."""

    parts: "tuple[Query, ...]"
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Conditions that hold together in the unit of text: `a AND b AND NOT c`."""

    #: what must be there, at least one
    parts: "tuple[Query, ...]"
    #: what must not be there
    absent: "tuple[Query, ...]"
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Two parts with few words between: `a NEAR/5 b`, or in this order: `a THEN/5 b`."""

    left: "Query"
    right: "Query"
    #: the most words that may stand between
    distance: int
    #: whether left must stand before right
    ordered: bool
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class InTitle:
    """A part looked for in the article's title alone: `title:x`."""

    part: "Query"
    place: Place


Query = Words | Numeral | PlaceName | Named | AnyOf | AllOf | Close | InTitle


def inner_parts(query: Query) -> tuple[Query, ...]:
    """Give the parts that a query is made of; empty for words, numbers, places and names."""
    match query:
        case AnyOf(parts=parts):
            return parts
        case AllOf(parts=parts, absent=absent):
            return parts + absent
        case Close(left=left, right=right):
            return left, right
        case InTitle(part=part):
            return (part,)
        case _:
            return ()


def all_parts(query: Query) -> Iterator[Query]:
    """Give a query and everything in it."""
    yield query
    for part in inner_parts(query):
        yield from all_parts(part)
