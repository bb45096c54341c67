"""Several transactions of ours in one of the database's: what they share is its commit.

A commit waits for the disk, some milliseconds each; whoever has many small ones to make spends all
its time on that.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError

from warnd.errors import StoreBusy, StoreInvalid
from warnd.storage.failures import busy
from warnd.storage.sqlite import off_the_disk


class Together:
    """One transaction of the database; each part of it counts whole or not at all."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._cursor: DBAPICursor | None = None
        self._broken: StoreBusy | StoreInvalid | None = None
        self._rehearsed = False
        self._put_back: Callable[[], None] = _nothing
        self._changes: int | None = None

    @contextmanager
    def part(self) -> Iterator[Connection]:
        """Give the connection; an error that leaves the block undoes what was done in it.

        Raises what `give_up` was told when an earlier part broke the whole.
        """
        if self._broken:
            raise self._broken
        connection = self._open()
        self._say("SAVEPOINT part")
        try:
            yield connection
        except BaseException as error:
            self._undo_part(error)
            raise
        self._say("RELEASE SAVEPOINT part")

    def rehearse(self) -> None:
        """Have nothing of this count, whatever comes, and none of it reach the disk.

        Raises RuntimeError when it has begun.
        """
        if self._connection is not None:
            raise RuntimeError("what was begun for good cannot become a rehearsal")
        self._rehearsed = True

    def give_up(self, why: StoreBusy | StoreInvalid) -> None:
        """Have nothing of this count: the database failed."""
        self._broken = self._broken or why

    def end(self) -> bool:
        """Commit what was done, or undo all of it and raise what it was given up for.

        Gives whether anything was written.
        """
        connection, self._connection = self._connection, None
        self._cursor = None
        wrote = connection is not None and not self._broken and self._has_changed(connection)
        if connection is not None:
            with connection:  # whose end undoes what was not committed
                if not self._broken and not self._rehearsed:
                    connection.commit()
                elif self._rehearsed:
                    connection.rollback()
                    self._put_back()
        if self._broken:
            raise self._broken
        return wrote and not self._rehearsed

    @property
    def is_rehearsal(self) -> bool:
        """Whether nothing of it counts."""
        return self._rehearsed

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
            if self._rehearsed:
                self._put_back = off_the_disk(self._connection)
            self._connection.begin()
            driver = self._connection.connection.dbapi_connection
            self._cursor = None if driver is None else driver.cursor()
            self._changes = _changes(self._connection)
        return self._connection

    def _has_changed(self, connection: Connection) -> bool:
        """Tell whether rows were changed; where the driver does not tell, they may have been."""
        return self._changes is None or _changes(connection) != self._changes

    def _undo_part(self, error: BaseException) -> None:
        try:
            self._say("ROLLBACK TO SAVEPOINT part")
            self._say("RELEASE SAVEPOINT part")
        except StoreBusy as failure:  # after a failure of the disk SQLite has undone all by itself
            told = busy("the database", error.orig) if isinstance(error, DBAPIError) else failure
            self.give_up(told)

    def _say(self, command: str) -> None:
        """Hand a command to the driver itself: SQLAlchemy takes ten times as long to do it."""
        if self._cursor is None:
            raise StoreBusy("the connection to the database is gone")
        try:
            self._cursor.execute(command)
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise busy("the database", error) from error


def _changes(connection: Connection) -> int | None:
    """Give how many rows a connection changed since it was opened, None where it does not tell."""
    if connection.closed or connection.invalidated:
        return None
    return getattr(connection.connection.dbapi_connection, "total_changes", None)


def _nothing() -> None:
    """Do nothing."""
