"""The database: transactions, one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, get_ident

from sqlalchemy import Engine

from warnd.errors import StoreBusy, StoreInvalid
from warnd.storage.alerts import SqlAlerts
from warnd.storage.articles import SqlArticles
from warnd.storage.claims import SqlClaims
from warnd.storage.failures import translated
from warnd.storage.feeds import SqlFeeds
from warnd.storage.instance_lock import InstanceLock
from warnd.storage.outbox import SqlOutbox
from warnd.storage.raw import SqlRaw
from warnd.storage.rows import Caches
from warnd.storage.situations import SqlSituations
from warnd.storage.sqlite import is_in_memory

#: how long a thread waits for the transaction of another; no transaction should last a tenth of it
TURN_TIMEOUT_S = 60.0


class SqlTransaction(SqlFeeds, SqlRaw, SqlArticles, SqlClaims, SqlSituations, SqlAlerts, SqlOutbox):
    """Everything stored, within one transaction; `warnd.ports.Transaction`."""


class SqlStore:
    """The database; `warnd.ports.Store`. Any thread may use it, one at a time has its turn."""

    def __init__(
        self,
        engine: Engine,
        lock: InstanceLock | None = None,
        *,
        turn_timeout_s: float = TURN_TIMEOUT_S,
    ) -> None:
        self._engine = engine
        self._lock = lock
        self._turn_timeout_s = turn_timeout_s
        self._caches = Caches()
        self._turn = Lock()
        self._holder: int | None = None
        self._subject = f"the database {engine.url.render_as_string(hide_password=True)}"

    @property
    def engine(self) -> Engine:
        """What the database is reached by: for migrations, backups and tests."""
        return self._engine

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """Open a transaction that commits on leaving, and rolls back when an error leaves it.

        Raises StoreBusy when the database is locked, full or away, StoreInvalid when it is damaged,
        ValueError for a record that contradicts what is stored, and RuntimeError for a transaction
        within a transaction.
        """
        self._take_turn()
        try:
            with translated(self._subject), self._engine.begin() as connection:
                yield SqlTransaction(connection, self._caches)
        except (StoreBusy, StoreInvalid):
            self._reopen()
            raise
        except BaseException:
            self._caches.clear()
            raise
        finally:
            self._holder = None
            self._turn.release()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def _reopen(self) -> None:
        """Let the connection go: after a failure of the disk, a new one starts clean."""
        self._caches.clear()
        if not is_in_memory(self._engine.url):
            self._engine.dispose()

    def _take_turn(self) -> None:
        if self._holder == get_ident():
            raise RuntimeError("a transaction is open already, and it must end before the next")
        if not self._turn.acquire(timeout=self._turn_timeout_s):
            raise StoreBusy(f"{self._subject}: another thread keeps its transaction open")
        self._holder = get_ident()
