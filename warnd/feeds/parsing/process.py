"""A process that is asked and answers in frames, as the event loop sees it.

Without asyncio's streams: an answer ends one wait, and no task reads for another.
"""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import cast

import warnd

#: bytes of the head of a frame: how long it is, and in an answer how many microseconds of CPU the
#: process has used
LENGTH, USED = 4, 8
#: bytes of the longest answer that is read
ANSWER_AT_MOST = 64_000_000
#: what a Python needs of the environment to start at all; a child gets nothing else of it
INHERITED = ("LD_LIBRARY_PATH", "PYTHONHOME")


class ChildDied(Exception):  # noqa: N818  never leaves the parser
    """The child ended, hung or talked nonsense."""


class FramedProcess(asyncio.SubprocessProtocol):
    """One process: frames in by `write`, one answer at a time out of `answer`."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self._transport: asyncio.SubprocessTransport
        self._input: asyncio.WriteTransport
        self._came = bytearray()
        self._open_pipes = {0, 1}
        self._exited: asyncio.Future[int] = loop.create_future()
        self._waiting: asyncio.Future[bytes] = loop.create_future()
        #: seconds of CPU that it had used when it answered last, as it says
        self.cpu_s = 0.0

    @classmethod
    async def start(cls, command: Sequence[str], *arguments: str) -> "FramedProcess":
        """Give a process that was started.

        Raises OSError when it cannot be.
        """
        _, process = await asyncio.get_running_loop().subprocess_exec(
            cls,
            *command,
            *arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd="/",
            env={
                "PYTHONPATH": str(Path(warnd.__file__).parent.parent),
                **{name: os.environ[name] for name in INHERITED if name in os.environ},
            },
        )
        return process

    @property
    def pid(self) -> int:
        """Its number."""
        return self._transport.get_pid()

    @property
    def returncode(self) -> int | None:
        """How it ended, None while it runs."""
        return self._transport.get_returncode()

    def write(self, *frames: bytes) -> None:
        """Send frames; what the pipe does not take at once is kept until it does."""
        self._input.write(b"".join([part for each in frames for part in (_length(each), each)]))

    def answer(self) -> asyncio.Future[bytes]:
        """Give the next answer, when it is here.

        It fails with ChildDied when the process ends first, or talks nonsense.
        """
        if self._waiting.done():
            self._waiting = asyncio.get_running_loop().create_future()
            self._take()
            if 1 not in self._open_pipes:
                self._fail("it is gone")
        return self._waiting

    def close_input(self) -> None:
        """Send no more, which tells it to end."""
        self._input.close()

    def kill(self) -> None:
        """End it.

        Raises ProcessLookupError when it has ended.
        """
        self._transport.kill()

    async def wait(self) -> int:
        """Return how it ended when it has."""
        return await asyncio.shield(self._exited)

    async def ended_within(self, patience_s: float) -> None:
        """Return when it has ended, or after some seconds."""
        await asyncio.wait({self._exited}, timeout=patience_s)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; asyncio calls it."""
        self._transport = cast(asyncio.SubprocessTransport, transport)
        self._input = cast(asyncio.WriteTransport, self._transport.get_pipe_transport(0))

    def pipe_data_received(self, fd: int, data: bytes) -> None:  # noqa: ARG002  asyncio gives it
        """Take what came of an answer; asyncio calls it."""
        self._came += data
        self._take()

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:  # noqa: ARG002
        """Take note of a pipe that is closed; asyncio calls it."""
        self._open_pipes.discard(fd)
        if fd == 1:
            self._fail("it hung up")
        self._end()

    def process_exited(self) -> None:
        """Take note of its end; asyncio calls it."""
        code = self._transport.get_returncode()
        if not self._exited.done():
            self._exited.set_result(0 if code is None else code)
        self._end()

    def _take(self) -> None:
        """End the wait when a whole answer is here."""
        came = self._came
        if len(came) < LENGTH + USED or self._waiting.done():
            return
        length = int.from_bytes(came[:LENGTH], "big")
        if length > ANSWER_AT_MOST:
            self._fail(f"an answer of {length} bytes")
            came.clear()
        elif len(came) >= LENGTH + USED + length:
            head, whole = LENGTH + USED, LENGTH + USED + length
            self.cpu_s = int.from_bytes(came[LENGTH:head], "big") / 1e6
            self._waiting.set_result(bytes(came[head:whole]))
            del came[:whole]

    def _fail(self, why: str) -> None:
        if not self._waiting.done():
            self._waiting.set_exception(ChildDied(why))
            self._waiting.exception()  # nobody need wait for it

    def _end(self) -> None:
        if self._exited.done() and not self._open_pipes:
            self._transport.close()


def _length(frame: bytes) -> bytes:
    return len(frame).to_bytes(LENGTH, "big")
