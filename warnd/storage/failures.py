"""The one place where SQLAlchemy's errors become warnd's."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError

from warnd.errors import StoreBusy, StoreInvalid

#: what a database file says that is damaged or none, in SQLite's words
_DAMAGED = ("malformed", "not a database", "file is encrypted", "corrupt")


@contextmanager
def translated(subject: str) -> Iterator[None]:
    """Give SQLAlchemy's errors as warnd's, told of `subject`.

    Raises StoreBusy for what may pass (locked, disk full, input or output, away), StoreInvalid for
    a damaged database, ValueError for a record that contradicts what is stored.
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
        return StoreInvalid(
            f"{subject} is damaged or is no database of warnd: {words}; move it aside and restore a"
            " backup"
        )
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return StoreBusy(f"{subject} cannot be used now: {words}")
    return StoreInvalid(f"{subject}: {words}")
