"""Alerts as CSV with a row of HXL tags (https://hxlstandard.org), safe for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from warnd.interchange.facts import (
    NO_CODES,
    divisions_of,
    headline_of,
    kinds_of,
    links_of,
    name_of,
    pcodes_of,
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
    ("divisions", "#adm1+code+v_iso2+list"),
    ("kinds", "#event+type+list"),
    ("headline", "#description"),
    ("origins", "#meta+origins+num"),
    ("publishers", "#meta+source+list"),
    ("link", "#meta+url"),
    ("possible_test", "#meta+test"),
    ("pcodes", "#adm1+code+v_pcode+list"),
)
#: columns of the first version of this file
FEWEST = 16
#: how cells begin that a spreadsheet computes (docs/faults.md, S15)
COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: versions of one file; the oldest give way
MOST = 20_000
#: what joins several values in one cell, as HXL does
JOINT = " | "


def row_of(
    version: AlertVersion,
    purpose: Purpose = Purpose.ACTUAL,
    headline: str = "",
    pcodes: Mapping[str, str] = NO_CODES,
) -> tuple[str, ...]:
    """Give a version as a row; `pcodes` are P-codes of divisions by ISO 3166-2 code."""
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
        JOINT.join(pcodes_of(version, pcodes)),
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
    # A file of an earlier version lacks the columns that came since.
    names, width = [name for name, _ in COLUMNS], len(read[0]) if read else 0
    if read and (width < FEWEST or read[0] != names[:width]):
        raise ValueError("columns of somebody else")
    rows = {
        (row[1], row[2]): [*row, *[""] * (len(names) - width)]
        for row in read[2:]
        if len(row) == width
    }
    for row in new:
        rows[row[1], row[2]] = list(row)
    return csv_text(list(rows.values())[-MOST:])
