"""Deleting once a day what was kept long enough, between the polls."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from warnd.daemon.worker import Worker
from warnd.errors import StoreBusy
from warnd.model.kept import Expiry, Kept, Pruned
from warnd.ports.store import Store
from warnd.ports.world import Clock
from warnd.settings import RetentionSettings

log = structlog.get_logger()

#: rows deleted in one transaction: some milliseconds, so that polls and sends go on in between
BATCH = 500
#: how long records of what was delivered are kept; alerts themselves are kept for ever
DELIVERIES = timedelta(days=730)
#: from one pruning to the next ...
EVERY = timedelta(days=1)
#: ... and from the start to the first, when there is much else to do
FIRST = timedelta(hours=1)


def expiries(retention: RetentionSettings, horizon: timedelta, now: datetime) -> tuple[Expiry, ...]:
    """Give what is over at `now`; `horizon` is the age up to which claims are weighed."""
    ages = {
        Kept.RAW: retention.raw,
        Kept.TEXTS: retention.texts,
        Kept.CLAIMS: max(retention.texts, horizon),
        Kept.HISTORY: retention.history,
        # Before the keys, which tell what of a fingerprint's feed is still shown.
        Kept.FINGERPRINTS: retention.fingerprints,
        Kept.KEYS: retention.fingerprints,
        Kept.DELIVERIES: DELIVERIES,
        Kept.NOTICES: DELIVERIES,
    }
    return tuple(Expiry(what=what, before=now - ages[what]) for what in Kept)


def prune_batch(store: Store, expiry: Expiry) -> Pruned:
    """Delete one batch."""
    with store.transaction() as transaction:
        transaction.take_turn()  # in the order in which all who store something lock it
        return transaction.prune(expiry, BATCH)


def give_back(store: Store) -> int:
    """Give some unused pages of the database's file back; give how many, 0 when done."""
    with store.transaction() as transaction:
        return transaction.give_back()


def prune_all(
    store: Store, over: Iterable[Expiry], on_batch: Callable[[Kept, int], None]
) -> Mapping[Kept, int]:
    """Delete all that is over; `on_batch` is told how many rows were looked at."""
    deleted: Counter[Kept] = Counter()
    for expiry in over:
        looked = BATCH
        while looked == BATCH:
            pruned = prune_batch(store, expiry)
            looked = pruned.looked
            deleted[expiry.what] += pruned.deleted
            on_batch(expiry.what, looked)
    while give_back(store):
        pass
    return deleted


@dataclass(slots=True, kw_only=True)
class DailyPruning:
    """Prunes once a day, a batch at a time, each behind the work that waits already."""

    store: Store
    worker: Worker
    clock: Clock
    #: the monotonic time of the next pruning, in seconds
    due_s: float = field(init=False)

    def __post_init__(self) -> None:
        self.due_s = self.clock.monotonic() + FIRST.total_seconds()

    def hasten(self) -> None:
        """Prune at the next look."""
        self.due_s = self.clock.monotonic()

    async def run(self, retention: RetentionSettings, horizon: timedelta) -> None:
        """Prune when it is time, else do nothing; `horizon` is as in `expiries`."""
        started = self.clock.monotonic()
        if started < self.due_s:
            return
        self.due_s = started + EVERY.total_seconds()
        deleted: Counter[str] = Counter()
        try:
            for expiry in expiries(retention, horizon, self.clock.now()):
                deleted[expiry.what.value] = await self._prune(expiry)
            pages = 0
            while given := await self.worker.run(give_back, self.store):
                pages += given
        except StoreBusy as error:
            self.due_s = started + FIRST.total_seconds()
            log.warning("prune_put_off", error=error, **deleted)
        else:
            duration_s = round(self.clock.monotonic() - started, 3)
            log.info("pruned", **deleted, pages_given_back=pages, duration_s=duration_s)

    async def _prune(self, expiry: Expiry) -> int:
        looked, deleted = BATCH, 0
        while looked == BATCH:
            pruned = await self.worker.run(prune_batch, self.store, expiry)
            looked = pruned.looked
            deleted += pruned.deleted
        return deleted
