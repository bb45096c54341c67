"""CPU time for a piece of work, after which it is given up."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTime(BaseException):
    """The CPU budget of a piece is spent; no `except Exception` within feedparser stops it."""


@contextmanager
def budget(cpu_s: float) -> Iterator[None]:
    """Raise OutOfTime within when more than `cpu_s` of user time pass."""

    def spent(_: int, __: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGVTALRM, spent)
    signal.setitimer(signal.ITIMER_VIRTUAL, cpu_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
