"""Opening the database."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

from warnd.errors import StoreInvalid
from warnd.storage import postgresql, sqlite
from warnd.storage.backup import back_up
from warnd.storage.failures import translated
from warnd.storage.instance_lock import InstanceLock
from warnd.storage.schema import is_behind, newest_revision, upgrade, verify
from warnd.storage.store import SqlStore

#: how long a statement waits for a lock that another process holds
BUSY_TIMEOUT_S = 5.0

#: a file up to this size is read through when it is opened, some 0.2 s; larger ones would hold up
#: the start, and are left to the weekly check
CHECK_BELOW_BYTES = 64 * 1024 * 1024


def open_store(
    url: str,
    *,
    exclusive: bool = False,
    busy_timeout_s: float = BUSY_TIMEOUT_S,
    check_below_bytes: int = CHECK_BELOW_BYTES,
) -> SqlStore:
    """Give the database at `url`, as SQLAlchemy writes it; `sqlite://` is one in memory.

    The daemon opens it with `exclusive`: no second one may open a file so, it is made when there is
    none, and its schema is brought up to date, after a copy was laid beside it. Others get a
    database that they can read and not change, which must be there and up to date; one in memory is
    always new and can be changed. PostgreSQL takes several daemons.

    Raises StoreInvalid for what is no usable database of warnd, StoreInUse when another daemon
    holds it, StoreBusy when it is locked now.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() != "sqlite":
        return _opened(postgresql.make_engine(parsed), upgrades=exclusive)
    if sqlite.is_in_memory(parsed):
        return _opened(_sqlite_engine(parsed, sqlite.prepare_memory), upgrades=True)
    path = Path(os.path.abspath(parsed.database or ""))  # noqa: PTH100  links stay as written
    parsed = parsed.set(database=str(path))
    if exclusive:
        return _open_own_file(parsed, path, busy_timeout_s, check_below_bytes)
    if not path.is_file():
        raise StoreInvalid(f"there is no database at {path}; the daemon makes it when it starts")
    return _opened(
        _sqlite_engine(parsed, sqlite.prepare_reader, "BEGIN", busy_timeout_s), upgrades=False
    )


def _open_own_file(url: URL, path: Path, busy_timeout_s: float, check_below_bytes: int) -> SqlStore:
    sqlite.create_file(path)
    lock = InstanceLock(path.with_name(f"{path.name}.lock"))
    engine = _sqlite_engine(url, sqlite.prepare_own, busy_timeout_s=busy_timeout_s)
    try:
        if path.stat().st_size < check_below_bytes:
            with translated(f"the database {path}"), engine.connect() as connection:
                sqlite.check_sound(connection, path)
        if is_behind(engine):
            back_up(path, path.with_name(f"{path.name}.before-{newest_revision()}"))
        return _opened(engine, upgrades=True, lock=lock)
    except BaseException:
        engine.dispose()
        lock.release()
        raise


def _sqlite_engine(
    url: URL,
    prepare: Callable[[sqlite3.Connection], None],
    begin: str = "BEGIN IMMEDIATE",
    busy_timeout_s: float = BUSY_TIMEOUT_S,
) -> Engine:
    return sqlite.make_engine(url, prepare, begin=begin, busy_timeout_s=busy_timeout_s)


def _opened(engine: Engine, *, upgrades: bool, lock: InstanceLock | None = None) -> SqlStore:
    try:
        if upgrades:
            upgrade(engine)
        else:
            verify(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, lock)


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except ArgumentError as error:  # its words hold the address, which may hold a password
        raise StoreInvalid(
            "the store is no database address, such as sqlite:////var/lib/warnd/warnd.db"
        ) from error
    if backend not in {"sqlite", "postgresql"}:
        raise StoreInvalid(
            f"the store is {backend}; warnd keeps its records in SQLite or PostgreSQL"
        )
    return parsed
