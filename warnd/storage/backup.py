"""Copies of a database file, whole and checked before they count."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from warnd.errors import StoreBusy, StoreInvalid
from warnd.storage.owner import hand_over


def back_up(database: Path, copy: Path, *, busy_timeout_s: float = 60.0) -> None:
    """Make `copy` of a SQLite database that may be in use; one of that name is replaced.

    The copy takes its name only when it is complete, was read through and lies on the disk.

    Raises StoreInvalid when the database is missing or damaged or the copy cannot be written,
    StoreBusy when it stays locked.
    """
    if not database.is_file():
        raise StoreInvalid(f"there is no database at {database} to back up")
    partial = copy.with_name(f"{copy.name}.partial")
    try:
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600))
        hand_over(partial)
        _copy(database, partial, busy_timeout_s)
        sync(partial)
        partial.replace(copy)
        sync(copy.parent)
    except sqlite3.OperationalError as error:
        raise StoreBusy(f"{database} cannot be backed up to {copy} now: {error}") from error
    except (sqlite3.DatabaseError, OSError) as error:
        raise StoreInvalid(f"{database} cannot be backed up to {copy}: {error}") from error
    finally:
        partial.unlink(missing_ok=True)


def _copy(database: Path, copy: Path, busy_timeout_s: float) -> None:
    with (
        closing(sqlite3.connect(database, timeout=busy_timeout_s)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.execute("PRAGMA query_only=ON")
        # Reading first takes the lock or gives up in time; `backup` alone would wait for ever.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        source.backup(target)
        source.rollback()  # the daemon may write again while the copy is read through
        findings = target.execute("PRAGMA quick_check(1)").fetchone()
        if findings != ("ok",):
            raise sqlite3.DatabaseError(f"the copy is damaged: {findings[0]}")


def sync(path: Path) -> None:
    """Have a file or a folder lie on the disk; raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
