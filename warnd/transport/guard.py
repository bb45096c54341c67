"""The guard on dialling: a name is resolved once, judged, and the judged address is dialled."""

import re
from collections.abc import Iterable

import httpcore
import httpx

from warnd.errors import AddressRefused
from warnd.transport.addresses import LAST_PORT, AllowedAddresses, IPAddress, as_address
from warnd.transport.resolver import Resolver

#: an address longer than this is no address of a feed
LONGEST_URL = 4096
#: backslashes and C0 and C1 control characters, which every parser of addresses reads its own way
UNSAFE_SPELLING = re.compile(r"[\\\x00-\x1f\x7f-\x9f]")
#: addresses of one name that are tried before giving up
DIALLED_AT_MOST = 4

SocketOptions = Iterable[
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
]


def check_url(url: str) -> httpx.URL:
    """Give an address as the one parser reads it that also dials it.

    Raises AddressRefused for other schemes than http and https, user names, control characters,
    backslashes and what cannot be read: the spellings that parsers disagree about. Errors name
    the host at most, since the path of a webhook is a secret.
    """
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


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Dials for httpcore, and only what may be dialled."""

    def __init__(
        self,
        allowed: AllowedAddresses,
        resolver: Resolver,
        inner: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._allowed = allowed
        self._resolver = resolver
        self._inner = inner or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  httpcore's signature
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Give a connection to the first address of `host` that answers.

        Raises AddressRefused when one of its addresses must not be dialled.
        """
        addresses = (await self._resolve(host, port))[:DIALLED_AT_MOST]
        for address in addresses[:-1]:
            try:
                return await self._inner.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._inner.connect_tcp(
            str(addresses[-1]), port, timeout, local_address, socket_options
        )

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
        socket_options: SocketOptions | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: nothing of warnd's speaks HTTP over a local socket."""
        raise AddressRefused(f"the local socket {path}")

    async def sleep(self, seconds: float) -> None:
        """Wait, for httpcore's own retries."""
        await self._inner.sleep(seconds)

    async def _resolve(self, host: str, port: int) -> tuple[IPAddress, ...]:
        written = as_address(host)
        addresses = (written,) if written is not None else await self._resolver.resolve(host)
        reason = self._allowed.refusal(host, addresses, port)
        if reason:
            raise AddressRefused(f"{host}:{port} must not be dialled: {reason}")
        return addresses
