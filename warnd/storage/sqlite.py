"""SQLite alone: its file, its one connection, how it is made durable and whether it is sound.

https://www.sqlite.org/pragma.html says what each pragma does.
"""

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from warnd.errors import StateForbidden, StoreDamaged, StoreInvalid
from warnd.storage.owner import hand_over

#: "wrnd" as a number: in the header of our files, where `file` and SQLite's tools show it
APPLICATION_ID = 0x77726E64

# Before this version a database in WAL mode can be damaged when two connections write or
# checkpoint at once (FAULTS, finding 9), so older ones get a rollback journal.
_WAL_SAFE_SINCE = (3, 51, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Durability:
    """How a commit is made to last, and what SQLite answers when it is set."""

    #: the journal mode
    journal_mode: str
    #: the synchronous setting
    synchronous: str
    #: the number that SQLite gives for that setting
    synchronous_number: int


#: pages kept in memory. With SQLite's own 2 MB the trees of new articles do not fit, and pages are
#: written and read again within one transaction
CACHE_KIB = 16 * 1024
#: the number that SQLite gives for the setting under which free pages are given back when asked
_INCREMENTAL = 2

#: every commit is synced, and readers never wait for the writer
WAL_FULL = Durability(journal_mode="wal", synchronous="FULL", synchronous_number=2)
#: every commit is synced, and so is the folder once the journal is gone: durable without WAL
TRUNCATE_EXTRA = Durability(journal_mode="truncate", synchronous="EXTRA", synchronous_number=3)


def is_in_memory(url: URL) -> bool:
    """Tell whether `url` names a database that lives in memory alone."""
    return url.database in (None, "", ":memory:")


def best_durability(version: tuple[int, ...]) -> Durability:
    """Give what a version of SQLite does safely, the fastest first."""
    return WAL_FULL if version >= _WAL_SAFE_SINCE else TRUNCATE_EXTRA


#: what the SQLite of this process does safely
BEST_DURABILITY = best_durability(sqlite3.sqlite_version_info)


def make_engine(
    url: URL, prepare: Callable[[sqlite3.Connection], None], *, begin: str, busy_timeout_s: float
) -> Engine:
    """Give an engine of one connection, made ready by `prepare` whenever it is opened.

    `begin` is the statement that opens a transaction: Python's sqlite3 would open transactions
    late and commit around DDL by itself, so it is told to leave them alone.
    """
    engine = create_engine(
        url,
        poolclass=StaticPool,
        hide_parameters=True,  # whole articles, which would flood the log
        connect_args={
            "check_same_thread": False,  # the store takes turns
            "isolation_level": None,
            "timeout": busy_timeout_s,
        },
    )
    event.listen(engine, "connect", lambda connection, _: prepare(connection))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def create_file(path: Path) -> None:
    """Create an empty database file that only its owner can read; one that is there stays.

    Raises StateForbidden, saying the path, who asks and what to do, when it cannot be.
    """
    folder = path.parent
    who = f"this process runs as uid {os.getuid()}"
    if not folder.is_dir():
        hint = _four_slashes(path)
        raise StateForbidden(
            f"the database {path} cannot be opened: the folder {folder} does not exist ({who});"
            f" create it, as with: install -d -m 0700 {folder}{hint}"
        )
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        hand_over(path)
    except OSError as error:
        raise StateForbidden(
            f"the database {path} cannot be opened for writing: {error.strerror} ({who});"
            f" {_given(path, folder)}"
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StateForbidden(
            f"the database {path} cannot be used: its journal cannot be written beside it ({who});"
            f" {_given(folder)}"
        )


def prepare_own(connection: sqlite3.Connection, durability: Durability = BEST_DURABILITY) -> None:
    """Set and assert how commits last; a file system without WAL gets the rollback journal.

    Raises StoreInvalid when SQLite will not.
    """
    # Heeded by a file that is still empty, so it comes first: pages that pruning frees can be given
    # back without building the file anew.
    # Setting it writes, even what stands there, and opening must not fail on a full disk.
    if _pragma(connection, "auto_vacuum") != _INCREMENTAL:
        _pragma(connection, "auto_vacuum=INCREMENTAL")
    mode = _pragma(connection, f"journal_mode={durability.journal_mode}")
    if mode != durability.journal_mode:
        durability = TRUNCATE_EXTRA
        mode = _pragma(connection, f"journal_mode={durability.journal_mode}")
    _pragma(connection, f"synchronous={durability.synchronous}")
    synchronous = _pragma(connection, "synchronous")
    if (mode, synchronous) != (durability.journal_mode, durability.synchronous_number):
        raise StoreInvalid(
            f"SQLite keeps its journal in mode {mode} and syncs at {synchronous}, where commits"
            f" may be lost; warnd needs {durability.journal_mode} and {durability.synchronous}"
        )
    _pragma(connection, "mmap_size=0")
    _pragma(connection, f"cache_size={-CACHE_KIB}")
    _pragma(connection, "foreign_keys=ON")


def off_the_disk(connection: Connection) -> Callable[[], None]:
    """Keep what is done next in memory, so that it can be undone where nothing can be written.

    Gives what is to be called when it was undone; does nothing for other databases. No transaction
    may be open.
    """
    driver = connection.connection.dbapi_connection
    if not isinstance(driver, sqlite3.Connection):
        return lambda: None
    mode = _pragma(driver, "journal_mode")
    if mode != WAL_FULL.journal_mode:  # a log is written at the commit alone
        _pragma(driver, "journal_mode=MEMORY")
    _pragma(driver, "cache_spill=OFF")

    def put_back() -> None:
        _pragma(driver, f"journal_mode={mode}")
        _pragma(driver, "cache_spill=ON")

    return put_back


def prepare_reader(connection: sqlite3.Connection) -> None:
    """Set a connection to change nothing."""
    _pragma(connection, "query_only=ON")
    _pragma(connection, "mmap_size=0")


def prepare_memory(connection: sqlite3.Connection) -> None:
    """Set a database in memory to spend nothing on lasting."""
    _pragma(connection, "synchronous=OFF")
    _pragma(connection, "foreign_keys=ON")


def check_sound(connection: Connection, path: Path) -> None:
    """Read through the whole file.

    Raises StoreDamaged with SQLite's first findings when it is damaged.
    """
    findings = connection.exec_driver_sql("PRAGMA quick_check(3)").scalars().all()
    if findings != ["ok"]:
        told = "; ".join(" ".join(str(finding).split()) for finding in findings)
        raise StoreDamaged(f"the database {path} is damaged: {told}; restore a backup of it")


def _given(*paths: Path) -> str:
    """Give what mends that this user may not use some paths."""
    named = " ".join(map(str, paths))
    return f"give them to that user, as with: chown {os.getuid()} {named}; chmod u+rwX {named}"


def _pragma(connection: sqlite3.Connection, setting: str) -> object:
    try:
        row = connection.execute(f"PRAGMA {setting}").fetchone()
    except UnicodeDecodeError as error:  # what SQLite says holds bytes of a damaged schema
        raise StoreDamaged(f"the database is damaged: {error}; restore a backup of it") from error
    return None if row is None else row[0]


def _four_slashes(path: Path) -> str:
    """Tell of the slash that people leave out when a path from the root would have stood."""
    rooted = Path("/", *path.parts[len(Path.cwd().parts) :])
    if path.is_relative_to(Path.cwd()) and rooted.parent.is_dir():
        return f"; or did you mean sqlite:///{rooted}? An absolute path takes four slashes"
    return ""
