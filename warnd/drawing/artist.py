"""Has pictures drawn, and never lets a message wait long for one."""

import asyncio
import base64
import binascii
import json
import sys
from collections import OrderedDict
from contextlib import suppress

from warnd.drawing.orders import plain_course
from warnd.model.course import Course

COMMAND = (sys.executable, "-s", "-P", "-m", "warnd.drawing.child")
#: seconds that a message waits for its picture; without one it is as true, and of a hundred alerts
#: 95 should be there five seconds after the poll that saw them. The first picture takes 0.8 s, most
#: of it the start of the process, any other 0.1 s
PATIENCE_S = 3.0
#: pictures under way at most: of more the last would come too late for its message, and all of them
#: would take the processor from the messages themselves
MOST_UNDER_WAY = 8
#: seconds without an order after which the process ends: it holds 70 MB
IDLE_S = 60.0
#: seconds after which a process that has not answered is ended
STUCK_S = 30.0
#: pictures kept: one version goes to many recipients
KEPT = 16


class Artist:
    """Draws in a process of its own, which lives from the first order to a minute after the last.

    A picture that takes too long is not waited for: it is there for the next recipient.
    """

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._drawn: OrderedDict[Course, asyncio.Task[bytes | None]] = OrderedDict()
        self._idle: asyncio.TimerHandle | None = None

    async def draw(self, course: Course, patience_s: float = PATIENCE_S) -> bytes | None:
        """Give the PNG of a course; None when it could not be drawn in time, or too many wait."""
        task = self._drawn.get(course)
        if task is None or (task.done() and task.result() is None):
            if sum(not each.done() for each in self._drawn.values()) >= MOST_UNDER_WAY:
                return None
            task = asyncio.create_task(self._order(course))
            self._drawn[course] = task
        self._drawn.move_to_end(course)
        while len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        done, _ = await asyncio.wait({task}, timeout=patience_s)
        return task.result() if done and not task.cancelled() else None

    async def close(self) -> None:
        """End the process."""
        for task in self._drawn.values():
            task.cancel()
        await asyncio.gather(*self._drawn.values(), return_exceptions=True)
        await self._end()

    async def _order(self, course: Course) -> bytes | None:
        async with self._turn:
            try:
                async with asyncio.timeout(STUCK_S):
                    return await self._answer(course)
            except (OSError, TimeoutError, ValueError, binascii.Error):
                await self._end()
                return None
            finally:
                self._rest()

    async def _answer(self, course: Course) -> bytes | None:
        process = await self._started()
        if process.stdin is None or process.stdout is None:
            return None
        process.stdin.write(json.dumps(plain_course(course)).encode() + b"\n")
        await process.stdin.drain()
        line = await process.stdout.readline()
        return base64.b64decode(line.strip(), validate=True) or None

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=1 << 20,
            )
        return self._process

    def _rest(self) -> None:
        """End the process when no order comes for a while."""
        if self._idle is not None:
            self._idle.cancel()
        self._idle = asyncio.get_running_loop().call_later(IDLE_S, self._let_go)

    def _let_go(self) -> None:
        if self._process is not None and not self._turn.locked():
            with suppress(ProcessLookupError):
                self._process.kill()

    async def _end(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
            self._process = None
