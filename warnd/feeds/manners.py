"""How hosts are asked for what stands behind entries: one at a time each, and few at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

#: seconds between two requests to one host
SPACING_S = 0.5
#: requests at once, over all hosts
AT_ONCE = 2


class Manners:
    """Gives requests their turn."""

    def __init__(self, *, spacing_s: float = SPACING_S, at_once: int = AT_ONCE) -> None:
        self._spacing_s = spacing_s
        self._slots = asyncio.Semaphore(at_once)
        self._hosts: dict[str, asyncio.Lock] = {}
        #: by host, when it may be asked again, in the loop's time
        self._next: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait until the host of an address may be asked, and hold the turn for the block."""
        host = urlsplit(url).netloc
        lock = self._hosts.setdefault(host, asyncio.Lock())
        loop = asyncio.get_running_loop()
        async with lock:
            await asyncio.sleep(max(0.0, self._next.get(host, 0.0) - loop.time()))
            async with self._slots:
                try:
                    yield
                finally:
                    self._next[host] = loop.time() + self._spacing_s
        self._forget(host, loop.time())

    def _forget(self, host: str, now: float) -> None:
        """Forget hosts that nobody waits for, so that what is remembered stays small."""
        for name in [name for name, at in self._next.items() if at <= now and name != host]:
            if not self._hosts[name].locked():
                del self._hosts[name], self._next[name]
