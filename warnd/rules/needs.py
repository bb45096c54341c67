"""What a query needs to hold: sets of facts of which at least one must be there.

AND and NEAR bring the needs of both sides, `|` unites them, NOT and title: need nothing.
"""

from collections.abc import Iterator, Sequence

from warnd.rules.facts import NUMBER, PLACE, Fact
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

#: What every other sentence of news holds.
_COMMON = frozenset({NUMBER, PLACE})


def needs(node: Node, *, phrases: bool = False) -> tuple[Need, ...]:
    """Give the needs of a node; empty when it may hold without any word.

    With `phrases` a phrase needs the one fact that its words follow one another, else each word.
    """
    match node:
        case PhraseNode(words=parts) if not phrases:
            found = _each(parts, phrases=phrases)
        case WordNode(facts=facts) | PhraseNode(facts=facts) | PlaceNode(facts=facts):
            found = (facts,)
        case NumberNode():
            found = (frozenset({NUMBER}),)
        case AllNode(parts=parts):
            found = _each(parts, phrases=phrases)
        case CloseNode(left=left, right=right):
            found = _each((left, right), phrases=phrases)
        case AnyNode(parts=parts) if phrases and all(part.facts for part in parts):
            found = (frozenset().union(*(part.facts for part in parts)),)  # as most lists are
        case AnyNode(parts=parts):
            found = _either([needs(part, phrases=phrases) for part in parts])
        case _:  # title: may hold whatever the unit says
            found = ()
    return found


def ways(node: Node) -> Iterator[tuple[Need, ...]]:
    """Give the needs of each way in which a node may hold; phrases need one fact each.

    The words and phrases among alternatives are one way.
    """
    if not isinstance(node, AnyNode):
        yield needs(node, phrases=True)
        return
    alternatives = list(_alternatives(node))
    alone = [part.facts for part in alternatives if part.facts]
    if alone:
        yield (frozenset().union(*alone),)
    for part in alternatives:
        if not part.facts:
            yield needs(part, phrases=True)


def _alternatives(node: Node) -> Iterator[Node]:
    if isinstance(node, AnyNode):
        for part in node.parts:
            yield from _alternatives(part)
    else:
        yield node


def _each(parts: Sequence[Node], *, phrases: bool) -> tuple[Need, ...]:
    return tuple(need for part in parts for need in needs(part, phrases=phrases))


def _either(alternatives: Sequence[tuple[Need, ...]]) -> tuple[Need, ...]:
    """Give what is needed when one of the alternatives will do: their first needs united, ..."""
    shortest = min(len(alternative) for alternative in alternatives)
    rarest = [sorted(alternative, key=rarest_first) for alternative in alternatives]
    return tuple(
        frozenset().union(*(alternative[place] for alternative in rarest))
        for place in range(shortest)
    )


def rarest_first(need: Need) -> tuple[bool, int, int]:
    """Give a key that sorts needs by how rarely they are likely to be met, without a corpus.

    Words are rarer than numbers and names of places, fewer rarer than more, and long words rarer
    than short ones.
    """
    is_common = not need.isdisjoint(_COMMON)
    return is_common, len(need), -min(map(len, need), default=0)
