"""The database: transactions, one at a time."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from threading import Lock, get_ident

from sqlalchemy import Connection, Engine, event

from warnd.errors import StoreBusy, StoreFull, StoreInvalid
from warnd.model.crew import NOBODY, WorkerId
from warnd.storage.acts import SqlActs
from warnd.storage.alerts import SqlAlerts
from warnd.storage.articles import SqlArticles
from warnd.storage.channel_notes import SqlChannelNotes
from warnd.storage.claims import SqlClaims
from warnd.storage.crew import SqlCrew
from warnd.storage.failures import translated
from warnd.storage.feeds import SqlFeeds
from warnd.storage.held import SqlHeld
from warnd.storage.instance_lock import InstanceLock
from warnd.storage.notices import SqlNotices
from warnd.storage.numbers import SqlNumbers
from warnd.storage.outbox import SqlOutbox
from warnd.storage.past import SqlPast
from warnd.storage.postgresql import fence
from warnd.storage.prune import SqlPruning
from warnd.storage.raw import SqlRaw
from warnd.storage.rows import Caches
from warnd.storage.situations import SqlSituations
from warnd.storage.sqlite import is_in_memory
from warnd.storage.together import Together
from warnd.storage.turns import SqlTurns

#: how long a thread waits for the transaction of another; no transaction should last a tenth of it
TURN_TIMEOUT_S = 60.0

#: what ends with a failure of the database, None when something was stored
Ended = StoreBusy | StoreInvalid | None


class SqlTransaction(
    SqlFeeds,
    SqlRaw,
    SqlArticles,
    SqlTurns,
    SqlClaims,
    SqlSituations,
    SqlPast,
    SqlAlerts,
    SqlNotices,
    SqlOutbox,
    SqlHeld,
    SqlActs,
    SqlChannelNotes,
    SqlPruning,
    SqlNumbers,
    SqlCrew,
):
    """Everything stored, within one transaction; `warnd.ports.store.Transaction`."""


class SqlStore:
    """The database; `warnd.ports.store.Store`. Any thread may use it, one at a time."""

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
        #: the thread whose turn it is, and whether it has a transaction open
        self._holder: int | None = None
        self._is_open = False
        #: what the transactions of one thread share now, and that thread
        self._shared: Together | None = None
        self._sharer: int | None = None
        #: called on its thread when something was stored, or was not
        self.on_end: Callable[[Ended], None] = _nothing
        if self.takes_several:
            event.listen(engine, "begin", self._fence)
        self._subject = f"the database {engine.url.render_as_string(hide_password=True)}"

    @property
    def engine(self) -> Engine:
        """What the database is reached by: for migrations, backups and tests."""
        return self._engine

    @property
    def takes_several(self) -> bool:
        """Whether several daemons may share the database."""
        return self._engine.dialect.name == "postgresql"

    @property
    def is_alone(self) -> bool:
        """Whether no other worker shares the database, as far as is known."""
        return not self._caches.has_others

    def work_as(self, worker: WorkerId, *, has_others: bool) -> None:
        """Store as one of several workers from now on, or as NOBODY: then nothing is checked."""
        if worker != self._caches.worker:
            self._caches.clear()
        self._caches.worker = worker
        self._caches.has_others = has_others

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """Open a transaction that commits on leaving, and rolls back when an error leaves it.

        Raises StoreBusy when the database is locked, full or away, StoreInvalid when it is damaged,
        ValueError for a record that contradicts what is stored, and RuntimeError for a transaction
        within a transaction.
        """
        shared = self._shared if self._sharer == get_ident() else None
        self._begin()
        try:
            with translated(self._subject), self._connection(shared) as connection:
                yield SqlTransaction(connection, self._caches)
        except (StoreBusy, StoreInvalid) as error:
            self._fail(shared, error)
            raise
        except BaseException:
            self._caches.clear()
            raise
        else:
            if shared is None:
                self.on_end(None)
        finally:
            self._is_open = False
            if shared is None:
                self._end_turn()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Have the transactions of this thread within the block share one commit at its end.

        An error that leaves one of them still undoes that one alone. Raises StoreBusy or
        StoreInvalid when the database failed, in one of them or at the end: then none counts.
        """
        shared = self._shared = Together(self._engine)
        self._sharer = get_ident()
        try:
            yield
        except BaseException:
            shared.give_up(StoreBusy("the work that shared this transaction failed"))
            with suppress(StoreBusy):
                self._end(shared)
            raise
        else:
            self._end(shared)
        finally:
            self._sharer = self._shared = None

    def rehearse(self) -> None:
        """Have what this thread does within its `together` from now on undone at the end of it.

        None of it reaches the disk, so that it works where nothing can be written. Raises
        RuntimeError outside of `together`, or when something was done in it.
        """
        if self._shared is None or self._sharer != get_ident():
            raise RuntimeError("only what is done together can be a rehearsal")
        self._shared.rehearse()

    def close(self) -> None:
        """Let go of the database."""
        if self._shared is not None and self._sharer == get_ident():
            self._end(self._shared)
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def _fence(self, connection: Connection) -> None:
        if self._caches.worker != NOBODY:
            fence(connection, self._caches.worker)

    def _connection(self, shared: Together | None) -> AbstractContextManager[Connection]:
        return self._engine.begin() if shared is None else shared.part()

    def _fail(self, shared: Together | None, error: StoreBusy | StoreInvalid) -> None:
        if shared is None:
            self._reopen(error)
            self.on_end(error)
        else:
            shared.give_up(error)

    def _end(self, shared: Together) -> None:
        """End what several transactions shared."""
        try:
            with translated(self._subject):
                wrote = shared.end()
        except (StoreBusy, StoreInvalid) as error:
            self._reopen(error)
            if not shared.is_rehearsal:
                self.on_end(error)
            raise
        finally:
            self._end_turn()
        if shared.is_rehearsal:
            self._caches.clear()
        elif wrote:
            self.on_end(None)

    def _reopen(self, error: StoreBusy | StoreInvalid) -> None:
        """Let the connection go: after a failure of the disk, a new one starts clean.

        Where nothing can be written it stays: a new one could only read, and not even rehearse.
        """
        self._caches.clear()
        if not isinstance(error, StoreFull) and not is_in_memory(self._engine.url):
            self._engine.dispose()

    def _begin(self) -> None:
        if self._holder != get_ident():
            self._take_turn()
        elif self._is_open:
            raise RuntimeError("a transaction is open already, and it must end before the next")
        self._is_open = True

    def _take_turn(self) -> None:
        if not self._turn.acquire(timeout=self._turn_timeout_s):
            raise StoreBusy(f"{self._subject}: another thread keeps its transaction open")
        self._holder = get_ident()

    def _end_turn(self) -> None:
        if self._holder == get_ident():
            self._holder = None
            self._turn.release()


def _nothing(_ended: Ended) -> None:
    """Do nothing."""
