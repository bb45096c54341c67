"""The door of PyYAML: bytes become a tree in which every key and value has its line and column.

Nothing is guessed: every value stays text (`NO` is Norway, `0123` is four digits), keys stand
once, tags are refused, aliases are few and counted by what they unfold to. JSON is read too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from warnd.config.tree import Entry, ListNode, MapNode, Node, Position, ScalarNode
from warnd.config.yaml_words import in_plain_words
from warnd.errors import Mistake

#: the largest file read, in bytes; a thousand feeds need a fifth of it
MAX_BYTES = 1_000_000
#: aliases a file may hold; configurations in the wild hold fewer than ten
MAX_ALIASES = 100
#: values a document may unfold to with its aliases; a full megabyte of feeds holds 120,000
MAX_NODES = 250_000
#: how deep lists and mappings may stand in one another; the settings need five
MAX_DEPTH = 40

# libyaml reads a megabyte in 0.1 s, pure Python in 2 s; both give the same events and marks.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# YAML 1.2, section 5.1: what may stand in a document.
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_BREAK = re.compile(r"\r\n?")
_JSON_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE
)
_JSON_INDENT = re.compile(r"^[ \t]*\t[ \t]*", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a file holds, and the mistakes met while reading it."""

    #: the file
    file: Path
    #: its top; None when it is empty or could not be read
    root: Node | None
    #: the mistakes
    mistakes: tuple[Mistake, ...] = ()

    @property
    def start(self) -> Position:
        """Where the document begins."""
        return self.root.at if self.root else Position(file=self.file, line=1, column=1)


def read_yaml(path: Path) -> Document:
    """Give the document of a file."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return _unread(path, "there is no such file")
    except IsADirectoryError:
        return _unread(path, "is a folder, not a file")
    except PermissionError:
        return _unread(path, "may not be read by this user")
    except (OSError, ValueError) as error:
        return _unread(path, f"cannot be read: {error}")
    return parse_yaml(data, path)


def parse_yaml(data: bytes, file: Path) -> Document:
    """Give the document that bytes hold; a syntax error ends it, other mistakes do not."""
    if len(data) > MAX_BYTES:
        at = Position(file=file, line=1, column=1)
        message = f"is larger than {MAX_BYTES:,} bytes; part it, or name feeds in OPML files"
        return Document(file=file, root=None, mistakes=(at.mistake(message),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        at = Position(file=file, line=before.count(b"\n") + 1, column=column)
        return Document(
            file=file, root=None, mistakes=(at.mistake("is not UTF-8 text; save it as UTF-8"),)
        )
    return _TreeBuilder(file, _cleaned(text)).document()


def _unread(file: Path, message: str) -> Document:
    return Document(file=file, root=None, mistakes=(Position(file=file).mistake(message),))


def _cleaned(text: str) -> str:
    """Give text with one kind of line end, and JSON's two liberties in the form YAML takes."""
    text = _LINE_BREAK.sub("\n", text)
    if text.lstrip()[:1] not in {"{", "["}:
        return text
    text = _JSON_INDENT.sub(lambda indent: " " * len(indent[0]), text)
    return _JSON_PAIR.sub(_joined_pair, text)


def _joined_pair(pair: re.Match[str]) -> str:
    """Give the one character that JSON writes as two halves (RFC 8259, section 7)."""
    halves = bytes.fromhex(pair[2] + pair[3])
    return f"{pair[1]}\\U{ord(halves.decode('utf-16-be')):08x}"


