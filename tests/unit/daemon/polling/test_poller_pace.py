"""The poller's pace: many feeds, lanes, hosts, our own line, and what is stored later."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.unit.builders import NOW
from tests.unit.daemon.fakes import BusyStore, entry
from tests.unit.daemon.waiting import reached
from tests.unit.judging import judgement
from warnd.daemon.polling.poller import Poller, PollerParts
from warnd.daemon.worker import Worker
from warnd.errors import FetchFailed, NotAFeed, OutOfFiles
from warnd.feeds.timing.lanes import Places
from warnd.intake import Intake
from warnd.model.entry import FeedDocument
from warnd.model.feed import FeedHealth, FeedState, Fetched, Uplink, Validators
from warnd.model.identifiers import AreaId, FeedId
from warnd.pipeline import Pipeline
from warnd.replay.clock import SimulatedClock
from warnd.settings import FeedSettings
from warnd.storage.store import SqlStore
from warnd.web.metrics import Metrics

Answer = bytes | Exception | None
REFUSED = FetchFailed("refused", signature="unanswered")


def feed(id_: str, host: str = "") -> FeedSettings:
    return FeedSettings(id=FeedId(id_), url=f"https://{host or id_}.example/{id_}")


@dataclass(slots=True, kw_only=True)
class Web:
    """Answers each feed with what stands for it: a body, an error, or None for 304."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: list[Validators] = field(default_factory=list)
    #: fetches end only when this is set
    open: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.open.set()

    async def fetch(self, feed: FeedSettings, validators: Validators) -> Fetched:
        self.asked.append(feed.id)
        self.sent.append(validators)
        await self.open.wait()
        answer = self.answers.get(feed.id, b"0")
        if isinstance(answer, Exception):
            raise answer
        return Fetched(
            url=feed.url,
            body=answer or b"",
            unchanged=answer is None,
            validators=Validators(etag='"1"'),
            content_type="",
        )


@dataclass(slots=True, kw_only=True)
class Reader:
    """Gives a document of as many entries as its body says; keeps what it was told is known."""

    parsed: list[bytes] = field(default_factory=list)
    known: list[frozenset[str]] = field(default_factory=list)
    text: str = "nothing of note"
    same_ids: bool = False

    async def parse(
        self,
        fetched: Fetched,
        known: frozenset[str] = frozenset(),
        about: tuple[Any, ...] | None = None,  # noqa: ARG002  it cleans nothing
    ) -> FeedDocument:
        self.parsed.append(fetched.body)
        self.known.append(known)
        entries = tuple(
            replace(
                entry(f"{fetched.url}{'' if self.same_ids else nth}", f"{self.text} {nth}"),
                digest=f"{fetched.url} {nth}",
            )
            for nth in range(int(fetched.body))
        )
        return FeedDocument(version="rss20", title="Feed", entries=entries)


@dataclass(slots=True, kw_only=True)
class Bench:
    """A poller among fakes, over a real store."""

    store: SqlStore
    worker: Worker
    clock: SimulatedClock
    web: Web = field(default_factory=Web)
    reader: Reader = field(default_factory=Reader)
    metrics: Metrics = field(default_factory=Metrics)
    busy: BusyStore = field(init=False)
    told: list[tuple[str, FeedHealth]] = field(default_factory=list)
    lines: list[Uplink] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.busy = BusyStore(store=self.store)

    def poller(self, feeds: Sequence[FeedSettings], places: Places | None = None) -> Poller:
        return Poller(
            feeds={one.id: one for one in feeds},
            intake=Intake(self.busy, Pipeline(self.busy, judgement()), timedelta(days=7)),
            parts=PollerParts(
                fetcher=self.web,
                parser=self.reader,
                worker=self.worker,
                clock=self.clock,
                metrics=self.metrics,
                chance=lambda: 0.5,  # no jitter
                on_outcome=lambda _: None,
                on_standing=self._standing,
                on_uplink=self._uplink,
                places=places or Places(),
            ),
            states={},
        )

    async def _standing(
        self, feed: FeedSettings, _before: FeedState | None, after: FeedState
    ) -> FeedState:
        self.told.append((feed.id, after.health))
        return replace(after, told=after.health if after.failures else None)

    async def _uplink(self, _before: Uplink, after: Uplink) -> None:
        self.lines.append(after)

    async def later(self, poller: Poller, **by: float) -> None:
        """Let time go by, and wait until what is due then was polled."""
        self.clock.move_to(self.clock.now() + timedelta(**by))
        await poller.tick()
        await reached(lambda: not poller.under_way)

    def states(self) -> dict[FeedId, FeedState]:
        with self.store.transaction() as transaction:
            return dict(transaction.feed_states())

    def metric(self, line: str) -> bool:
        return line in self.metrics.exposition().decode().splitlines()


