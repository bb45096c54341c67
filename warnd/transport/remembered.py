"""What is remembered for a while, and of how many names at most."""

from typing import Generic, TypeVar

Value = TypeVar("Value")

#: names remembered: all hosts of ten thousand feeds and their redirects. A feed that leads to ever
#: new names pushes out the oldest, and memory stays bounded.
MOST_NAMES = 20_000


class Remembered(Generic[Value]):
    """Values by name, each for some seconds."""

    def __init__(self, kept_s: float) -> None:
        self._kept_s = kept_s
        # In the order in which they were kept, which is the order in which they run out.
        self._kept: dict[str, tuple[float, Value]] = {}

    def keep(self, name: str, value: Value, now: float) -> None:
        """Keep a value from `now`, in seconds that never jump."""
        self._kept.pop(name, None)
        self._kept[name] = now, value
        self._drop_old(now)

    def forget(self, name: str) -> None:
        """Keep nothing of a name."""
        self._kept.pop(name, None)

    def get(self, name: str, now: float, *, within_s: float | None = None) -> Value | None:
        """Give what was kept within the last `within_s` seconds, or at all; None when nothing."""
        found = self._kept.get(name)
        if found is None:
            return None
        age_s = now - found[0]
        limit_s = self._kept_s if within_s is None else min(within_s, self._kept_s)
        return found[1] if age_s < limit_s else None

    def _drop_old(self, now: float) -> None:
        while self._kept:
            oldest = next(iter(self._kept))
            if len(self._kept) <= MOST_NAMES and now - self._kept[oldest][0] < self._kept_s:
                return
            del self._kept[oldest]
