"""The children that parse: how many there are, who is idle, who is spare."""

import asyncio
import errno
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any

from warnd.errors import FetchFailed, OutOfFiles
from warnd.feeds.parsing.child import Child, ChildDied
from warnd.feeds.parsing.limits import ParseLimits

#: children that stay when there is nothing to do: one that works and one to take its place at once
KEPT = 2
#: seconds after which an idle child beyond those ends
IDLE_S = 60.0
#: seconds that a document waits for a child that is busy before another is started
PATIENCE_S = 0.3
#: seconds that it waits for one that is starting, as a second one would only be slower
START_S = 2.0
#: what no file descriptor left looks like
NO_FILES = frozenset({errno.EMFILE, errno.ENFILE})
#: what may go wrong with the start of a child
START_ERRORS = (OSError, EOFError, ValueError, TimeoutError, ChildDied)


class Nursery:
    """Starts children when they are needed and ends those that are not."""

    def __init__(self, most: int, limits: ParseLimits) -> None:
        self._most = most
        self._limits = limits
        self._busy: set[Child] = set()
        self._wanting: list[asyncio.Future[Child]] = []
        self._ending: asyncio.TimerHandle | None = None
        self._starting = 0
        self._tasks: set[asyncio.Task[None]] = set()
        #: children that wait for work, the one that worked last at the end
        self.idle: list[Child] = []

    async def take(self, command: Sequence[str]) -> Child:
        """Give a child that is ready; another is started when all have been busy for a while.

        Raises FetchFailed when none can be started, OutOfFiles when that is for want of files.
        """
        child = await self._free()
        if child is None:
            self._starting += 1
            child = await self._started(command)
        self._busy.add(child)
        return child

    def give(self, child: Child) -> None:
        """Take back a child that is ready for the next document."""
        self._busy.discard(child)
        if child.stepped_back:  # it cannot step forward again
            self._in_background(_ended(child), "end of a parser")
            return
        if not self._handed_on(child):
            self.idle.append(child)
        if self._ending is None and len(self.idle) > KEPT:
            self._ending = asyncio.get_running_loop().call_later(IDLE_S, self._end_extra)

    async def lose(self, child: Child) -> str:
        """End a child that is in the middle of a document; tell how it ended.

        It may be asked again, as who is cancelled while the child ends will do.
        """
        self._busy.discard(child)
        return await child.kill()

    def keep_spare(self, command: Sequence[str], *, every: bool = False) -> None:
        """See to it that a child is ready for the next document, starting one unless there is.

        `every` says that even the last child that there may be is wanted.
        """
        children = len(self._busy) + len(self.idle) + self._starting
        most = self._most if every else min(self._most, KEPT)
        if children < most and not self.idle and not self._starting:
            self._starting += 1  # now, and not when the task gets its turn
            self._in_background(self._add_spare(command), "spare parser")

    def start_all(self, command: Sequence[str]) -> None:
        """Begin to start as many children as there may be, before there is work."""
        while len(self._busy) + len(self.idle) + self._starting < self._most:
            self._starting += 1
            self._in_background(self._add_spare(command), "parser ahead")

    async def ready(self) -> None:
        """Return when the children that are being started are idle, or could not be."""
        await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """End the children that are idle or on their way."""
        if self._ending is not None:
            self._ending.cancel()
        # They are waited for, not cancelled: a process that is being started would be left behind.
        await asyncio.gather(*self._tasks, return_exceptions=True)
        while self.idle:
            await self.idle.pop().kill()

    async def _free(self) -> Child | None:
        """Give a child that is idle or becomes so soon."""
        while self.idle:
            child = self.idle.pop()
            if child.alive:
                return child
            await child.kill()
        if not self._busy and not self._starting:
            return None
        wanted: asyncio.Future[Child] = asyncio.get_running_loop().create_future()
        self._wanting.append(wanted)
        try:
            # Not `asyncio.timeout`: it would throw away a child that comes just as time is up.
            await asyncio.wait({wanted}, timeout=START_S if self._starting else PATIENCE_S)
            return wanted.result() if wanted.done() else None
        except BaseException:
            if wanted.done():
                self.idle.append(wanted.result())
            raise
        finally:
            self._wanting = [each for each in self._wanting if each is not wanted]

    def _handed_on(self, child: Child) -> bool:
        while self._wanting:
            wanted = self._wanting.pop(0)
            if not wanted.done():
                wanted.set_result(child)
                return True
        return False

    async def _started(self, command: Sequence[str]) -> Child:
        """Give a child that was counted as starting."""
        try:
            return await Child.start(command, self._limits)
        except START_ERRORS as error:
            if isinstance(error, OSError) and error.errno in NO_FILES:
                raise OutOfFiles("no file descriptor is left to start a parser") from error
            raise FetchFailed(f"the parser does not start: {error}") from error
        finally:
            self._starting -= 1

    async def _add_spare(self, command: Sequence[str]) -> None:
        with suppress(FetchFailed, OutOfFiles):  # whoever needs one meets the same, and tells
            child = await self._started(command)
            if not self._handed_on(child):
                self.idle.insert(0, child)

    def _end_extra(self) -> None:
        self._ending = None
        while len(self.idle) > KEPT:
            self._in_background(_ended(self.idle.pop(0)), "end of a parser")

    def _in_background(self, work: Coroutine[Any, Any, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _ended(child: Child) -> None:
    await child.kill()
