"""Which of many queries hold wherever another of them does, without trying every pair."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from warnd.rules.facts import NUMBER, Fact
from warnd.rules.imply import implies
from warnd.rules.needs import needs, rarest_first
from warnd.rules.nodes import (
    AllNode,
    AnyNode,
    CloseNode,
    Node,
    NumberNode,
    PhraseNode,
    PlaceNode,
    TitleNode,
    WordNode,
)


def contained(nodes: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """Give the pairs of places where the first node holds only where the second does as well.

    All nodes must come from one `Builder`. Two that hold in the same places are a pair both ways.
    """
    by_need: dict[Fact, list[int]] = defaultdict(list)
    always: list[int] = []
    for place, node in enumerate(nodes):
        needed = sorted(needs(node), key=rarest_first)
        for fact in needed[0] if needed else ():
            by_need[fact].append(place)
        if not needed:
            always.append(place)
    for place, node in enumerate(nodes):
        near = {other for fact in _facts(node) for other in by_need.get(fact, ())}
        for other in sorted(near.union(always) - {place}):
            if implies(node, nodes[other]):
                yield place, other


def _facts(node: Node) -> Iterator[Fact]:
    """Give every fact that a node speaks of; what it implies needs one of them."""
    match node:
        case WordNode(facts=facts) | PlaceNode(facts=facts):
            yield from facts
        case NumberNode():
            yield NUMBER
        case PhraseNode(words=parts) | AnyNode(parts=parts) | AllNode(parts=parts):
            for part in parts:
                yield from _facts(part)
        case CloseNode(left=left, right=right):
            yield from _facts(left)
            yield from _facts(right)
        case TitleNode(part=part):
            yield from _facts(part)
