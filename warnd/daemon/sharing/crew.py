"""One worker among those that share a database: its lease, and what it holds by it.

SQLite has one worker, who holds everything. On PostgreSQL a worker tells every few seconds that it
lives. One that does not for as long as its lease is taken for dead, and others take its work over;
what it had under way is told again, marked as a possible repeat.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

import structlog

from warnd.daemon.process import is_gone
from warnd.daemon.sharing.shares import DUTIES, Work, feed_lease, share_of
from warnd.daemon.worker import Worker
from warnd.errors import LeaseLost, StoreBusy
from warnd.model.crew import NOBODY, Member, Process, WorkerId
from warnd.model.feed import FeedState
from warnd.model.identifiers import FeedId
from warnd.ports.world import Clock
from warnd.storage.crew import SqlCrew
from warnd.storage.outbox import channel_lease
from warnd.storage.store import SqlStore, SqlTransaction

log = structlog.get_logger()

#: the shortest lease, in seconds: a busy machine is late by some
SHORTEST_S = 2.0
#: rounds in a lease: one that is late, or meets a database that restarts, loses nothing
ROUNDS = 12
#: the shortest and the longest from one round to the next, in seconds
SHORTEST_ROUND_S, LONGEST_ROUND_S = 0.5, 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a worker holds after a round, and what it knows."""

    #: the leases that are held
    names: frozenset[str] = frozenset()
    #: those of them under which nothing more is begun
    leaving: frozenset[str] = frozenset()
    #: those of them that nobody else took, and that are kept until the crew changes
    adopted: frozenset[str] = frozenset()
    #: those that the round brought, and what is known of the feeds among them
    gained: frozenset[str] = frozenset()
    states: Mapping[FeedId, FeedState] = field(default_factory=dict)
    #: every worker that lives
    members: tuple[Member, ...] = ()


