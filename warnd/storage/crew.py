"""The workers that share a PostgreSQL database, their leases, and what falls free when one dies.

Times are those of the database's server. A worker keeps the advisory lock of its number, shared,
through each of its transactions; whoever takes it for dead needs that lock alone. So nothing that a
worker stores can come after others took over its work.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Float,
    bindparam,
    delete,
    extract,
    func,
    insert,
    select,
    text,
    update,
)

from warnd.model.crew import Member, Process, WorkerId
from warnd.model.identifiers import ChannelId
from warnd.model.notification import NotificationState
from warnd.storage.rows import Rows
from warnd.storage.tables import leases, notifications, workers

#: how many names go into one statement
_CHUNK = 500

_NOW = extract("epoch", func.clock_timestamp())
_UNTIL = _NOW + bindparam("lease_s", type_=Float)
_ME = workers.c.id == bindparam("of_id")
_ENROL = insert(workers).values(
    id=bindparam("of_id"),
    host=bindparam("on_host"),
    system=bindparam("of_system"),
    pid=bindparam("number"),
    started=bindparam("since"),
    until=_UNTIL,
)
_RENEW = update(workers).where(_ME).values(until=_UNTIL)
_MEMBERS = select(workers, (workers.c.until - _NOW).label("left_s")).order_by(workers.c.id)
_ALONE = select(func.pg_try_advisory_xact_lock(bindparam("of_id", type_=BigInteger)))
# The number of a lock is told in two halves. The server ends by itself what is left alone in the
# middle of a transaction, but nobody should wait for that.
_CUT_OFF = text(
    "SELECT pg_terminate_backend(pid) FROM pg_locks"
    " WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND pid <> pg_backend_pid()"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND (classid::bigint << 32) + objid::bigint = :of_id"
    " AND EXISTS (SELECT 1 FROM workers WHERE id = :of_id"
    " AND (:is_gone OR until < extract(epoch FROM clock_timestamp())))"
)
_GONE = delete(workers).where(_ME)
_EXPIRED = _GONE.where(workers.c.until < _NOW)
_SENT = notifications.c
_MARKS = (
    select(
        _SENT.channel,
        func.count().label("number"),
        func.max(_SENT.created).label("newest"),
        func.max(_SENT.due).label("latest"),
    )
    .where(_SENT.state == NotificationState.PENDING)
    .group_by(_SENT.channel)
)
_ADRIFT = (
    update(notifications)
    .where(_SENT.state == NotificationState.SENDING, _SENT.owner == bindparam("of_id"))
    .values(state=NotificationState.PENDING, may_repeat=True)
)
_NAMED = leases.c.name.in_(bindparam("names", expanding=True))
_MINE = leases.c.worker == bindparam("by")
_OF_WORKER = select(leases.c.name).where(_MINE)
_FREE = select(leases.c.name).where(_NAMED, leases.c.worker == 0).with_for_update(skip_locked=True)
_ALL_FREE = select(leases.c.name).where(leases.c.worker == 0)
_TAKE = update(leases).where(_NAMED).values(worker=bindparam("taker"), leaving=False)
_LEAVE = update(leases).where(_NAMED, _MINE).values(leaving=True)
_STAY = update(leases).where(_NAMED, _MINE).values(leaving=False)
_LET_GO = update(leases).where(_NAMED, _MINE).values(worker=0, leaving=False)
_LET_ALL_GO = update(leases).where(leases.c.worker == bindparam("of_id")).values(worker=0)
_IN_FLIGHT = (
    select(_SENT.channel)
    .where(_SENT.state == NotificationState.SENDING, _SENT.owner == bindparam("by"))
    .distinct()
)


class SqlCrew(Rows):
    """What workers know of one another."""

    def enrol(self, worker: WorkerId, process: Process, lease_s: float) -> None:
        """Store that a worker begins, with its first lease."""
        self._change(
            _ENROL,
            of_id=worker,
            on_host=process.host,
            of_system=process.system,
            number=process.pid,
            since=process.started,
            lease_s=lease_s,
        )

    def renew(self, worker: WorkerId, lease_s: float) -> bool:
        """Store that a worker lives; False when others took it for dead."""
        return self._change(_RENEW, of_id=worker, lease_s=lease_s) == 1

    def members(self) -> tuple[Member, ...]:
        """Give every worker, dead ones that nobody took over yet among them."""
        return tuple(
            Member(
                worker=WorkerId(row.id),
                process=Process(host=row.host, system=row.system, pid=row.pid, started=row.started),
                left_s=float(row.left_s),
            )
            for row in self._all(_MEMBERS)
        )

    def take_over(self, worker: WorkerId, *, is_gone: bool) -> bool:
        """Let go all that a dead worker held; what it had under way may be repeated.

        Not `is_gone`: only when its lease has run out. False when somebody else does it, or it
        stopped in the middle of a transaction: that is ended, and the next try will do.
        """
        if not self._first(_ALONE, of_id=worker)[0]:
            self._all(_CUT_OFF, of_id=worker, is_gone=is_gone)
            return False
        if self._change(_GONE if is_gone else _EXPIRED, of_id=worker) == 0:
            return False
        self._set_free(worker)
        return True

    def leave(self, worker: WorkerId) -> None:
        """Store that a worker ends, and let go all that it held."""
        self._change(_GONE, of_id=worker)
        self._set_free(worker)

    def name_leases(self, names: Sequence[str]) -> None:
        """Store that there are leases of these names; those that are known stay as they are."""
        self._add_missing(leases, [{"name": name, "worker": 0} for name in names])

    def free_leases(self) -> frozenset[str]:
        """Give the leases that nobody holds."""
        return frozenset(row.name for row in self._all(_ALL_FREE))

    def take_leases(self, names: Sequence[str], worker: WorkerId) -> frozenset[str]:
        """Take those of some leases that nobody holds; give them."""
        taken: set[str] = set()
        for some in _chunks(names):
            free = [row.name for row in self._all(_FREE, names=some)]
            self._change(_TAKE, names=free, taker=worker)
            taken.update(free)
        return frozenset(taken)

    def leases_of(self, worker: WorkerId) -> frozenset[str]:
        """Give the leases that a worker holds."""
        return frozenset(row.name for row in self._all(_OF_WORKER, by=worker))

    def leave_leases(self, names: Sequence[str], worker: WorkerId) -> None:
        """Begin nothing more under some leases, so that they can be let go soon."""
        for some in _chunks(names):
            self._change(_LEAVE, names=some, by=worker)

    def keep_leases(self, names: Sequence[str], worker: WorkerId) -> None:
        """Go on under leases that were about to be let go."""
        for some in _chunks(names):
            self._change(_STAY, names=some, by=worker)

    def let_go_leases(self, names: Sequence[str], worker: WorkerId) -> None:
        """Let go some leases."""
        for some in _chunks(names):
            self._change(_LET_GO, names=some, by=worker)

    def sending_for(self, worker: WorkerId) -> frozenset[ChannelId]:
        """Give the channels for which a worker has something under way."""
        return frozenset(ChannelId(row.channel) for row in self._all(_IN_FLIGHT, by=worker))

    def outbox_marks(self) -> Mapping[ChannelId, tuple[int, datetime, datetime]]:
        """Give what changes when something new waits on a channel, by channel."""
        return {
            ChannelId(row.channel): (row.number, row.newest, row.latest)
            for row in self._all(_MARKS)
        }

    def _set_free(self, worker: WorkerId) -> None:
        self._change(_LET_ALL_GO, of_id=worker)
        self._change(_ADRIFT, of_id=worker)


def _chunks(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK))
