"""Alert versions of a replay, as JSON lines for programs or as a table for people."""

import sys
from collections.abc import Iterable

from rich.table import Table

from warnd.alerts.document import version_document
from warnd.cli.printing import cell, people, print_json
from warnd.model.alert import AlertVersion


def print_lines(versions: Iterable[AlertVersion]) -> None:
    """Print one JSON line a version, as it comes."""
    for version in versions:
        print_json(version_document(version))
    sys.stdout.flush()


def print_table(versions: Iterable[AlertVersion]) -> None:
    """Print the versions as a table."""
    table = Table("at", "reason", "level", "area", "index", "kinds", box=None)
    for version in versions:
        table.add_row(
            f"{version.at:%Y-%m-%d %H:%M}",
            version.reason.value,
            version.level.value,
            cell(version.area.name),
            f"{version.index:.0f}",
            ", ".join(version.kinds[:4]),
        )
    people().print(table if table.row_count else cell("No alert was told."))
