"""Whether a loop of the daemon moves: it does something again and again, or says why it waits."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf


def _loop_s() -> float:
    """Give the time that the event loop goes by, which no test and no operator moves."""
    return asyncio.get_running_loop().time()


class Pulse:
    """The signs of life of one loop, in seconds of the event loop's clock."""

    def __init__(self, now_s: Callable[[], float] = _loop_s) -> None:
        self._now_s = now_s
        #: when it moved last; None before it first did
        self._moved_s: float | None = None
        #: until when each thing may last that it waits for
        self._waits: dict[object, float] = {}

    def beat(self) -> None:
        """Note that the loop moved."""
        self._moved_s = self._now_s()

    @contextmanager
    def waiting(self, most_s: float = inf) -> Iterator[None]:
        """Let the loop stand still within the block, for so many seconds at most.

        Without a number somebody else watches over what it waits for.
        """
        wait = object()
        self._waits[wait] = self._now_s() + most_s
        try:
            yield
        finally:
            del self._waits[wait]
            self.beat()

    def still_s(self) -> float:
        """Give for how many seconds the loop has not moved although it should have."""
        since_s = min(self._waits.values(), default=self._moved_s)
        return 0.0 if since_s is None else max(0.0, self._now_s() - since_s)
