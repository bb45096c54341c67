"""The scoring table, from `scoring.yaml`."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from warnd.config.documents import load_document
from warnd.config.paths import is_file, is_folder
from warnd.config.shipped import shipped_scoring
from warnd.config.tree import Position
from warnd.errors import ConfigurationInvalid
from warnd.model.level import Level
from warnd.model.reliability import Reliability
from warnd.model.scoring import Scoring
from warnd.model.status import Status

#: the name of the scoring table; it may stand among rule files and is none
SCORING_FILE = "scoring.yaml"

_Member = TypeVar("_Member", bound=StrEnum)


def load_scoring(path: Path) -> Scoring:
    """Give the scoring table that a file holds.

    Raises ConfigurationInvalid with every mistake, also when a status, a grade or a level lacks
    its row.
    """
    scoring = load_document(path, Scoring)
    mistakes = [
        Position(file=path, line=1, column=1).mistake(message, key)
        for key, messages in (
            ("statuses", _rows_wrong([row.status for row in scoring.statuses], Status)),
            (
                "reliabilities",
                _rows_wrong([row.grade for row in scoring.reliabilities], Reliability),
            ),
            ("levels", [*_rows_wrong([row.level for row in scoring.levels], tuple(Level)[1:])]),
            ("levels", _thresholds_wrong(scoring)),
        )
        for message in messages
    ]
    if mistakes:
        raise ConfigurationInvalid(tuple(mistakes))
    return scoring


def scoring_path(paths: Sequence[Path]) -> Path:
    """Give the scoring table that goes with rule files and folders: their own, else the shipped."""
    own = (folder / SCORING_FILE for folder in paths if is_folder(folder))
    return next((path for path in own if is_file(path)), shipped_scoring())


def _rows_wrong(rows: Sequence[_Member], wanted: Iterable[_Member]) -> list[str]:
    """Give what is wrong with a table that needs one row for each member."""
    missing = [f"the row of {member} is missing" for member in wanted if member not in rows]
    repeated = {row for row in rows if rows.count(row) > 1}
    return [*missing, *(f"the row of {member} stands twice" for member in sorted(repeated))]


def _thresholds_wrong(scoring: Scoring) -> list[str]:
    rows = sorted(scoring.levels, key=lambda row: row.level)
    falling = [
        f"{higher.level} must begin above {lower.level}"
        for lower, higher in pairwise(rows)
        if higher.up <= lower.up
    ]
    return [
        *falling,
        *(f"{row.level} must end below where it begins" for row in rows if row.down >= row.up),
    ]
