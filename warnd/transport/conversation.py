"""One request and its answer, over a connection of its own.

No connection is kept: a feed is asked every few minutes, servers hang up sooner, and an open TLS
connection holds 315 KB.
"""

from collections.abc import AsyncIterator
from datetime import datetime

from warnd.transport.any_head import AnyExchange, broken_off
from warnd.transport.heads import END, Head, Request, plain_answer, plain_request
from warnd.transport.wire import Wire


class Conversation:
    """Speaks HTTP/1.1 over a connection, and ends with it.

    A head that is plain is read here, in a tenth of h11's time; whatever is not goes to h11 from
    its first byte.
    """

    def __init__(self, wire: Wire, *, host: str) -> None:
        """Begin; `host` is named in errors."""
        self._wire = wire
        self._host = host
        #: reads what is not plain; None where all is
        self._any: AnyExchange | None = None
        #: what came of the body with the head
        self._came = b""
        #: bytes of the body that are still to come
        self._missing = 0

    @property
    def certificate_ends(self) -> datetime | None:
        """When the certificate of the other side ends; None without TLS."""
        return self._wire.certificate_ends

    async def ask(self, request: Request) -> Head:
        """Give how the answer begins.

        Raises ExchangeFailed when what comes is no HTTP, OSError when the connection breaks.
        """
        headers = request.whole_headers()
        head = plain_request(request.method, request.url.raw_path, headers)
        if head is None:
            self._any = AnyExchange(self._wire, request, headers)
            head = self._any.written
        await self._wire.send(head + (request.content or b""))
        came = await self._wire.receive()
        ends = came.find(END) + len(END)
        plain = plain_answer(came[:ends]) if ends >= len(END) else None
        if plain is None or plain.length is None:
            self._any = self._any or AnyExchange(self._wire, request, headers)
            return await self._any.head(came)
        self._any = None
        self._came, self._missing = came[ends:], plain.length
        return plain

    async def pieces(self) -> AsyncIterator[bytes]:
        """Give the body as it comes over the wire.

        Raises ExchangeFailed when it breaks off, OSError when the connection breaks.
        """
        if self._any is not None:
            async for piece in self._any.pieces():
                yield piece
            return
        while self._missing:
            came = self._came or await self._wire.receive()
            if not came:
                raise broken_off(self._host)
            piece, self._came = came[: self._missing], b""
            self._missing -= len(piece)
            yield piece

    def end(self) -> None:
        """Let go of the connection; what still comes is nobody's."""
        self._wire.end()