@pytest.fixture
def bench(store: SqlStore, worker: Worker, clock: SimulatedClock) -> Bench:
    return Bench(store=store, worker=worker, clock=clock)


async def test_no_more_polls_are_under_way_than_there_are_places(bench: Bench) -> None:
    poller = bench.poller([feed(f"f{nth}") for nth in range(9)], Places(fast=2, slow=3))
    bench.web.open.clear()
    asked = [await _asked_after(bench, poller, seconds) for seconds in (0, 1, 6, 6, 6)]
    assert asked == [2, 2, 4, 5, 5]
    assert bench.metric("warnd_fetches_under_way 5.0")
    bench.web.open.set()
    await reached(lambda: len(bench.web.asked) == 9 and not poller.under_way)


async def _asked_after(bench: Bench, poller: Poller, seconds: float) -> int:
    bench.clock.move_to(bench.clock.now() + timedelta(seconds=seconds))
    await poller.tick()
    await asyncio.sleep(0)
    return len(bench.web.asked)


async def test_a_host_is_asked_with_pauses_and_an_own_address_is_not(bench: Bench) -> None:
    feeds = [feed(f"f{nth}", "one") for nth in range(3)]
    poller = bench.poller(feeds)
    asked = []
    for _ in range(3):
        await bench.later(poller)
        asked.append(len(bench.web.asked))
        bench.clock.move_to(bench.clock.now() + timedelta(seconds=1))
    assert asked == [1, 2, 3]
    poller.adopt({one.id: one for one in feeds}, poller.intake, ["one.example:443"])
    await bench.later(poller, minutes=5)
    assert len(bench.web.asked) == 6


async def test_lateness_is_measured_from_when_a_feed_was_due(bench: Bench) -> None:
    poller = bench.poller([feed("a")])
    await bench.later(poller)
    await bench.later(poller, minutes=5, seconds=20)
    assert bench.metric('warnd_feed_lateness_seconds_bucket{le="10.0"} 1.0')
    assert bench.metric('warnd_feed_lateness_seconds_bucket{le="30.0"} 2.0')


async def test_what_changed_only_in_times_is_stored_together(bench: Bench) -> None:
    poller = bench.poller([feed("a"), feed("b")])
    await bench.later(poller)
    bench.web.answers = {"a": None, "b": None}
    await poller.store()
    bench.busy.busy = 1
    with capture_logs() as lines:
        await bench.later(poller, minutes=5)
        await poller.store()
        await poller.store()
    assert [line["event"] for line in lines] == ["store_busy"]
    assert bench.states() == poller.states
    assert bench.states()[FeedId("a")].last_success == NOW + timedelta(minutes=5)


async def test_what_waits_to_be_stored_is_stored_when_the_daemon_stops(bench: Bench) -> None:
    poller = bench.poller([feed("a")])
    await bench.later(poller)
    bench.web.answers = {"a": REFUSED}
    await bench.later(poller, minutes=5)
    await poller.stop()
    assert bench.states()[FeedId("a")].failures == 1


async def test_a_document_of_the_same_bytes_is_not_read_again_but_once_a_day(
    bench: Bench,
) -> None:
    poller = bench.poller([feed("a")])
    for minutes in (0, 5, 10):
        await bench.later(poller, minutes=minutes)
    assert (len(bench.web.asked), len(bench.reader.parsed)) == (3, 1)
    assert bench.metric('warnd_feed_polls_total{feed="a",result="unchanged"} 2.0')
    await bench.later(poller, days=1)
    assert (len(bench.web.asked), len(bench.reader.parsed)) == (4, 2)
    assert bench.web.sent[-2:] == [Validators(etag='"1"'), Validators()]


async def test_the_parser_is_told_which_entries_are_known(bench: Bench) -> None:
    poller = bench.poller([feed("a")])
    bench.web.answers = {"a": b"2"}
    await bench.later(poller)
    bench.web.answers = {"a": b"3"}
    await bench.later(poller, minutes=5)
    url = feed("a").url
    assert bench.reader.known == [frozenset(), {f"{url} 0", f"{url} 1"}]


