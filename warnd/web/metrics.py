"""The numbers for Prometheus; labels come from the configuration alone, never from a feed."""

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric, generate_latest
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from warnd import __version__
from warnd.model.feed import TROUBLES, FeedHealth
from warnd.model.identifiers import FeedId
from warnd.web.machine_metrics import MachineMetrics
from warnd.web.outgoing_metrics import OutgoingMetrics

#: the bounds of lateness in seconds: a second is the beat of the daemon, and an interval of five
#: minutes is late beyond excuse
LATENESS_S = (0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900, 3600)
#: the results of polls that read a feed
READ = frozenset({"unchanged", *(health.value for health in FeedHealth if health not in TROUBLES)})


class Metrics:
    """Every metric of one daemon, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        registry = self.registry
        self._polls = Counter(
            "warnd_feed_polls", "Polls of feeds", ["feed", "result"], registry=registry
        )
        self._last_success = Gauge(
            "warnd_feed_last_success_timestamp_seconds",
            "When a feed was last read",
            ["feed"],
            registry=registry,
        )
        self._polled: dict[tuple[FeedId, str], Counter] = {}
        self._read_at: dict[FeedId, Gauge] = {}
        #: polls that read a feed, all together
        self.reads = 0
        self._entries = Counter(
            "warnd_feed_entries", "Entries of feeds", ["feed", "state"], registry=registry
        )
        self._entered: dict[tuple[FeedId, str], Counter] = {}
        self._alerts = Counter(
            "warnd_alerts",
            "Alert versions decided",
            ["rule", "severity", "reason"],
            registry=registry,
        )
        self._suppressed = Counter(
            "warnd_suppressed",
            "What was not told, or not at once, by why",
            ["reason"],
            registry=registry,
        )
        self.outgoing = OutgoingMetrics(registry)
        self.machine = MachineMetrics(registry)
        self._parser_kills = Counter(
            "warnd_parser_kills", "Parser children killed", ["reason"], registry=registry
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
        self._reloaded = Gauge(
            "warnd_config_last_reload_successful",
            "Whether the configuration was read well last time",
            registry=registry,
        )
        self._reloaded_at = Gauge(
            "warnd_config_last_reload_success_timestamp_seconds",
            "When the configuration was last read well",
            registry=registry,
        )
        info = Gauge("warnd_build_info", "The program", ["version"], registry=registry)
        info.labels(version=__version__).set(1)

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

    def alert(self, rule: str, severity: str, reason: str) -> None:
        """Count an alert version by the rule of its weightiest proof.

        `rule` is `model` where no rule saw it; `severity` is in the words of CAP 1.2.
        """
        self._alerts.labels(rule=rule, severity=severity, reason=reason).inc()

    def suppressed(self, reason: str, count: int = 1) -> None:
        """Count what is not told, or not at once; `reason` is a word of the program."""
        if count:
            self._suppressed.labels(reason=reason).inc(count)

    def parser_killed(self, reason: str) -> None:
        """Count a parser child that was killed."""
        self._parser_kills.labels(reason=reason).inc()

    def reloaded(self, at_s: float, *, well: bool) -> None:
        """Tell whether the configuration was read well, at a time in seconds."""
        self._reloaded.set(1 if well else 0)
        if well:
            self._reloaded_at.set(at_s)

    def log_dropped(self, lines: Callable[[], int]) -> None:
        """Tell from now on what `lines` gives: how many log lines were dropped."""
        self.registry.register(_Dropped(lines))

    def exposition(self) -> bytes:
        """Give all metrics in Prometheus's text format."""
        return generate_latest(self.registry)


class _Dropped(Collector):
    """A count that somebody else keeps."""

    def __init__(self, lines: Callable[[], int]) -> None:
        self._lines = lines

    def collect(self) -> Iterable[Metric]:
        """Give the count as it stands."""
        yield CounterMetricFamily("warnd_log_dropped", "Log lines dropped", value=self._lines())
