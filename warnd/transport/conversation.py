"""One request and its answer, over a connection of its own.

No connection is kept: a feed is asked every few minutes, servers hang up sooner, and an open TLS
connection holds 315 KB.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import h11
import httpx

from warnd.errors import ExchangeFailed
from warnd.transport.certificates import end_of

#: bytes of an answer's head that are read; real ones have a few thousand
LONGEST_HEAD = 102_400
#: bytes that are read at once
PIECE = 65_536
#: interim answers (1xx) that are passed over
MOST_INTERIM = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked."""

    #: such as "GET"
    method: str
    #: the judged address
    url: httpx.URL
    #: headers besides Host and Content-Length
    headers: Mapping[str, str]
    #: the body; None when there is none
    content: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How an answer begins."""

    #: the HTTP status
    status: int
    #: headers by lower-case name; repeated ones are joined by a comma
    headers: Mapping[str, str]


class Conversation:
    """Speaks HTTP/1.1 over a connection, and ends with it."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        *,
        host: str,
        timeout_s: float,
    ) -> None:
        """Begin; `host` is named in errors, `timeout_s` bounds each read and write."""
        self._reader = reader
        self._writer = writer
        self._host = host
        self._timeout_s = timeout_s
        self._protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=LONGEST_HEAD)

    @property
    def certificate_ends(self) -> datetime | None:
        """When the certificate of the other side ends; None without TLS."""
        return end_of(self._writer.transport)

    async def ask(self, request: Request) -> Head:
        """Give how the answer begins.

        Raises ExchangeFailed when what comes is no HTTP, OSError when the connection breaks.
        """
        self._writer.write(self._written(request))
        if request.content:  # a head alone never fills the buffers
            async with asyncio.timeout(self._timeout_s):
                await self._writer.drain()
        try:
            return await self._head()
        except h11.RemoteProtocolError as error:
            silent = self._protocol.trailing_data == (b"", True)
            words = "hung up without an answer" if silent else "does not answer in HTTP"
            raise ExchangeFailed(f"{self._host} {words}") from error

    async def pieces(self) -> AsyncIterator[bytes]:
        """Give the body as it comes over the wire.

        Raises ExchangeFailed when it breaks off, OSError when the connection breaks.
        """
        try:
            while not isinstance(event := await self._event(), h11.EndOfMessage):
                if isinstance(event, h11.Data):
                    yield bytes(event.data)
        except h11.RemoteProtocolError as error:
            raise ExchangeFailed(f"{self._host} broke off in the middle of the body") from error

    def end(self) -> None:
        """Let go of the connection; what still comes is nobody's."""
        self._writer.transport.abort()

    def _written(self, request: Request) -> bytes:
        body = request.content
        length = {} if body is None else {"content-length": str(len(body))}
        named = {"host": request.url.netloc.decode("ascii"), **request.headers, **length}
        head = h11.Request(
            method=request.method, target=request.url.raw_path, headers=list(named.items())
        )
        events = (head, *((h11.Data(data=body),) if body else ()), h11.EndOfMessage())
        return b"".join(self._protocol.send(event) or b"" for event in events)

    async def _head(self) -> Head:
        for _ in range(MOST_INTERIM):
            event = await self._event()
            if isinstance(event, h11.Response):
                return Head(status=event.status_code, headers=_headers(event))
        raise h11.RemoteProtocolError("too many interim answers")

    async def _event(self) -> object:
        while (event := self._protocol.next_event()) is h11.NEED_DATA:
            async with asyncio.timeout(self._timeout_s):
                self._protocol.receive_data(await self._reader.read(PIECE))
        return event


def _headers(response: h11.Response) -> dict[str, str]:
    headers: dict[str, str] = {}
    for written, value in response.headers:
        name, readable = written.decode("ascii"), _readable(value)
        headers[name] = f"{headers[name]}, {readable}" if name in headers else readable
    return headers


def _readable(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
