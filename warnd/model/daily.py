"""Times and hours of every day in a named zone, whatever its clocks do in spring and autumn.

A time that a day does not have, as 02:30 where clocks go forward, is the moment at which clocks
would show it had they not been changed; of a time that a day has twice, it is the first. So every
day has each time once.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from warnd.model.moments import aware

_CLOCK = "([01]?[0-9]|2[0-3]):([0-5][0-9])"
_TIME = re.compile(f"{_CLOCK} (\\S+)")
_HOURS = re.compile(f"{_CLOCK}-{_CLOCK} (\\S+)")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyTime:
    """A time of every day, such as `08:00 Europe/Paris`."""

    #: what clocks show there
    at: time
    #: where
    zone: ZoneInfo

    @classmethod
    def read(cls, text: str) -> "DailyTime | None":
        """Give what is written, None when it is no time and zone."""
        found = _TIME.fullmatch(text)
        zone = _zone(found[3]) if found else None
        if found is None or zone is None:
            return None
        return cls(at=time(int(found[1]), int(found[2])), zone=zone)

    def after(self, moment: datetime) -> datetime:
        """Give the first such moment after another, in UTC."""
        first = aware(moment).astimezone(self.zone).date() - _DAY
        days = (self.on(first + number * _DAY) for number in range(4))
        return min(each for each in days if each > moment)

    def on(self, day: date) -> datetime:
        """Give the moment of it on a day, in UTC."""
        return datetime.combine(day, self.at, self.zone).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyHours:
    """Hours of every day, such as `22:00-07:00 Europe/Paris`; the whole day if both are one."""

    #: when they begin
    begin: DailyTime
    #: when they end, which is in them no more
    end: DailyTime

    @classmethod
    def read(cls, text: str) -> "DailyHours | None":
        """Give what is written, None when it is no span and zone."""
        found = _HOURS.fullmatch(text)
        zone = _zone(found[5]) if found else None
        if found is None or zone is None:
            return None
        first, second, third, fourth = (int(part) for part in found.groups()[:4])
        return cls(
            begin=DailyTime(at=time(first, second), zone=zone),
            end=DailyTime(at=time(third, fourth), zone=zone),
        )

    def over_at(self, moment: datetime) -> datetime | None:
        """Give when the hours are over that a moment lies in, None when it lies in none."""
        ends = self.end.after(moment)
        return ends if self.begin.after(moment) >= ends else None


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
