"""The HTTP client: dials only what may be dialled, without cookies, proxies or surprises."""

import asyncio
import ssl
from collections.abc import Collection, Coroutine
from dataclasses import dataclass
from typing import Self

import httpx

from warnd.errors import AddressRefused
from warnd.transport.addresses import AllowedAddresses, IPAddress
from warnd.transport.certificates import trusted
from warnd.transport.guard import Guard, check_url
from warnd.transport.resolver import Resolver, SystemResolver
from warnd.transport.wire import SocketWire, StreamWire, Wire

#: ports of addresses that name none
PORTS = {"http": 80, "https": 443}
#: seconds after which the next address of a name is tried in the place of one that is silent
NEXT_AFTER_S = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Dials only what may be dialled; made by `open_client`."""

    #: judges every dial
    guard: Guard
    #: whom TLS trusts
    tls: ssl.SSLContext
    #: seconds that bound each connect, read and write
    timeout_s: float

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Let go of nothing: each request has a connection of its own, which ends with it."""

    def look_up(self, url: str) -> Coroutine[None, None, None] | None:
        """Give what to await until the name in an address is looked up; None when it is.

        It never raises: a request to that address meets the same failure.
        """
        try:
            host = check_url(url).host
        except AddressRefused:
            return None
        return None if self.guard.knows(host) else self.guard.look_up(host)

    async def dial(self, url: httpx.URL, *, stale_s: float = 0.0) -> Wire:
        """Give a connection to the first address of a host that takes one.

        Where its name does not resolve now, addresses of at most `stale_s` seconds ago will do.
        Raises AddressRefused when one of its addresses must not be dialled, ExchangeFailed when it
        has none, OSError when none answers.
        """
        found = await self.guard.addresses(url.host, port_of(url), stale_s=stale_s)
        for address in found[:-1]:
            try:
                return await self._connected(url, address, min(NEXT_AFTER_S, self.timeout_s))
            except OSError:
                continue
        return await self._connected(url, found[-1], self.timeout_s)

    async def _connected(self, url: httpx.URL, address: IPAddress, patience_s: float) -> Wire:
        port = port_of(url)
        dialled = self.guard.socket(url.host, address, port)
        try:
            dialled.setblocking(False)
            plain = SocketWire(dialled, self.timeout_s)
            if url.scheme == "http":
                await plain.connect((str(address), port), patience_s)
                return plain
            async with asyncio.timeout(patience_s):
                await plain.connect((str(address), port), patience_s)
                name = url.raw_host.decode("ascii").rstrip(".")
                opened = await asyncio.open_connection(
                    sock=dialled, ssl=self.tls, server_hostname=name
                )
            return StreamWire(*opened, self.timeout_s)
        except BaseException:
            dialled.close()
            raise


def open_client(
    allow_addresses: Collection[str] = (),
    *,
    timeout_s: float = 20.0,
    resolver: Resolver | None = None,
    tls: ssl.SSLContext | None = None,
) -> Client:
    """Give a client that dials only what may be dialled; make one and keep it.

    `timeout_s` bounds each connect, read and write; `get` and `post` bound the whole. The caller
    closes it with `aclose()`. Raises ValueError for an `allow_addresses` that is not `host:port`.
    """
    guard = Guard(AllowedAddresses.read(allow_addresses), resolver or SystemResolver())
    return Client(guard=guard, tls=tls or trusted(), timeout_s=timeout_s)


def port_of(url: httpx.URL) -> int:
    """Give the port of an address, its scheme's where it names none."""
    return url.port or PORTS[url.scheme]
