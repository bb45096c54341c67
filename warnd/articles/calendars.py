"""Days of other calendars as days of ours.

The arithmetic counts days from 1 January of the year 1 of our calendar, as in Reingold and
Dershowitz, Calendrical Calculations (4th edition, Cambridge 2018). Tables of observed months would
differ from it by a day or two in the Islamic calendar, so that what is read by it is never certain.
"""

from datetime import date
from enum import Enum

#: months of 31 days, with which the years of the solar Hijri calendar begin
_LONG_MONTHS = 6


class Calendar(Enum):
    """A calendar that dates of news are written in."""

    #: ours
    GREGORIAN = "gregorian"
    #: lunar Hijri, in its tabular form
    ISLAMIC = "islamic"
    #: solar Hijri, of Iran and Afghanistan
    PERSIAN = "persian"
    #: of Ethiopia, seven or eight years behind ours, with a short thirteenth month
    ETHIOPIAN = "ethiopian"


#: the last month of each calendar
LAST_MONTH = {
    Calendar.GREGORIAN: 12,
    Calendar.ISLAMIC: 12,
    Calendar.PERSIAN: 12,
    Calendar.ETHIOPIAN: 13,
}
#: the years in which each calendar's days fall between 1990 and 2090 of ours
YEARS = {
    Calendar.GREGORIAN: range(1990, 2091),
    Calendar.ISLAMIC: range(1410, 1514),
    Calendar.PERSIAN: range(1368, 1470),
    Calendar.ETHIOPIAN: range(1982, 2084),
}


def day_of(calendar: Calendar, year: int, month: int, day: int) -> date:
    """Give the day of our calendar.

    Raises ValueError for a day that the other calendar has not, or a year that no news is of.
    """
    if year not in YEARS[calendar] or not 1 <= month <= LAST_MONTH[calendar]:
        raise ValueError(f"no month {month} of {year} in the {calendar.value} calendar")
    if calendar is Calendar.GREGORIAN:
        return date(year, month, day)
    first, after = (
        _begins(calendar, year, month),
        _begins(calendar, *_next(calendar, year, month)),
    )
    if not 1 <= day <= after - first:
        raise ValueError(f"no day {day} of month {month} in the {calendar.value} calendar")
    return date.fromordinal(first + day - 1)


def _next(calendar: Calendar, year: int, month: int) -> tuple[int, int]:
    return (year, month + 1) if month < LAST_MONTH[calendar] else (year + 1, 1)


def _begins(calendar: Calendar, year: int, month: int) -> int:
    """Give the number of the first day of a month.

    With y the year and m the month, [x] the whole part of x, and the epochs of the calendars as
    day numbers:
    Islamic: 227014 + 354 (y - 1) + [(3 + 11 y) / 30] + 29 (m - 1) + [m / 2];
    Ethiopian: 2796 + 365 (y - 1) + [y / 4] + 30 (m - 1);
    Persian: 226895 + 365 (y - 1) + [(8 y + 21) / 33] + 30 (m - 1) + min(m - 1, 6), which has the
    leap years of the Iranian calendar from 1178 to 1633. Of the two epochs of the Islamic calendar
    the earlier is taken: by the later one the days of Arabian news often lie a day ahead.
    """
    if calendar is Calendar.ISLAMIC:
        return 227014 + 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    if calendar is Calendar.ETHIOPIAN:
        return 2796 + 365 * (year - 1) + year // 4 + 30 * (month - 1)
    months = 30 * (month - 1) + min(month - 1, _LONG_MONTHS)
    return 226895 + 365 * (year - 1) + (8 * year + 21) // 33 + months
