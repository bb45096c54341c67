from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.builders import NOW
from tests.unit.daemon.fakes import BusyStore
from warnd.daemon.watching.feed_watch import MANY_OLD, FeedWatch, Overview
from warnd.daemon.worker import Worker
from warnd.errors import StoreBusy
from warnd.model.feed import FeedHealth, FeedState, Uplink
from warnd.model.identifiers import AreaId, ChannelId, FeedId
from warnd.model.notice import Notice, NoticeReason
from warnd.pipeline import Pipeline
from warnd.replay.clock import SimulatedClock
from warnd.settings import FeedSettings, RouteSettings
from warnd.storage.store import SqlStore

OPS = ChannelId("ops")
HOUR = timedelta(hours=1)
FEED = FeedSettings(id=FeedId("wire"), url="https://wire.example/rss", publisher="Wire")
WELL = FeedState(feed=FEED.id, due=NOW, health=FeedHealth.OK, last_success=NOW)
FAILING = replace(
    WELL, health=FeedHealth.GONE, failures=4, failing_since=NOW - HOUR, error="answered 404"
)


class Judging:
    """What a watch asks of the judgement: routes, recipients and areas."""

    routes = (RouteSettings(to=(OPS,), about="feeds"),)
    recipients = {OPS: ("",)}  # noqa: RUF012  a fake
    areas = type("Areas", (), {"by_id": {}})


@pytest.fixture
def told() -> list[int]:
    return []


@pytest.fixture
def watch(store: SqlStore, worker: Worker, clock: SimulatedClock, told: list[int]) -> FeedWatch:
    pipeline = Pipeline(store, Judging())  # type: ignore[arg-type]
    return FeedWatch(
        store=store,
        pipeline=pipeline,
        worker=worker,
        clock=clock,
        on_told=lambda: told.append(1),
    )


def overview(
    state: FeedState = WELL,
    uplink: Uplink = Uplink.ONLINE,
    silent: Sequence[str] = (),
) -> Overview:
    return Overview(
        feeds={FEED.id: FEED},
        states={FEED.id: state},
        uplink=uplink,
        silent={AreaId(area): [FEED] for area in silent},
    )


def reasons(store: SqlStore) -> list[NoticeReason]:
    return [notice.reason for notice in notices(store)]


def notices(store: SqlStore) -> list[Notice]:
    """Give what waits for those who are told of feeds, oldest first."""
    with store.transaction() as transaction:
        rows = sorted(transaction.waiting(OPS, 100), key=lambda row: row.created)
        held = [transaction.notification(row.key) for row in rows]
    return [one.notice for one in held if one is not None and one.notice is not None]


async def test_a_trouble_is_stored_with_the_state_that_knows_it_was_told(
    store: SqlStore, watch: FeedWatch, told: list[int]
) -> None:
    known = await watch.on_standing(FEED, WELL, FAILING)
    with store.transaction() as transaction:
        assert transaction.feed_state(FEED.id) == known
    assert known.told is FeedHealth.GONE
    assert reasons(store) == [NoticeReason.FEED_TROUBLE]
    assert told == [1]


async def test_what_could_not_be_stored_is_not_taken_for_told(
    store: SqlStore, watch: FeedWatch, told: list[int]
) -> None:
    watch.store = BusyStore(store=store, busy=1)
    with pytest.raises(StoreBusy):
        await watch.on_standing(FEED, WELL, FAILING)
    assert reasons(store) == []
    await watch.on_standing(FEED, WELL, FAILING)
    assert reasons(store) == [NoticeReason.FEED_TROUBLE]
    assert told == [1]


async def test_our_own_line_is_told_once_and_its_end_once_a_feed_has_answered(
    store: SqlStore, watch: FeedWatch, clock: SimulatedClock
) -> None:
    for _ in range(2):
        await watch.look(overview(uplink=Uplink.OFFLINE))
    clock.move_to(NOW + HOUR)
    await watch.look(overview())
    assert reasons(store) == [NoticeReason.OFFLINE], "after a new start nobody has answered yet"
    for _ in range(2):
        await watch.look(overview(replace(WELL, last_success=NOW + HOUR)))
    assert reasons(store) == [NoticeReason.OFFLINE, NoticeReason.ONLINE]


async def test_an_area_that_fell_silent_is_told_once_over_a_new_start_too(
    store: SqlStore, watch: FeedWatch, clock: SimulatedClock
) -> None:
    await watch.look(overview(FAILING, silent=["SY-ID"]))
    clock.move_to(NOW + HOUR)
    again = replace(watch, _newest=None)
    await again.look(overview(FAILING, silent=["SY-ID"]))
    await again.look(overview(FAILING))
    assert reasons(store) == [NoticeReason.AREA_SILENT]
    await again.look(overview())
    await again.look(overview())
    assert reasons(store) == [NoticeReason.AREA_SILENT, NoticeReason.AREA_BACK]


async def test_a_certificate_is_told_fourteen_days_before_its_end_once(
    store: SqlStore, watch: FeedWatch
) -> None:
    ends = replace(WELL, certificate_ends=NOW + timedelta(days=15))
    await watch.look(overview(ends))
    assert reasons(store) == []
    soon = replace(WELL, certificate_ends=NOW + timedelta(days=13))
    for _ in range(2):
        await watch.look(overview(soon))
    assert reasons(store) == [NoticeReason.CERTIFICATE_ENDS]


async def test_many_old_entries_and_new_ids_are_one_line_a_day_each(
    store: SqlStore, watch: FeedWatch
) -> None:
    await watch.on_odd_entries(FEED, MANY_OLD - 1, 0)
    assert reasons(store) == []
    await watch.on_odd_entries(FEED, MANY_OLD, 50)
    await watch.on_odd_entries(FEED, MANY_OLD, 60)
    assert sorted(reasons(store)) == [NoticeReason.IDS_CHANGED, NoticeReason.OLD_ENTRIES]
