"""How soon a feed that answers is asked again: at its own pace or faster, never slower."""

from datetime import timedelta
from enum import Enum

from warnd.settings import FeedSettings

#: no feed is hurried beyond this, unless its own interval is shorter
SHORTEST_WAIT = timedelta(seconds=30)


class Pace(Enum):
    """Why a feed is asked when it is; the value is the part of its interval that is waited.

    That a feed is quiet is no reason to ask it less often: the quiet local feed is the one that
    matters.
    """

    #: nothing special
    USUAL = 1.0
    #: an area it reports from is above calm: news may come at any time
    TENSE = 1 / 2
    #: a poll brought no known entry: some may have come and gone since the poll before
    OVERTAKEN = 1 / 4


def pace_wait(feed: FeedSettings, pace: Pace) -> timedelta:
    """Give the wait until the next poll of a feed that answered."""
    return min(feed.interval, max(SHORTEST_WAIT, feed.interval * pace.value))
