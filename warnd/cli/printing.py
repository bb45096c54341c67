"""What commands print: lines for programs and cells for people, whatever a feed wrote in them."""

import json
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper

from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from warnd.cli.saying import visible
from warnd.model.plain import plain_line

#: columns of what is not printed on a terminal: tables that are piped should not be cut
_PIPED = 160


def people() -> Console:
    """Give the console that tables and texts for people are printed on.

    A letter that its encoding lacks is printed as its number, and stops nothing.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    return Console(highlight=False, width=None if sys.stdout.isatty() else _PIPED)


def table_of(names: Sequence[str], rows: Sequence[Sequence[str]], whole: Sequence[str]) -> Table:
    """Give a table for people, without columns that are empty in every row.

    Columns named in `whole` keep their words together on a narrow terminal.
    """
    filled = [column for column in range(len(names)) if any(row[column] for row in rows)]
    table = Table(box=None)
    for column in filled:
        table.add_column(names[column], no_wrap=names[column] in whole, overflow="fold")
    for row in rows:
        table.add_row(*(cell(row[column]) for column in filled))
    return table


def progress() -> Progress:
    """Give a bar on standard error, which shows nothing unless that is a terminal."""
    return Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True)


def print_json(document: Mapping[str, object]) -> None:
    """Print one JSON line in UTF-8, whatever the terminal's encoding.

    A lone surrogate, which has no bytes, is written as JSON's escape for it, and so is what acts
    upon a terminal.
    """
    print_text(visible(json.dumps(document, ensure_ascii=False)))


def print_text(text: str) -> None:
    """Print a text and the end of its line in UTF-8, whatever the terminal's encoding."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")


def cell(text: object, style: str = "") -> Text:
    """Give words as a table's cell: without controls, and never read as Rich's markup."""
    return Text(plain_line(str(text)), style=style)
