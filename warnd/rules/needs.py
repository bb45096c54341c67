"""What a query needs to hold: sets of words of which at least one must be there.

AND and NEAR bring the needs of both sides, `|` unites them, NOT and title: need nothing.
"""

from collections.abc import Sequence
from enum import Enum

from warnd.rules.nodes import AllNode, AnyNode, CloseNode, Node, NumberNode, PhraseNode, WordNode


class AtomKind(Enum):
    """How an atom is met."""

    #: a word of this common form
    FORM = "form"
    #: this word as written
    WORD = "word"
    #: a word that meets this wildcard
    WILD = "wild"
    #: any number
    NUMBER = "number"


#: One thing that a text may hold.
Atom = tuple[AtomKind, str]
#: One of these must be there.
Need = frozenset[Atom]

NUMBER: Atom = (AtomKind.NUMBER, "")


def needs(node: Node) -> tuple[Need, ...]:
    """Give the needs of a node; empty when it may hold without any word."""
    match node:
        case WordNode():
            return (_need_of_word(node),)
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


def _need_of_word(node: WordNode) -> Need:
    kinds = (
        (AtomKind.FORM, node.forms),
        (AtomKind.WORD, node.words),
        (AtomKind.WILD, node.wilds),
    )
    return frozenset((kind, text) for kind, texts in kinds for text in texts)


def _either(alternatives: Sequence[tuple[Need, ...]]) -> tuple[Need, ...]:
    """Give what is needed when one of the alternatives will do: their first needs united, ..."""
    shortest = min(len(alternative) for alternative in alternatives)
    by_size = [sorted(alternative, key=rarest_first) for alternative in alternatives]
    return tuple(
        frozenset().union(*(alternative[place] for alternative in by_size))
        for place in range(shortest)
    )


def rarest_first(need: Need) -> tuple[int, int]:
    """Give a key that sorts needs by how rarely they are likely to be met, without a corpus.

    Fewer words are rarer than more, and long words rarer than short ones.
    """
    return len(need), -min((len(text) for _, text in need), default=0)
