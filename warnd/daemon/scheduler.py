"""When things happen: the one door to APScheduler."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

#: a job that is late by less than this still runs; APScheduler's own default of one second would
#: skip ticks on a machine that was suspended or busy
_MISFIRE_GRACE = timedelta(hours=1)


class Scheduler:
    """Runs a few jobs at fixed intervals; feeds are not jobs, one tick takes all that are due.

    A job that is late runs once, however many of its times were missed (coalesce), and never runs
    beside itself (max_instances 1).
    """

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={
                "misfire_grace_time": int(_MISFIRE_GRACE.total_seconds()),
                "coalesce": True,
                "max_instances": 1,
            },
        )

    def every(self, interval: timedelta, name: str, job: Callable[[], Awaitable[None]]) -> None:
        """Run `job` at every `interval`, the first time after one interval."""
        self._scheduler.add_job(
            job, IntervalTrigger(seconds=interval.total_seconds()), id=name, name=name
        )

    def start(self) -> None:
        """Begin; needs a running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """End; jobs under way are left to their tasks."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
