"""A database that is found damaged at the start: moved aside, and the newest good backup put there.

Only a file that warnd itself has used before is moved: any other may be somebody's by mistake.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url

from warnd.errors import StoreDamaged, StoreInvalid
from warnd.storage.backups import FOLDER, Backup, backups_in
from warnd.storage.connect import CHECK_BELOW_BYTES, open_store
from warnd.storage.restore import BESIDE, restore
from warnd.storage.sqlite import create_file, is_in_memory
from warnd.storage.store import SqlStore

#: what is larger than any file: all of it is read
_ALL = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What was done about a damaged database."""

    #: where it lies now
    damaged: Path
    #: what was wrong with it
    why: str
    #: the backup in its place; None: none was good, and a new database was begun
    backup: Backup | None


def open_sound(url: str, now: datetime) -> tuple[SqlStore, Repaired | None]:
    """Give the daemon's database, and what was done when it was damaged; None when it was not.

    Raises what `open_store` does, for what no backup mends or may take the place of.
    """
    path = file_of(url)
    if path is None:
        return open_store(url, exclusive=True), None
    if not os.access(path.parent, os.R_OK | os.W_OK | os.X_OK):
        create_file(path)  # which says what is wrong, and for whom
    is_known = was_used(path)
    try:
        store, repaired = _opened(url, path, is_known=is_known), None
    except StoreDamaged as error:
        if not is_known:
            raise
        repaired = _repaired(path, now, str(error))
        store = open_store(url, exclusive=True)
    suspicion(path).unlink(missing_ok=True)
    return store, repaired


def _opened(url: str, path: Path, *, is_known: bool) -> SqlStore:
    if is_known and path.is_file() and path.stat().st_size == 0:
        raise StoreDamaged(f"the database {path} is empty, and held records before")
    below = _ALL if is_suspect(path) else CHECK_BELOW_BYTES
    return open_store(url, exclusive=True, check_below_bytes=below)


def file_of(url: str) -> Path | None:
    """Give the file of a database, None for one that is none."""
    parsed = make_url(url)
    is_file = parsed.get_backend_name() == "sqlite" and not is_in_memory(parsed)
    return Path(parsed.database or "").absolute() if is_file else None


def suspicion(database: Path) -> Path:
    """Give the file that says that a database must be read through at the next start."""
    return database.with_name(f"{database.name}.suspect")


def is_suspect(database: Path) -> bool:
    """Tell whether a database must be read through at the next start, however large it is."""
    return suspicion(database).exists()


def was_used(database: Path) -> bool:
    """Tell whether a daemon has kept its records in this file before."""
    beside = (f"{database.name}.ballast", f"{database.name}.before-*", f"{database.name}.corrupt-*")
    marks = any(any(database.parent.glob(name)) for name in beside)
    return marks or bool(backups_in(database.parent / FOLDER, database))


def _repaired(database: Path, now: datetime, why: str) -> Repaired:
    damaged = _set_aside(database, now)
    for backup in _candidates(database):
        try:
            restore(database, backup.path, now)
        except StoreInvalid:  # as damaged as the database, or newer than this program
            continue
        return Repaired(damaged=damaged, why=why, backup=backup)
    return Repaired(damaged=damaged, why=why, backup=None)


def _set_aside(database: Path, now: datetime) -> Path:
    """Rename a damaged database and what lies beside it; give its new name."""
    moment = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    damaged = database.with_name(f"{database.name}.corrupt-{moment}")
    # The journal first: it must never meet another file than its own.
    for end in (*BESIDE, ""):
        beside = database.with_name(database.name + end)
        if beside.exists():
            beside.rename(damaged.with_name(damaged.name + end))
    return damaged


def _candidates(database: Path) -> Iterator[Backup]:
    """Give the backups, newest first, then the copies that were made before upgrades."""
    yield from backups_in(database.parent / FOLDER, database)
    copies = [
        Backup(path=path, at=datetime.fromtimestamp(path.stat().st_mtime, UTC))
        for path in database.parent.glob(f"{database.name}.before-*")
    ]
    yield from sorted(copies, key=lambda copy: copy.at, reverse=True)
