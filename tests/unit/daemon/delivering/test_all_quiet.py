from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from tests.unit.builders import NOW
from tests.unit.daemon.fakes import BusyStore
from warnd.daemon.delivering.all_quiet import AllQuiet
from warnd.daemon.worker import Worker
from warnd.model.feed import FeedState
from warnd.model.identifiers import ChannelId, FeedId
from warnd.model.notice import NoticeReason
from warnd.pipeline import Pipeline
from warnd.replay.clock import SimulatedClock
from warnd.settings import FeedSettings, RouteSettings, Settings
from warnd.storage.store import SqlStore

OPS = ChannelId("ops")
HOUR = timedelta(hours=1)
FEED = FeedSettings(id=FeedId("wire"), url="https://wire.example/rss", publisher="Wire")
READ = FeedState(feed=FEED.id, due=NOW, last_success=NOW, read_since=NOW - 48 * HOUR)
#: an hour after the simulated start
TIME = f"{NOW + HOUR:%H:%M} UTC"


@dataclass(frozen=True)
class Routing:
    """The routes, and who is reached."""

    routes: tuple[RouteSettings, ...]
    recipients: dict[ChannelId, tuple[str, ...]]


class Judging:
    """What the word of the day asks of the judgement."""

    routing = Routing((RouteSettings(to=(OPS,), all_quiet=TIME),), {OPS: ("",)})


@dataclass
class Bench:
    """The word of the day over a store, and what came of it."""

    store: SqlStore
    worker: Worker
    clock: SimulatedClock
    leads: bool = True
    news: int = 0

    def __post_init__(self) -> None:
        self.ours = AllQuiet(
            store=self.store,
            worker=self.worker,
            clock=self.clock,
            pipeline=Pipeline(self.store, Judging()),  # type: ignore[arg-type]
            settings=lambda: Settings(store="sqlite://", feeds=(FEED,)),
            leads=lambda: self.leads,
            on_news=self._count,
        )

    def _count(self) -> None:
        self.news += 1

    def know(self, state: FeedState = READ) -> None:
        with self.store.transaction() as stored:
            stored.save_feed_state(state)

    def told(self) -> list[NoticeReason]:
        """Give why each notification that waits is sent."""
        with self.store.transaction() as stored:
            waiting = stored.waiting(OPS, 100)
            found = [stored.notification(each.key) for each in waiting]
        return [each.notice.reason for each in found if each and each.notice]

    async def look_at(self, hours: float) -> int:
        """Look so many hours after the start; give how many words wait by then."""
        self.clock.move_to(NOW + hours * HOUR)
        await self.ours.look()
        return len(self.told())


@pytest.fixture
def bench(store: SqlStore, worker: Worker, clock: SimulatedClock) -> Bench:
    return Bench(store, worker, clock)


async def test_it_is_told_at_its_time_and_once_a_day(bench: Bench) -> None:
    bench.know()
    assert [await bench.look_at(hours) for hours in (0.5, 1.01, 1.02, 3, 24.5, 25.1)] == [
        *(0, 1, 1, 1),
        *(1, 2),
    ]
    assert bench.told() == [NoticeReason.ALL_QUIET] * 2
    assert bench.news == 2


async def test_a_start_after_it_was_told_tells_it_no_second_time(bench: Bench) -> None:
    bench.know()
    await bench.look_at(1.1)
    again = Bench(bench.store, bench.worker, bench.clock)
    assert await again.look_at(1.2) == 1
    assert again.news == 0


async def test_nothing_is_told_of_a_time_before_the_first_feed_was_read(bench: Bench) -> None:
    assert await bench.look_at(1.1) == 0
    bench.know(replace(READ, read_since=NOW + 2 * HOUR))
    again = Bench(bench.store, bench.worker, bench.clock)
    assert await again.look_at(3) == 0


async def test_of_several_workers_one_alone_tells_it(bench: Bench) -> None:
    bench.know()
    bench.leads = False
    assert await bench.look_at(1.1) == 0
    bench.leads = True
    assert await bench.look_at(1.2) == 1


async def test_a_database_that_is_away_is_asked_again(bench: Bench) -> None:
    bench.know()
    bench.ours.store = BusyStore(store=bench.store, busy=1)  # type: ignore[assignment]
    with capture_logs() as logged:
        assert await bench.look_at(1.1) == 0
    assert [each["event"] for each in logged] == ["store_busy"]
    assert await bench.look_at(1.2) == 1
