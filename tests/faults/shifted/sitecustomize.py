"""Runs first in a warnd whose tests move its clock: both of its times read an offset from a file.

The program knows nothing of it: Python imports this module by its name when it starts. APScheduler,
which asks the machine by itself, is shown the same wall clock.
"""

import os
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

from apscheduler.executors import base as executors
from apscheduler.schedulers import base as schedulers

from warnd.daemon.timing.clock import SystemClock

_FILE = Path(os.environ["CLOCK_FILE"])
_now, _monotonic = SystemClock.now, SystemClock.monotonic


def _offsets() -> tuple[float, float]:
    wall_s, passed_s = _FILE.read_text(encoding="ascii").split()
    return float(wall_s), float(passed_s)


def _shifted_now(clock: SystemClock) -> datetime:
    return _now(clock) + timedelta(seconds=sum(_offsets()))


def _shifted_monotonic(clock: SystemClock) -> float:
    return _monotonic(clock) + _offsets()[1]


class _Shifted(datetime):
    """The moments of a machine whose clock was moved."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return super().now(tz) + timedelta(seconds=sum(_offsets()))


for module in (executors, schedulers):
    setattr(module, "datetime", _Shifted)  # noqa: B010
setattr(SystemClock, "now", _shifted_now)  # noqa: B010  mypy takes no assignment to a method
setattr(SystemClock, "monotonic", _shifted_monotonic)  # noqa: B010
