"""Rules that nearly fired, and what kept them silent: for people who ask why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from warnd.model.reading import NearMiss
from warnd.rules.nodes import Node
from warnd.rules.query import AllOf, Close, Query
from warnd.rules.unit import Unit


class Lack(StrEnum):
    """What a rule lacks to fire, the nearest to firing first."""

    #: its match holds, and so does its `unless`
    SILENCE = "silence"
    #: everything is there, and something that stands after NOT as well
    ABSENCE = "absence"
    #: every part of NEAR or THEN is there, but too far apart or in another order
    NEARNESS = "nearness"
    #: one part of AND, NEAR or THEN is missing
    PART = "part"


_TOLD: Mapping[Lack, str] = {
    Lack.SILENCE: "the absence of its exception {part}",
    Lack.ABSENCE: "the absence of {part}",
    Lack.NEARNESS: "nearness: {part}",
    Lack.PART: "{part}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A query or a part of it, compiled, with its text."""

    node: Node
    #: as written
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A rule's queries, taken apart as far as near misses tell of them."""

    match: Part
    #: None when nothing keeps the rule silent
    unless: Part | None
    #: the operands of the outermost AND, NEAR or THEN of `match`; empty when it has none
    operands: tuple[Part, ...]
    #: what stands after the NOTs of the outermost AND
    absent: tuple[Part, ...]


def operands(query: Query) -> tuple[Query, ...]:
    """Give the operands of a query's outermost AND, NEAR or THEN; empty when it has none."""
    if isinstance(query, AllOf):
        return query.parts
    if isinstance(query, Close):
        return (*(operands(query.left) or (query.left,)), query.right)
    return ()


def lack_of(parts: Parts, unit: Unit) -> tuple[Lack, str] | None:
    """Give the one thing that keeps a rule silent in a unit, and the part of its queries to blame.

    None when it fires, and when more than one thing is missing.
    """
    if parts.match.node.spans(unit):
        is_held = parts.unless is not None and parts.unless.node.spans(unit)
        return (Lack.SILENCE, parts.unless.text) if parts.unless and is_held else None
    missing = [part for part in parts.operands if not part.node.spans(unit)]
    if len(missing) == 1 and len(parts.operands) > 1:
        return Lack.PART, missing[0].text
    if missing or not parts.operands:
        return None
    present = [part for part in parts.absent if part.node.spans(unit)]
    return (Lack.ABSENCE, present[0].text) if present else (Lack.NEARNESS, parts.match.text)


def nearest_first(misses: Iterable[tuple[Lack, NearMiss]]) -> tuple[NearMiss, ...]:
    """Give the nearest miss of each rule, nearest first."""
    order = list(Lack)
    best: dict[str, tuple[int, NearMiss]] = {}
    for lack, miss in misses:
        rank = order.index(lack)
        if miss.rule not in best or rank < best[miss.rule][0]:
            best[miss.rule] = rank, miss
    return tuple(miss for _, miss in sorted(best.values(), key=lambda found: found[0]))


def told(lack: Lack, part: str) -> str:
    """Give what a rule lacks, in words."""
    return _TOLD[lack].format(part=part)
