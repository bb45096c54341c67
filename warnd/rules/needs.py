"""What a query needs to hold: sets of facts of which at least one must be there.

AND and NEAR bring the needs of both sides, `|` unites them, NOT and title: need nothing.
"""

from collections.abc import Sequence

from warnd.rules.facts import NUMBER, Fact
from warnd.rules.nodes import (
    AllNode,
    AnyNode,
    CloseNode,
    Node,
    NumberNode,
    PhraseNode,
    PlaceNode,
    WordNode,
)

#: One of these must be there.
Need = frozenset[Fact]


def needs(node: Node) -> tuple[Need, ...]:
    """Give the needs of a node; empty when it may hold without any word."""
    match node:
        case WordNode(facts=facts) | PlaceNode(facts=facts):
            return (facts,)
        case NumberNode():
            return (frozenset({NUMBER}),)
        case PhraseNode(words=parts) | AllNode(parts=parts):
            return _each(parts)
        case CloseNode(left=left, right=right):
            return _each((left, right))
        case AnyNode(parts=parts):
            return _either([needs(part) for part in parts])
    return ()  # title: may hold whatever the unit says


def _each(parts: Sequence[Node]) -> tuple[Need, ...]:
    return tuple(need for part in parts for need in needs(part))


def _either(alternatives: Sequence[tuple[Need, ...]]) -> tuple[Need, ...]:
    """Give what is needed when one of the alternatives will do: their first needs united, ..."""
    shortest = min(len(alternative) for alternative in alternatives)
    rarest = [sorted(alternative, key=rarest_first) for alternative in alternatives]
    return tuple(
        frozenset().union(*(alternative[place] for alternative in rarest))
        for place in range(shortest)
    )


def rarest_first(need: Need) -> tuple[int, int]:
    """Give a key that sorts needs by how rarely they are likely to be met, without a corpus.

    Fewer words are rarer than more, and long words rarer than short ones.
    """
    return len(need), -min(map(len, need), default=0)
