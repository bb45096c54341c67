"""The one place that asks the machine for the time."""

import time
from datetime import UTC, datetime


class SystemClock:
    """The machine's own time; implements `warnd.ports.world.Clock`."""

    def now(self) -> datetime:
        """Give the wall-clock time in UTC."""
        return datetime.now(UTC)  # noqa: TID251  the one door

    def monotonic(self) -> float:
        """Give seconds that never jump."""
        return time.monotonic()
