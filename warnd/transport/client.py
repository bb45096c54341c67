"""The HTTP client: guarded, with deadlines, without cookies, proxies or surprises."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore
import httpx

from warnd import __version__
from warnd.errors import AddressRefused, ExchangeFailed
from warnd.transport.addresses import AllowedAddresses
from warnd.transport.body import BoundedBody, Limits
from warnd.transport.guard import UNSAFE_SPELLING, GuardedBackend, check_url
from warnd.transport.resolver import Resolver, SystemResolver

Client = httpx.AsyncClient

#: who we say we are
USER_AGENT = f"warnd/{__version__} (+humanitarian early warning)"
#: answers that name another address
REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: headers that may follow a redirect to another origin; any other may be a secret
TELL_ANYBODY = frozenset(
    {"accept", "accept-language", "if-modified-since", "if-none-match", "user-agent"}
)
#: bytes of an answer to a post that are read; services answer in one line
REPLY_SIZE = 65_536
#: connections at once, over all hosts
CONNECTIONS = 64

#: all that httpx and httpcore raise while an answer is on its way
BROKEN_OFF = (
    httpx.HTTPError,
    httpx.StreamError,
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpcore.ProxyError,
    httpcore.ConnectionNotAvailable,
    ssl.SSLError,
    OSError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer, read within limits."""

    #: the address that answered, after redirects
    url: str
    #: the HTTP status
    status: int
    #: headers by lower-case name; repeated ones are joined by a comma
    headers: Mapping[str, str]
    #: the decoded body
    body: bytes
    #: whether the body went on beyond the size limit
    cut: bool = False


class _Body(httpx.AsyncByteStream):
    """httpcore's stream of an answer, as httpx wants it."""

    def __init__(self, stream: AsyncIterator[bytes]) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            yield piece

    async def aclose(self) -> None:
        close = getattr(self._stream, "aclose", None)
        if close is not None:
            await close()


class GuardedTransport(httpx.AsyncBaseTransport):
    """httpx's way to the network, through the guard."""

    def __init__(self, backend: GuardedBackend, tls: ssl.SSLContext) -> None:
        # No connection is kept: a feed is asked every few minutes, and httpx's pool is quadratic
        # in what it holds open.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=CONNECTIONS,
            max_keepalive_connections=0,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Give the answer to one request, its body still to be read."""
        url = request.url
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),  # type: ignore[arg-type]  # an async pool's stream is async
            extensions=answer.extensions,
        )

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._pool.aclose()


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
    backend = GuardedBackend(AllowedAddresses.read(allow_addresses), resolver or SystemResolver())
    return httpx.AsyncClient(
        transport=GuardedTransport(backend, tls or _usual_tls()),
        headers={
            "user-agent": USER_AGENT,
            "accept": "*/*",
            "accept-encoding": "gzip",
            "connection": "close",
        },
        timeout=httpx.Timeout(timeout_s, pool=None),
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        trust_env=False,
    )


@cache
def _usual_tls() -> ssl.SSLContext:
    """Give the one context of this process: loading the certificates takes 30 ms."""
    return httpx.create_ssl_context(trust_env=False)


async def get(
    client: Client,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Answer:
    """Give the answer of an address, following redirects that are as safe as the first address.

    Bodies of other statuses than 2xx are not read. Raises AddressRefused for an address that must
    not be dialled, ExchangeFailed when no whole answer comes in time, AnswerHostile for one past
    its limits.
    """
    limits = limits or Limits()
    checked = check_url(url)
    async with _deadline(limits.total_s, checked.host):
        return await _follow(client, checked, dict(headers or {}), limits)


async def post(
    client: Client,
    url: str,
    *,
    content: bytes,
    headers: Mapping[str, str] | None = None,
    timeout_s: float = 30.0,
) -> Answer:
    """Give the answer to a post; no redirect is followed and no status raises.

    Raises AddressRefused for an address that must not be dialled, ExchangeFailed when no whole
    answer comes in time (the other side may have taken it all the same), AnswerHostile for an
    answer past its limits.
    """
    limits = Limits(total_s=timeout_s, size=REPLY_SIZE)
    checked = check_url(url)
    async with _deadline(timeout_s, checked.host):
        request = client.build_request("POST", checked, content=content, headers=headers)
        async with _sent(client, request) as response:
            return await _read(response, limits)


async def _follow(
    client: Client, url: httpx.URL, headers: dict[str, str], limits: Limits
) -> Answer:
    for _ in range(limits.redirects + 1):
        async with _sent(client, client.build_request("GET", url, headers=headers)) as response:
            location = response.headers.get("location", "")
            if response.status_code not in REDIRECTS or not location:
                return await _read(response, limits, only_success=True)
        target = _next_hop(url, location)
        if _origin(target) != _origin(url):
            headers = {name: v for name, v in headers.items() if name.lower() in TELL_ANYBODY}
        url = target
    raise AddressRefused(f"more than {limits.redirects} redirects, the last to {url.host}")


def _next_hop(url: httpx.URL, location: str) -> httpx.URL:
    if UNSAFE_SPELLING.search(location):  # before joining, which reads it in its own way
        raise AddressRefused(f"a redirect from {url.host} with a backslash or control character")
    try:
        target = check_url(str(url.join(location)))
    except (httpx.InvalidURL, ValueError) as error:
        raise AddressRefused(f"a redirect from {url.host}: {error}") from error
    if url.scheme == "https" and target.scheme == "http":
        raise AddressRefused(f"a redirect from https to http, at {target.host}")
    return target


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


async def _read(response: httpx.Response, limits: Limits, *, only_success: bool = False) -> Answer:
    body = BoundedBody("", limits)
    if response.is_success or not only_success:
        body = BoundedBody(response.headers.get("content-encoding", ""), limits)
        await _fill(body, response, limits)
    return Answer(
        url=str(response.url),
        status=response.status_code,
        headers={name.lower(): value for name, value in response.headers.items()},
        body=body.finish(),
        cut=body.cut,
    )


async def _fill(body: BoundedBody, response: httpx.Response, limits: Limits) -> None:
    now = asyncio.get_running_loop().time
    began = now()
    async for piece in response.aiter_raw():
        body.add(piece)
        if body.cut:
            return
        elapsed = now() - began
        if elapsed > limits.slow_after_s and body.received < limits.slow_rate * elapsed:
            raise ExchangeFailed(f"{body.received} bytes in {elapsed:.0f} s is too slow")


@asynccontextmanager
async def _sent(client: Client, request: httpx.Request) -> AsyncIterator[httpx.Response]:
    try:
        response = await client.send(request, stream=True)
        try:
            yield response
        finally:
            await response.aclose()
    except httpx.InvalidURL as error:  # not an HTTPError
        raise AddressRefused(f"{request.url.host}: {error}") from error
    except BROKEN_OFF as error:
        reason = str(error) or type(error).__name__
        raise ExchangeFailed(f"{request.url.host}: {reason}") from error


@asynccontextmanager
async def _deadline(total_s: float, host: str) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(total_s):
            yield
    except TimeoutError as error:
        raise ExchangeFailed(f"no whole answer from {host} within {total_s:g} s") from error
