"""Times, hours and levels of routes, as they are written."""

from datetime import timedelta
from functools import cache
from zoneinfo import available_timezones

from warnd.config.nearest import nearest
from warnd.config.scalars import Unfit, shown
from warnd.model.daily import DailyHours, DailyTime
from warnd.model.level import Level

#: the longest that new alerts are gathered: later they are no news
LONGEST_GROUP = timedelta(hours=1)


def digest_time(text: str) -> str:
    """Give a daily time and its zone, written `08:00 Europe/Paris`."""
    _known_zone(text)
    if DailyTime.read(text) is None:
        raise Unfit(f"expected a time and zone such as 08:00 Europe/Paris, got {shown(text)}")
    return text


def quiet_hours(text: str) -> str:
    """Give hours of every day and their zone, written `22:00-07:00 Europe/Paris`."""
    _known_zone(text)
    if DailyHours.read(text) is None:
        raise Unfit(f"expected hours and zone such as 22:00-07:00 Europe/Paris, got {shown(text)}")
    return text


def held_level(level: Level) -> Level:
    """Give a level that a message may wait at; raises Unfit for one at which none may."""
    if level is Level.EMERGENCY:
        raise Unfit("an emergency never waits: watch or warning")
    return level


def _known_zone(text: str) -> None:
    times, _, zone = text.partition(" ")
    if ":" in times and zone and zone not in _time_zones():
        raise Unfit(f"unknown time zone {shown(zone)}; {nearest(zone, _time_zones())}")


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())
