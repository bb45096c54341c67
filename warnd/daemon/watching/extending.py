"""Asks the service manager for more time while the database is migrated and read through."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

#: seconds that are asked for each time, and seconds from one time to the next: a process that is
#: gone in between is found soon
ASKED_S, AGAIN_S = 60.0, 15.0
#: times that more is asked for at most, three hours in all: no migration lasts longer, and one that
#: does hangs
MOST_TIMES = 720


class Manager(Protocol):
    """Gives time."""

    def extend(self, seconds: float, status: str) -> None:
        """Give so much from now on."""
        ...


@asynccontextmanager
async def extending(manager: Manager, why: str, again_s: float = AGAIN_S) -> AsyncIterator[None]:
    """Ask for more time for as long as the block lasts."""
    task = asyncio.create_task(_extend(manager, why, again_s), name="ask for more time")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _extend(manager: Manager, why: str, again_s: float) -> None:
    for _ in range(MOST_TIMES):
        manager.extend(ASKED_S, why)
        await asyncio.sleep(again_s)
