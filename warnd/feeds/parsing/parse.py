"""Parses documents in child processes that may be killed."""

import asyncio
import json
import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from enum import IntEnum
from typing import Any, NamedTuple

from warnd.errors import FeedHostile
from warnd.feeds.parsing.answers import unpacked
from warnd.feeds.parsing.child import Child, ChildDied
from warnd.feeds.parsing.limits import ParseLimits
from warnd.feeds.parsing.nursery import Nursery
from warnd.feeds.parsing.seats import Seats
from warnd.model.entry import FeedDocument
from warnd.model.feed import Fetched

#: seconds for one document, by the wall clock, twelve times its CPU limit. That limit ends what
#: works too long; this ends what waits for ever, and no good feed on a machine that is very busy
DEADLINE_S = 60.0
#: CPU seconds after which a document counts as slow: a normal one takes a hundredth of it
SLOW_S = 0.3
#: children at most: one for slow documents, one for those of addresses that nobody knows yet, and
#: one that is always there for addresses whose documents were good
CHILDREN = 3
#: how much a child steps back for others once its document is slow
NICENESS = 3
#: addresses of which it is remembered how their last document was
MOST_REMEMBERED = 20_000
COMMAND = (sys.executable, "-s", "-P", "-m", "warnd.feeds.parsing.parser_child")


class _Asked(NamedTuple):
    """One document to parse."""

    fetched: Fetched
    known: frozenset[str]
    about: tuple[Any, ...] | None


class Rank(IntEnum):
    """Whose document is parsed first."""

    #: the last document of its address was read quickly
    GOOD = 0
    #: nobody has seen a document of its address
    UNKNOWN = 1
    #: the last document of its address was slow or hostile
    SUSPECT = 2


class ChildParser:
    """Parses in children that stay for the next document; one that is lost is replaced."""

    def __init__(
        self,
        *,
        limits: ParseLimits | None = None,
        children: int = CHILDREN,
        deadline_s: float = DEADLINE_S,
        on_kill: Callable[[str], None] = lambda _: None,
        command: Sequence[str] = (),
    ) -> None:
        """Begin; `command` starts a child, one that cleans nothing unless it is given."""
        self._deadline_s = deadline_s
        self._command = command or COMMAND
        #: called with how each child ended that was lost to a document
        self._on_kill = on_kill
        self._nursery = Nursery(children, limits or ParseLimits())
        self._seats = Seats(children)
        #: what documents of addresses that are not known as good need beside a seat
        self._unproven = Seats(min(children, max(2, children - 1)))
        #: what slow documents need beside that
        self._slow = Seats(max(1, children - 2))
        self._ranks: OrderedDict[str, Rank] = OrderedDict()
        #: children lost to documents so far
        self.kills = 0

    async def parse(
        self,
        fetched: Fetched,
        known: frozenset[str] = frozenset(),
        about: tuple[Any, ...] | None = None,
    ) -> FeedDocument:
        """Give the document's entries; those whose digest is in `known` are named, not parsed.

        `about` is what the cleaner of the children is told of the poll, None when nothing is to be
        cleaned.
        Raises NotAFeed for what is no feed, FeedHostile for what ran past its limits, FetchFailed
        when no parser can be started, OutOfFiles when that is for want of file descriptors.
        """
        answer, asked = None, _Asked(fetched, known, about)
        rank = self._ranks.get(fetched.url, Rank.UNKNOWN)
        if rank is not Rank.SUSPECT:
            async with self._lane(rank), self._seats.seat(rank):
                answer = await self._asked(asked, self._slow_seat)
        if answer is None:
            async with self._slow.seat(), self._lane(Rank.SUSPECT), self._seats.seat(Rank.SUSPECT):
                answer = await self._asked(asked, AsyncExitStack)
        if answer is None:
            raise FeedHostile("put off, and put off again")
        if "hostile" in answer:
            self._remember(fetched, Rank.SUSPECT)
        return unpacked(answer)

    def start_ahead(self) -> None:
        """Begin to start the children, so that no document waits for one.

        The first documents of all feeds, whose addresses nobody knows yet, need every one.
        """
        self._nursery.start_all(self._command)

    async def ready(self) -> None:
        """Return when the children that were begun ahead are there."""
        await self._nursery.ready()

    async def close(self) -> None:
        """End the children."""
        await self._nursery.close()

    def _lane(self, rank: Rank) -> AbstractAsyncContextManager[object]:
        return AsyncExitStack() if rank is Rank.GOOD else self._unproven.seat(rank)

    async def _asked(
        self,
        asked: _Asked,
        slow: Callable[[], AbstractAsyncContextManager[object] | None],
    ) -> Mapping[str, Any] | None:
        """Give a child's answer, None when it is slow and there is no place for slow ones."""
        child, fetched = await self._take(), asked.fetched
        answer = child.parse(fetched, asked.known, asked.about)
        try:
            if await self._quick(child, answer):
                self._remember(fetched, Rank.GOOD)
                return await self._settled(fetched, child, answer)
            self._remember(fetched, Rank.SUSPECT)
            child.step_back(NICENESS)
            self._nursery.keep_spare(self._command, every=True)
            place = slow()
            if place is None:
                await self._dropped(child)
                return None
            async with place:
                await asyncio.wait({answer}, timeout=max(0.0, self._deadline_s - SLOW_S))
            return await self._settled(fetched, child, answer)
        except asyncio.CancelledError:  # whoever waited has left: the child is in mid-document
            await self._dropped(child)
            raise

    async def _quick(self, child: Child, answer: asyncio.Future[bytes]) -> bool:
        """Give whether a document is read before it counts as slow.

        What counts is the time that the child works, and not how long a busy machine lets it wait.
        """
        loop = asyncio.get_running_loop()
        ends = loop.time() + self._deadline_s
        while (left_s := ends - loop.time()) > 0:
            await asyncio.wait({answer}, timeout=min(SLOW_S, left_s))
            if answer.done():
                return True
            if not child.worked_s() < SLOW_S:
                break
        return False

    def _slow_seat(self) -> AbstractAsyncContextManager[object] | None:
        return None if self._slow.full else self._slow.seat()

    async def _settled(
        self, fetched: Fetched, child: Child, answer: asyncio.Future[bytes]
    ) -> Mapping[str, Any]:
        """Give the answer, or end a child that gave none in time."""
        if not answer.done():
            await self._lost(child)
            raise FeedHostile(f"not parsed within {self._deadline_s:g} s")
        try:
            told: Mapping[str, Any] = json.loads(answer.result())
        except (ValueError, ChildDied) as error:
            self._remember(fetched, Rank.SUSPECT)
            raise FeedHostile(f"the parser was lost: {await self._lost(child)}") from error
        self._nursery.give(child)
        return told

    async def _lost(self, child: Child) -> str:
        self.kills += 1
        end = await self._dropped(child)
        self._on_kill(end)
        return end

    async def _dropped(self, child: Child) -> str:
        end = await self._nursery.lose(child)
        self._nursery.keep_spare(self._command)
        return end

    def _remember(self, fetched: Fetched, rank: Rank) -> None:
        self._ranks[fetched.url] = rank
        self._ranks.move_to_end(fetched.url)
        if len(self._ranks) > MOST_REMEMBERED:
            self._ranks.popitem(last=False)

    @property
    def _idle(self) -> list[Child]:
        return self._nursery.idle

    async def _take(self) -> Child:
        child = await self._nursery.take(self._command)
        self._nursery.keep_spare(self._command, every=self._unproven.taken)
        return child
