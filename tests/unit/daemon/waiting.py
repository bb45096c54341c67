"""Waiting for what another task does, by turns of the loop and never by the clock."""

import asyncio
from collections.abc import Callable
from typing import Any

#: seconds after which something that should happen at once has failed
PATIENCE_S = 60.0


async def reached(condition: Callable[[], object]) -> None:
    """Let the other tasks run until a condition holds."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110  whoever is waited for has no event to set
            await asyncio.sleep(0)


async def ended(task: asyncio.Task[Any]) -> None:
    """Cancel a task and wait for its end."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
