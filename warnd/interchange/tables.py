"""Articles and signals as rows with HXL tags (https://hxlstandard.org), and any row as CSV."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any, TypeAlias

from warnd.interchange.hxl import safe
from warnd.model.moments import rfc3339
from warnd.model.plain import plain_block, plain_line

#: what a cell of an exported record is
Cell: TypeAlias = str | int | float | bool | None

#: the columns of articles: name, HXL tag
ARTICLE_COLUMNS = (
    ("id", "#meta+id"),
    ("feed", "#meta+feed"),
    ("publisher", "#meta+source"),
    ("origin", "#meta+origin"),
    ("reliability", "#meta+reliability"),
    ("url", "#meta+url"),
    ("title", "#description+title"),
    ("text", "#description+text"),
    ("language", "#meta+language+code"),
    ("published", "#date+published"),
    ("date_confidence", "#meta+date+confidence"),
    ("first_seen", "#date+seen"),
    ("score", "#indicator+score+num"),
    ("revision", "#meta+version+num"),
    ("story", "#meta+story"),
    ("correction", "#meta+correction"),
    ("possible_test", "#meta+test"),
)
#: the columns of signals
SIGNAL_COLUMNS = (
    ("article", "#meta+id"),
    ("position", "#meta+position+num"),
    ("kind", "#event+type"),
    ("status", "#status"),
    ("probability", "#indicator+probability+num"),
    ("seen_by", "#meta+method"),
    ("count", "#affected+num"),
    ("quote", "#description+quote"),
    ("published", "#date+published"),
    ("first_seen", "#date+seen"),
    ("publisher", "#meta+source"),
    ("reliability", "#meta+reliability"),
    ("language", "#meta+language+code"),
    ("title", "#description+title"),
    ("url", "#meta+url"),
)
#: columns whose lines are kept
_BLOCKS = {"text"}


def record_of(columns: Sequence[tuple[str, str]], row: Mapping[str, Any]) -> dict[str, Cell]:
    """Give a stored row as a record of plain values, in the order of its columns."""
    return {name: _plain(name, row[name]) for name, _ in columns}


def csv_line(cells: Sequence[Cell]) -> str:
    """Give one line of CSV that no spreadsheet computes; it ends as RFC 4180 says."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([_cell(each) for each in cells])
    return written.getvalue()


def _plain(name: str, value: Any) -> Cell:
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        clean: Callable[[str], str] = plain_block if name in _BLOCKS else plain_line
        return clean(value)
    cell: Cell = value
    return cell


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return safe(value) if isinstance(value, str) else str(value)
