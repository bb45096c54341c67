"""Exchanges whose heads are not plain, or whose bodies end as only h11 knows."""

from collections.abc import AsyncIterator, Mapping

import h11

from warnd.errors import ExchangeFailed
from warnd.transport.heads import Head, Request
from warnd.transport.wire import Wire

#: bytes of an answer's head that are read; real ones have a few thousand
LONGEST_HEAD = 102_400
#: interim answers (1xx) that are passed over
MOST_INTERIM = 8


class AnyExchange:
    """One request and its answer, by h11."""

    def __init__(self, wire: Wire, request: Request, headers: Mapping[str, str]) -> None:
        """Begin; `headers` are all of the request, Host first.

        Raises h11.LocalProtocolError for a request that HTTP does not allow.
        """
        self._wire = wire
        self._host = request.url.host
        self._protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=LONGEST_HEAD)
        target, named = request.url.raw_path, list(headers.items())
        head = h11.Request(method=request.method, target=target, headers=named)
        #: the head of the request, as it is to be sent
        self.written = self._protocol.send(head) or b""
        if request.content:
            self._protocol.send(h11.Data(data=request.content))
        self._protocol.send(h11.EndOfMessage())

    async def head(self, came: bytes) -> Head:
        """Give how the answer begins, whose first bytes came already; none at its end.

        Raises ExchangeFailed when what comes is no HTTP, OSError when the connection breaks.
        """
        self._protocol.receive_data(came)
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
            raise broken_off(self._host) from error

    async def _head(self) -> Head:
        for _ in range(MOST_INTERIM):
            event = await self._event()
            if isinstance(event, h11.Response):
                return Head(status=event.status_code, headers=_headers(event))
        raise h11.RemoteProtocolError("too many interim answers")

    async def _event(self) -> object:
        while (event := self._protocol.next_event()) is h11.NEED_DATA:
            self._protocol.receive_data(await self._wire.receive())
        return event


def broken_off(host: str) -> ExchangeFailed:
    """Give the error for a body that ends before its end."""
    return ExchangeFailed(f"{host} broke off in the middle of the body")


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
