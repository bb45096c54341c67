"""Rules that nearly fired, and what kept them silent: for people who ask why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from warnd.rules.nodes import AllNode, Node
from warnd.rules.query import AllOf, Close, Query
from warnd.rules.rule import Rule
from warnd.rules.unit import Unit


class Lack(StrEnum):
    """Why a rule did not fire, the nearest to firing first."""

    #: its match holds, and so does its `unless`
    UNLESS = "unless"
    #: everything is there, and something after a NOT as well
    NOT = "not"
    #: every part of NEAR or THEN is there, but too far apart or in another order
    APART = "apart"
    #: one part of AND, NEAR or THEN is missing
    PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A rule that lacks one thing to fire."""

    #: the rule
    rule: Rule
    #: index of the (first) sentence where it nearly fired
    sentence: int
    #: why it did not
    lack: Lack
    #: the part of the query that is to blame, as written
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One operand of a query's outermost AND, NEAR or THEN."""

    node: Node
    #: as written
    text: str


def operands(query: Query) -> tuple[Query, ...]:
    """Give the operands of a query's outermost AND, NEAR or THEN; empty when it has none."""
    if isinstance(query, AllOf):
        return query.parts
    if isinstance(query, Close):
        return (*(operands(query.left) or (query.left,)), query.right)
    return ()


def lack_of(
    match: Node, unless: Node | None, parts: Sequence[Part], unit: Unit
) -> tuple[Lack, Sequence[Part]] | None:
    """Give what keeps a query silent in a unit; None when it fires, or more than one thing does."""
    if match.spans(unit):
        return (Lack.UNLESS, ()) if unless is not None and unless.spans(unit) else None
    missing = [part for part in parts if not part.node.spans(unit)]
    if not parts or len(missing) > 1 or len(missing) == len(parts):
        return None
    if missing:
        return Lack.PART, missing
    return (Lack.NOT if isinstance(match, AllNode) else Lack.APART), ()


def first_of_each(misses: Iterator[NearMiss]) -> tuple[NearMiss, ...]:
    """Give the nearest miss of each rule, nearest first."""
    order = list(Lack)
    best: dict[str, NearMiss] = {}
    for miss in misses:
        known = best.get(miss.rule.id)
        if known is None or order.index(miss.lack) < order.index(known.lack):
            best[miss.rule.id] = miss
    return tuple(sorted(best.values(), key=lambda miss: order.index(miss.lack)))
