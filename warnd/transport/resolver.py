"""Names to addresses, in threads of our own, so that hanging names delay nobody else."""

import asyncio
import socket
import threading
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from ipaddress import ip_address
from typing import Protocol

from warnd.errors import ExchangeFailed, OutOfFiles
from warnd.transport.addresses import IPAddress
from warnd.transport.files import none_left, probe
from warnd.transport.remembered import Remembered

Lookup = Callable[[str], tuple[IPAddress, ...]]

#: seconds for which an answer is given again: a host may have hundreds of feeds
FRESH_S = 30.0
#: seconds for which the last good addresses of a name are kept, for those who ask for them
KEPT_S = 86_400.0


class Resolver(Protocol):
    """Resolves names."""

    async def resolve(self, host: str, *, stale_s: float = 0.0) -> tuple[IPAddress, ...]:
        """Give the addresses of a name, at least one.

        Where the name does not resolve now, what it resolved to within the last `stale_s` seconds
        will do. Raises ExchangeFailed when there is none or the answer takes too long, OutOfFiles
        when this machine cannot ask.
        """
        ...

    def knows(self, host: str) -> bool:
        """Tell whether a name was looked up so lately that `resolve` answers at once."""
        ...


class Lane(StrEnum):
    """Which names a look-up shares its threads with; none waits behind those of another lane."""

    #: resolved the last time
    KNOWN = "known"
    #: not asked for yet
    NEW = "new"
    #: asked for before, and hung or failed
    DOUBTFUL = "doubtful"


#: threads of each lane. A thread that hangs is held by the system's resolver for ten seconds and
#: more: well over sixty dead names may hang at once before a good one waits. Doubtful names get
#: few, since they come back every half minute. Together they stay below the unit's TasksMax.
THREADS = {Lane.KNOWN: 80, Lane.NEW: 80, Lane.DOUBTFUL: 24}


def look_up(host: str) -> tuple[IPAddress, ...]:
    """Give what the system resolves a name to, each address once, in its order; it blocks.

    Raises OSError when the name has no address.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror:
        probe()  # without a descriptor every name fails, with words that blame the name
        raise
    return tuple(dict.fromkeys(ip_address(str(address[0])) for *_, address in found))


class SystemResolver:
    """Resolves by the system's own resolver.

    asyncio's default resolves in its shared pool of about six threads, where a few dead names
    hold up every other name, and shutdown too (CPython issue 112169). Here each look-up has a
    daemon thread, a name that hangs is asked once and then left alone for a while.
    """

    def __init__(
        self, look_up: Lookup = look_up, *, timeout_s: float = 5.0, failure_kept_s: float = 30.0
    ) -> None:
        self._look_up = look_up
        self._timeout_s = timeout_s
        self._lanes = {lane: asyncio.Semaphore(threads) for lane, threads in THREADS.items()}
        self._running: dict[str, asyncio.Task[tuple[IPAddress, ...]]] = {}
        self._failed: Remembered[str] = Remembered(failure_kept_s)
        self._good: Remembered[tuple[IPAddress, ...]] = Remembered(KEPT_S)
        self._doubtful: Remembered[bool] = Remembered(KEPT_S)

    async def resolve(self, host: str, *, stale_s: float = 0.0) -> tuple[IPAddress, ...]:
        """Give the addresses of a name, or those of at most `stale_s` ago where it has none now.

        Raises ExchangeFailed when there is none, the answer takes too long, or it failed lately;
        OutOfFiles when this machine cannot ask.
        """
        now = asyncio.get_running_loop().time()
        fresh = self._good.get(host, now, within_s=FRESH_S)
        if fresh is not None:
            return fresh
        try:
            return await self._ask(host, now)
        except ExchangeFailed:
            stale = self._good.get(host, now, within_s=stale_s)
            if stale is None:
                raise
            return stale

    def knows(self, host: str) -> bool:
        """Tell whether a name was looked up so lately that `resolve` answers at once."""
        now = asyncio.get_running_loop().time()
        fresh = self._good.get(host, now, within_s=FRESH_S)
        return fresh is not None or self._failed.get(host, now) is not None

    async def _ask(self, host: str, now: float) -> tuple[IPAddress, ...]:
        failure = self._failed.get(host, now)
        if failure is not None:
            raise ExchangeFailed(failure)
        task = self._running.get(host) or self._begin(host, now)
        try:
            async with asyncio.timeout(self._timeout_s):
                return await asyncio.shield(task)
        except TimeoutError as error:
            raise self._failure(host, f"no answer within {self._timeout_s:g} s") from error
        except (OSError, ValueError) as error:
            if none_left(error):
                raise OutOfFiles(f"{host} cannot be looked up: {error}") from error
            raise self._failure(host, str(error)) from error

    def _begin(self, host: str, now: float) -> asyncio.Task[tuple[IPAddress, ...]]:
        task = asyncio.create_task(self._in_lane(host, self._lanes[self._lane(host, now)]))
        self._running[host] = task
        task.add_done_callback(partial(self._ended, host))
        return task

    def _lane(self, host: str, now: float) -> Lane:
        if self._doubtful.get(host, now):
            return Lane.DOUBTFUL
        return Lane.KNOWN if self._good.get(host, now) else Lane.NEW

    async def _in_lane(self, host: str, lane: asyncio.Semaphore) -> tuple[IPAddress, ...]:
        async with lane:
            loop = asyncio.get_running_loop()
            answer: asyncio.Future[tuple[IPAddress, ...]] = loop.create_future()
            work = partial(self._work, host, loop, answer)
            try:
                threading.Thread(target=work, name="warnd-resolver", daemon=True).start()
            except RuntimeError as error:
                raise OutOfFiles(f"{host} cannot be looked up: {error}") from error
            self._doubtful.keep(host, True, loop.time())  # until it has answered
            addresses = await answer
        self._doubtful.forget(host)
        self._good.keep(host, addresses, loop.time())
        return addresses

    def _work(
        self,
        host: str,
        loop: asyncio.AbstractEventLoop,
        answer: asyncio.Future[tuple[IPAddress, ...]],
    ) -> None:
        settle: Callable[[], None]
        try:
            settle = partial(answer.set_result, self._look_up(host))
        except (OSError, ValueError) as error:  # ValueError: a label that IDNA refuses
            settle = partial(answer.set_exception, error)
        try:
            loop.call_soon_threadsafe(_unless_done, answer, settle)
        except RuntimeError:  # the loop is closed: nobody waits any more
            return

    def _ended(self, host: str, task: asyncio.Task[tuple[IPAddress, ...]]) -> None:
        del self._running[host]
        if not task.cancelled():
            task.exception()  # read, or asyncio complains when the asker has left

    def _failure(self, host: str, reason: str) -> ExchangeFailed:
        now = asyncio.get_running_loop().time()
        told = f"{host} does not resolve: {reason}"
        self._failed.keep(host, told, now)
        return ExchangeFailed(told)


def _unless_done(answer: asyncio.Future[tuple[IPAddress, ...]], settle: Callable[[], None]) -> None:
    if not answer.done():  # cancelled with the loop's other tasks at its end
        settle()
