"""How hosts are asked for what stands behind entries: one at a time each, and few at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

#: seconds between two requests to one host
SPACING_S = 0.5
#: requests at once, over all hosts
AT_ONCE = 2


@dataclass(slots=True)
class _Host:
    """One host that is asked, or was a moment ago."""

    #: held by the request that is under way
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    #: requests that hold it or wait for it
    waiting: int = 0
    #: when it may be asked again, in the loop's time
    next_s: float = 0.0


class Manners:
    """Gives requests their turn."""

    def __init__(self, *, spacing_s: float = SPACING_S, at_once: int = AT_ONCE) -> None:
        self._spacing_s = spacing_s
        self._slots = asyncio.Semaphore(at_once)
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait until the host of an address may be asked, and hold the turn for the block."""
        now = asyncio.get_running_loop().time
        host = self._hosts.setdefault(urlsplit(url).netloc, _Host())
        host.waiting += 1
        try:
            async with host.lock:
                await asyncio.sleep(max(0.0, host.next_s - now()))
                async with self._slots:
                    try:
                        yield
                    finally:
                        host.next_s = now() + self._spacing_s
        finally:
            host.waiting -= 1
            self._forget(now())

    def _forget(self, now: float) -> None:
        """Forget hosts that nobody asks any more, so that what is remembered stays small."""
        done = [name for name, host in self._hosts.items() if not host.waiting]
        for name in done:
            if self._hosts[name].next_s <= now:
                del self._hosts[name]
