"""When a notification that did not get through is tried again (docs/faults.md, F43 to F45)."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

#: no wait is longer: a channel that is back should not wait for us
_LONGEST = timedelta(minutes=10)
#: the share of a wait that is left to chance, so that channels do not retry in step
_JITTER = 0.2


class Failure(StrEnum):
    """Why a message was not taken, as far as the next try depends on it."""

    #: no answer, or one that may be another the next time
    PASSING = "passing"
    #: it asks for fewer messages, and may have taken this one all the same
    THROTTLED = "throttled"
    #: a mail server puts a recipient off, to see whether we come again
    GREYLISTED = "greylisted"


#: the wait after the first failure; it doubles with each further one up to the longest. Whoever
#: delivers and yet answers 429 gets at most ten repeats in the first hour
_FIRST: Mapping[Failure, timedelta] = {
    Failure.PASSING: timedelta(seconds=5),
    Failure.THROTTLED: timedelta(seconds=30),
}
#: the waits of a mail that is put off, after which the last one holds
_GREYLISTED = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 10, 15, 30))
#: a channel that takes nothing until somebody mends it is asked again after this
CLOSED_FOR = timedelta(hours=1)
#: tries after which people are told of a channel that does not prove who it is: one alone may be
#: of a line that somebody listens in on for a moment
UNPROVEN_TRIES = 2
#: failures of our own making, one after the other, after which a message is given up
MOST_FAULTS = 5


def retry_delay(
    attempts: int, asked_s: float | None, chance: float, failure: Failure = Failure.PASSING
) -> timedelta:
    """Give the wait before the next try.

    It grows with `attempts` (1 after the first failure), is never less than what the channel asked
    for, and is stretched by up to a fifth by `chance`, 0 to 1.
    """
    wait = _planned(attempts, failure) * (1.0 + _JITTER * chance)
    return max(wait, timedelta(seconds=asked_s or 0.0))


def _planned(attempts: int, failure: Failure) -> timedelta:
    if failure is Failure.GREYLISTED:
        return _GREYLISTED[min(attempts, len(_GREYLISTED)) - 1]
    return min(_LONGEST, _FIRST[failure] * float(2 ** min(attempts - 1, 16)))
