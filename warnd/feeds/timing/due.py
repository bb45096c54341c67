"""Which feed is due, and whether it is asked for its whole document."""

import heapq
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from warnd.feeds.timing.backoff import longest_wait
from warnd.model.feed import FeedState, Validators
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings

#: how often a document is asked for without validators: some feeds keep their ETag when they change
FULL_EVERY = timedelta(days=1)
#: how much longer a feed that fails waits when others are due too, in seconds; not for ever, or a
#: machine that is always late would never find out that it is well again
FAILING_WAITS_S = 300.0


def wants_full(state: FeedState | None, now: datetime) -> bool:
    """Give whether the next fetch should leave out the validators."""
    if state is None or state.last_full is None:
        return True
    return not timedelta(0) <= now - state.last_full < FULL_EVERY


def validators_for(state: FeedState | None, now: datetime) -> Validators:
    """Give the validators to send with the next fetch, none when a full document is due."""
    return Validators() if state is None or wants_full(state, now) else state.validators


def due_in_s(state: FeedState | None, feed: FeedSettings, now: datetime) -> float:
    """Give the seconds until a feed is due, negative when it is overdue, 0 before its first poll.

    A due time that no rule can have set comes from a clock that was wrong, or from an interval that
    was longer before the configuration changed: such a feed is due now.
    """
    if state is None or state.due - now > longest_wait(feed):
        return 0.0
    return max((state.due - now).total_seconds(), -longest_wait(feed).total_seconds())


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """A feed's place in the order of polls; the smallest is next."""

    #: what it is ordered by, in monotonic seconds
    order_s: float
    #: tells apart turns of one moment: first come, first served
    nth: int
    #: the feed
    feed: FeedId
    #: when it was due, in monotonic seconds
    at_s: float


class Agenda:
    """Feeds by the time they are due: finding the next costs no more with ten thousand of them.

    Times are monotonic seconds, so that a clock that is set moves no poll.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[float, Turn]] = []
        self._ready: list[Turn] = []
        self._valid: dict[FeedId, Turn] = {}
        self._count = count()

    def __len__(self) -> int:
        return len(self._valid)

    def put(self, feed: FeedId, at_s: float, *, failing: bool = False) -> None:
        """Set when a feed is due, in place of any time it had; one that fails lets others by."""
        order_s = at_s + (FAILING_WAITS_S if failing else 0.0)
        turn = Turn(order_s, next(self._count), feed, at_s)
        self._valid[feed] = turn
        heapq.heappush(self._waiting, (at_s, turn))

    def put_back(self, turn: Turn, until_s: float) -> None:
        """Put a turn that could not be used back until a later moment; its order stays."""
        self._valid[turn.feed] = turn
        heapq.heappush(self._waiting, (until_s, turn))

    def feeds(self) -> frozenset[FeedId]:
        """Give the feeds that stand on the agenda."""
        return frozenset(self._valid)

    def drop(self, feed: FeedId) -> None:
        """Forget a feed."""
        self._valid.pop(feed, None)

    def at_s(self, feed: FeedId) -> float | None:
        """Give when a feed is due, None when it is not on the agenda."""
        turn = self._valid.get(feed)
        return None if turn is None else turn.at_s

    def take(self, now_s: float) -> Turn | None:
        """Take the feed whose turn it is off the agenda, None when none is due.

        The longest overdue comes first, those in good standing before those that fail.
        """
        while self._waiting and self._waiting[0][0] <= now_s:
            _, turn = heapq.heappop(self._waiting)
            if self._valid.get(turn.feed) is turn:
                heapq.heappush(self._ready, turn)
        while self._ready:
            turn = heapq.heappop(self._ready)
            if self._valid.get(turn.feed) is turn:
                del self._valid[turn.feed]
                return turn
        return None
