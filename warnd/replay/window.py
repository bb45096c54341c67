"""The part of an archive that is replayed, and the part of it that is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from warnd.model.moments import aware

#: how long before the window articles are replayed without telling what they cause: the baseline
#: rests on 90 days, what was silent for 90 days is new, and levels may stand for months. When the
#: baseline still rested on all of the past, a window of six months out of five years of digests
#: raised all 137 warnings of the full replay at the same hour, and 135 of them after 180 days
WARM_UP = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From when until when alerts are told; None: from the first or until the last article."""

    #: the first moment told
    since: datetime | None = None
    #: the first moment after what is told
    until: datetime | None = None

    def __post_init__(self) -> None:
        for moment in (self.since, self.until):
            if moment is not None:
                aware(moment)

    def replays(self, moment: datetime) -> bool:
        """Tell whether an article of a moment matters, for the warm-up alone perhaps."""
        warm = self.since is None or self.since - WARM_UP <= moment
        return warm and self._is_before_end(moment)

    def tells(self, moment: datetime) -> bool:
        """Tell whether what is decided at a moment is told."""
        return (self.since is None or self.since <= moment) and self._is_before_end(moment)

    def end(self, last: datetime) -> datetime:
        """Give how far time runs on, where the last article of the whole archive is of `last`."""
        if self.until is None:
            return last
        return min(last, self.until - timedelta(microseconds=1))

    def _is_before_end(self, moment: datetime) -> bool:
        return self.until is None or moment < self.until
