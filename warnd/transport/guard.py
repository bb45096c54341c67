"""The guard on dialling: a name is resolved once, judged, and the judged address is dialled."""

import re
import socket
from contextlib import suppress
from functools import lru_cache
from ipaddress import IPv4Address

import httpx

from warnd.errors import AddressRefused, ExchangeFailed, OutOfFiles
from warnd.transport.addresses import LAST_PORT, AllowedAddresses, IPAddress, as_address
from warnd.transport.resolver import Resolver

#: an address longer than this is no address of a feed
LONGEST_URL = 4096
#: backslashes and C0 and C1 control characters, which every parser of addresses reads its own way
UNSAFE_SPELLING = re.compile(r"[\\\x00-\x1f\x7f-\x9f]")
#: addresses that are read once and not at each poll: all of ten thousand feeds, unless they are
#: longer than an address of a feed is, so that redirects cannot fill memory
ADDRESSES_KEPT, LONGEST_KEPT = 12_000, 200
#: addresses of one name that are tried before giving up
DIALLED_AT_MOST = 4


def check_url(url: str) -> httpx.URL:
    """Give an address as the one parser reads it that also dials it.

    Raises AddressRefused for other schemes than http and https, user names, control characters,
    backslashes and what cannot be read: the spellings that parsers disagree about. Errors name
    the host at most, since the path of a webhook is a secret.
    """
    return _kept(url) if len(url) <= LONGEST_KEPT else _checked(url)


def _checked(url: str) -> httpx.URL:
    if len(url) > LONGEST_URL:
        raise AddressRefused(f"an address of {len(url)} characters")
    if UNSAFE_SPELLING.search(url):
        raise AddressRefused("a backslash or control character in an address")
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise AddressRefused(f"an address that cannot be read: {error}") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise AddressRefused(f"not http or https, or no host: {parsed.scheme}://{parsed.host}")
    if parsed.port is not None and not 0 < parsed.port <= LAST_PORT:
        raise AddressRefused(f"port {parsed.port} at {parsed.host}")
    if parsed.userinfo:
        raise AddressRefused(f"a user name in the address of {parsed.host}")
    return parsed


_kept = lru_cache(maxsize=ADDRESSES_KEPT)(_checked)


class Guard:
    """Judges what a name resolves to, and once more what is about to be dialled."""

    def __init__(self, allowed: AllowedAddresses, resolver: Resolver) -> None:
        self._allowed = allowed
        self._resolver = resolver

    async def addresses(
        self, host: str, port: int, *, stale_s: float = 0.0
    ) -> tuple[IPAddress, ...]:
        """Give the judged addresses of a host, a few at most.

        Where its name does not resolve now, those of at most `stale_s` seconds ago will do. Raises
        AddressRefused when one of all its addresses must not be dialled, ExchangeFailed when it has
        none.
        """
        written = as_address(host)
        found = (written,) if written else await self._resolver.resolve(host, stale_s=stale_s)
        self._judge(host, found, port)
        return found[:DIALLED_AT_MOST]

    def knows(self, host: str) -> bool:
        """Tell whether a host needs no look-up: it is an address, or was looked up just now."""
        return as_address(host) is not None or self._resolver.knows(host)

    async def look_up(self, host: str) -> None:
        """Return when a name was looked up, whatever came of it."""
        with suppress(ExchangeFailed, OutOfFiles):
            await self._resolver.resolve(host)

    def socket(self, host: str, address: IPAddress, port: int) -> socket.socket:
        """Give a socket to dial one address of a host with: the last wall, whatever led there.

        Raises AddressRefused for an address that must not be dialled.
        """
        self._judge(host, (address,), port)
        family = socket.AF_INET if isinstance(address, IPv4Address) else socket.AF_INET6
        return socket.socket(family, socket.SOCK_STREAM)

    def _judge(self, host: str, addresses: tuple[IPAddress, ...], port: int) -> None:
        reason = self._allowed.refusal(host, addresses, port)
        if reason:
            raise AddressRefused(f"{host}:{port} must not be dialled: {reason}")
