"""How long a feed is left alone: after failures, and because its server asks for it.

A feed is never given up. One that fails is asked less often, but at least once an hour (or once an
interval, when that is longer): dead feeds come back, and the quiet local one is the one that
matters.
"""

from datetime import timedelta

from warnd.model.feed import FeedHealth
from warnd.settings import FeedSettings, Tier

#: the longest wait after failures, unless the feed's own interval is longer
LONGEST_WAIT = timedelta(hours=1)
#: how many intervals a server may ask us to wait, where warnings hang on the feed
INTERVALS_WAITED = 4
#: the longest wait that a server may ask for, where nothing urgent hangs on the feed
LONGEST_ASKED = timedelta(hours=24)
#: how far jitter moves a poll, as a share of the wait: enough to spread feeds that began together
JITTER = 0.1
#: the wait after the first failure of a connection: most are over at once
FIRST_RETRY = timedelta(seconds=30)
#: doublings of the interval that are counted; more than this is past any cap
MOST_DOUBLINGS = 16


def backoff(health: FeedHealth, failures: int, feed: FeedSettings) -> timedelta:
    """Give the wait after failures in a row, doubling up to the cap."""
    doublings = failures - 1
    if health is FeedHealth.UNREACHABLE:
        if failures == 1:
            return min(feed.interval, FIRST_RETRY)
        doublings = failures - 2
    wait = feed.interval * 2.0 ** min(doublings, MOST_DOUBLINGS)
    return min(wait, max(feed.interval, LONGEST_WAIT))


def honoured(asked_s: float | None, feed: FeedSettings, jitter: float) -> timedelta:
    """Give the wait that a server asked for, as far as it is followed; jitter only lengthens it."""
    most = min(feed.interval * INTERVALS_WAITED, LONGEST_WAIT)
    if feed.tier is Tier.BACKGROUND:
        most = LONGEST_ASKED
    return spread(min(timedelta(seconds=asked_s or 0.0), most), abs(jitter))


def longest_wait(feed: FeedSettings) -> timedelta:
    """Give the longest time between two polls that any rule here can lead to."""
    usual = LONGEST_ASKED if feed.tier is Tier.BACKGROUND else LONGEST_WAIT
    return spread(max(feed.interval, usual), 1.0)


def spread(wait: timedelta, jitter: float) -> timedelta:
    """Give a wait moved by jitter, which is between -1 and 1."""
    return wait * (1.0 + JITTER * min(max(jitter, -1.0), 1.0))
