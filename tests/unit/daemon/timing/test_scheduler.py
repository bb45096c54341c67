import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from tests.unit.builders import NOW
from tests.unit.daemon.waiting import PATIENCE_S
from warnd.daemon.timing.clock import SystemClock
from warnd.daemon.timing.scheduler import Scheduler, _Every

OFTEN = timedelta(milliseconds=5)


@pytest_asyncio.fixture
async def scheduler() -> AsyncIterator[Scheduler]:
    ours = Scheduler()
    yield ours
    ours.stop()
    await asyncio.sleep(0)  # the loop hears of it


async def nothing() -> None:
    """Do nothing."""


async def test_every_job_is_late_rather_than_skipped_and_never_runs_beside_itself(
    scheduler: Scheduler,
) -> None:
    scheduler.every(timedelta(seconds=1), "poll", nothing)
    scheduler.start()
    (job,) = scheduler._scheduler.get_jobs()
    # APScheduler's own: one second of grace, which skips ticks on a busy machine.
    assert job.misfire_grace_time is None
    assert job.coalesce is True
    assert job.max_instances == 1
    assert job.trigger.interval == timedelta(seconds=1)


async def test_a_job_comes_again_and_again(scheduler: Scheduler) -> None:
    runs = asyncio.Semaphore(0)

    async def job() -> None:
        runs.release()

    scheduler.every(OFTEN, "tick", job)
    scheduler.start()
    async with asyncio.timeout(PATIENCE_S):
        for _ in range(3):
            await runs.acquire()


async def test_a_slow_job_never_runs_beside_itself(scheduler: Scheduler) -> None:
    other_ticks = asyncio.Semaphore(0)
    slow = []

    async def slow_job() -> None:
        slow.append(1)
        await asyncio.Event().wait()

    async def other() -> None:
        other_ticks.release()

    scheduler.every(OFTEN, "slow", slow_job)
    scheduler.every(OFTEN, "other", other)
    scheduler.start()
    async with asyncio.timeout(PATIENCE_S):
        for _ in range(5):
            await other_ticks.acquire()
    assert slow == [1]


async def test_a_job_that_fails_comes_again(scheduler: Scheduler) -> None:
    runs = asyncio.Semaphore(0)

    async def job() -> None:
        runs.release()
        raise RuntimeError("a bug")

    scheduler.every(OFTEN, "broken", job)
    scheduler.start()
    async with asyncio.timeout(PATIENCE_S):
        for _ in range(2):
            await runs.acquire()


async def test_nothing_runs_after_stop() -> None:
    ours = Scheduler()
    ours.every(OFTEN, "tick", nothing)
    ours.start()
    ours.stop()
    ours.stop()  # harmless
    await asyncio.sleep(0)  # the loop hears of it
    assert not ours._scheduler.running


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=20), timedelta(days=20_000)])
async def test_however_the_clock_jumps_jobs_come_at_once(jump: timedelta) -> None:
    clock = JumpingClock()
    scheduler = Scheduler(clock)
    runs = asyncio.Semaphore(0)

    async def job() -> None:
        runs.release()

    scheduler.every(timedelta(minutes=5), "poll", job)
    scheduler.start()
    clock.jumped = jump
    scheduler.look_at_clock()
    async with asyncio.timeout(PATIENCE_S):
        await runs.acquire()
    (left,) = scheduler._scheduler.get_jobs()
    # by the library's own clock, which did not jump
    assert timedelta(minutes=3) < left.next_run_time - SystemClock().now() <= timedelta(minutes=5)
    scheduler.stop()
    await asyncio.sleep(0)


def test_what_was_missed_is_not_listed() -> None:
    every = _Every(timedelta(seconds=1))
    before, now = NOW - timedelta(days=20_000), NOW
    assert every.get_next_fire_time(before, now) == now + timedelta(seconds=1)
    assert every.get_next_fire_time(now - timedelta(seconds=1), now) == now
    assert every.get_next_fire_time(None, now) == now + timedelta(seconds=1)


class JumpingClock(SystemClock):
    """The machine's clock, set forth or back."""

    jumped = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.jumped
