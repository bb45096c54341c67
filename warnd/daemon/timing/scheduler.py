"""When things happen: the one door to APScheduler."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from warnd.daemon.timing.clock import SystemClock
from warnd.ports.world import Clock

#: how often it is looked whether the clock has jumped, and by how much it then has, in seconds
_LOOK_S, _JUMP_S = 5.0, 2.0
#: when a job was due that is to run now, whatever the clock says that now is
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class _Every(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """Fires an interval after it fired last, however far the clock has jumped meanwhile.

    APScheduler's own trigger lists every time that was missed: a machine that slept for 20 days, or
    that started in 1970, would list millions of seconds before its next tick.
    """

    def __init__(self, interval: timedelta) -> None:
        self.interval = interval

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Give the next time: one interval on, or after now when that is past already."""
        if previous_fire_time is None:
            return now + self.interval
        following: datetime = previous_fire_time + self.interval
        return following if following > now - self.interval else now + self.interval


class Scheduler:
    """Runs a few jobs at fixed intervals; feeds are not jobs, one tick takes all that are due.

    A job that is late runs once, however late it is and however many of its times were missed, and
    never beside itself. APScheduler's own default would skip what is late by a second, as all is on
    a machine that was suspended.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        #: how far the wall clock is ahead of the monotonic one, in seconds
        self._ahead_s = 0.0
        self._looking: asyncio.TimerHandle | None = None
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={
                "misfire_grace_time": None,
                "coalesce": True,
                "max_instances": 1,
            },
        )

    def every(self, interval: timedelta, name: str, job: Callable[[], Awaitable[None]]) -> None:
        """Run `job` at every `interval`, the first time after one interval."""
        self._scheduler.add_job(job, _Every(interval), id=name, name=name)

    def start(self) -> None:
        """Begin; needs a running event loop."""
        self._scheduler.start()
        self._ahead_s = self._ahead()
        self._look()

    def look_at_clock(self) -> None:
        """Run every job now when the wall clock has jumped, and at its interval from then on.

        APScheduler goes by the wall clock alone: set back by a day, it would do nothing for a day.
        And who was suspended for a night has much to look at.
        """
        ahead_s, now = self._ahead(), self._clock.now()
        has_jumped = abs(ahead_s - self._ahead_s) > _JUMP_S
        for job in self._scheduler.get_jobs():
            # A clock that jumps forth and back between two looks leaves times that never come.
            latest = now + job.trigger.interval + timedelta(seconds=_JUMP_S)
            if has_jumped or job.next_run_time > latest:
                job.modify(next_run_time=_LONG_AGO)
        self._ahead_s = ahead_s

    def _look(self) -> None:
        self.look_at_clock()
        self._looking = asyncio.get_running_loop().call_later(_LOOK_S, self._look)

    def _ahead(self) -> float:
        return self._clock.now().timestamp() - self._clock.monotonic()

    def stop(self) -> None:
        """End; jobs under way are left to their tasks."""
        if self._looking is not None:
            self._looking.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
