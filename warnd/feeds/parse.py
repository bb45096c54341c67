"""Parses documents in child processes that may be killed."""

import asyncio
import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any

from warnd.errors import FeedHostile
from warnd.feeds.answers import unpacked
from warnd.feeds.child import Child, ChildDied
from warnd.feeds.limits import ParseLimits
from warnd.feeds.nursery import Nursery
from warnd.feeds.seats import Seats
from warnd.model.entry import FeedDocument
from warnd.model.feed import Fetched

#: seconds for one document, by the wall clock: three times its CPU limit, for a machine that has
#: other work too
DEADLINE_S = 15.0
#: seconds after which a document counts as slow: a normal one takes a hundredth of it
SLOW_S = 0.5
#: children at most; all but one of them may be busy with slow documents at a time
CHILDREN = 3
#: addresses whose last document was slow, so that the next one waits behind those of others
MOST_SUSPECTS = 1000
COMMAND = (sys.executable, "-s", "-P", "-m", "warnd.feeds.parser_child")


class ChildParser:
    """Parses in children that stay for the next document; one that is lost is replaced."""

    def __init__(
        self,
        *,
        limits: ParseLimits | None = None,
        children: int = CHILDREN,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        self._deadline_s = deadline_s
        self._nursery = Nursery(children, limits or ParseLimits())
        self._seats = Seats(children)
        #: what slow documents need beside a seat, so that they never take the last one
        self._slow = Seats(max(1, children - 1))
        self._suspects: OrderedDict[str, None] = OrderedDict()
        #: children lost to documents so far
        self.kills = 0

    async def parse(self, fetched: Fetched, known: frozenset[str] = frozenset()) -> FeedDocument:
        """Give the document's entries; those whose digest is in `known` are named, not parsed.

        Raises NotAFeed for what is no feed, FeedHostile for what ran past its limits, FetchFailed
        when no parser can be started, OutOfFiles when that is for want of file descriptors.
        """
        answer = None
        if fetched.url not in self._suspects:
            async with self._seats.seat():
                answer = await self._asked(fetched, known, self._slow_seat)
        if answer is None:
            async with self._slow.seat(), self._seats.seat(rank=1):
                answer = await self._asked(fetched, known, AsyncExitStack)
        if answer is None:
            raise FeedHostile("put off, and put off again")
        if "hostile" in answer:
            self._suspect(fetched)
        return unpacked(answer)

    async def close(self) -> None:
        """End the children."""
        await self._nursery.close()

    async def _asked(
        self,
        fetched: Fetched,
        known: frozenset[str],
        slow: Callable[[], AbstractAsyncContextManager[object] | None],
    ) -> Mapping[str, Any] | None:
        """Give a child's answer, None when it is slow and there is no place for slow ones."""
        child = await self._take()
        task = asyncio.create_task(child.parse(fetched, known), name="parse")
        try:
            if await self._quick(task):
                self._suspects.pop(fetched.url, None)
                return await self._settled(child, task)
            self._suspect(fetched)
            self._nursery.keep_spare(COMMAND, every=True)
            place = slow()
            if place is None:
                await self._dropped(child, task)
                return None
            async with place:
                await asyncio.wait({task}, timeout=max(0.0, self._deadline_s - SLOW_S))
            return await self._settled(child, task)
        except asyncio.CancelledError:  # whoever waited has left: the child is in mid-document
            await self._dropped(child, task)
            raise

    async def _quick(self, task: asyncio.Task[Mapping[str, Any]]) -> bool:
        """Give whether a document is read before it counts as slow."""
        done, _ = await asyncio.wait({task}, timeout=min(SLOW_S, self._deadline_s))
        return bool(done)

    def _slow_seat(self) -> AbstractAsyncContextManager[object] | None:
        return None if self._slow.full else self._slow.seat()

    async def _settled(
        self, child: Child, task: asyncio.Task[Mapping[str, Any]]
    ) -> Mapping[str, Any]:
        """Give the answer, or end a child that gave none in time."""
        if not task.done():
            await self._lost(child, task)
            raise FeedHostile(f"not parsed within {self._deadline_s:g} s")
        try:
            answer = task.result()
        except (OSError, EOFError, ValueError, ChildDied) as error:
            raise FeedHostile(f"the parser was lost: {await self._lost(child, task)}") from error
        self._nursery.give(child)
        return answer

    async def _lost(self, child: Child, task: asyncio.Task[Mapping[str, Any]]) -> str:
        self.kills += 1
        return await self._dropped(child, task)

    async def _dropped(self, child: Child, task: asyncio.Task[Mapping[str, Any]]) -> str:
        task.cancel()
        end = await self._nursery.lose(child)
        await asyncio.gather(task, return_exceptions=True)
        self._nursery.keep_spare(COMMAND)
        return end

    def _suspect(self, fetched: Fetched) -> None:
        self._suspects[fetched.url] = None
        self._suspects.move_to_end(fetched.url)
        if len(self._suspects) > MOST_SUSPECTS:
            self._suspects.popitem(last=False)

    @property
    def _idle(self) -> list[Child]:
        return self._nursery.idle

    async def _take(self) -> Child:
        child = await self._nursery.take(COMMAND)
        self._nursery.keep_spare(COMMAND)
        return child