async def test_a_feed_that_repeats_its_ids_is_known_for_it_from_then_on(bench: Bench) -> None:
    poller = bench.poller([feed("a")])
    bench.reader.same_ids, bench.web.answers = True, {"a": b"3"}
    await bench.later(poller)
    bench.web.answers = {"a": None}
    await bench.later(poller, minutes=5)
    await poller.store()
    assert poller.states[FeedId("a")].repeats_ids
    assert bench.states() == poller.states


async def test_a_feed_that_shows_nothing_known_is_asked_sooner(bench: Bench) -> None:
    poller = bench.poller([feed("a")])
    bench.web.answers = {"a": b"1"}
    await bench.later(poller)
    bench.reader.text, bench.web.answers = "something else", {"a": b"01"}
    poller.feeds = {FeedId("a"): replace(feed("a"), url="https://a.example/other")}
    poller.adopt(poller.feeds, poller.intake, ())
    await bench.later(poller, minutes=5)
    state = poller.states[FeedId("a")]
    assert state.due == bench.clock.now() + timedelta(seconds=75)
    assert state.arrivals == (bench.clock.now(),)
    await poller.store()
    assert bench.states() == poller.states


async def test_feeds_of_an_area_above_calm_are_asked_sooner(bench: Bench) -> None:
    tense = replace(feed("tense"), area=(AreaId("SY-ID"),))
    poller = bench.poller([tense, feed("calm")])
    await bench.later(poller)
    poller.watch({AreaId("SY-ID")})
    await bench.later(poller, minutes=2, seconds=30)
    assert bench.web.asked == ["tense", "calm", "tense"]
    await bench.later(poller, minutes=2, seconds=30)
    assert bench.web.asked[3:] == ["tense", "calm"] or bench.web.asked[3:] == ["calm", "tense"]
    poller.watch(())
    await bench.later(poller, minutes=2, seconds=30)
    await bench.later(poller, minutes=2, seconds=29)
    assert len(bench.web.asked) == 6


async def test_when_files_run_out_everything_pauses_and_no_feed_is_blamed(bench: Bench) -> None:
    poller = bench.poller([feed("a"), feed("b")])
    bench.web.answers = {"a": OutOfFiles("none left")}
    with capture_logs() as lines:
        await bench.later(poller)
        bench.web.answers = {}
        asked = len(bench.web.asked)
        await bench.later(poller, seconds=4)
        assert len(bench.web.asked) == asked
        await bench.later(poller, seconds=1)
    assert [line["event"] for line in lines].count("open_files_ran_out") == 1
    assert {state.failures for state in poller.states.values()} == {0}
    assert set(poller.states) == {"a", "b"}


async def test_when_our_own_line_is_down_no_feed_is_blamed(bench: Bench) -> None:
    feeds = [feed(f"f{nth}") for nth in range(9)]
    poller = bench.poller(feeds)
    await bench.later(poller)
    well = dict(poller.states)
    bench.web.answers = {one.id: REFUSED for one in feeds}
    with capture_logs() as lines:
        await bench.later(poller, minutes=5)
        assert poller.uplink is Uplink.OFFLINE
        assert poller.states == well
        bench.web.asked.clear()
        for _ in range(10):
            await bench.later(poller, minutes=1)
        assert 50 <= len(bench.web.asked) <= 70  # a handful a minute
        bench.web.answers = dict.fromkeys(well)
        await bench.later(poller, minutes=1)
        await bench.later(poller, seconds=1)
    just_now = bench.clock.now() - timedelta(seconds=1)
    assert {state.last_success for state in poller.states.values()} == {just_now}
    assert {state.failures for state in poller.states.values()} == {0}
    events = [line["event"] for line in lines]
    assert (events.count("uplink_lost"), events.count("uplink_back")) == (1, 1)
    assert "feed_back" not in events
    assert bench.lines == [Uplink.OFFLINE, Uplink.ONLINE]
    assert bench.told == []
    await poller.store()
    assert bench.states() == poller.states


