"""What a fetch costs: unchanged feeds of a thousand servers, answered by 304.

    python benchmarks/fetching.py [--rounds 5]

Every address in 127.0.0.0/8 is this machine, so a thousand of them are a thousand origins. The
server is a process of its own; what is told is requests a second on the wall, and a second of the
client's own processor, which is what a single core could do. Ratios are of runs in turn, medians:
single figures drift by a factor of two on a shared machine.

The client before is httpx on httpcore, closing each connection; bare aiohttp is the floor of a
general client, closing likewise and, for what keeping connections would give, with all of them
open. Neither judges what it dials, follows redirects or bounds a body.
"""

import argparse
import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from statistics import median
from time import perf_counter, process_time

import aiohttp
import httpx

from warnd.transport import get, open_client

_ORIGINS = 1000
_AT_ONCE = 32
_REQUEST = {
    "accept": "application/atom+xml, application/rss+xml, application/xml;q=0.8, */*;q=0.5",
    "accept-encoding": "gzip",
    "user-agent": "warnd-benchmark",
    "if-none-match": '"1"',
}
_CLOSING = _REQUEST | {"connection": "close"}
_UNCHANGED = (
    b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nCache-Control: max-age=60\r\n'
    b"Date: Mon, 28 Jan 2019 09:00:00 GMT\r\nServer: benchmark\r\n\r\n"
)

Fetch = Callable[[str], Awaitable[int]]
Contender = Callable[[list[str]], AbstractAsyncContextManager[Fetch]]


class _Unchanged(asyncio.Protocol):
    """Answers every request with 304, and hangs up where it is asked to."""

    def __init__(self) -> None:
        self._heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while (end := self._heard.find(b"\r\n\r\n")) >= 0:
            head, self._heard = self._heard[:end].lower(), self._heard[end + 4 :]
            self._transport.write(_UNCHANGED)
            if b"connection: close" in head:
                self._transport.close()


async def _serve(told: Connection) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Unchanged, "0.0.0.0", 0, backlog=4096)  # noqa: S104
    told.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _server(told: Connection) -> None:
    asyncio.run(_serve(told))


@asynccontextmanager
async def _warnd(addresses: list[str]) -> AsyncIterator[Fetch]:
    async def fetch(url: str) -> int:
        return (await get(client, url, headers=_REQUEST)).status

    async with open_client(addresses) as client:
        yield fetch


@asynccontextmanager
async def _before(_: list[str]) -> AsyncIterator[Fetch]:
    async def fetch(url: str) -> int:
        return (await client.get(url, headers=_CLOSING)).status_code

    limits = httpx.Limits(max_connections=_AT_ONCE, max_keepalive_connections=0)
    async with httpx.AsyncClient(trust_env=False, limits=limits) as client:
        yield fetch


@asynccontextmanager
async def _aiohttp(_: list[str], *, keep: bool = False) -> AsyncIterator[Fetch]:
    async def fetch(url: str) -> int:
        async with session.get(url, headers=_REQUEST if keep else _CLOSING) as answer:
            await answer.read()
            return answer.status

    connector = aiohttp.TCPConnector(limit=0, force_close=not keep)
    async with aiohttp.ClientSession(connector=connector) as session:
        yield fetch


def _aiohttp_keeping(addresses: list[str]) -> AbstractAsyncContextManager[Fetch]:
    return _aiohttp(addresses, keep=True)


CONTENDERS: dict[str, Contender] = {
    "warnd.transport": _warnd,
    "httpx on httpcore, closing": _before,
    "bare aiohttp, closing": _aiohttp,
    "bare aiohttp, keeping all": _aiohttp_keeping,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Requests a second."""

    #: on the wall
    wall: float
    #: of the client's processor
    core: float


async def _speed(contender: Contender, port: int) -> Speed:
    hosts = [f"127.0.{number // 250}.{number % 250 + 1}:{port}" for number in range(_ORIGINS)]
    async with contender(hosts) as fetch:
        await fetch(f"http://{hosts[0]}/feed")
        urls = iter([f"http://{host}/feed" for host in hosts * 2])

        async def ask() -> None:
            for url in urls:
                assert await fetch(url) == httpx.codes.NOT_MODIFIED

        wall, core = perf_counter(), process_time()
        await asyncio.gather(*(ask() for _ in range(_AT_ONCE)))
        asked = _ORIGINS * 2
        return Speed(wall=asked / (perf_counter() - wall), core=asked / (process_time() - core))


def main() -> None:
    """Measure the contenders in turn, several times, and print medians."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    hear, tell = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.Process(target=_server, args=(tell,), daemon=True)
    server.start()
    port = hear.recv()
    speeds: dict[str, list[Speed]] = {name: [] for name in CONTENDERS}
    for _ in range(rounds):
        for name, contender in CONTENDERS.items():
            speeds[name].append(asyncio.run(_speed(contender, port)))
    server.terminate()
    _print(speeds)


def _print(speeds: dict[str, list[Speed]]) -> None:
    ours, *others = speeds.values()
    for name, told in speeds.items():
        wall, core = median(s.wall for s in told), median(s.core for s in told)
        print(f"{name:<28}{wall:>8,.0f} 304s/s {core:>8,.0f} a second of processor")
    for name, told in zip(list(speeds)[1:], others, strict=True):
        ratio = median(mine.core / theirs.core for mine, theirs in zip(ours, told, strict=True))
        print(f"warnd.transport is {ratio:.2f} times {name}")


if __name__ == "__main__":
    main()
