"""Whether the thread of the pipeline, which alone writes to the database, gets on with its work."""

import asyncio
from dataclasses import dataclass, field

from warnd.daemon.watching.pulse import Pulse
from warnd.daemon.worker import Worker


@dataclass(slots=True, kw_only=True)
class WorkerWatch:
    """Sees that pieces of work end; where none waits it has one done that is nothing.

    A failure is progress too: the thread moved, and what failed is told by whoever wanted it.
    """

    worker: Worker
    pulse: Pulse = field(default_factory=Pulse)
    #: what was finished when it was looked at last
    _finished: int = -1
    _asked: asyncio.Task[None] | None = None

    def look(self) -> None:
        """Note what has ended since the last look."""
        if self.worker.finished != self._finished:
            self._finished = self.worker.finished
            self.pulse.beat()
        if self._asked is None or self._asked.done():
            self._asked = asyncio.create_task(self._ask(), name="ask the worker for nothing")

    async def stop(self) -> None:
        """Ask no more."""
        if self._asked is not None:
            self._asked.cancel()
            await asyncio.gather(self._asked, return_exceptions=True)

    async def _ask(self) -> None:
        try:
            await self.worker.run(_nothing)
        finally:
            self.pulse.beat()


def _nothing() -> None:
    """Do nothing."""
