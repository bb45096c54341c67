"""Stores what changed only in times, many feeds in one transaction."""

import asyncio
from dataclasses import dataclass, field

import structlog

from warnd.daemon.worker import Worker
from warnd.errors import StoreBusy
from warnd.intake import Intake
from warnd.model.feed import FeedState
from warnd.model.identifiers import FeedId

log = structlog.get_logger()

#: states that are stored at once, without waiting for the second to end
AT_ONCE = 100


@dataclass(slots=True, kw_only=True)
class Remembering:
    """States of feeds on their way to the database.

    A crash that loses one costs an early poll and nothing else: whatever is new in a feed is stored
    with its state in one transaction, and never comes here.
    """

    intake: Intake
    worker: Worker
    _waiting: dict[FeedId, FeedState] = field(default_factory=dict)
    _storing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def is_full(self) -> bool:
        """Whether enough wait to be stored at once."""
        return len(self._waiting) >= AT_ONCE

    def later(self, state: FeedState) -> None:
        """Have a state stored with the next others."""
        self._waiting[state.feed] = state

    def forget(self, feed: FeedId) -> None:
        """Leave out a state that is about to be stored by other means."""
        self._waiting.pop(feed, None)

    def drop(self) -> None:
        """Leave out all that waits."""
        self._waiting.clear()

    async def store(self) -> None:
        """Store what waits; what a busy database does not take goes on waiting."""
        async with self._storing:
            batch, self._waiting = self._waiting, {}
            if not batch:
                return
            try:
                await self.worker.run(self.intake.remember, *batch.values())
            except StoreBusy as error:
                self._waiting = {**batch, **self._waiting}
                log.warning("store_busy", feeds=len(batch), error=str(error))
            except Exception:  # a fault of ours must not end what stores the rest
                log.exception("states_not_stored", feeds=len(batch))
