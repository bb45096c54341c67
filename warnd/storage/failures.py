"""The one place where SQLAlchemy's errors become warnd's."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError

from warnd.errors import StoreBusy, StoreDamaged, StoreFailed, StoreFull, StoreInvalid

#: what a database file says that is damaged or none, in SQLite's words
_DAMAGED = (
    "malformed",
    "not a database",
    "file is encrypted",
    "corrupt",
    "unsupported file format",
)
#: how the names of SQLite's errors begin when a file cannot grow; one that is held to a size says
#: IOERR_WRITE (https://www.sqlite.org/rescode.html)
_FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_READONLY", "SQLITE_CANTOPEN")
#: how they begin when the disk failed
_FAILED = ("SQLITE_IOERR",)
#: PostgreSQL's state for a full disk
_DISK_FULL = "53100"
#: how PostgreSQL's states begin that end a transaction and say nothing against what is stored: a
#: server that became a standby, and a transaction that was left alone for too long
_PASSING = ("25",)


@contextmanager
def translated(subject: str) -> Iterator[None]:
    """Give SQLAlchemy's errors as warnd's, told of `subject`.

    Raises StoreBusy for what may pass (locked, away; StoreFull and StoreFailed for the disk),
    StoreInvalid for a damaged database, ValueError for a record that contradicts what is stored.
    """
    try:
        yield
    except IntegrityError as error:
        raise ValueError(f"{subject}: {error.orig}") from error
    except DBAPIError as error:
        raise _failure(subject, error) from error
    except StatementError as error:  # a value was refused before it reached the database
        raise error.orig or error from error


def _failure(subject: str, error: DBAPIError) -> StoreBusy | StoreInvalid:
    words = str(error.orig)
    if any(word in words for word in _DAMAGED):
        return StoreDamaged(
            f"{subject} is damaged or is no database of warnd: {words}; move it aside and restore a"
            " backup"
        )
    is_passing = str(getattr(error.orig, "sqlstate", "")).startswith(_PASSING)
    if isinstance(error, OperationalError) or error.connection_invalidated or is_passing:
        return busy(subject, error.orig)
    return StoreInvalid(f"{subject}: {words}")


def busy(subject: str, error: BaseException | None) -> StoreBusy:
    """Give what an error of the driver that may pass says of the disk."""
    words = f"{subject} cannot be used now: {error}"
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(_FULL) or getattr(error, "sqlstate", None) == _DISK_FULL:
        return StoreFull(words)
    return StoreFailed(words) if name.startswith(_FAILED) else StoreBusy(words)
