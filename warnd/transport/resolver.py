"""Names to addresses, in threads of our own, so that hanging names delay nobody else."""

import asyncio
import socket
import threading
from collections.abc import Callable
from functools import partial
from ipaddress import ip_address
from typing import Protocol

from warnd.errors import ExchangeFailed
from warnd.transport.addresses import IPAddress

Lookup = Callable[[str], tuple[IPAddress, ...]]


class Resolver(Protocol):
    """Resolves names."""

    async def resolve(self, host: str) -> tuple[IPAddress, ...]:
        """Give the addresses of a name, at least one.

        Raises ExchangeFailed when there is none or the answer takes too long.
        """
        ...


def look_up(host: str) -> tuple[IPAddress, ...]:
    """Give what the system resolves a name to, each address once, in its order; it blocks.

    Raises OSError when the name has no address.
    """
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(ip_address(str(address[0])) for *_, address in found))


class SystemResolver:
    """Resolves by the system's own resolver.

    asyncio's default resolves in its shared pool of about six threads, where a few dead names
    hold up every other name, and shutdown too (CPython issue 112169). Here each look-up has a
    daemon thread, a name that hangs is asked once and then left alone for a while.
    """

    def __init__(
        self,
        look_up: Lookup = look_up,
        *,
        timeout_s: float = 5.0,
        threads: int = 64,
        failure_kept_s: float = 30.0,
    ) -> None:
        self._look_up = look_up
        self._timeout_s = timeout_s
        self._failure_kept_s = failure_kept_s
        self._slots = asyncio.Semaphore(threads)
        self._running: dict[str, asyncio.Future[tuple[IPAddress, ...]]] = {}
        self._failed: dict[str, tuple[float, str]] = {}

    async def resolve(self, host: str) -> tuple[IPAddress, ...]:
        """Give the addresses of a name.

        Raises ExchangeFailed when there is none, the answer takes too long, or it failed lately.
        """
        self._raise_recent_failure(host)
        try:
            async with asyncio.timeout(self._timeout_s):
                return await asyncio.shield(self._running.get(host) or await self._start(host))
        except TimeoutError as error:
            raise self._failure(host, f"no answer within {self._timeout_s:g} s") from error
        except (OSError, ValueError) as error:
            raise self._failure(host, str(error)) from error

    async def _start(self, host: str) -> asyncio.Future[tuple[IPAddress, ...]]:
        await self._slots.acquire()
        loop = asyncio.get_running_loop()
        future = self._running[host] = loop.create_future()
        future.add_done_callback(lambda _: self._finish(host, future))
        threading.Thread(
            target=self._work, args=(host, loop, future), name="warnd-resolver", daemon=True
        ).start()
        return future

    def _work(
        self,
        host: str,
        loop: asyncio.AbstractEventLoop,
        future: asyncio.Future[tuple[IPAddress, ...]],
    ) -> None:
        settle: Callable[[], None]
        try:
            settle = partial(future.set_result, self._look_up(host))
        except (OSError, ValueError) as error:  # ValueError: a label that IDNA refuses
            settle = partial(future.set_exception, error)
        try:
            loop.call_soon_threadsafe(settle)
        except RuntimeError:  # the loop is closed: nobody waits any more
            return

    def _finish(self, host: str, future: asyncio.Future[tuple[IPAddress, ...]]) -> None:
        self._slots.release()
        if self._running.get(host) is future:
            del self._running[host]
        future.exception()  # read, or asyncio complains when the asker has left

    def _raise_recent_failure(self, host: str) -> None:
        until, reason = self._failed.get(host, (0.0, ""))
        if until > asyncio.get_running_loop().time():
            raise ExchangeFailed(f"{host} does not resolve: {reason}")
        self._failed.pop(host, None)

    def _failure(self, host: str, reason: str) -> ExchangeFailed:
        now = asyncio.get_running_loop().time()
        self._failed = {name: kept for name, kept in self._failed.items() if kept[0] > now}
        self._failed[host] = (now + self._failure_kept_s, reason)
        return ExchangeFailed(f"{host} does not resolve: {reason}")
