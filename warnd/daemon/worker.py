"""The one thread that reads articles and speaks to the database."""

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Worker:
    """Runs work, one piece at a time, off the event loop.

    One thread owns the one writing connection (FAULTS, row 9), and a long article cannot hold up
    the loop that fetches and sends.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pipeline")
        self.finished = 0

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Give what `work` gives; errors pass through."""
        loop = asyncio.get_running_loop()
        result = await loop.run_in_executor(self._pool, functools.partial(work, *args, **kwargs))
        self.finished += 1
        return result

    def close(self) -> None:
        """Let the thread finish its piece and end."""
        self._pool.shutdown(wait=True)
