"""The way in for commands: a socket beside the database, for the user of the daemon alone.

The daemon is the one writer of its database (FAULTS, row 9), so commands that change something ask
it. They send one line of JSON and get one back.
"""

import asyncio
import os
import socket
import struct
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from warnd.errors import StoreBusy, Temporary
from warnd.model.order import Answer, Command, Order
from warnd.model.order_line import answer_from, answer_line, order_from, order_line

log = structlog.get_logger()

#: the longest line, in bytes
_LONGEST = 64 * 1024
#: seconds that a command may take to say what it wants
_PATIENCE_S = 5.0
#: seconds that a command waits for its answer: the database may be locked for a minute
_ANSWER_S = 75.0
#: seconds that it waits for a reload: rules are compiled, tried and tried again on stored articles
_RELOADED_S = 600.0
#: commands served at once (FAULTS, S24)
_MOST = 16
#: process, user and group of the other end (unix(7), SO_PEERCRED)
_PEER = struct.Struct("3i")
#: what a path of a socket may have at most is 107 bytes (unix(7)); longer ones go by the folder
_SHORT = 100


def control_path(store: str) -> Path | None:
    """Give where the socket of a database stands; None for one that is no file."""
    scheme, _, path = store.partition(":///")
    return Path(f"{path}.control") if scheme == "sqlite" and path else None


def ask(path: Path, order: Order) -> Answer | None:
    """Give what the daemon answers to an order; None when no daemon listens there.

    Raises Temporary when it does not answer.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as way:
        way.settimeout(_RELOADED_S if order.command is Command.RELOAD else _ANSWER_S)
        try:
            with _reachable(path) as name:
                way.connect(name)
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        except OSError as error:
            raise Temporary(f"the daemon at {path} cannot be reached: {error.strerror}") from error
        try:
            way.sendall(order_line(order))
            with way.makefile("rb") as lines:
                return answer_from(lines.readline(_LONGEST))
        except (OSError, ValueError) as error:
            raise Temporary(f"the daemon at {path} did not answer: {error}") from error


@dataclass(slots=True, kw_only=True)
class Control:
    """Listens for orders."""

    #: where
    path: Path
    #: does an order and gives what came of it
    obey: Callable[[Order], Awaitable[Answer]]
    _server: asyncio.Server | None = None
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_MOST))

    async def open(self) -> None:
        """Begin to listen; a socket that a killed daemon left behind gives way."""
        self.path.unlink(missing_ok=True)
        way = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with _reachable(self.path) as name:
            way.bind(name)
        self.path.chmod(0o600)
        self._server = await asyncio.start_unix_server(self._serve, sock=way, limit=_LONGEST)

    async def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
        self.path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with self._places:
                answer = await self._answer(reader, writer)
                writer.write(answer_line(answer))
                await writer.drain()
        except ConnectionError:
            log.info("control_broke_off")
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Answer:
        user = _user_of(writer)
        if user not in {os.geteuid(), 0}:
            log.warning("control_refused", uid=user)
            return Answer(done=False, words="only the user that warnd runs as may ask")
        try:
            async with asyncio.timeout(_PATIENCE_S):
                line = await reader.readline()
            return await self.obey(order_from(line))
        except TimeoutError:
            return Answer(done=False, words="nothing was asked in time")
        except (ValueError, StoreBusy) as error:
            return Answer(done=False, words=str(error))


def _user_of(writer: asyncio.StreamWriter) -> int:
    """Give the user id of the other end."""
    way = writer.get_extra_info("socket")
    _, user, _ = _PEER.unpack(way.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
    return int(user)


@contextmanager
def _reachable(path: Path) -> Iterator[str]:
    """Give a name of a path that is short enough for a socket."""
    if len(os.fsencode(path)) <= _SHORT:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
