"""The numbers for Prometheus; labels come from the configuration alone, never from a feed."""

from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Metric, generate_latest
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from warnd import __version__
from warnd.web.machine_metrics import MachineMetrics
from warnd.web.outgoing_metrics import OutgoingMetrics
from warnd.web.polling_metrics import PollingMetrics


class Metrics:
    """Every metric of one daemon, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        registry = self.registry
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
        self.polling = PollingMetrics(registry)
        self.outgoing = OutgoingMetrics(registry)
        self.machine = MachineMetrics(registry)
        self._parser_kills = Counter(
            "warnd_parser_kills", "Parser children killed", ["reason"], registry=registry
        )
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
