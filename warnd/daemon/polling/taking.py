"""Taking in what a poll brought, with patience for a database that is away for a while."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass

import structlog

from warnd.daemon.worker import Worker
from warnd.errors import StoreBusy, StoreChanged, StoreFull
from warnd.pipeline import Outcome
from warnd.ports.world import Clock

log = structlog.get_logger()

#: gives the steps by which a document is taken in, from the first that is not stored yet
Steps = Callable[[], Iterator[Outcome]]
#: seconds for which a document waits in memory for a database that is locked or away: a feed may
#: show something else when it is asked again
PATIENCE_S = 60.0
#: seconds between two tries
PAUSE_S = 1.0
#: seconds after which a feed is asked again whose document found no room: it may tell of more
FULL_PAUSE_S = 8.0
#: the failure that is rehearsed: the first one gives up the ballast, which most often is enough
REHEARSED = 2


@dataclass(slots=True, kw_only=True)
class Taking:
    """Hands steps to the worker, again and again while nothing can be stored."""

    worker: Worker
    clock: Clock
    #: sends what is grave of steps that cannot be stored. None: nothing does
    rehearse: Callable[[Steps], Awaitable[None]] | None = None
    patience_s: float = PATIENCE_S
    pause_s: float = PAUSE_S
    full_pause_s: float = FULL_PAUSE_S

    async def take(self, feed: str, steps: Steps) -> AsyncIterator[Outcome]:
        """Give what each step caused once it is stored. Raises StoreBusy when patience ends."""
        ends_s = self.clock.monotonic() + self.patience_s
        failures = 0
        while True:
            try:
                async for outcome in self._once(steps()):
                    yield outcome
            except StoreChanged:
                raise
            except StoreBusy as error:
                failures += 1
                if self.clock.monotonic() >= ends_s:
                    raise
                log.warning("store_busy", feed=feed, error=str(error))
                if failures == REHEARSED and isinstance(error, StoreFull):
                    await self._rehearsed(steps)
                    raise
            else:
                return
            await asyncio.sleep(self.pause_s)

    async def _rehearsed(self, steps: Steps) -> None:
        """Have what is grave sent, and let a moment go by before the feed is asked for more."""
        if self.rehearse is not None:
            await self.rehearse(steps)
        await asyncio.sleep(self.full_pause_s)

    async def _once(self, steps: Iterator[Outcome]) -> AsyncIterator[Outcome]:
        while (outcome := await self.worker.run(next, steps, None)) is not None:
            yield outcome
            if outcome.is_last:
                return
