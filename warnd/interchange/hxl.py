"""Alerts as CSV with a row of HXL tags (https://hxlstandard.org), safe for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence

from warnd.interchange.facts import (
    divisions_of,
    headline_of,
    kinds_of,
    links_of,
    name_of,
    publishers_of,
)
from warnd.model.alert import AlertVersion
from warnd.model.moments import rfc3339
from warnd.model.notification import Purpose
from warnd.model.plain import plain_line

#: the columns: the name of each, and its HXL tag
COLUMNS = (
    ("date", "#date"),
    ("alert", "#meta+id"),
    ("version", "#meta+version+num"),
    ("status", "#status"),
    ("reason", "#meta+reason"),
    ("level", "#severity"),
    ("index", "#indicator+index+num"),
    ("area", "#loc+name"),
    ("country", "#country+code+v_iso2"),
    ("divisions", "#adm1+code+list"),
    ("kinds", "#event+type+list"),
    ("headline", "#description"),
    ("origins", "#meta+origins+num"),
    ("publishers", "#meta+source+list"),
    ("link", "#meta+url"),
    ("possible_test", "#meta+test"),
)
#: how cells begin that a spreadsheet computes (FAULTS, security row 15)
COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: versions of one file; the oldest give way
MOST = 20_000
#: what joins several values in one cell, as HXL does
JOINT = " | "


def row_of(
    version: AlertVersion, purpose: Purpose = Purpose.ACTUAL, headline: str = ""
) -> tuple[str, ...]:
    """Give a version as a row."""
    cells = (
        rfc3339(version.at),
        version.alert,
        str(version.version),
        purpose.value,
        version.reason.value,
        version.level.value,
        f"{version.index:.1f}",
        name_of(version),
        version.area.country,
        JOINT.join(divisions_of(version)),
        JOINT.join(kinds_of(version)),
        plain_line(headline or headline_of(version), 250),
        str(version.origins),
        JOINT.join(publishers_of(version)),
        next(iter(links_of(version)), ""),
        "yes" if version.possible_test else "no",
    )
    return tuple(safe(cell) for cell in cells)


def safe(cell: str) -> str:
    """Give a cell that no spreadsheet computes."""
    return f"'{cell}" if cell.startswith(COMPUTED) else cell


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Give the file: the names, the tags, then the rows; lines end as RFC 4180 says."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([name for name, _ in COLUMNS])
    writer.writerow([tag for _, tag in COLUMNS])
    writer.writerows(rows)
    return written.getvalue()


def with_rows(document: str, new: Iterable[Sequence[str]]) -> str:
    """Give a file of ours with rows added; a version that is in it already is replaced.

    Empty text is a file without rows. Raises ValueError for what is no file of ours.
    """
    try:
        read = list(csv.reader(io.StringIO(document, newline="")))
    except csv.Error as error:
        raise ValueError("no CSV") from error
    if read and read[0] != [name for name, _ in COLUMNS]:
        raise ValueError("columns of somebody else")
    rows = {(row[1], row[2]): row for row in read[2:] if len(row) == len(COLUMNS)}
    for row in new:
        rows[row[1], row[2]] = list(row)
    return csv_text(list(rows.values())[-MOST:])
