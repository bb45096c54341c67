"""Sends what was rehearsed through the real channels, each message marked as an exercise."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from warnd.alerts.dress import PLAIN
from warnd.alerts.exercise import as_exercise
from warnd.alerts.paces import Pace
from warnd.alerts.retry import retry_delay
from warnd.daemon.delivering.dressing import Desk, Dresser, dresser_of
from warnd.daemon.delivering.packing import Words, bare_message_of, message_of
from warnd.daemon.delivering.rehearsal import Leaving
from warnd.daemon.worker import Worker
from warnd.drawing.artist import Artist
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused
from warnd.model.identifiers import ChannelId
from warnd.model.level import Level
from warnd.model.notification import Message
from warnd.ports.store import Store
from warnd.ports.world import Channel, Clock
from warnd.settings import Settings

#: tries of one message: people take part and wait, and an exercise is worth no longer siege
TRIES = 4


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of the messages of one channel."""

    taken: int = 0
    #: what was not taken, and what the channel said last
    lost: int = 0
    error: str = ""


@dataclass(slots=True, kw_only=True)
class Drill:
    """Tells people of a past crisis, once."""

    channels: Mapping[ChannelId, Channel]
    paces: Mapping[ChannelId, Pace]
    words: Words
    clock: Clock
    dresser: Dresser
    #: how many times as fast as it was; None: as fast as the channels take it
    speed: float | None = None
    #: called after each message, whatever became of it
    on_told: Callable[[], object] = field(default=lambda: None)

    async def run(self, leaving: Sequence[Leaving]) -> dict[ChannelId, Outcome]:
        """Send messages, all channels at once, each its own in order; give what became of them."""
        if not leaving:
            return {}
        first, began_s = leaving[0].at, self.clock.monotonic()
        ids = list(dict.fromkeys(each.channel for each in leaving))
        outcomes = await asyncio.gather(
            *(self._tell([x for x in leaving if x.channel == id_], first, began_s) for id_ in ids)
        )
        return dict(zip(ids, outcomes, strict=True))

    async def _tell(self, leaving: Sequence[Leaving], first: datetime, began_s: float) -> Outcome:
        outcome, spoke_s = Outcome(), -float("inf")
        for number, each in enumerate(leaving):
            gap_s = self.paces[each.channel].gap_s
            due_s = (each.at - first).total_seconds() / self.speed if self.speed else 0.0
            await self._sleep_until(max(began_s + due_s, spoke_s + gap_s))
            spoke_s = self.clock.monotonic()
            try:
                await self._deliver(each)
            except ChannelClosed as error:  # a person must mend it: the others would fare alike
                outcome.lost += len(leaving) - number
                outcome.error = str(error)
                return outcome
            except (DeliveryDeferred, DeliveryRefused) as error:
                outcome.lost += 1
                outcome.error = str(error)
            else:
                outcome.taken += 1
            self.on_told()
        return outcome

    async def _deliver(self, leaving: Leaving) -> None:
        """Send a message, in bare words when it is refused; raises what the last try raised."""
        message = await self._message(leaving)
        for attempt in range(1, TRIES + 1):
            try:
                await self.channels[leaving.channel].send(message)
            except ChannelClosed:
                raise
            except DeliveryDeferred as error:
                if attempt == TRIES:
                    raise
                delay = retry_delay(attempt, error.delay_s, 0.0)
                await asyncio.sleep(delay.total_seconds())
            except DeliveryRefused:
                if attempt > 1 or leaving.load.parcel.digest:
                    raise
                message = as_exercise(bare_message_of(leaving.load, leaving.at))
            else:
                return

    async def _message(self, leaving: Leaving) -> Message:
        pace, load, dress = self.paces[leaving.channel], leaving.load, PLAIN
        if not load.parcel.digest:
            dress = await self.dresser.dress(load.held[0], pictures=pace.shows_pictures)
        return as_exercise(message_of(load, self.words, pace, leaving.at, dress))

    async def _sleep_until(self, moment_s: float) -> None:
        await asyncio.sleep(max(0.0, moment_s - self.clock.monotonic()))


@asynccontextmanager
async def exercise_dresser(
    settings: Settings, store: Store, clock: Clock, thresholds: Sequence[tuple[Level, float]]
) -> AsyncIterator[Dresser]:
    """Open what dresses messages of an exercise: with pictures, without links to answer by.

    An answer would reach the daemon, which knows nothing of the exercise's alerts.
    """
    worker, artist = Worker(), Artist()
    desk = Desk(
        store=store, worker=worker, clock=clock, artist=artist, thresholds=lambda: thresholds
    )
    try:
        yield await dresser_of(settings, None, desk)
    finally:
        await artist.close()
        worker.close()
