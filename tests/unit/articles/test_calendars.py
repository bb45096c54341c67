"""Other calendars, against conversions that are told in another way than the program's."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.articles.calendars import LAST_MONTH, YEARS, Calendar, day_of

#: the leap years of the Iranian calendar, as its almanacs list them
PERSIAN_LEAPS = {1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420}
#: the leap years of each thirty of the tabular Islamic calendar
ISLAMIC_LEAPS = {2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29}


def persian_days() -> Iterator[tuple[int, int, int, date]]:
    """Give the days of the Iranian calendar one after the other, from 21 March 1990."""
    day = date(1990, 3, 21)
    for year in range(1369, 1421):
        last = 30 if year in PERSIAN_LEAPS else 29
        for month, length in enumerate([31] * 6 + [30] * 5 + [last], start=1):
            for number in range(1, length + 1):
                yield year, month, number, day
                day += timedelta(days=1)


def islamic_days() -> Iterator[tuple[int, int, int, date]]:
    """Give the days of the tabular Islamic calendar, from 1 Muharram 1411 on 23 July 1990."""
    day = date(1990, 7, 23)
    for year in range(1411, 1500):
        last = 30 if year % 30 in ISLAMIC_LEAPS else 29
        for month, length in enumerate([30, 29] * 5 + [30, last], start=1):
            for number in range(1, length + 1):
                yield year, month, number, day
                day += timedelta(days=1)


def ethiopian_days() -> Iterator[tuple[int, int, int, date]]:
    """Give the days of the Ethiopian calendar, from 1 Meskerem 1983 on 11 September 1990."""
    day = date(1990, 9, 11)
    for year in range(1983, 2080):
        last = 6 if year % 4 == 3 else 5
        for month, length in enumerate([30] * 12 + [last], start=1):
            for number in range(1, length + 1):
                yield year, month, number, day
                day += timedelta(days=1)


@pytest.mark.parametrize(
    ("calendar", "days"),
    [
        pytest.param(Calendar.PERSIAN, persian_days, id="solar Hijri"),
        pytest.param(Calendar.ISLAMIC, islamic_days, id="Islamic"),
        pytest.param(Calendar.ETHIOPIAN, ethiopian_days, id="Ethiopian"),
    ],
)
def test_every_day_counted_out_is_the_day_calculated(calendar: Calendar, days: object) -> None:
    assert callable(days)
    for year, month, number, day in days():
        assert day_of(calendar, year, month, number) == day, (year, month, number)


@pytest.mark.parametrize(
    ("calendar", "written", "day"),
    [
        pytest.param(Calendar.PERSIAN, (1397, 11, 8), date(2019, 1, 28), id="8 Bahman"),
        pytest.param(Calendar.PERSIAN, (1403, 12, 30), date(2025, 3, 20), id="a leap day"),
        pytest.param(Calendar.ISLAMIC, (1440, 5, 22), date(2019, 1, 28), id="22 Jumada"),
        pytest.param(Calendar.ISLAMIC, (1441, 1, 1), date(2019, 8, 31), id="1 Muharram"),
        pytest.param(Calendar.ETHIOPIAN, (2011, 5, 20), date(2019, 1, 28), id="20 Tir"),
        pytest.param(Calendar.ETHIOPIAN, (2011, 13, 6), date(2019, 9, 11), id="6 Pagume"),
        pytest.param(Calendar.GREGORIAN, (2019, 1, 28), date(2019, 1, 28), id="ours"),
    ],
)
def test_a_day_known_from_almanacs_is_calculated(
    calendar: Calendar, written: tuple[int, int, int], day: date
) -> None:
    assert day_of(calendar, *written) == day


@given(st.sampled_from(Calendar), st.integers(0, 3000), st.integers(-1, 15), st.integers(-1, 33))
def test_what_is_no_day_is_refused_and_no_day_is_far(
    calendar: Calendar, year: int, month: int, day: int
) -> None:
    try:
        found = day_of(calendar, year, month, day)
    except ValueError:
        if calendar is not Calendar.GREGORIAN and year in YEARS[calendar]:
            assert not (1 <= month < LAST_MONTH[calendar] and 1 <= day <= 29)
    else:
        assert 1989 <= found.year <= 2092
