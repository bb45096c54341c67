"""From a column in a value to the line and column in its file."""

import re
from collections.abc import Iterator
from dataclasses import replace

from warnd.config.tree import Position, ScalarNode

_ANCHOR = re.compile(r"&\S+\s+")
# YAML 1.2, section 5.7: escapes in double quotes, and a backslash that joins two lines
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\n])")
_JOIN = re.compile(r"\\\n[ \t]*")
_SPACE = re.compile(r"\s+")


def position_in(scalar: ScalarNode, column: int) -> Position:
    """Give where the character at a 1-based `column` of a scalar's text stands in its file.

    The start of the scalar when it was not read from YAML.
    """
    if not scalar.source or column < 1:
        return scalar.at
    offset = len(scalar.source)
    for index, start in enumerate(_starts(scalar), start=1):
        if index == column:
            offset = start
            break
    before = scalar.source[:offset]
    line_start = before.rfind("\n") + 1
    if not line_start:
        return replace(scalar.at, column=scalar.at.column + offset)
    return replace(
        scalar.at,
        line=scalar.at.line + before.count("\n"),
        column=offset - line_start + 1,
    )


def _starts(scalar: ScalarNode) -> Iterator[int]:
    """Give the offset in the source of each character of the text, and of its end.

    The text is laid along the source: what YAML folds, doubles or escapes is stepped over.
    """
    source, offset = scalar.source, _content_start(scalar.source)
    quote = source[offset - 1 : offset] if not scalar.plain else ""
    for character in scalar.text:
        join = _JOIN.match(source, offset) if quote == '"' else None
        offset = join.end() if join else offset
        step = _step(source, offset, quote)
        if not character.isspace() and source[offset : offset + 1].isspace():
            offset = _after_space(source, offset)
            step = _step(source, offset, quote)
        yield offset
        if character.isspace() and source[offset : offset + 1].isspace():
            step = 1 if source[offset] == character else _after_space(source, offset) - offset
        offset += step
    yield offset


def _step(source: str, offset: int, quote: str) -> int:
    """Give how many characters of the source stand for one of the text."""
    if quote == "'" and source.startswith("''", offset):
        return 2
    escape = _ESCAPE.match(source, offset) if quote == '"' else None
    return len(escape[0]) if escape else 1


def _after_space(source: str, offset: int) -> int:
    space = _SPACE.match(source, offset)
    return space.end() if space else offset


def _content_start(source: str) -> int:
    """Give the offset of the first character of the content: after an anchor, quote or header."""
    anchor = _ANCHOR.match(source)
    start = anchor.end() if anchor else 0
    first = source[start : start + 1]
    if first in {"'", '"'}:
        return start + 1
    if first in {"|", ">"} and "\n" in source:
        return source.index("\n", start) + 1
    return start
