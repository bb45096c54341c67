"""Putting a backup in the place of a database, which is kept beside it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine

from warnd.errors import StoreInvalid
from warnd.storage import sqlite
from warnd.storage.backup import back_up, sync
from warnd.storage.check import flaws_of
from warnd.storage.instance_lock import InstanceLock
from warnd.storage.restored import mark_restored
from warnd.storage.schema import revision_of, upgrade

#: what SQLite keeps beside a file; a journal must never meet another file than its own
BESIDE = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did."""

    #: where the database lies that was there before; None when there was none
    kept: Path | None
    #: the schema of the backup; it was brought up to date
    revision: str


def restore(database: Path, backup: Path, now: datetime) -> Restored:
    """Put a verified copy of `backup` in the place of `database`.

    What waits in it, and what is told in the day after, is marked as a possible repeat. A kill at
    any moment leaves the old database or the new one, whole.

    Raises StoreInUse while a daemon runs, StoreInvalid for a backup that is damaged, foreign or
    newer than this program, or when files cannot be written; then nothing was changed.
    """
    if not database.parent.is_dir():
        raise StoreInvalid(f"the folder {database.parent} does not exist; create it")
    if database.exists() and backup.exists() and backup.samefile(database):
        raise StoreInvalid(f"{backup} is the database itself, not a backup of it")
    ready = database.with_name(f"{database.name}.restoring")
    with _locked(database):
        try:
            _clear(ready)
            back_up(backup, ready)
            revision = _make_ready(ready, now)
            kept = _swap(database, ready, now)
        except OSError as error:
            raise StoreInvalid(f"{backup} cannot be restored: {error}") from error
        finally:
            _clear(ready)
    return Restored(kept=kept, revision=revision)


@contextmanager
def _locked(database: Path) -> Iterator[None]:
    lock = InstanceLock(database.with_name(f"{database.name}.lock"))
    try:
        yield
    finally:
        lock.release()


def _make_ready(ready: Path, now: datetime) -> str:
    """Verify a copy, bring it up to date and mark it; give the schema that it had."""
    with closing(sqlite3.connect(ready)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")  # one file, and no log beside it
    engine = sqlite.make_engine(
        create_engine(f"sqlite:///{ready}").url,
        sqlite.prepare_memory,
        begin="BEGIN IMMEDIATE",
        busy_timeout_s=5.0,
    )
    try:
        with engine.begin() as connection:
            revision = revision_of(connection)
        if revision is None:
            raise StoreInvalid("the backup is empty: it holds no records of warnd")
        upgrade(engine)
        flaws = flaws_of(engine)
        if flaws:
            raise StoreInvalid(f"the backup is no good: {flaws[0].what}")
        with engine.begin() as connection:
            mark_restored(connection, now)
    finally:
        engine.dispose()
    sync(ready)
    return revision


def _swap(database: Path, ready: Path, now: datetime) -> Path | None:
    """Put the new file in the place of the old one; give where that is now.

    The old file has two names for a moment, so that there always is one of this name. Its journal
    goes first: read into the new file it would ruin it.
    """
    kept = None
    if database.exists():
        moment = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        kept = database.with_name(f"{database.name}.replaced-{moment}")
        os.link(database, kept)
        for end in BESIDE:
            beside = database.with_name(database.name + end)
            if beside.exists():
                beside.rename(kept.with_name(kept.name + end))
    ready.replace(database)
    sync(database.parent)
    return kept


def _clear(ready: Path) -> None:
    for end in ("", *BESIDE):
        ready.with_name(ready.name + end).unlink(missing_ok=True)
