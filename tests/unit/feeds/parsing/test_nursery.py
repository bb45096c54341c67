import asyncio
import errno
import os
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.live import pause
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


async def test_a_child_that_comes_just_as_time_is_up_is_taken(
    nursery: Nursery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warnd.feeds.parsing.nursery.PATIENCE_S", 0.05)
    child = await nursery.take(COMMAND)
    waiting = asyncio.create_task(nursery.take(COMMAND))
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.01, nursery.give, child)
    pause(0.2)  # the loop is busy elsewhere, and finds both in its next turn
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
    async with asyncio.timeout(60):
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


async def test_whoever_is_cancelled_leaves_no_child_behind(nursery: Nursery) -> None:
    # It reads its pipe only when it is told to go on, so it does not end by itself.
    child = await nursery.take(COMMAND)
    os.kill(child._process.pid, signal.SIGSTOP)
    losing = asyncio.create_task(nursery.lose(child))
    for _ in range(3):  # once in each of the waits within
        await asyncio.sleep(0)
        losing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await losing
    async with asyncio.timeout(60):
        assert await child._process.wait() == -signal.SIGKILL


async def test_a_child_that_is_lost_while_its_task_is_cancelled_is_killed(
    nursery: Nursery,
) -> None:
    child = await nursery.take(COMMAND)
    os.kill(child._process.pid, signal.SIGSTOP)

    async def work() -> str:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return await nursery.lose(child)
        return "it was not cancelled"

    working = asyncio.create_task(work())
    await asyncio.sleep(0)
    working.cancel()
    assert await working == "SIGKILL"


async def test_a_child_that_is_lost_twice_leaves_one_place(nursery: Nursery) -> None:
    kept, child = await nursery.take(COMMAND), await nursery.take(COMMAND)
    await nursery.lose(child)
    await nursery.lose(child)
    nursery.start_all(COMMAND)
    await nursery.ready()
    assert len(nursery.idle) == 2  # three may be, and one works
    nursery.give(kept)


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
