"""Names are looked up before polls take their places, which are given back with the answers."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from tests.unit.daemon.waiting import PATIENCE_S, reached
from warnd.daemon.polling.dispatch import BEHIND_AT_MOST, BEHIND_BYTES, Dispatcher, Due
from warnd.feeds.timing.lanes import Places
from warnd.model.identifiers import FeedId
from warnd.replay.clock import SimulatedClock
from warnd.settings import FeedSettings
from warnd.web.metrics import Metrics

GOOD = FeedId("good")
PLACES = Places(fast=1, slow=79)


def _feed(id_: str) -> FeedSettings:
    return FeedSettings(id=FeedId(id_), url=f"https://{id_}.example/")


@dataclass(slots=True, kw_only=True)
class Names:
    """Polls that are written down, and names that hang until they are let go."""

    polled: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    async def poll(self, feed: FeedSettings) -> None:
        self.polled.append(feed.id)

    def look_up(self, feed: FeedSettings) -> Coroutine[None, None, None] | None:
        return None if feed.id == GOOD else self._hang(feed)

    async def _hang(self, feed: FeedSettings) -> None:
        self.asked.append(feed.id)
        await self.let_go.wait()


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
def dispatcher(names: Names, clock: SimulatedClock) -> Dispatcher:
    def due(feed: FeedSettings) -> Due:
        return Due(in_s=3600.0 if feed.id in names.polled else 0.0, failing=False)

    return Dispatcher(
        clock=clock,
        metrics=Metrics(),
        poll=names.poll,
        due=due,
        places=PLACES,
        look_up=names.look_up,
    )


async def test_names_that_hang_take_nobodys_place(dispatcher: Dispatcher, names: Names) -> None:
    hanging = [_feed(f"hang-{number}") for number in range(70)]
    dispatcher.adopt([*hanging, _feed(GOOD)], ())
    dispatcher.pump()
    await reached(lambda: names.polled == [GOOD])
    assert len(names.asked) == 70
    names.let_go.set()
    await reached(lambda: len(names.polled) == 71)
    assert len(set(names.polled)) == 71


async def test_no_more_names_are_looked_up_at_once_than_there_are_places(
    dispatcher: Dispatcher, names: Names
) -> None:
    dispatcher.adopt([_feed(f"hang-{number}") for number in range(130)], ())
    dispatcher.pump()
    await reached(lambda: bool(names.asked))
    dispatcher.pump()
    assert len(names.asked) == 80
    names.let_go.set()
    await reached(lambda: len(names.polled) == 130)


async def test_a_feed_taken_out_while_its_name_is_looked_up_is_not_polled(
    dispatcher: Dispatcher, names: Names, clock: SimulatedClock
) -> None:
    dispatcher.adopt([_feed("hang")], ())
    dispatcher.pump()
    await reached(lambda: names.asked == ["hang"])
    dispatcher.adopt([_feed(GOOD)], ())
    names.let_go.set()
    await reached(lambda: names.polled == [GOOD])
    dispatcher.adopt([_feed(GOOD), _feed("hang")], ())
    clock.move_to(clock.now() + timedelta(seconds=30))  # a host is asked with pauses
    dispatcher.pump()
    await reached(lambda: names.polled == [GOOD, "hang"])


async def test_look_ups_end_when_the_daemon_stops(dispatcher: Dispatcher, names: Names) -> None:
    dispatcher.adopt([_feed("hang")], ())
    dispatcher.pump()
    await reached(lambda: names.asked == ["hang"])
    async with asyncio.timeout(PATIENCE_S):
        await dispatcher.stop()
    names.let_go.set()
    assert names.polled == []


@dataclass(slots=True, kw_only=True)
class Answers:
    """Polls whose answers are here, and which wait to be stored until they are let go."""

    size: int
    begun: list[FeedId] = field(default_factory=list)
    ended: list[FeedId] = field(default_factory=list)
    stored: asyncio.Event = field(default_factory=asyncio.Event)
    #: answers that are stored before the others
    early: dict[FeedId, asyncio.Event] = field(default_factory=dict)
    dispatcher: Dispatcher = field(init=False)

    def of(self, clock: SimulatedClock) -> Dispatcher:
        def due(feed: FeedSettings) -> Due:
            return Due(in_s=3600.0 if feed.id in self.ended else 0.0, failing=False)

        self.dispatcher = Dispatcher(
            clock=clock, metrics=Metrics(), poll=self.poll, due=due, places=PLACES
        )
        return self.dispatcher

    async def poll(self, feed: FeedSettings) -> None:
        self.begun.append(feed.id)
        self.dispatcher.arrived(feed.id, self.size)
        await self.early.get(feed.id, self.stored).wait()
        self.ended.append(feed.id)


async def test_polls_begin_while_answers_wait_to_be_stored(clock: SimulatedClock) -> None:
    answers = Answers(size=BEHIND_BYTES // BEHIND_AT_MOST)
    dispatcher = answers.of(clock)
    feeds = [_feed(f"feed-{number}") for number in range(BEHIND_AT_MOST + 9)]
    dispatcher.adopt(feeds, ())
    dispatcher.pump()
    # The last of them keeps the one place there is, so that no more answers come to wait.
    await reached(lambda: len(answers.begun) > BEHIND_AT_MOST)
    dispatcher.plan(feeds[0], least_s=0.0)
    dispatcher.pump()
    await asyncio.sleep(0)
    assert len(answers.begun) == len(dispatcher.under_way) == BEHIND_AT_MOST + 1
    answers.stored.set()
    await reached(lambda: len(answers.ended) == len(feeds))
    assert len(set(answers.begun)) == len(answers.begun) == len(feeds)
    await reached(lambda: not dispatcher.under_way)


async def test_an_answer_that_kept_its_place_gives_it_back_once_another_is_stored(
    clock: SimulatedClock,
) -> None:
    first = FeedId("feed-0")
    answers = Answers(size=1, early={first: asyncio.Event()})
    dispatcher = answers.of(clock)
    feeds = [_feed(f"feed-{number}") for number in range(BEHIND_AT_MOST + 2)]
    dispatcher.adopt(feeds, ())
    dispatcher.pump()
    await reached(lambda: len(answers.begun) == len(feeds) - 1)
    answers.early[first].set()
    await reached(lambda: len(answers.begun) == len(feeds))
    assert answers.ended == [first]
    answers.stored.set()
    await reached(lambda: not dispatcher.under_way)
    assert dispatcher.places_taken == 0


async def test_a_large_answer_keeps_its_place(clock: SimulatedClock) -> None:
    answers = Answers(size=BEHIND_BYTES + 1)
    dispatcher = answers.of(clock)
    dispatcher.adopt([_feed("large"), _feed("other")], ())
    dispatcher.pump()
    await reached(lambda: bool(answers.begun))
    dispatcher.pump()
    await asyncio.sleep(0)
    assert answers.begun == ["large"]
    answers.stored.set()
    await reached(lambda: len(answers.ended) == 2)
