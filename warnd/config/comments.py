"""The `#:` comments of the records, read from their source: one text serves code and schema."""

import ast
import inspect
from functools import cache


@cache
def field_comments(record: type) -> dict[str, str]:
    """Give what each field of a dataclass is, by name, from the `#:` lines above it.

    A field without lines of its own takes those of the field before (`lat`, `lon`). Empty when the
    source is not at hand.
    """
    try:
        lines = inspect.cleandoc(inspect.getsource(record)).splitlines()
    except (OSError, TypeError):
        return {}
    tree = ast.parse("\n".join(lines))
    definition = next(node for node in tree.body if isinstance(node, ast.ClassDef))
    comments: dict[str, str] = {}
    last = ""
    for statement in definition.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            last = _above(lines, statement.lineno - 1) or last
            comments[statement.target.id] = last
    return comments


def _above(lines: list[str], index: int) -> str:
    """Give the text of the `#:` lines that end right above the 0-based line `index`."""
    words: list[str] = []
    while index > 0 and lines[index - 1].lstrip().startswith("#:"):
        index -= 1
        words.insert(0, lines[index].lstrip().removeprefix("#:").strip())
    return " ".join(words)


def summary(record: type) -> str:
    """Give the first line of a record's docstring."""
    return (inspect.getdoc(record) or "").partition("\n")[0]
