"""Where an entry of a rule file stands."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an entry of a rule file stands."""

    #: the file
    file: Path = Path("<memory>")
    #: 1-based line of its first key, 0 when unknown
    line: int = 0
    #: 1-based column of that key, 0 when unknown
    column: int = 0
