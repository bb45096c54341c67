"""The rounds by which workers on one PostgreSQL share the work; no process runs."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, event

from tests.storage.postgresql import Cluster
from tests.storage.records import NOON, alert_version, notification
from warnd.daemon.process import own_process
from warnd.daemon.sharing.crew import ROUNDS, Crew
from warnd.daemon.sharing.shares import DUTIES, Work, feed_lease
from warnd.daemon.worker import Worker
from warnd.errors import LeaseLost, StoreBusy
from warnd.model.crew import NOBODY, WorkerId
from warnd.model.feed import FeedState
from warnd.model.identifiers import ChannelId, FeedId
from warnd.settings import FeedSettings
from warnd.storage.connect import open_store
from warnd.storage.outbox import channel_lease
from warnd.storage.store import SqlStore

DUTY = ChannelId("duty")
FEEDS = tuple(
    FeedSettings(id=FeedId(f"feed-{nth}"), url=f"https://news-{nth}.example/") for nth in range(40)
)
WORK = Work(feeds=FEEDS, channels=(DUTY,))
LEASE_S = 60.0


class MovedClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self._passed = timedelta(0)

    def now(self) -> datetime:
        return NOON + self._passed

    def monotonic(self) -> float:
        return self._passed.total_seconds()

    def pass_by(self, seconds: float) -> None:
        self._passed += timedelta(seconds=seconds)


class Crews:
    """Makes workers of one database."""

    def __init__(self, url: str, clock: MovedClock) -> None:
        self.url, self.clock, self.ends = url, clock, ExitStack()
        self._number = 7000

    async def join(self, work: Work = WORK, lease_s: float = LEASE_S) -> Crew:
        """Give a worker that has held its first round."""
        store: SqlStore = open_store(self.url, exclusive=True)
        self.ends.callback(store.close)
        thread = Worker()
        self.ends.callback(thread.close)
        thread.share(store.together, alone=lambda: store.is_alone)
        crew = Crew(
            store=store,
            thread=thread,
            clock=self.clock,
            process=own_process(),
            number=self._next,
            lease_s=lease_s,
        )
        await crew.enrol()
        await self.rounds(crew, work=work)
        return crew

    async def rounds(self, *crews: Crew, work: Work = WORK, times: int = 1) -> None:
        """Hold rounds in which nothing is under way."""
        for _ in range(times):
            for crew in crews:
                await crew.round(work, crew.held.leaving)

    def _next(self) -> int:
        self._number += 1
        return self._number


@pytest.fixture
def crews(cluster: Cluster) -> Iterator[Crews]:
    made = Crews(cluster.database(), MovedClock())
    with made.ends:
        yield made


@pytest.fixture
async def anna(crews: Crews) -> Crew:
    return await crews.join()


async def test_one_worker_holds_everything_and_two_share_it(crews: Crews, anna: Crew) -> None:
    assert anna.held.names == WORK.names
    assert anna.leads
    assert anna.store.is_alone
    bert = await crews.join()
    await crews.rounds(anna, bert, times=3)
    assert anna.held.names | bert.held.names == WORK.names
    assert not anna.held.names & bert.held.names
    assert len(bert.held.names) > len(FEEDS) // 4
    assert anna.leads
    assert not bert.leads
    assert not anna.store.is_alone
    assert anna.may(feed_lease(FEEDS[0].id)) is not bert.may(feed_lease(FEEDS[0].id))


async def test_what_leaves_is_kept_until_nothing_is_under_way(crews: Crews, anna: Crew) -> None:
    bert = await crews.join()
    await anna.round(WORK, frozenset())
    leaving = anna.held.leaving
    assert leaving
    assert not any(map(anna.may, leaving))
    await anna.round(WORK, frozenset())
    await crews.rounds(bert)
    assert anna.held.leaving == leaving
    assert not bert.held.names & leaving


async def test_a_channel_is_kept_while_something_is_sent(crews: Crews, anna: Crew) -> None:
    channels = tuple(ChannelId(f"hook-{nth}") for nth in range(12))
    work = Work(feeds=(), channels=channels)
    await crews.rounds(anna, work=work)
    with anna.store.transaction() as transaction:
        transaction.add_alert_version(alert_version())
        for channel in channels:
            transaction.add_notifications([notification(str(channel), channel=channel)])
            transaction.claim(str(channel), [str(channel)], NOON)
    bert = await crews.join(work)
    await crews.rounds(anna, bert, work=work, times=3)
    assert {channel_lease(each) for each in channels} <= anna.held.names
    with anna.store.transaction() as transaction:
        for channel in channels:
            assert transaction.mark_delivered(str(channel), NOON)
    await crews.rounds(anna, bert, work=work, times=3)
    assert bert.held.names
    assert anna.held.names | bert.held.names == work.names


async def test_states_of_feeds_come_with_their_leases(crews: Crews, anna: Crew) -> None:
    known = FeedState(feed=FEEDS[0].id, due=NOON)
    with anna.store.transaction() as transaction:
        transaction.save_feed_state(known)
    await anna.leave()
    bert = await crews.join()
    assert bert.held.states == {FEEDS[0].id: known}


async def test_a_lease_that_ran_out_is_taken_once_the_database_was_there_for_as_long(
    crews: Crews,
) -> None:
    anna = await crews.join(lease_s=-1.0)  # it has run out at once
    bert = await crews.join()
    await crews.rounds(bert)
    assert len(bert.held.members) == 2
    crews.clock.pass_by(LEASE_S)
    await crews.rounds(bert, times=2)
    assert bert.held.names == WORK.names
    assert bert.store.is_alone
    with pytest.raises(LeaseLost):
        await anna.round(WORK, frozenset())
    assert anna.me == NOBODY
    assert not anna.held.names
    anna.lease_s = LEASE_S
    await anna.enrol()
    await crews.rounds(anna, bert, times=3)
    assert anna.held.names
    assert anna.held.names | bert.held.names == WORK.names


async def test_after_a_round_that_may_have_been_stored_the_database_is_asked(anna: Crew) -> None:
    hers = feed_lease(FEEDS[0].id)
    event.listen(anna.store.engine, "commit", _break_off)
    with pytest.raises(StoreBusy):
        await anna.round(WORK, frozenset())
    event.remove(anna.store.engine, "commit", _break_off)
    anna.held = replace(anna.held, names=anna.held.names - {hers} | {"feed:of another"})
    assert hers in await anna.round(WORK, frozenset())
    assert anna.held.names == WORK.names
    assert anna.may(hers)


def _break_off(_connection: Connection) -> None:
    raise StoreBusy("the connection is gone")


async def test_a_lease_is_renewed_from_the_start_to_the_end(crews: Crews, anna: Crew) -> None:
    bert = await crews.join(lease_s=4.0)
    await bert.leave()
    await bert.open()
    async with asyncio.timeout(60):
        while (
            await anna.thread.run(_left_s, anna, bert.me) or 0.0
        ) < LEASE_S:  # nobody holds a round
            bert.lease_s = 2 * LEASE_S
            await asyncio.sleep(0.1)
    await bert.leave()
    assert await anna.thread.run(_left_s, anna, bert.me) is None


def _left_s(crew: Crew, worker: WorkerId) -> float | None:
    with crew.store.transaction() as transaction:
        left = {each.worker: each.left_s for each in transaction.members()}
    return left.get(worker)


async def test_what_no_other_configuration_has_is_adopted_after_a_lease(
    crews: Crews, anna: Crew
) -> None:
    bert = await crews.join(work=Work(feeds=(), channels=()))
    await anna.leave()
    carl = await crews.join()
    theirs = WORK.names - carl.held.names - {DUTIES}
    assert theirs
    await crews.rounds(carl)
    crews.clock.pass_by(LEASE_S + 1)
    await crews.rounds(carl, times=2)
    assert carl.held.names >= theirs
    await crews.rounds(carl)
    assert carl.held.names >= theirs
    assert not bert.held.names - {DUTIES}


def test_a_lease_has_several_rounds() -> None:
    assert ROUNDS > 3
