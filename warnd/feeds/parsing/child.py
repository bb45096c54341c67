"""One child process that parses, as its parent sees it."""

import asyncio
import json
import math
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import warnd
from warnd.feeds.parsing.limits import ParseLimits
from warnd.model.feed import Fetched

#: seconds for a child to become ready; it takes 0.15 s
START_S = 20.0
#: a child whose pipe was closed has this long to end before it is killed
ENDS_BY_ITSELF_S = 0.1
#: bytes of the longest answer that is read
ANSWER_AT_MOST = 64_000_000
LENGTH = 4
#: how the kernel counts CPU time
TICKS = os.sysconf("SC_CLK_TCK")
#: bytes of the kernel's account of a process that are read; it has some two hundred
ACCOUNT_AT_MOST = 4096
#: what a Python needs of the environment to start at all; a child gets nothing else of it
INHERITED = ("LD_LIBRARY_PATH", "PYTHONHOME")


class ChildDied(Exception):  # noqa: N818  never leaves the parser
    """The child ended, hung or talked nonsense."""


class Child:
    """One child process."""

    def __init__(
        self, process: Process, requests: asyncio.StreamWriter, answers: asyncio.StreamReader
    ) -> None:
        self._process = process
        self._requests = requests
        self._answers = answers
        #: the kernel's account of the process, open since it is read for each document
        self._account = _account_of(process.pid)
        #: whether it gives way to others, which cannot be undone
        self.stepped_back = False

    @classmethod
    async def start(cls, command: Sequence[str], limits: ParseLimits) -> "Child":
        """Give a child that is ready."""
        process = await asyncio.create_subprocess_exec(
            *command,
            json.dumps(asdict(limits)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd="/",
            env={
                "PYTHONPATH": str(Path(warnd.__file__).parent.parent),
                **{name: os.environ[name] for name in INHERITED if name in os.environ},
            },
        )
        if process.stdin is None or process.stdout is None:
            raise ChildDied("no pipes")
        child = cls(process, process.stdin, process.stdout)
        try:
            async with asyncio.timeout(START_S):
                await child._receive()
        except BaseException:
            await child.kill()
            raise
        return child

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.returncode is None

    def cpu_s(self) -> float:
        """Give the CPU seconds that it has used so far; not a number where nobody can tell."""
        if self._account is None:
            return math.nan
        try:
            stat = os.pread(self._account, ACCOUNT_AT_MOST, 0)
        except OSError:  # it has ended
            return math.nan
        user, system = stat.rpartition(b")")[2].split()[11:13]
        return (int(user) + int(system)) / TICKS

    def step_back(self, niceness: int) -> None:
        """Let the kernel prefer other processes to this one."""
        self.stepped_back = True
        with suppress(OSError):  # it has ended
            os.setpriority(os.PRIO_PROCESS, self._process.pid, niceness)

    async def parse(self, fetched: Fetched, known: frozenset[str]) -> Mapping[str, Any]:
        """Give the child's answer about one document."""
        about = json.dumps(
            {
                "url": fetched.url,
                "content_type": fetched.content_type,
                "type": fetched.type,
                "languages": fetched.languages,
                "cut": fetched.cut,
                "known": list(known),
            }
        ).encode()
        self._requests.writelines(
            (_length(about), about, _length(fetched.body), fetched.body),
        )
        await self._requests.drain()
        return await self._receive()

    async def kill(self, patience_s: float = ENDS_BY_ITSELF_S) -> str:
        """End the child, and tell how it ended if it had ended already."""
        if self._account is not None:
            os.close(self._account)
            self._account = None
        if self._process.returncode is None:
            self._requests.close()
            await self._end(patience_s)
        code = await self._process.wait()
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    async def _end(self, patience_s: float) -> None:
        # A child that has just ended must not be signalled: Popen would reap it first, and how it
        # ended would be lost to asyncio.
        try:
            async with asyncio.timeout(patience_s):
                await self._process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def _receive(self) -> Mapping[str, Any]:
        length = int.from_bytes(await self._answers.readexactly(LENGTH), "big")
        if length > ANSWER_AT_MOST:
            raise ChildDied(f"an answer of {length} bytes")
        answer: Mapping[str, Any] = json.loads(await self._answers.readexactly(length))
        return answer


def _account_of(process: int) -> int | None:
    try:
        return os.open(f"/proc/{process}/stat", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # no /proc, or it has ended
        return None


def _length(frame: bytes) -> bytes:
    return len(frame).to_bytes(LENGTH, "big")
