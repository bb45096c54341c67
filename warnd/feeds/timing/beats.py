"""Which areas a feed reports from, declared or learned, and areas that fall silent as a whole."""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from warnd.feeds.timing.cadence import silent_since
from warnd.feeds.timing.standing import in_trouble
from warnd.model.feed import FeedHealth, FeedState
from warnd.model.identifiers import AreaId, FeedId
from warnd.settings import FeedSettings

#: polls with claims from which the areas of a feed are learned
POLLS_KEPT = 20
#: the share of them that must speak about an area before a feed is taken to stand in it
SHARE_AT_HOME = 0.5
#: polls with claims before a feed is taken to stand anywhere
POLLS_NEEDED = 3
#: feeds that an area must have before their silence says anything about it
FEEDS_NEEDED = 3
#: how far apart feeds may fall silent and still have fallen silent together
TOGETHER = timedelta(hours=24)


class Beats:
    """The areas that feeds report from, learned in memory where they are not declared."""

    def __init__(self) -> None:
        self._spoken: dict[FeedId, deque[frozenset[AreaId]]] = {}

    def heard(self, feed: FeedId, areas: frozenset[AreaId]) -> None:
        """Note the areas that the claims of one poll are about."""
        if areas:
            self._spoken.setdefault(feed, deque(maxlen=POLLS_KEPT)).append(areas)

    def speaks_of(self, feed: FeedSettings) -> frozenset[AreaId]:
        """Give every area that a feed is declared for, or else has spoken of lately."""
        if feed.area:
            return frozenset(feed.area)
        return frozenset().union(*self._spoken.get(feed.id, ()))

    def stands_in(self, feed: FeedSettings) -> frozenset[AreaId]:
        """Give the areas that a feed is declared for, or else mostly speaks of."""
        if feed.area:
            return frozenset(feed.area)
        spoken = self._spoken.get(feed.id, ())
        if len(spoken) < POLLS_NEEDED:
            return frozenset()
        times = Counter(area for areas in spoken for area in areas)
        return frozenset(a for a, count in times.items() if count >= SHARE_AT_HOME * len(spoken))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hush:
    """One feed as far as its silence goes."""

    #: the areas it stands in
    areas: frozenset[AreaId]
    #: since when it is silent or out of reach; None when it is neither
    since: datetime | None


def hush_of(
    feed: FeedSettings, state: FeedState | None, areas: frozenset[AreaId], now: datetime
) -> Hush:
    """Give whether a feed is silent or out of reach, and since when."""
    since = None
    if state is not None and state.health is FeedHealth.QUIET:
        since = silent_since(state)
    elif state is not None and in_trouble(state, feed, now):
        since = state.failing_since
    return Hush(areas=areas, since=since)


def silent_areas(hushes: Iterable[Hush]) -> frozenset[AreaId]:
    """Give the areas all of whose feeds fell silent together, while feeds elsewhere go on.

    That may be a line that was cut, which is news itself.
    """
    feeds = tuple(hushes)
    by_area: dict[AreaId, list[Hush]] = {}
    for feed in feeds:
        for area in feed.areas:
            by_area.setdefault(area, []).append(feed)
    silent = frozenset(area for area, members in by_area.items() if _fell_together(members))
    going_on = any(feed.since is None and not feed.areas & silent for feed in feeds)
    return silent if going_on else frozenset()


def _fell_together(feeds: Iterable[Hush]) -> bool:
    members = list(feeds)
    since = [feed.since for feed in members if feed.since is not None]
    return (
        len(members) >= FEEDS_NEEDED
        and len(since) == len(members)
        and max(since) - min(since) <= TOGETHER
    )
