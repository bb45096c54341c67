"""What the database says of the way out: what waits, for how long, and what was taken when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from warnd.model.identifiers import ChannelId
from warnd.storage.store import SqlStore
from warnd.web.metrics import Metrics


@dataclass(slots=True, kw_only=True)
class Numbers:
    """The numbers as they were asked for last, for health, status and metrics."""

    #: how many notifications wait, by channel
    waiting: Mapping[ChannelId, int] = field(default_factory=dict)
    #: when the oldest of them was made
    oldest: Mapping[ChannelId, datetime] = field(default_factory=dict)
    #: when each channel took a message last
    delivered: dict[ChannelId, datetime] = field(default_factory=dict)
    #: how large the database is, in bytes
    size_bytes: int = 0
    _is_first: bool = True

    def refresh(self, store: SqlStore) -> None:
        """Ask for all of them; the first time it looks at everything that was ever delivered.

        Raises StoreBusy.
        """
        with store.transaction() as stored:
            self.waiting, self.oldest = stored.pending(), stored.oldest_waiting()
            taken = stored.ever_delivered() if self._is_first else stored.just_delivered()
            self.size_bytes = stored.size_bytes()
        self.delivered.update(taken)
        self._is_first = False

    @property
    def pending(self) -> int:
        """How many notifications wait on all channels."""
        return sum(self.waiting.values())

    def oldest_age_s(self, channel: ChannelId, now: datetime) -> float:
        """Give the age of the oldest notification that waits on a channel, 0 when none does."""
        oldest = self.oldest.get(channel)
        return 0.0 if oldest is None else max(0.0, (now - oldest).total_seconds())

    def tell(self, metrics: Metrics, channels: frozenset[ChannelId], now: datetime) -> None:
        """Set the metrics of these channels, and of those that still owe something."""
        metrics.machine.size(self.size_bytes)
        for channel in channels | self.waiting.keys():
            age_s = self.oldest_age_s(channel, now)
            metrics.outgoing.waiting(channel, self.waiting.get(channel, 0), age_s)
            if channel in self.delivered:
                metrics.outgoing.last_success(channel, self.delivered[channel].timestamp())
