"""How often a feed brings something new, learned from its arrivals, and when it is silent."""

from datetime import datetime, timedelta
from itertools import pairwise

from warnd.model.feed import FeedState
from warnd.settings import FeedSettings

#: arrivals that are remembered
ARRIVALS_KEPT = 20
#: arrivals from which a rhythm is learned: fewer may lie close together by chance
ARRIVALS_NEEDED = 5
#: a silence is longer than usual when it is this many times the longest that was seen
TIMES_LONGEST = 2
#: no silence shorter than this is told: feeds sleep at night
LEAST_SILENCE = timedelta(hours=24)
#: when a feed could not be read for this long, nobody knows how long it was silent: what was
#: learned from its arrivals is learned anew
OUTAGE = timedelta(days=1)


def expected_silence(arrivals: tuple[datetime, ...], feed: FeedSettings) -> timedelta | None:
    """Give the longest that a feed is usually or declaredly silent, None when it is not known."""
    if feed.expect is not None:
        return feed.expect
    if len(arrivals) < ARRIVALS_NEEDED:
        return None
    longest = max(later - earlier for earlier, later in pairwise(arrivals))
    return max(longest * TIMES_LONGEST, LEAST_SILENCE)


def silent_since(state: FeedState) -> datetime | None:
    """Give when a feed last brought something new, or else when it was first read."""
    return state.arrivals[-1] if state.arrivals else state.read_since


def is_silent(state: FeedState, feed: FeedSettings, now: datetime) -> bool:
    """Tell whether a feed has brought nothing new for longer than expected."""
    expected, since = expected_silence(state.arrivals, feed), silent_since(state)
    return expected is not None and since is not None and now - since > expected


def with_arrival(state: FeedState, now: datetime) -> tuple[datetime, ...]:
    """Give the arrivals of a feed that has just brought something new.

    A clock that was set back would make gaps that never were: arrivals that lie ahead are left out.
    """
    away = state.last_success is not None and now - state.last_success > OUTAGE
    earlier = () if away else tuple(moment for moment in state.arrivals if moment < now)
    return (*earlier, now)[-ARRIVALS_KEPT:]
