"""A scripted HTTP server on loopback: every byte it answers is the test's."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One request as it came."""

    #: such as "GET"
    method: str
    #: path and query
    target: str
    #: headers by lower-case name
    headers: dict[str, str]
    #: the body, by its Content-Length
    body: bytes = b""


Answer = bytes | AsyncIterator[bytes]


@dataclass(slots=True)
class Loopback:
    """Serves until its block ends; whatever still hangs then is cut off."""

    answer: Callable[[Heard], Answer]
    host: str = "127.0.0.1"
    heard: list[Heard] = field(default_factory=list)
    #: connections that were made, with or without a request
    connects: int = 0
    port: int = 0
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, self.host, self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def address(self) -> str:
        """Host and port, as `allow_addresses` wants them."""
        return f"{self.host}:{self.port}"

    def url(self, path: str = "/") -> str:
        """Give the address of a path on this server."""
        return f"http://{self.address}{path}"

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connects += 1
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(OSError, EOFError, asyncio.LimitOverrunError):
                await self._serve(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await _read(reader)
        self.heard.append(request)
        answer = self.answer(request)
        if isinstance(answer, bytes):
            writer.write(answer)
            await writer.drain()
            return
        async for piece in answer:
            writer.write(piece)
            await writer.drain()


async def _read(reader: asyncio.StreamReader) -> Heard:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {
        name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
    }
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Heard(method=method, target=target, headers=headers, body=body)


def reply(body: bytes = b"", *, status: str = "200 OK", **headers: str) -> bytes:
    """Give a whole answer; header names are written with underscores."""
    lines = [f"HTTP/1.1 {status}"]
    given = {"content_length": str(len(body)), **headers}
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in given.items() if value]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    """Give an answer that names another address."""
    return reply(status=status, location=location)