class _DocumentRefused(Exception):  # noqa: N818  never leaves this module
    """The document cannot be read further."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(str(mistake))
        self.mistake = mistake


class _TreeBuilder:
    """Builds one tree from PyYAML's events."""

    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self._text = text
        self._mistakes: list[Mistake] = []
        self._anchors: dict[str, tuple[Node | None, int]] = {}
        self._aliases = 0
        self._nodes = 0

    def document(self) -> Document:
        """Give the whole document."""
        try:
            root = self._root()
        except _DocumentRefused as refused:
            root = None
            self._mistakes.append(refused.mistake)
        return Document(file=self._file, root=root, mistakes=tuple(self._mistakes))

    def _root(self) -> Node | None:
        forbidden = _FORBIDDEN.search(self._text)
        if forbidden:
            code = f"U+{ord(forbidden[0]):04X}"
            raise self._refused(
                self._at_index(forbidden.start()), f"holds a control character ({code}); remove it"
            )
        events = self._events()
        root = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self._refused(
                        self._at(event), "a second document begins; a file holds one"
                    )
                root = self._node(next(events), events, depth=0)
        return None if isinstance(root, ScalarNode) and not root.source else root

    def _events(self) -> Iterator[Any]:
        try:
            yield from yaml.parse(self._text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            raise self._syntax_error(error) from error
        except yaml.YAMLError as error:
            raise self._refused(self._begin, f"is not YAML: {error}") from error
        except (ValueError, OverflowError) as error:
            # PyYAML's own scanner makes characters of escapes without looking
            message = "holds an escape that stands for no character; remove it"
            raise self._refused(self._begin, message) from error

    def _syntax_error(self, error: yaml.MarkedYAMLError) -> _DocumentRefused:
        mark = error.problem_mark or error.context_mark
        if error.context_mark and "end of stream" in (error.problem or ""):
            mark = error.context_mark  # what was never closed, not where the file ends
        if mark is None:
            return self._refused(self._begin, f"is not YAML: {error.problem}")
        message = in_plain_words(error.problem or "", self._text[mark.index : mark.index + 1])
        return self._refused(
            Position(file=self._file, line=mark.line + 1, column=mark.column + 1), message
        )

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if depth > MAX_DEPTH:
            raise self._refused(
                self._at(event), f"stands more than {MAX_DEPTH} levels deep; close brackets before"
            )
        self._count(1, event)
        before = self._nodes
        if event.anchor:
            self._anchors[event.anchor] = (None, 0)
        if event.tag:
            message = f"tags such as {_short_tag(event.tag)} are not allowed; remove it"
            self._mistakes.append(self._at(event).mistake(message))
        node = self._content(event, events, depth)
        if event.anchor:
            self._anchors[event.anchor] = (node, self._nodes - before + 1)
        return node

    def _content(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event, events, depth)
        return self._mapping(event, events, depth)

    def _scalar(self, event: Any) -> ScalarNode:
        source = self._text[event.start_mark.index : event.end_mark.index]
        if _FORBIDDEN.search(event.value):
            message = "holds an escaped control character; remove it"
            self._mistakes.append(self._at(event).mistake(message))
        return ScalarNode(
            at=self._at(event), text=event.value, plain=not event.style, source=source
        )

    def _list(self, start: Any, events: Iterator[Any], depth: int) -> ListNode:
        items: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events, depth + 1))
        return ListNode(at=self._at(start), items=tuple(items))

    def _mapping(self, start: Any, events: Iterator[Any], depth: int) -> MapNode:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            self._add(entries, key, value)
        return MapNode(at=self._at(start), entries=entries)

    def _add(self, entries: dict[str, Entry], key: Node, value: Node) -> None:
        """Add an entry; of two with one key the first stays."""
        if not isinstance(key, ScalarNode):
            self._mistakes.append(key.at.mistake("a key must be text, not a list or mapping"))
        elif key.plain and key.text == "<<":
            self._mistakes.append(key.at.mistake("merge keys (<<) are not read; write them out"))
        elif key.text in entries:
            first = entries[key.text].key.at.line
            message = f"the key '{key.text}' stands twice; the first is on line {first}"
            self._mistakes.append(key.at.mistake(message))
        else:
            entries[key.text] = Entry(key=key, value=value)

    def _alias(self, event: Any) -> Node:
        self._aliases += 1
        if self._aliases > MAX_ALIASES:
            raise self._refused(
                self._at(event), f"more than {MAX_ALIASES} aliases; write out what they stand for"
            )
        if event.anchor not in self._anchors:
            raise self._refused(
                self._at(event),
                f"the alias *{event.anchor} has no anchor before it; quote text that begins with *",
            )
        node, size = self._anchors[event.anchor]
        if node is None:
            raise self._refused(
                self._at(event), f"the alias *{event.anchor} stands in itself; write it out"
            )
        self._count(size, event)
        return node

    def _count(self, nodes: int, event: Any) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise self._refused(
                self._at(event),
                f"the document unfolds to more than {MAX_NODES:,} values; write out what aliases"
                " stand for",
            )

    @property
    def _begin(self) -> Position:
        return Position(file=self._file, line=1, column=1)

    def _at(self, event: Any) -> Position:
        mark = event.start_mark
        return Position(file=self._file, line=mark.line + 1, column=mark.column + 1)

    def _at_index(self, index: int) -> Position:
        before = self._text[:index]
        line_start = before.rfind("\n") + 1
        return Position(file=self._file, line=before.count("\n") + 1, column=index - line_start + 1)

    @staticmethod
    def _refused(at: Position, message: str) -> _DocumentRefused:
        return _DocumentRefused(at.mistake(message))


def _short_tag(tag: str) -> str:
    return "!!" + tag.removeprefix("tag:yaml.org,2002:") if tag.startswith("tag:") else tag
