"""One child process that parses, as its parent sees it."""

import asyncio
import json
import math
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from warnd.feeds.parsing.limits import ParseLimits
from warnd.feeds.parsing.process import ChildDied, FramedProcess
from warnd.model.feed import Fetched

#: seconds for a child to become ready; it takes 0.15 s
START_S = 20.0
#: a child whose pipe was closed has this long to end before it is killed
ENDS_BY_ITSELF_S = 0.1
#: how the kernel counts CPU time
TICKS = os.sysconf("SC_CLK_TCK")
#: bytes of the kernel's account of a process that are read; it has some two hundred
ACCOUNT_AT_MOST = 4096


class Child:
    """One child process."""

    def __init__(self, process: FramedProcess) -> None:
        self._process = process
        #: the kernel's account of the process, open since none may be left to open when it is read
        self._account = _account_of(process.pid)
        #: whether it gives way to others, which cannot be undone
        self.stepped_back = False

    @classmethod
    async def start(cls, command: Sequence[str], limits: ParseLimits) -> "Child":
        """Give a child that is ready."""
        child = cls(await FramedProcess.start(command, json.dumps(asdict(limits))))
        try:
            async with asyncio.timeout(START_S):
                await child._process.answer()
        except BaseException:
            await child.kill()
            raise
        return child

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.returncode is None

    def worked_s(self) -> float:
        """Give the CPU seconds since its last answer; not a number where nobody can tell."""
        if self._account is None:
            return math.nan
        try:
            stat = os.pread(self._account, ACCOUNT_AT_MOST, 0)
        except OSError:  # it has ended
            return math.nan
        user, system = stat.rpartition(b")")[2].split()[11:13]
        return (int(user) + int(system)) / TICKS - self._process.cpu_s

    def step_back(self, niceness: int) -> None:
        """Let the kernel prefer other processes to this one."""
        self.stepped_back = True
        with suppress(OSError):  # it has ended
            os.setpriority(os.PRIO_PROCESS, self._process.pid, niceness)

    def parse(
        self, fetched: Fetched, known: frozenset[str], about: tuple[Any, ...] | None = None
    ) -> asyncio.Future[bytes]:
        """Give the child's answer about one document, when it is here.

        `about` is what its cleaner is told of the poll, None when nothing is to be cleaned.
        It fails with ChildDied when the child ends first, or talks nonsense.
        """
        told = {
            "url": fetched.url,
            "content_type": fetched.content_type,
            "type": fetched.type,
            "languages": fetched.languages,
            "cut": fetched.cut,
            "known": list(known),
            "about": about,
        }
        answer = self._process.answer()
        self._process.write(json.dumps(told).encode(), fetched.body)
        return answer

    async def kill(self, patience_s: float = ENDS_BY_ITSELF_S) -> str:
        """End the child, and tell how it ended if it had ended already.

        Whoever is cancelled meanwhile leaves no child behind.
        """
        if self._account is not None:
            os.close(self._account)
            self._account = None
        if self._process.returncode is None:
            self._process.close_input()
            await self._end(patience_s)
        code = await self._process.wait()
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    async def _end(self, patience_s: float) -> None:
        # A child that has just ended must not be signalled: Popen would reap it first, and how it
        # ended would be lost to asyncio. `asyncio.timeout` would not do: where the task has been
        # cancelled before, Pythons before 3.11.3 raise no TimeoutError from it.
        try:
            await self._process.ended_within(patience_s)
        finally:
            if self._process.returncode is None:
                with suppress(ProcessLookupError):
                    self._process.kill()


def _account_of(process: int) -> int | None:
    try:
        return os.open(f"/proc/{process}/stat", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # no /proc, or it has ended
        return None


__all__ = ["Child", "ChildDied"]
