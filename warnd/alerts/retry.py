"""When a notification that did not get through is tried again."""

from datetime import timedelta

#: the wait after the first failure (FAULTS, row 43)
_FIRST = timedelta(seconds=5)
#: no wait is longer: a channel that is back should not wait for us
_LONGEST = timedelta(minutes=10)
#: the share of a wait that is left to chance, so that channels do not retry in step
_JITTER = 0.2


def retry_delay(attempts: int, asked_s: float | None, chance: float) -> timedelta:
    """Give the wait before the next try.

    It doubles from 5 s to 10 min with `attempts` (1 after the first failure), is never less than
    what the channel asked for, and is stretched by up to a fifth by `chance`, 0 to 1.
    """
    doubled = _FIRST * float(2 ** min(attempts - 1, 16))
    wait = min(_LONGEST, doubled) * (1.0 + _JITTER * chance)
    return max(wait, timedelta(seconds=asked_s or 0.0))
