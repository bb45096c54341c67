"""Whether a path leads to something; a path that no file can have leads to nothing.

`Path.exists` raises for names that are too long and for folders that may not be entered.
"""

import stat
from pathlib import Path


def is_there(path: Path) -> bool:
    """Tell whether a file or folder is there."""
    return _mode(path) is not None


def is_folder(path: Path) -> bool:
    """Tell whether a folder is there."""
    return stat.S_ISDIR(_mode(path) or 0)


def is_file(path: Path) -> bool:
    """Tell whether a regular file is there."""
    return stat.S_ISREG(_mode(path) or 0)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return None
