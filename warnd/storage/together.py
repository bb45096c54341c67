"""Several transactions of ours in one of the database's: what they share is its commit.

A commit waits for the disk, some milliseconds each; whoever has many small ones to make spends all
its time on that.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPICursor

from warnd.errors import StoreBusy


class Together:
    """One transaction of the database; each part of it counts whole or not at all."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._cursor: DBAPICursor | None = None
        self._broken = ""

    @contextmanager
    def part(self) -> Iterator[Connection]:
        """Give the connection; an error that leaves the block undoes what was done in it.

        Raises StoreBusy when an earlier part broke the whole.
        """
        if self._broken:
            raise StoreBusy(self._broken)
        connection = self._open()
        self._say("SAVEPOINT part")
        try:
            yield connection
        except BaseException:
            self._say("ROLLBACK TO SAVEPOINT part")
            self._say("RELEASE SAVEPOINT part")
            raise
        self._say("RELEASE SAVEPOINT part")

    def give_up(self, why: str) -> None:
        """Have nothing of this count: the database failed."""
        self._broken = self._broken or why

    def end(self) -> None:
        """Commit what was done, or undo all of it and raise StoreBusy when it was given up."""
        connection, self._connection = self._connection, None
        self._cursor = None
        if connection is not None:
            with connection:  # whose end undoes what was not committed
                if not self._broken:
                    connection.commit()
        if self._broken:
            raise StoreBusy(self._broken)

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
            self._connection.begin()
            driver = self._connection.connection.dbapi_connection
            self._cursor = None if driver is None else driver.cursor()
        return self._connection

    def _say(self, command: str) -> None:
        """Hand a command to the driver itself: SQLAlchemy takes ten times as long to do it."""
        if self._cursor is None:
            raise StoreBusy("the connection to the database is gone")
        try:
            self._cursor.execute(command)
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise StoreBusy(f"the database cannot be used now: {error}") from error