async def test_a_feed_whose_name_hangs_keeps_nobody_from_finding_the_line_again(
    bench: Bench,
) -> None:
    feeds = [feed(f"{kind}{nth}", f"host{nth}") for nth in range(3) for kind in ("hangs", "asked")]
    poller = bench.poller(feeds)
    never = asyncio.Event()

    async def hang() -> None:
        await never.wait()

    poller.parts.look_up = lambda one: hang() if one.id.startswith("hangs") else None
    bench.web.answers = {one.id: REFUSED for one in feeds}
    for _ in range(3):
        await bench.later(poller, seconds=2)
    assert bench.lines == [Uplink.OFFLINE]
    bench.web.answers = {}
    await bench.later(poller, minutes=1)
    assert bench.lines == [Uplink.OFFLINE, Uplink.ONLINE]
    await poller.stop()


async def test_a_login_page_for_everybody_is_not_taken_for_the_feeds(bench: Bench) -> None:
    feeds = [feed(f"f{nth}") for nth in range(4)]
    poller = bench.poller(feeds)
    bench.web.answers = {one.id: NotAFeed("a login page") for one in feeds}
    await bench.later(poller)
    assert poller.uplink is Uplink.CAPTIVE
    assert bench.metric("warnd_uplink_online 0.0")
    assert {state.failures for state in poller.states.values()} == {0}
    assert poller.silent_areas() == frozenset()


async def test_people_are_told_of_trouble_that_lasts_and_of_its_end(bench: Bench) -> None:
    poller = bench.poller([feed("a")])
    await bench.later(poller)
    bench.web.answers = {"a": REFUSED}
    for _ in range(4):
        await bench.later(poller, minutes=10)
    assert bench.told == [("a", FeedHealth.UNREACHABLE)]
    bench.web.answers = {}
    await bench.later(poller, hours=1)
    assert bench.told[1:] == [("a", FeedHealth.OK)]
    await poller.store()
    assert bench.states() == poller.states


async def test_an_area_whose_feeds_are_all_out_of_reach_is_told_apart(bench: Bench) -> None:
    north = [replace(feed(f"north{nth}"), area=(AreaId("north"),)) for nth in range(3)]
    others = [feed(f"other{nth}") for nth in range(9)]
    poller = bench.poller([*north, *others])
    await bench.later(poller)
    assert poller.silent_areas() == frozenset()
    bench.web.answers = {one.id: REFUSED for one in north}
    for _ in range(5):
        await bench.later(poller, minutes=11)
    assert poller.silent_areas() == {"north"}


async def test_what_cannot_be_stored_for_a_fault_of_ours_ends_nothing(bench: Bench) -> None:
    poller = bench.poller([feed("a")])
    await bench.later(poller)
    bench.web.answers = {"a": None}
    poller.intake.remember = broken  # type: ignore[method-assign]
    with capture_logs() as lines:
        await bench.later(poller, minutes=5)
        await poller.store()
        await bench.later(poller, minutes=5)
    assert next(line["event"] for line in lines) == "states_not_stored"
    assert len(bench.web.asked) == 3


def broken(*_: FeedState) -> None:
    raise RuntimeError("a bug")


async def test_a_feed_dropped_while_its_name_is_looked_up_is_not_asked(bench: Bench) -> None:
    poller = bench.poller([feed("a"), feed("b")])
    named = asyncio.Event()

    async def hang() -> None:
        await named.wait()

    poller.parts.look_up = lambda one: hang() if one.id == "a" else None
    await bench.later(poller)
    poller.adopt({FeedId("b"): feed("b")}, poller.intake, ())
    named.set()
    await bench.later(poller, minutes=5)
    await reached(lambda: len(bench.web.asked) == 2)
    assert bench.web.asked == ["b", "b"]


async def test_feeds_are_counted_by_how_they_stand(bench: Bench) -> None:
    poller = bench.poller([feed("a"), feed("b")])
    await bench.later(poller)
    bench.web.answers = {"a": FetchFailed("status 403", health="blocked")}
    await bench.later(poller, minutes=5)
    await bench.later(poller, seconds=15)
    assert bench.metric('warnd_feeds{health="blocked"} 1.0')
    assert bench.metric('warnd_feeds{health="ok"} 1.0')
    assert bench.metric('warnd_feeds{health="gone"} 0.0')


async def test_a_feed_taken_from_the_configuration_is_asked_no_more(bench: Bench) -> None:
    poller = bench.poller([feed("a"), feed("b")])
    await bench.later(poller)
    poller.adopt({FeedId("b"): feed("b"), FeedId("c"): feed("c")}, poller.intake, ())
    await bench.later(poller, minutes=5)
    assert sorted(bench.web.asked) == ["a", "b", "b", "c"]
