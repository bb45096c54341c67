import asyncio
import errno
import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from warnd.errors import FetchFailed, OutOfFiles
from warnd.feeds.parsing.child import Child
from warnd.feeds.parsing.limits import ParseLimits
from warnd.feeds.parsing.nursery import KEPT, Nursery
from warnd.feeds.parsing.parse import COMMAND


@pytest_asyncio.fixture
async def nursery() -> AsyncIterator[Nursery]:
    made = Nursery(3, ParseLimits())
    yield made
    await made.close()


async def _settled(nursery: Nursery) -> None:
    """Wait for what goes on in the background."""
    await asyncio.gather(*nursery._tasks)


async def test_a_spare_child_is_kept_ready(nursery: Nursery) -> None:
    child = await nursery.take(COMMAND)
    nursery.keep_spare(COMMAND)
    nursery.keep_spare(COMMAND)
    await _settled(nursery)
    assert len(nursery.idle) == 1
    nursery.give(child)
    assert nursery.idle[-1] is child  # the one that worked last works next


async def test_every_child_can_be_started_ahead_of_the_work(nursery: Nursery) -> None:
    child = await nursery.take(COMMAND)
    nursery.start_all(COMMAND)
    nursery.start_all(COMMAND)
    await nursery.ready()
    assert len(nursery.idle) == 2  # with the one at work there are as many as there may be
    nursery.give(child)


async def test_a_child_that_is_busy_is_waited_for_before_another_is_started(
    nursery: Nursery,
) -> None:
    child = await nursery.take(COMMAND)
    waiting = asyncio.create_task(nursery.take(COMMAND))
    await asyncio.sleep(0)
    nursery.give(child)
    assert await waiting is child
    nursery.give(child)


async def test_another_child_is_started_when_all_are_busy_for_long(nursery: Nursery) -> None:
    one = await nursery.take(COMMAND)
    two = await nursery.take(COMMAND)
    assert one is not two
    nursery.give(one)
    nursery.give(two)


async def test_children_beyond_those_kept_end_when_they_are_idle(
    nursery: Nursery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warnd.feeds.parsing.nursery.IDLE_S", 0.0)
    children = [await nursery.take(COMMAND) for _ in range(3)]
    for child in children:
        nursery.give(child)
    async with asyncio.timeout(10):
        while sum(child.alive for child in children) > KEPT:
            await asyncio.gather(asyncio.sleep(0.01), _settled(nursery))
    assert len(nursery.idle) == KEPT


async def test_a_child_that_stepped_back_is_not_used_again(nursery: Nursery) -> None:
    child = await nursery.take(COMMAND)
    child.step_back(1)
    assert os.getpriority(os.PRIO_PROCESS, child._process.pid) >= 1
    nursery.give(child)
    await _settled(nursery)
    assert (nursery.idle, child.alive) == ([], False)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        pytest.param(errno.EMFILE, OutOfFiles, id="none left to the process"),
        pytest.param(errno.ENFILE, OutOfFiles, id="none left to the machine"),
        pytest.param(errno.ENOMEM, FetchFailed, id="no memory"),
    ],
)
async def test_a_child_that_cannot_start_is_our_trouble(
    nursery: Nursery, monkeypatch: pytest.MonkeyPatch, code: int, kind: type[Exception]
) -> None:
    async def start(*_: object) -> Child:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Child, "start", start)
    with pytest.raises(kind):
        await nursery.take(COMMAND)
    nursery.keep_spare(COMMAND)
    await _settled(nursery)
    assert nursery.idle == []
