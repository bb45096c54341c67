"""A document as a tree that remembers where everything stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warnd.errors import Mistake

#: plain scalars that say "nothing"; quoted, they are text
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where something stands in a file."""

    #: the file
    file: Path
    #: 1-based line; 0 for the whole file
    line: int = 0
    #: 1-based column; 0 for the whole line
    column: int = 0

    def mistake(self, message: str, path: str = "") -> Mistake:
        """Give the mistake that stands here."""
        return Mistake(
            message=message, file=self.file, line=self.line, column=self.column, path=path
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalarNode:
    """One value, always text: what it means is decided by the setting that takes it."""

    #: where it begins, its quote included
    at: Position
    #: the text
    text: str
    #: whether it was written without quotes
    plain: bool = True
    #: the characters of the file it was read from, quotes included; empty when not from YAML
    source: str = ""

    @property
    def is_null(self) -> bool:
        """Whether it says "nothing": an empty value, `null` or `~`, not quoted."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNode:
    """A list."""

    #: where it begins
    at: Position
    #: its members
    items: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A key of a mapping and its value."""

    #: the key
    key: ScalarNode
    #: the value
    value: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNode:
    """A mapping; keys are text and stand once."""

    #: where it begins
    at: Position
    #: its entries by key, in the order of the file
    entries: dict[str, Entry] = field(default_factory=dict)

    def get(self, key: str) -> "Node | None":
        """Give the value under a key, None when there is none."""
        entry = self.entries.get(key)
        return entry.value if entry else None


Node = ScalarNode | ListNode | MapNode


def plain(node: Node) -> Any:
    """Give the bare value of a node: `str`, `None`, `list` or `dict`."""
    if isinstance(node, ScalarNode):
        return None if node.is_null else node.text
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return {key: plain(entry.value) for key, entry in node.entries.items()}


def items(node: Node | None) -> tuple[Node, ...]:
    """Give the members of a list; one value alone stands for a list of one."""
    if isinstance(node, ListNode):
        return node.items
    return (node,) if isinstance(node, ScalarNode) and not node.is_null else ()


def scalars(node: Node | None) -> Iterator[ScalarNode]:
    """Give the members of a list that are single values."""
    return (item for item in items(node) if isinstance(item, ScalarNode) and not item.is_null)


def text_of(node: Node | None) -> str | None:
    """Give the text of a single value, None for anything else."""
    return node.text if isinstance(node, ScalarNode) and not node.is_null else None


def members(root: MapNode, key: str) -> Iterator[tuple[str, MapNode]]:
    """Give the mappings of a list with their paths, such as `feeds[2]`."""
    node = root.get(key)
    if isinstance(node, ListNode):
        for index, item in enumerate(node.items):
            if isinstance(item, MapNode):
                yield f"{key}[{index}]", item
