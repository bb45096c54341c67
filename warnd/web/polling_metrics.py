"""The numbers of feeds and of how they are polled."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from warnd.model.feed import TROUBLES, FeedHealth
from warnd.model.identifiers import FeedId

#: the bounds of lateness in seconds: a second is the beat of the daemon, and an interval of five
#: minutes is late beyond excuse
LATENESS_S = (0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900, 3600)
#: the results of polls that read a feed
READ = frozenset({"unchanged", *(health.value for health in FeedHealth if health not in TROUBLES)})


class PollingMetrics:
    """What is counted of feeds; a label of a feed is its id in the configuration."""

    def __init__(self, registry: CollectorRegistry) -> None:
        #: polls that read a feed, all together
        self.reads = 0
        self._polls = Counter(
            "warnd_feed_polls", "Polls of feeds", ["feed", "result"], registry=registry
        )
        self._last_success = Gauge(
            "warnd_feed_last_success_timestamp_seconds",
            "When a feed was last read",
            ["feed"],
            registry=registry,
        )
        self._entries = Counter(
            "warnd_feed_entries", "Entries of feeds", ["feed", "state"], registry=registry
        )
        self._lateness = Histogram(
            "warnd_feed_lateness_seconds",
            "How much later than it was due a poll began",
            buckets=LATENESS_S,
            registry=registry,
        )
        self._under_way = Gauge(
            "warnd_fetches_under_way", "Polls of feeds under way", registry=registry
        )
        self._feeds = Gauge("warnd_feeds", "Feeds by how they stand", ["health"], registry=registry)
        self._uplink = Gauge(
            "warnd_uplink_online",
            "Whether our own line is up, as far as all feeds together tell",
            registry=registry,
        )
        self._uplink.set(1)
        # Series that were met: to find one by its labels takes as long as ten additions.
        self._polled: dict[tuple[FeedId, str], Counter] = {}
        self._read_at: dict[FeedId, Gauge] = {}
        self._entered: dict[tuple[FeedId, str], Counter] = {}

    def poll(self, feed: FeedId, result: str, at_s: float) -> None:
        """Count a poll; `result` is a feed health or `unchanged`, `at_s` the time in seconds."""
        polls = self._polled.get((feed, result))
        if polls is None:
            polls = self._polled[feed, result] = self._polls.labels(feed=feed, result=result)
        polls.inc()
        if result in READ:
            self.reads += 1
            read_at = self._read_at.get(feed)
            if read_at is None:
                read_at = self._read_at[feed] = self._last_success.labels(feed=feed)
            read_at.set(at_s)

    def lateness(self, seconds: float) -> None:
        """Count a poll by how many seconds later than due it began."""
        self._lateness.observe(max(seconds, 0.0))

    def fetches_under_way(self, count: int) -> None:
        """Set how many polls are under way."""
        self._under_way.set(count)

    def feeds(self, healths: Mapping[FeedHealth, int]) -> None:
        """Set how many feeds stand how."""
        for health in FeedHealth:
            self._feeds.labels(health=health.value).set(healths.get(health, 0))

    def uplink(self, *, online: bool) -> None:
        """Set whether our own line is up."""
        self._uplink.set(1 if online else 0)

    def entries(self, feed: FeedId, state: str, count: int) -> None:
        """Count entries; `state` is new, known, baseline or failed."""
        if not count:
            return
        entries = self._entered.get((feed, state))
        if entries is None:
            entries = self._entered[feed, state] = self._entries.labels(feed=feed, state=state)
        entries.inc(count)
