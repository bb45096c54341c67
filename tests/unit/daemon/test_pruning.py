"""When the daemon prunes, and what is over then."""

from datetime import timedelta

import pytest

from tests.unit.builders import NOW
from tests.unit.daemon.fakes import BusyStore
from warnd.daemon.pruning import BATCH, DailyPruning, expiries, prune_all
from warnd.daemon.worker import Worker
from warnd.model.identifiers import FeedId
from warnd.model.kept import Expiry, Kept
from warnd.replay.clock import SimulatedClock
from warnd.settings import RetentionSettings
from warnd.storage.store import SqlStore

HORIZON = timedelta(days=30)
RETENTION = RetentionSettings()
HOUR = timedelta(hours=1)


def add_raw(store: SqlStore, count: int, days: float) -> None:
    with store.transaction() as transaction:
        bodies = [str(number).encode() for number in range(count)]
        at = NOW - timedelta(days=days)
        transaction.add_raw(FeedId("valley"), at, "", "", bodies, readable=False)


def count_raw(store: SqlStore) -> int:
    with store.transaction() as transaction:
        return len(transaction.quarantined(10_000))


@pytest.mark.parametrize(
    ("what", "days"),
    [
        pytest.param(Kept.RAW, 7, id="raw"),
        pytest.param(Kept.TEXTS, 90, id="texts"),
        pytest.param(Kept.CLAIMS, 90, id="claims"),
        pytest.param(Kept.FINGERPRINTS, 400, id="fingerprints"),
        pytest.param(Kept.KEYS, 400, id="keys"),
        pytest.param(Kept.DELIVERIES, 730, id="deliveries"),
        pytest.param(Kept.NOTICES, 730, id="notices"),
    ],
)
def test_each_sort_is_over_after_its_time(what: Kept, days: float) -> None:
    over = {expiry.what: expiry.before for expiry in expiries(RETENTION, HORIZON, NOW)}
    assert over[what] == NOW - timedelta(days=days)


def test_claims_that_are_still_weighed_are_never_over() -> None:
    over = {expiry.what: expiry.before for expiry in expiries(RETENTION, timedelta(days=200), NOW)}
    assert over[Kept.CLAIMS] == NOW - timedelta(days=200)


def test_fingerprints_go_before_the_keys_that_tell_what_is_shown() -> None:
    order = [expiry.what for expiry in expiries(RETENTION, HORIZON, NOW)]
    assert order.index(Kept.FINGERPRINTS) < order.index(Kept.KEYS)


def test_all_that_is_over_goes_batch_by_batch(store: SqlStore) -> None:
    add_raw(store, 2 * BATCH + 7, 8)
    add_raw(store, 3, 6)
    batches: list[int] = []
    over = [Expiry(what=Kept.RAW, before=NOW - timedelta(days=7))]
    deleted = prune_all(store, over, lambda _, looked: batches.append(looked))
    assert deleted == {Kept.RAW: 2 * BATCH + 7}
    assert batches == [BATCH, BATCH, 7]
    assert count_raw(store) == 3


async def test_the_daemon_prunes_an_hour_after_its_start_and_then_once_a_day(
    store: SqlStore, worker: Worker, clock: SimulatedClock
) -> None:
    pruning = DailyPruning(store=store, worker=worker, clock=clock)
    left = []
    for wait in (timedelta(0), HOUR, HOUR, 23 * HOUR):
        add_raw(store, 1, 30)
        clock.move_to(clock.now() + wait)
        await pruning.run(RETENTION, HORIZON)
        left.append(count_raw(store))
    assert left == [1, 0, 1, 0]


async def test_a_busy_database_puts_pruning_off_by_an_hour(
    store: SqlStore, worker: Worker, clock: SimulatedClock
) -> None:
    busy = BusyStore(store=store)
    pruning = DailyPruning(store=busy, worker=worker, clock=clock)
    add_raw(store, 1, 30)
    clock.move_to(clock.now() + HOUR)
    busy.busy = 1
    await pruning.run(RETENTION, HORIZON)
    assert count_raw(store) == 1
    clock.move_to(clock.now() + HOUR)
    await pruning.run(RETENTION, HORIZON)
    assert count_raw(store) == 0
