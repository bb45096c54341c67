"""Whose turn it is: the feed that is longest overdue, whose host may be asked."""

import heapq
from collections.abc import Collection, Iterable
from math import inf

from warnd.feeds.timing.due import Agenda, Turn
from warnd.feeds.timing.hosts import Hosts
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings


class Turns:
    """The order in which feeds are polled, with regard for their hosts.

    A feed whose host is busy waits at that host and holds up nobody else. Times are monotonic
    seconds.
    """

    def __init__(self, feeds: Iterable[FeedSettings], own: Collection[str] = ()) -> None:
        self._feeds = {feed.id: feed for feed in feeds}
        self._hosts = Hosts(self._feeds.values(), own)
        self._agenda = Agenda()
        #: turns that wait at a busy host
        self._parked: dict[str, list[Turn]] = {}
        #: when a host is looked at again: the times, and which of them still count
        self._wakes: list[tuple[float, str]] = []
        self._wake_at: dict[str, float] = {}
        #: the host of each poll under way
        self._under_way: dict[FeedId, str] = {}

    def adopt(self, feeds: Iterable[FeedSettings], own: Collection[str]) -> None:
        """Take over other feeds; those that are left out lose their turns."""
        self._feeds = {feed.id: feed for feed in feeds}
        self._hosts.adopt(self._feeds.values(), own)
        parked, self._parked, self._wakes, self._wake_at = self._parked, {}, [], {}
        for turn in (turn for turns in parked.values() for turn in turns):
            self._agenda.put_back(turn, turn.at_s)
        for feed in self._agenda.feeds() - self._feeds.keys():
            self._agenda.drop(feed)

    def put(self, feed: FeedId, at_s: float, *, failing: bool = False) -> None:
        """Set when a feed is due; one that fails lets others go first.

        A feed that is being polled, or waits at its host, stays where it is.
        """
        there = self._feeds.get(feed)
        if there and feed not in self._under_way and not self._is_parked(there):
            self._agenda.put(feed, at_s, failing=failing)

    def hurry(self, feed: FeedId, at_s: float) -> None:
        """Bring forward the time at which a feed is due, if it is later than that."""
        due_s = self._agenda.at_s(feed)
        if due_s is not None and due_s > at_s:
            self._agenda.put(feed, at_s)

    def give_back(self, turn: Turn, now_s: float, until_s: float) -> None:
        """Take back a turn that was begun and cannot be used until a later moment."""
        self.end(turn.feed, now_s)
        self._agenda.put_back(turn, until_s)

    def take(self, now_s: float) -> Turn | None:
        """Begin the next turn and give it, None when none may begin now."""
        turn = self._freed(now_s)
        while turn is None and (due := self._agenda.take(now_s)) is not None:
            turn = due if self._may_begin(due, now_s) else None
        if turn is not None:
            self.begin(turn.feed, now_s)
        return turn

    def begin(self, feed: FeedId, now_s: float) -> None:
        """Count a poll that begins, in its turn or out of it."""
        self._agenda.drop(feed)
        host = self._hosts.of(self._feeds[feed])
        self._unpark(feed, host)
        self._under_way[feed] = host
        self._hosts.begin(host, now_s)

    def end(self, feed: FeedId, now_s: float) -> None:
        """Count a poll that ended."""
        host = self._under_way.pop(feed)
        self._hosts.end(host)
        if self._parked.get(host):
            self._wake(host, now_s + self._hosts.wait_s(host, now_s))

    def _may_begin(self, turn: Turn, now_s: float) -> bool:
        host = self._hosts.of(self._feeds[turn.feed])
        if not self._parked.get(host) and self._hosts.wait_s(host, now_s) <= 0:
            return True
        heapq.heappush(self._parked.setdefault(host, []), turn)
        if host not in self._wake_at:
            self._wake(host, now_s + self._hosts.wait_s(host, now_s))
        return False

    def _freed(self, now_s: float) -> Turn | None:
        """Give the first turn that waited at a host which may be asked again."""
        while self._wakes and self._wakes[0][0] <= now_s:
            at_s, host = heapq.heappop(self._wakes)
            if self._wake_at.get(host) != at_s:
                continue
            del self._wake_at[host]
            wait_s = self._hosts.wait_s(host, now_s)
            if wait_s > 0:
                self._wake(host, now_s + wait_s)
                continue
            parked = self._parked.pop(host, [])
            turn = heapq.heappop(parked) if parked else None
            if parked:
                self._parked[host] = parked
                self._wake(host, now_s)
            if turn is not None:
                return turn
        return None

    def _is_parked(self, feed: FeedSettings) -> bool:
        parked = self._parked.get(self._hosts.of(feed), ())
        return any(turn.feed == feed.id for turn in parked)

    def _unpark(self, feed: FeedId, host: str) -> None:
        parked = self._parked.get(host, [])
        if any(turn.feed == feed for turn in parked):
            self._parked[host] = [turn for turn in parked if turn.feed != feed]
            heapq.heapify(self._parked[host])

    def _wake(self, host: str, at_s: float) -> None:
        if at_s < inf:  # else the end of a poll wakes it
            self._wake_at[host] = at_s
            heapq.heappush(self._wakes, (at_s, host))