@dataclass(slots=True, kw_only=True)
class Crew:
    """One worker, and what it knows of the others."""

    store: SqlStore
    #: the one thread that speaks to the database
    thread: Worker
    clock: Clock
    process: Process
    #: gives a number that no worker had before
    number: Callable[[], int]
    lease_s: float
    me: WorkerId = NOBODY
    held: Held = field(default_factory=Held)
    #: since when the database answers without a break; None while it does not
    _sound_since_s: float | None = None
    #: since when a lease that others should hold is free
    _free_since_s: dict[str, float] = field(default_factory=dict)
    #: the leases that the database knows by name
    _named: frozenset[str] = frozenset()
    #: whether the last round may have been stored or not: the connection broke at its end
    _is_unsure: bool = False
    _renewing: asyncio.Task[None] | None = None

    @property
    def is_shared(self) -> bool:
        """Whether the database takes several workers at all."""
        return self.store.takes_several

    @property
    def leads(self) -> bool:
        """Whether this worker does what is done once for all."""
        return self.may(DUTIES)

    @property
    def round_s(self) -> float:
        """Seconds from one round to the next."""
        return max(SHORTEST_ROUND_S, min(LONGEST_ROUND_S, self.lease_s / ROUNDS))

    def may(self, lease: str) -> bool:
        """Tell whether this worker may begin something under a lease."""
        held = self.held
        return not self.is_shared or (lease in held.names and lease not in held.leaving)

    async def open(self) -> None:
        """Enrol, and renew the lease until `leave`, however long all else takes to begin and end.

        Raises StoreBusy when the database is away.
        """
        await self.enrol()
        self._renewing = asyncio.create_task(self._renew_on(), name="renew the lease")

    async def enrol(self) -> None:
        """Begin as a worker that nobody knows yet. Raises StoreBusy when the database is away."""
        me = WorkerId(self.number())
        await self.thread.run_first(self._enrol, me)
        self.me = me
        log.info("enrolled", worker=me, lease_s=self.lease_s)

    async def round(self, work: Work, ended: frozenset[str]) -> frozenset[str]:
        """Tell that we live, take over what the dead held, and hold what we should.

        `ended` are leases that are left, under which nothing is under way here any more. Gives what
        the round brought.
        Raises LeaseLost when others took us for dead, StoreBusy when the database is away.
        """
        try:
            self.held = await self.thread.run_first(self._round, work, ended)
        except LeaseLost:
            held = len(self.held.names)
            log.error("lease_lost", worker=self.me, leases=held)  # noqa: TRY400  as it is told
            self.me, self.held = NOBODY, Held()
            raise
        except StoreBusy:
            self._sound_since_s, self._named = None, frozenset()
            self._is_unsure = True
            raise
        self._is_unsure = False
        if self._sound_since_s is None:
            self._sound_since_s = self.clock.monotonic()
        return self.held.gained

    async def leave(self) -> None:
        """Let go all that is held, so that others go on with it at once."""
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)
        if self.me == NOBODY:
            return
        try:
            await self.thread.run_alone(self._leave)
        except StoreBusy as error:
            log.warning("store_busy", task="leave", error=str(error))

    def _enrol(self, me: WorkerId) -> None:
        self.store.work_as(NOBODY, has_others=True)
        with self.store.transaction() as transaction:
            transaction.enrol(me, self.process, self.lease_s)
        self.store.work_as(me, has_others=True)

    async def _renew_on(self) -> None:
        while True:
            await asyncio.sleep(self.round_s)
            if self.me != NOBODY:
                with suppress(StoreBusy):  # told by the rounds
                    await self.thread.run_first(self._renew)

    def _renew(self) -> None:
        with self.store.transaction() as transaction:
            transaction.renew(self.me, self.lease_s)

    def _leave(self) -> None:
        with self.store.transaction() as transaction:
            transaction.leave(self.me)

    def _round(self, work: Work, ended: frozenset[str]) -> Held:
        with self.store.transaction() as transaction:
            transaction.renew(self.me, self.lease_s)
            members = self._living(transaction)
            held = self._hold(transaction, members, work, ended)
        self.store.work_as(self.me, has_others=len(members) > 1)
        return held

    def _living(self, transaction: SqlCrew) -> tuple[Member, ...]:
        """Give the workers that live, once what the dead held is free."""
        living = []
        for member in transaction.members():
            gone = member.worker != self.me and is_gone(member.process)
            expired = member.worker != self.me and member.left_s < 0 and self._may_judge()
            if not gone and not expired:
                living.append(member)
            elif transaction.take_over(member.worker, is_gone=gone):
                log.warning("taken_over", worker=member.worker, host=member.process.host)
        return tuple(living)

    def _may_judge(self) -> bool:
        """Tell whether the database has answered for a lease, so that all could renew theirs."""
        since_s = self._sound_since_s
        return since_s is not None and self.clock.monotonic() - since_s >= self.lease_s

    def _hold(
        self,
        transaction: SqlTransaction,
        members: tuple[Member, ...],
        work: Work,
        ended: frozenset[str],
    ) -> Held:
        before, found = self.held, frozenset[str]()
        if self._is_unsure:
            mine = transaction.leases_of(self.me)
            found = mine - before.names
            before = replace(before, names=mine, leaving=before.leaving & mine)
        if DUTIES in before.names:
            transaction.forget_old_news()
        wanted = share_of(self.me, [each.worker for each in members], work)
        adopted = self._orphans(transaction, members, work, wanted)
        wanted |= adopted | {DUTIES}
        leaving = before.names - wanted
        transaction.leave_leases(sorted(leaving - before.leaving), self.me)
        transaction.keep_leases(sorted((before.leaving | found) & wanted), self.me)
        ended = ended & leaving & before.leaving
        if ended:
            ended -= {channel_lease(each) for each in transaction.sending_for(self.me)}
        transaction.let_go_leases(sorted(ended), self.me)
        gained = found | transaction.take_leases(sorted(wanted - before.names), self.me)
        return Held(
            names=(before.names - ended) | gained,
            leaving=leaving - ended,
            adopted=adopted,
            gained=gained,
            states=_states(transaction, gained, work),
            members=members,
        )

    def _orphans(
        self,
        transaction: SqlTransaction,
        members: tuple[Member, ...],
        work: Work,
        wanted: frozenset[str],
    ) -> frozenset[str]:
        """Give what others should hold and nobody does: their configuration may not have it."""
        names = work.names
        if names != self._named:
            transaction.name_leases(sorted(names - self._named))
            self._named = names
        is_as_before = {each.worker for each in members} == {
            each.worker for each in self.held.members
        }
        free = (transaction.free_leases() & names) - wanted
        now_s = self.clock.monotonic()
        self._free_since_s = {
            name: self._free_since_s.get(name, now_s) if is_as_before else now_s for name in free
        }
        due = {name for name, at_s in self._free_since_s.items() if now_s - at_s > self.lease_s}
        return frozenset(due) | (self.held.adopted & names if is_as_before else frozenset())


def _states(
    transaction: SqlTransaction, gained: frozenset[str], work: Work
) -> Mapping[FeedId, FeedState]:
    feeds = [feed.id for feed in work.feeds if feed_lease(feed.id) in gained]
    if not feeds:
        return {}
    known = transaction.feed_states()
    return {feed: known[feed] for feed in feeds if feed in known}
