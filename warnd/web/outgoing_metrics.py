"""The numbers about what is sent, for Prometheus."""

from enum import StrEnum

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from warnd.model.identifiers import ChannelId

#: the bounds of the time from a decision to its taking, in seconds: 95 of 100 alerts should be
#: there after five, a fallback is told after two minutes, and what is critical is tried for 72 h
LATENCY_S = (1, 2, 5, 10, 30, 60, 120, 300, 900, 3600, 6 * 3600, 24 * 3600, 72 * 3600)


class Ending(StrEnum):
    """How a try to deliver ended."""

    #: the channel took it
    DELIVERED = "delivered"
    #: no answer, or one that may be another the next time
    PASSING = "passing"
    #: it asks for fewer messages
    THROTTLED = "throttled"
    #: a mail server puts a recipient off
    GREYLISTED = "greylisted"
    #: it takes nothing until somebody mends it
    CLOSED = "closed"
    #: it will never take this one
    REFUSED = "refused"
    #: a fault of ours
    FAULT = "fault"


class OutgoingMetrics:
    """Deliveries and what waits, by channel."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._deliveries = Counter(
            "warnd_deliveries", "Messages, by what became of them", ["channel", "result"],
            registry=registry,
        )  # fmt: skip
        self._attempts = Counter(
            "warnd_delivery_attempts", "Tries to deliver, by how each ended", ["channel", "reason"],
            registry=registry,
        )  # fmt: skip
        self._latency = Histogram(
            "warnd_delivery_latency_seconds",
            "From a decision to the moment when a channel took it, where nothing held it",
            buckets=LATENCY_S,
            registry=registry,
        )
        self._pending = Gauge(
            "warnd_outbox_pending", "Notifications that wait", ["channel"], registry=registry
        )
        self._oldest = Gauge(
            "warnd_outbox_oldest_age_seconds",
            "Age of the oldest notification that waits, 0 when none does",
            ["channel"],
            registry=registry,
        )
        self._last_success = Gauge(
            "warnd_delivery_last_success_timestamp_seconds",
            "When a channel last took a message",
            ["channel"],
            registry=registry,
        )

    def delivery(self, channel: ChannelId, result: str) -> None:
        """Count a message; `result` is delivered, deferred or dead."""
        self._deliveries.labels(channel=channel, result=result).inc()

    def attempt(self, channel: ChannelId, ending: Ending) -> None:
        """Count a try by how it ended."""
        self._attempts.labels(channel=channel, reason=ending.value).inc()

    def latency(self, seconds: float) -> None:
        """Count a delivery by the time since it was decided."""
        self._latency.observe(max(seconds, 0.0))

    def waiting(self, channel: ChannelId, count: int, oldest_s: float) -> None:
        """Set how many notifications wait, and the age of the oldest."""
        self._pending.labels(channel=channel).set(count)
        self._oldest.labels(channel=channel).set(max(oldest_s, 0.0))

    def last_success(self, channel: ChannelId, at_s: float) -> None:
        """Set when a channel last took a message."""
        self._last_success.labels(channel=channel).set(at_s)
