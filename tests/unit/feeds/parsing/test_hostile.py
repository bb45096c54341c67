"""Over two thousand hostile documents through the real children: none costs more than itself."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.busy import stretched
from tests.unit.feeds.parsing.documents import GOOD, HOSTILE, rss
from tests.unit.feeds.parsing.hostile_documents import Hostile, cheap_documents
from tests.unit.feeds.parsing.memory import MemoryWatch, watched
from warnd.errors import FeedHostile, NotAFeed
from warnd.feeds.parsing.parse import ChildParser
from warnd.model.entry import FeedDocument
from warnd.model.feed import Fetched, Validators

#: what one document may cost
MOST_CPU_S = 5.0
MOST_BYTES = 400_000_000
#: what a child holds before its first document
BASE_BYTES = 60_000_000
#: seconds within which the next good feed is read whatever came before it, on a quiet machine
NEXT_GOOD_S = 1.0
#: how the kernel counts the time of processes
_TICKS = os.sysconf("SC_CLK_TCK")


def _fetched(hostile: Hostile) -> Fetched:
    return Fetched(
        url=f"http://feed.example/{hostile.name}",
        body=hostile.body,
        unchanged=False,
        validators=Validators(),
        content_type=hostile.content_type,
    )


@asynccontextmanager
async def _started(children: int) -> AsyncIterator[ChildParser]:
    parser = ChildParser(children=children)
    await parser.parse(_fetched(Hostile("good", rss())))
    await asyncio.gather(*parser._nursery._tasks)  # the spare one is on its way
    try:
        yield parser
    finally:
        await parser.close()


async def _outcome(parser: ChildParser, hostile: Hostile) -> FeedDocument | None:
    """Give the document, None for one that is refused; anything else is a fault of ours."""
    try:
        return await parser.parse(_fetched(hostile))
    except NotAFeed:
        return None
    except FeedHostile as error:
        if "exit code" in str(error):  # the child's own error, which nothing may cause
            raise AssertionError(hostile.name) from error
        return None


async def _good_s(parser: ChildParser, name: str) -> float:
    """Give how long a good feed takes now."""
    began = time.monotonic()
    document = await parser.parse(_fetched(Hostile("good", rss())))
    assert len(document.entries) == GOOD, name
    return time.monotonic() - began


def _cpu_s(pid: int) -> float:
    """Give the CPU time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


@pytest.fixture
def memory() -> Iterator[MemoryWatch]:
    with watched() as watch:
        yield watch


def test_there_are_more_than_two_thousand_documents_and_no_two_alike() -> None:
    bodies = [hostile.body for hostile in cheap_documents()]
    assert len(bodies) >= 2000
    assert len(set(bodies)) >= 1800


async def test_cheap_hostile_documents_cost_nothing_but_themselves(memory: MemoryWatch) -> None:
    slow, costly, lost = [], [], []
    async with _started(1) as parser:
        for hostile in cheap_documents():
            pid = parser._idle[-1]._process.pid
            before = _cpu_s(pid)
            document = await _outcome(parser, hostile)
            still_there = parser._idle and parser._idle[-1]._process.pid == pid
            if still_there and _cpu_s(pid) - before > MOST_CPU_S:
                costly.append(hostile.name)
            good = [e for e in document.entries if e.id.startswith("urn:")] if document else []
            if len(good) < hostile.siblings:
                lost.append(hostile.name)
            good_s = await _good_s(parser, hostile.name)
            if good_s > NEXT_GOOD_S and good_s > stretched(NEXT_GOOD_S):
                slow.append(hostile.name)
        assert parser.kills == 0
    assert (slow, costly, lost) == ([], [], [])
    assert BASE_BYTES / 4 < memory.peak < MOST_BYTES + BASE_BYTES


def _batches(names: Iterable[str]) -> list[list[str]]:
    """Give names in two lists that take about as long."""
    ordered = list(names)
    return [ordered[0::2], ordered[1::2]]


@pytest.mark.parametrize("names", _batches(HOSTILE), ids=["even", "odd"])
async def test_costly_hostile_documents_end_within_their_limits(
    names: list[str], memory: MemoryWatch
) -> None:
    slow = []
    async with _started(2) as parser:
        for name in names:
            began = time.monotonic()
            await _outcome(parser, Hostile(name, HOSTILE[name]()))
            took_s = time.monotonic() - began
            assert took_s < stretched(3 * MOST_CPU_S), name
            if await _good_s(parser, name) > stretched(NEXT_GOOD_S):
                slow.append(name)
    assert slow == []
    assert BASE_BYTES / 4 < memory.peak < MOST_BYTES + BASE_BYTES


async def test_a_good_feed_is_read_while_hostile_ones_take_all_they_can() -> None:
    bomb = rss(f"<item><author>{'a' * 100_000}</author></item>", count=0)
    async with _started(3) as parser:
        hostile = [
            asyncio.create_task(_outcome(parser, Hostile(f"bomb {n}", bomb))) for n in range(5)
        ]
        await asyncio.sleep(0)
        waits = [await _good_s(parser, "beside the bombs") for _ in range(20)]
        assert not all(task.done() for task in hostile)
        most_s = stretched(NEXT_GOOD_S)
        for task in hostile:
            task.cancel()
        await asyncio.gather(*hostile, return_exceptions=True)
    assert max(waits) < most_s


async def test_a_feed_that_was_hostile_waits_behind_good_ones() -> None:
    bomb = Hostile("bomb", rss(f"<item><author>{'a' * 100_000}</author></item>", count=0))
    async with _started(2) as parser:
        await _outcome(parser, bomb)
        bombs = [asyncio.create_task(_outcome(parser, bomb)) for _ in range(4)]
        await asyncio.sleep(0)
        waits = [await _good_s(parser, "before the bombs") for _ in range(20)]
        assert not all(task.done() for task in bombs)
        most_s = stretched(NEXT_GOOD_S)
        for task in bombs:
            task.cancel()
        await asyncio.gather(*bombs, return_exceptions=True)
    assert max(waits) < most_s
