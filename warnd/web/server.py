"""The HTTP server, on an address of this machine."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import h11
import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from warnd.errors import ListenFailed
from warnd.web.guard import guard

#: connections at once; more are turned away (FAULTS, security row 24)
_CONNECTIONS = 16
#: seconds a client may keep a connection idle, and those in which a question is asked
_IDLE_S = 5


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the daemon."""
        yield


class _Impatient(H11Protocol):
    """Lets a client go that asks a byte at a time: there are few connections, and others wait."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look at what the client asks."""
        super().connection_made(transport)
        self._look_later()

    def _look_later(self) -> None:
        self.loop.call_later(_IDLE_S, self._look, self.cycle)

    def _look(self, before: RequestResponseCycle | None) -> None:
        """Close when the request of the last look is not here whole yet."""
        if self.transport.is_closing():
            return
        if self.cycle is before and self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self.transport.close()
        else:
            self._look_later()


class WebServer:
    """Serves one application, to requests that call it by its names; `open` gives its address."""

    def __init__(self, app: Starlette, listen: str, public_host: str | None = None) -> None:
        """`listen` is where, as `host:port`; `public_host` what others call it, None nothing."""
        host, _, port = listen.rpartition(":")
        self._listen = (host.strip("[]"), int(port))
        self._server = _Server(
            uvicorn.Config(
                guard(app, listen, public_host),
                log_config=None,
                access_log=False,
                lifespan="off",
                limit_concurrency=_CONNECTIONS,
                timeout_keep_alive=_IDLE_S,
                server_header=False,
                http=_Impatient,
            )
        )
        self._socket: socket.socket | None = None
        self._stopping = False

    def open(self) -> str:
        """Take the address and give it as `host:port`. Raises ListenFailed when it cannot be."""
        family = socket.AF_INET6 if ":" in self._listen[0] else socket.AF_INET
        try:
            self._socket = socket.create_server(self._listen, family=family)
        except OSError as error:
            address = _written(*self._listen)
            raise ListenFailed(f"listen: {address} cannot be taken: {error.strerror}") from error
        return _written(*self._socket.getsockname()[:2])

    async def run(self) -> None:
        """Serve until `stop`, then wait to be cancelled: a task that ends would end the daemon."""
        if self._socket is None:
            self.open()
        assert self._socket is not None  # noqa: S101  opened just above
        try:
            await self._server.serve(sockets=[self._socket])
            if self._stopping:
                await asyncio.Event().wait()
        finally:
            self.close()

    async def stop(self) -> None:
        """Answer what is under way and take no more."""
        self._stopping = True
        self._server.should_exit = True
        await asyncio.sleep(0)

    def close(self) -> None:
        """Let go of the address."""
        if self._socket is not None:
            self._socket.close()


def _written(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
