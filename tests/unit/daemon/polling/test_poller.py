import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from tests.unit.builders import NOW
from tests.unit.daemon.fakes import BusyStore, FakeFetcher, FakeParser, entry
from tests.unit.daemon.waiting import PATIENCE_S, reached
from tests.unit.judging import judgement
from warnd.daemon.polling.poller import Poller, PollerParts
from warnd.daemon.worker import Worker
from warnd.errors import FeedHostile, FeedRefused, FetchFailed, NotAFeed
from warnd.intake import Intake
from warnd.model.entry import Entry
from warnd.model.feed import FeedHealth, FeedState, Validators
from warnd.model.identifiers import FeedId
from warnd.pipeline import Outcome, Pipeline
from warnd.replay.clock import SimulatedClock
from warnd.settings import FeedSettings, FirstPoll
from warnd.storage.store import SqlStore
from warnd.web.metrics import Metrics

GRAVE = "shelling airstrike truce_collapse"


def feed(id_: str = "gazette") -> FeedSettings:
    return FeedSettings(
        id=FeedId(id_),
        url=f"https://{id_}.example/rss",
        publisher=id_,
        interval=timedelta(minutes=5),
        first_poll=FirstPoll.ALERT,
    )


@dataclass(slots=True, kw_only=True)
class Bench:
    """A poller among fakes, with a real store and a pipeline that judges for real."""

    store: SqlStore
    worker: Worker
    clock: SimulatedClock
    busy: BusyStore = field(init=False)
    metrics: Metrics = field(default_factory=Metrics)
    outcomes: list[Outcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.busy = BusyStore(store=self.store)

    def poller(self, fetcher: FakeFetcher, feeds: Sequence[FeedSettings] = ()) -> Poller:
        return Poller(
            feeds={one.id: one for one in feeds or (feed(),)},
            intake=Intake(self.busy, Pipeline(self.busy, judgement()), timedelta(days=7)),
            parts=PollerParts(
                fetcher=fetcher,
                parser=FakeParser(fetcher=fetcher),
                worker=self.worker,
                clock=self.clock,
                metrics=self.metrics,
                chance=lambda: 0.5,  # no jitter
                on_outcome=self.outcomes.append,
            ),
            states={},
        )

    def state(self, id_: str = "gazette") -> FeedState:
        with self.store.transaction() as transaction:
            found = transaction.feed_state(FeedId(id_))
        assert found is not None
        return found

    def counted(self, name: str, value: float = 1.0) -> bool:
        return f"{name} {value}" in self.metrics.exposition().decode().splitlines()


@pytest.fixture
def bench(store: SqlStore, worker: Worker, clock: SimulatedClock) -> Bench:
    return Bench(store=store, worker=worker, clock=clock)


async def poll(poller: Poller) -> None:
    """Poll what is due, wait until it is over, and have stored what waits to be."""
    await poller.tick()
    await reached(lambda: not poller.under_way)
    await poller.store()


def document(*entries: Entry) -> FakeFetcher:
    return FakeFetcher(script=[entries])


async def test_a_due_feed_is_taken_from_the_network_to_its_notifications(bench: Bench) -> None:
    poller = bench.poller(document(entry("1", GRAVE)))
    await poll(poller)
    (outcome,) = bench.outcomes
    assert len(outcome.notifications) == 1
    state = bench.state()
    assert poller.states == {"gazette": state}
    assert (state.health, state.validators.etag, state.failures) == (FeedHealth.OK, '"1"', 0)
    # Idlib is above calm now, so that the feed which said so is asked again sooner.
    assert state.due == NOW + timedelta(minutes=2, seconds=30)
    assert bench.counted('warnd_feed_polls_total{feed="gazette",result="ok"}')
    assert bench.counted('warnd_feed_entries_total{feed="gazette",state="new"}')


async def test_a_feed_that_is_not_due_is_left_alone(bench: Bench) -> None:
    fetcher = document()
    poller = bench.poller(fetcher)
    await poll(poller)
    bench.clock.move_to(NOW + timedelta(minutes=4, seconds=59))
    await poll(poller)
    assert len(fetcher.asked) == 1
    bench.clock.move_to(NOW + timedelta(minutes=5))
    await poll(poller)
    assert len(fetcher.asked) == 2


async def test_validators_are_sent_back_and_an_unchanged_feed_counts_as_read(bench: Bench) -> None:
    fetcher = FakeFetcher(script=[(entry("1", GRAVE),), None])
    poller = bench.poller(fetcher)
    await poll(poller)
    bench.clock.move_to(NOW + timedelta(minutes=5))
    await poll(poller)
    assert [sent.etag for _, sent in fetcher.asked] == ["", '"1"']
    assert bench.counted('warnd_feed_polls_total{feed="gazette",result="unchanged"}')
    assert bench.state().last_success == NOW + timedelta(minutes=5)


async def test_how_a_feed_stands_is_stored_with_what_its_poll_brought(bench: Bench) -> None:
    first, second = entry("1", "a fair"), entry("2", "a market")
    poller = bench.poller(FakeFetcher(script=[(first,), (second, first)]))
    await poll(poller)
    bench.clock.move_to(NOW + timedelta(minutes=5))
    await poller.tick()
    await reached(lambda: not poller.under_way)
    state = bench.state()  # before anything else was stored
    assert (state.arrivals, state.validators.etag) == ((NOW + timedelta(minutes=5),), '"2"')
    assert poller.states == {"gazette": state}


async def test_a_poll_under_way_is_not_begun_again(bench: Bench) -> None:
    fetcher = document()
    fetcher.open.clear()
    poller = bench.poller(fetcher)
    for _ in range(3):
        await poller.tick()
        await asyncio.sleep(0)
    assert len(fetcher.asked) == 1
    fetcher.open.set()
    await reached(lambda: not poller.under_way)


@pytest.mark.parametrize(
    ("error", "health"),
    [
        pytest.param(FetchFailed("reset"), FeedHealth.UNREACHABLE, id="no answer"),
        pytest.param(FetchFailed("403", health="blocked"), FeedHealth.BLOCKED, id="blocked"),
        pytest.param(FeedRefused("private"), FeedHealth.UNREACHABLE, id="refused"),
        pytest.param(NotAFeed("a web page"), FeedHealth.NOT_A_FEED, id="not a feed"),
        pytest.param(FeedHostile("too big"), FeedHealth.HOSTILE, id="hostile"),
    ],
)
async def test_trouble_is_stored_counted_and_keeps_what_was_known(
    bench: Bench, error: FetchFailed | FeedRefused | NotAFeed | FeedHostile, health: FeedHealth
) -> None:
    poller = bench.poller(FakeFetcher(script=[(), error]))
    await poll(poller)
    bench.clock.move_to(NOW + timedelta(minutes=5))
    with capture_logs() as lines:
        await poll(poller)
    state = bench.state()
    assert (state.health, state.failures, state.error) == (health, 1, str(error))
    assert state.validators == Validators(etag='"1"')
    assert state.baselined
    assert state.due > bench.clock.now()
    assert [line["health"] for line in lines if line["event"] == "feed_failed"] == [health.value]
    assert bench.counted(f'warnd_feed_polls_total{{feed="gazette",result="{health.value}"}}')


async def test_lasting_trouble_is_told_once_and_its_end_too(bench: Bench) -> None:
    poller = bench.poller(FakeFetcher(script=[FetchFailed("reset"), FetchFailed("reset"), ()]))
    with capture_logs() as lines:
        for _ in range(3):
            await poll(poller)
            bench.clock.move_to(bench.clock.now() + timedelta(hours=1))
    assert [line["event"] for line in lines] == ["feed_failed", "feed_back"]
    assert lines[-1]["failures"] == 2


async def test_one_feed_in_trouble_holds_up_no_other(bench: Bench) -> None:
    fetcher = FakeFetcher(script=[RuntimeError("a bug"), (entry("1", GRAVE),)])
    poller = bench.poller(fetcher, (feed("broken"), feed("gazette")))
    with capture_logs() as lines:
        await poll(poller)
    assert [line["feed"] for line in lines if line["event"] == "poll_failed"] == ["broken"]
    assert len(bench.outcomes[-1].versions) == 1


async def test_a_feed_that_meets_a_bug_is_not_asked_again_at_once(bench: Bench) -> None:
    fetcher = FakeFetcher(script=[RuntimeError("a bug")])
    poller = bench.poller(fetcher)
    with capture_logs():
        for _ in range(5):
            await poll(poller)
        assert len(fetcher.asked) == 1
        bench.clock.move_to(NOW + timedelta(hours=1))
        await poll(poller)
    assert len(fetcher.asked) == 2
    assert poller.states[FeedId("gazette")].failures == 2
    assert "a bug" in poller.states[FeedId("gazette")].error


async def test_a_locked_database_loses_nothing_of_a_poll(bench: Bench) -> None:
    fetcher = document(entry("1", GRAVE))
    poller = bench.poller(fetcher)
    # What it showed before is asked of the database first, which answers at the third poll.
    known = FeedState(feed=FeedId("gazette"), due=bench.clock.now(), baselined=True)
    poller.states[known.feed] = known
    bench.busy.busy = 2
    with capture_logs() as lines:
        for _ in range(3):
            await poll(poller)
            bench.clock.move_to(bench.clock.now() + timedelta(seconds=1))
    assert [line["event"] for line in lines].count("store_busy") == 2
    assert [len(outcome.notifications) for outcome in bench.outcomes] == [1]
    assert [sent for _, sent in fetcher.asked] == [Validators()] * 3


async def test_an_article_that_cannot_be_read_is_told_and_counted(bench: Bench) -> None:
    poller = bench.poller(document(entry("1", "poison"), entry("2", GRAVE)))
    with capture_logs() as lines:
        await poll(poller)
    (line,) = [line for line in lines if line["event"] == "article_unread"]
    assert (line["log_level"], line["feed"]) == ("error", "gazette")
    assert "poison was read" in line["error"]
    assert bench.counted('warnd_feed_entries_total{feed="gazette",state="failed"}')
    assert len(bench.outcomes[0].versions) == 1


async def test_polls_under_way_are_let_go_when_the_daemon_stops(bench: Bench) -> None:
    fetcher = document()
    fetcher.open.clear()
    poller = bench.poller(fetcher)
    await poller.tick()
    async with asyncio.timeout(PATIENCE_S):
        await poller.stop()
    assert not poller.under_way
    assert bench.outcomes == []


async def test_a_tick_is_a_sign_of_life(bench: Bench) -> None:
    poller = bench.poller(document())
    await poll(poller)
    assert poller.alive_at == bench.clock.monotonic()
