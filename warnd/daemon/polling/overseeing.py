"""How all feeds stand together, whichever worker polls them."""

from collections.abc import Mapping
from datetime import datetime

from warnd.daemon.polling.poller import Poller
from warnd.daemon.watching.feed_watch import Overview
from warnd.feeds.timing.beats import hush_of, silent_areas
from warnd.model.feed import FeedState, Uplink
from warnd.model.identifiers import AreaId, FeedId
from warnd.settings import FeedSettings


def own_overview(poller: Poller) -> Overview:
    """Give how the feeds of a poller stand, which are all that there are."""
    silent = poller.silent_areas()
    homes = {area: _at_home(poller, area) for area in silent}
    return Overview(feeds=poller.feeds, states=poller.states, uplink=poller.uplink, silent=homes)


def common_overview(
    feeds: Mapping[FeedId, FeedSettings],
    states: Mapping[FeedId, FeedState],
    uplink: Uplink,
    now: datetime,
) -> Overview:
    """Give how feeds stand that several workers poll, by what is stored of them.

    What areas a feed speaks of is learned by the worker that polls it alone. So only the areas that
    feeds are declared for can fall silent as a whole.
    """
    hushes = [
        hush_of(feed, states.get(id_), frozenset(feed.area), now) for id_, feed in feeds.items()
    ]
    silent = silent_areas(hushes) if uplink is Uplink.ONLINE else ()
    homes = {
        area: tuple(feed for feed in feeds.values() if area in feed.area and feed.id in states)
        for area in silent
    }
    return Overview(feeds=feeds, states=states, uplink=uplink, silent=homes)


def _at_home(poller: Poller, area: AreaId) -> tuple[FeedSettings, ...]:
    """Give the feeds of an area that were read at least once."""
    return tuple(
        feed
        for feed in poller.feeds.values()
        if feed.id in poller.states and area in poller.stands_in(feed)
    )
