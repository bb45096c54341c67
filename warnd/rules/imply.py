"""Whether one query holds wherever another does, as far as their shapes tell."""

from collections.abc import Sequence

from warnd.rules.nodes import AllNode, AnyNode, CloseNode, Node, NumberNode, PhraseNode, WordNode


def implies(one: Node, other: Node) -> bool:
    """Give whether `other` holds in every unit where `one` does; False when that is not plain.

    Both must come from one `Builder`, where equal parts are one node.
    """
    if one is other:
        return True
    if isinstance(one, AnyNode):
        return all(implies(part, other) for part in one.parts)
    if isinstance(other, AnyNode):
        return any(implies(one, part) for part in other.parts)
    if isinstance(other, AllNode) and not other.absent:
        return all(implies(one, part) for part in other.parts)
    return _plainly(one, other)


def _plainly(one: Node, other: Node) -> bool:
    """Tell it of two nodes that are not the same and no alternatives."""
    return _by_itself(one, other) or any(implies(part, other) for part in _needed(one))


def _by_itself(one: Node, other: Node) -> bool:
    """Tell it by the shape of the two nodes alone."""
    match one, other:
        case WordNode(), WordNode():
            fewer = one.forms <= other.forms and one.words <= other.words
            return fewer and one.wilds <= other.wilds
        case NumberNode(), NumberNode():
            return other.comparison is None
        case PhraseNode(), PhraseNode():
            return _holds_phrase(one, other)
        case CloseNode(), CloseNode():
            return _is_closer(one, other)
        case _:
            return False


def _needed(node: Node) -> Sequence[Node]:
    """Give the parts that all hold wherever a node does."""
    match node:
        case PhraseNode(words=parts) | AllNode(parts=parts):
            return parts
        case CloseNode(left=left, right=right):
            return left, right
        case _:
            return ()


def _holds_phrase(one: PhraseNode, other: PhraseNode) -> bool:
    """Give whether the words of `other` stand side by side in `one`."""
    size = len(other.words)
    return any(
        all(map(implies, one.words[start : start + size], other.words))
        for start in range(len(one.words) - size + 1)
    )


def _is_closer(one: CloseNode, other: CloseNode) -> bool:
    """Give whether `one` asks for the same parts, as near or nearer, in an order that will do."""
    if one.distance > other.distance:
        return False
    in_order = implies(one.left, other.left) and implies(one.right, other.right)
    if other.ordered:
        return one.ordered and in_order
    return in_order or (implies(one.left, other.right) and implies(one.right, other.left))


def contradicts_itself(node: Node) -> bool:
    """Give whether a query can never hold: what it needs brings what it must not have."""
    match node:
        case AllNode(parts=parts, absent=absent):
            return any(implies(part, gone) for part in parts for gone in absent) or any(
                map(contradicts_itself, parts)
            )
        case AnyNode(parts=parts):
            return all(map(contradicts_itself, parts))
        case _:
            return False
