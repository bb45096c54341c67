"""Seats that those who wait get by rank, then by who came first."""

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Seats:
    """A number of seats; a lower rank is seated first."""

    def __init__(self, count: int) -> None:
        self._count = self._free = count
        self._numbers = itertools.count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []

    @property
    def full(self) -> bool:
        """Whether the next to come has to wait."""
        return self._free == 0

    @property
    def taken(self) -> bool:
        """Whether somebody holds a seat."""
        return self._free < self._count

    @asynccontextmanager
    async def seat(self, rank: int = 0) -> AsyncIterator[None]:
        """Hold a seat for the block."""
        await self._taken(rank)
        try:
            yield
        finally:
            self._give()

    async def _taken(self, rank: int) -> None:
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (rank, next(self._numbers), turn))
        try:
            await turn
        except BaseException:
            if turn.done() and not turn.cancelled():  # the seat came as the wait was given up
                self._give()
            raise

    def _give(self) -> None:
        while self._waiting:
            *_, turn = heapq.heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
