"""The HTTP server, on an address of this machine."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette

#: connections at once; more are turned away (FAULTS, security row 24)
_CONNECTIONS = 16
#: seconds a client may keep a connection idle
_IDLE_S = 5


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the daemon."""
        yield


class WebServer:
    """Serves one application; `address` is known after `open`."""

    def __init__(self, app: Starlette, listen: str) -> None:
        host, _, port = listen.rpartition(":")
        self._listen = (host.strip("[]"), int(port))
        self._server = _Server(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="off",
                limit_concurrency=_CONNECTIONS,
                timeout_keep_alive=_IDLE_S,
                server_header=False,
            )
        )
        self._socket: socket.socket | None = None

    def open(self) -> str:
        """Take the address and give it as `host:port`. Raises OSError when it is taken."""
        self._socket = socket.create_server(
            self._listen, family=socket.AF_INET6 if ":" in self._listen[0] else socket.AF_INET
        )
        host, port = self._socket.getsockname()[:2]
        return f"{host}:{port}"

    async def run(self) -> None:
        """Serve until `stop`."""
        if self._socket is None:
            self.open()
        assert self._socket is not None  # noqa: S101  opened just above
        await self._server.serve(sockets=[self._socket])

    async def stop(self) -> None:
        """Answer what is under way and end."""
        self._server.should_exit = True
        await asyncio.sleep(0)
