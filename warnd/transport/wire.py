"""A connection as bytes: over a plain socket, or within TLS.

A plain socket is read without asyncio's transports and streams: a feed has a connection of its own
for one request and one answer, and most of what those would set up is never used.
"""

import asyncio
import os
import socket
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from warnd.transport.certificates import end_of

#: bytes that are read at once
PIECE = 65_536


class Wire(Protocol):
    """A connection to one server; its maker ends it."""

    @property
    def certificate_ends(self) -> datetime | None:
        """When the certificate of the other side ends; None without TLS."""
        ...

    async def send(self, content: bytes) -> None:
        """Return when all of some bytes are on their way.

        Raises OSError when the connection breaks, TimeoutError when nothing moves for too long.
        """
        ...

    async def receive(self) -> bytes:
        """Give the next bytes, none at the end.

        Raises OSError when the connection breaks, TimeoutError when nothing comes for too long.
        """
        ...

    def end(self) -> None:
        """Let go of the connection; what still comes is nobody's."""
        ...


class SocketWire:
    """A plain connection."""

    #: there is no certificate
    certificate_ends: datetime | None = None

    def __init__(self, dialled: socket.socket, timeout_s: float) -> None:
        """Begin over a socket that does not block; `timeout_s` bounds each wait."""
        self._socket = dialled
        self._number = dialled.fileno()
        self._timeout_s = timeout_s
        self._loop = asyncio.get_running_loop()

    async def connect(self, target: tuple[str, int], patience_s: float) -> None:
        """Return when a server has taken the connection.

        Raises OSError when it does not, TimeoutError when nothing is heard of it.
        """
        try:
            self._socket.connect(target)
        except (BlockingIOError, InterruptedError):
            if self._is_taken():
                return
            await self._ready(self._loop.add_writer, self._loop.remove_writer, patience_s)
            error = self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if error:
                raise OSError(error, os.strerror(error)) from None

    async def send(self, content: bytes) -> None:
        """Return when all of some bytes are on their way.

        Raises OSError when the connection breaks, TimeoutError when nothing moves for too long.
        """
        left = memoryview(content)
        while left:
            try:
                left = left[self._socket.send(left) :]
            except (BlockingIOError, InterruptedError):
                add, remove = self._loop.add_writer, self._loop.remove_writer
                await self._ready(add, remove, self._timeout_s)

    async def receive(self) -> bytes:
        """Give the next bytes, none at the end.

        Raises OSError when the connection breaks, TimeoutError when nothing comes for too long.
        """
        while True:
            try:
                return self._socket.recv(PIECE)
            except (BlockingIOError, InterruptedError):
                add, remove = self._loop.add_reader, self._loop.remove_reader
                await self._ready(add, remove, self._timeout_s)

    def end(self) -> None:
        """Let go of the connection; what still comes is nobody's."""
        self._socket.close()

    def _is_taken(self) -> bool:
        """Tell whether the other side has taken the connection already: those nearby do."""
        try:
            self._socket.getpeername()
        except OSError:
            return False
        return True

    async def _ready(
        self,
        add: Callable[..., None],
        remove: Callable[[int], object],
        patience_s: float,
    ) -> None:
        """Return when the socket can be written to or read from."""
        ready: asyncio.Future[None] = self._loop.create_future()
        timer = self._loop.call_later(patience_s, _give_up, ready)
        add(self._number, _settle, ready)
        try:
            await ready
        finally:
            remove(self._number)
            timer.cancel()


class StreamWire:
    """A connection within TLS."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, timeout_s: float
    ) -> None:
        """Begin; `timeout_s` bounds each wait."""
        self._reader = reader
        self._writer = writer
        self._timeout_s = timeout_s

    @property
    def certificate_ends(self) -> datetime | None:
        """When the certificate of the other side ends."""
        return end_of(self._writer.transport)

    async def send(self, content: bytes) -> None:
        """Return when all of some bytes are on their way.

        Raises OSError when the connection breaks, TimeoutError when nothing moves for too long.
        """
        self._writer.write(content)
        async with asyncio.timeout(self._timeout_s):
            await self._writer.drain()

    async def receive(self) -> bytes:
        """Give the next bytes, none at the end.

        Raises OSError when the connection breaks, TimeoutError when nothing comes for too long.
        """
        async with asyncio.timeout(self._timeout_s):
            return await self._reader.read(PIECE)

    def end(self) -> None:
        """Let go of the connection; what still comes is nobody's."""
        self._writer.transport.abort()


def _settle(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)


def _give_up(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_exception(TimeoutError())
