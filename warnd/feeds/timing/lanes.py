"""Places for polls: a fast lane, and a slow one for those that would keep the others waiting."""

from dataclasses import dataclass

from warnd.model.identifiers import FeedId

#: seconds after which a poll moves to the slow lane
SLOW_AFTER_S = 5.0
#: places of the two lanes on a machine that has files enough
FAST_PLACES = 32
SLOW_PLACES = 96
#: open files that are not for polls: the database, log, sockets that listen, parsers, eight senders
FILES_KEPT = 40
#: open files that one poll may need: a connection, and a second address tried beside the first
FILES_PER_POLL = 2
#: places that there always are, however few files may be open
LEAST_PLACES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """How many polls may be under way."""

    #: polls that have just begun
    fast: int = FAST_PLACES
    #: polls that take long
    slow: int = SLOW_PLACES


def places_for(open_files: int) -> Places:
    """Give the places where so many files may be open at once."""
    whole = FAST_PLACES + SLOW_PLACES
    there = max(LEAST_PLACES, min(whole, (open_files - FILES_KEPT) // FILES_PER_POLL))
    fast = max(1, there * FAST_PLACES // whole)
    return Places(fast=fast, slow=there - fast)


class Lanes:
    """Who is where. Times are monotonic seconds.

    A feed that was slow last time begins in the slow lane, so that a hundred servers which send a
    byte at a time cannot hold up one good feed, not even for the first seconds of each.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        #: when each poll in the fast lane began; the oldest first
        self._fast: dict[FeedId, float] = {}
        self._slow: dict[FeedId, float] = {}
        self._were_slow: set[FeedId] = set()

    def __len__(self) -> int:
        return len(self._fast) + len(self._slow)

    @property
    def has_room(self) -> bool:
        """Whether a poll of a usual feed may begin."""
        return len(self._fast) < self._places.fast

    def enter(self, feed: FeedId, now_s: float) -> bool:
        """Take a place for a poll; False when there is none for this feed now."""
        if feed in self._were_slow and len(self._slow) < self._places.slow:
            self._slow[feed] = now_s
            return True
        # One that may be slow leaves half of the fast lane to the others.
        taken = len(self._fast) * (2 if feed in self._were_slow else 1)
        if taken >= self._places.fast:
            return False
        self._fast[feed] = now_s
        return True

    def leave(self, feed: FeedId, now_s: float) -> None:
        """Give the place of a poll back."""
        began = self._fast.pop(feed, None)
        if began is None:
            began = self._slow.pop(feed)
        if now_s - began > SLOW_AFTER_S:
            self._were_slow.add(feed)
        else:
            self._were_slow.discard(feed)

    def sort(self, now_s: float) -> None:
        """Move polls that have taken long to the slow lane, as far as it has places."""
        if not self._fast or now_s - next(iter(self._fast.values())) <= SLOW_AFTER_S:
            return  # the oldest comes first
        late = [feed for feed, began in self._fast.items() if now_s - began > SLOW_AFTER_S]
        for feed in late[: self._places.slow - len(self._slow)]:
            self._slow[feed] = self._fast.pop(feed)
