"""The simulated clock of a replay."""

from datetime import UTC, datetime

from warnd.model.moments import aware


class SimulatedClock:
    """A clock that stands until it is moved; implements `warnd.ports.world.Clock`."""

    def __init__(self, start: datetime = datetime(1970, 1, 1, tzinfo=UTC)) -> None:
        self._now = aware(start)

    def now(self) -> datetime:
        """Give the simulated time."""
        return self._now

    def monotonic(self) -> float:
        """Give the simulated time in seconds."""
        return self._now.timestamp()

    def move_to(self, moment: datetime) -> None:
        """Set the clock forward; a moment before now leaves it as it is."""
        self._now = max(self._now, aware(moment))
