"""When an article was published, read from whatever its feed wrote.

A layer of our own: feedparser reads `2019/1/12` as 1 November, passes over MSK, EET, CET and PM,
and knows no months but English ones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from warnd.articles.calendar_words import ANY_MONTH, DATED, NAMED_MONTHS
from warnd.articles.calendars import YEARS, Calendar, day_of
from warnd.articles.date_words import (
    AFTER_NOON,
    BEFORE_NOON,
    DOUBTFUL_MONTHS,
    DOUBTFUL_ZONES,
    ENGLISH_MONTHS,
    MONTH,
    ZONES,
    fold,
)
from warnd.articles.relative_dates import counted_back, day_named
from warnd.model.article import DateConfidence
from warnd.model.moments import aware

#: characters of a date that are read; no date is longer
LONGEST = 100
#: the first year that is believed: older dates are another calendar's or a machine's zero
FIRST_YEAR = 1990
#: how far ahead a date may lie: the clocks of publishers are not ours
FUTURE = timedelta(hours=1)
#: how near to first sight one reading of an ambiguous date must lie to be preferred: news is shown
#: when it is new
NEWS = timedelta(days=2)
#: years written with two digits below this are of this century
CENTURY_TURN = 70

#: years of ours that numbers may mean
_OURS = YEARS[Calendar.GREGORIAN]
_MONTHS_OF_A_YEAR = 12
#: what may be left of a text when its day and its time were taken out of it
_AROUND = " .,:;|()-–—"

_HALVES = sorted(AFTER_NOON | BEFORE_NOON, key=len, reverse=True)
_HALF = "(?:" + "|".join(re.escape(half) for half in _HALVES) + r")(?!\w)"
_TIME = re.compile(
    r"(?<![\d+-])(?P<hour>\d{1,2})(?:"
    r"\s?[:h]\s?(?P<minute>\d{2})(?!\d)(?:[:.](?P<second>\d{2})(?!\d))?(?:[.,]\d{1,9})?"
    rf"(?:\s*(?P<half>{_HALF}))?|\s*(?P<bare_half>{_HALF}))"
)
_OFFSET = re.compile(
    r"(?:gmt|utc|ut)?\s*(?P<sign>[+−-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?!\d)"
)
_ZONE = re.compile(
    r"(?<![^\W_])(?:" + "|".join(sorted(ZONES, key=len, reverse=True)) + r")(?![^\W_])"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_NUMBER = re.compile(r"\d+")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
#: how nearly every feed writes its dates, after RFC 2822: `mon, 28 jan 2019 10:00:00 +0200`. What
#: does not exist there, such as hour 24, is read as any other text
_PLAIN = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun), )?(\d{1,2}) ([a-z]{3}) (\d{4})"
    r" ([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))? (?:([+-])([01]\d|2[0-3])([0-5]\d)|gmt|utc|ut|z)"
)
#: the form of RFC 2822, which states a date as no interpretation can mistake
_RFC_2822 = re.compile(r"(?:[a-z]{3,9},? )?\d{1,2} [a-z]{3,9} \d{4} \d{1,2}:\d{2}(?::\d{2})? \S.*")
_ISO_8601 = re.compile(r"\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}\S* ?\S+")


@dataclass(frozen=True, slots=True)
class _Time:
    """The time of day within a date's text, and the text without it."""

    #: from midnight
    of_day: timedelta
    #: from UTC
    offset: timedelta
    #: whether a zone was named that means one thing only
    certain: bool
    #: what is left of the text
    rest: str


def publication(
    published: str, updated: str, first_seen: datetime
) -> tuple[datetime, DateConfidence]:
    """Give when an article was published, never after `first_seen`, and how far to believe it.

    `published` and `updated` are as written. What is missing, unreadable, before 1990 or more than
    an hour ahead gives `first_seen`.
    """
    seen = aware(first_seen)
    for written in (published, updated):
        read = read_date(written, seen)
        if read is not None and read[0] <= seen + FUTURE:
            return min(read[0], seen), read[1]
    return seen, DateConfidence.FIRST_SEEN


def read_date(written: str, near: datetime) -> tuple[datetime, DateConfidence] | None:
    """Give the moment of a written date, in UTC, None when it cannot be read.

    `near` is when it was first seen, which decides between readings of `05/06/2019`. A date
    without its zone is read as UTC.
    """
    text = fold(written[: LONGEST + 1])
    if not text or len(text) > LONGEST:
        return None
    try:
        return (
            _read_plain(text)
            or _read_iso(written.strip())
            or _read_digits(text)
            or _read_counted(text, near)  # "ago" is also the Spanish August
            or _read_words(text, near)
            or _read_named(text, near)
        )
    except (ValueError, OverflowError):
        return None


def _read_plain(text: str) -> tuple[datetime, DateConfidence] | None:
    """Give the moment of a date in its usual form: what `_read_words` gives, and ten times faster.

    Raises ValueError for a day that is not in the calendar.
    """
    plain = _PLAIN.fullmatch(text)
    if plain is None or plain[2] not in ENGLISH_MONTHS:
        return None
    day, _, year, hour, minute, second, sign, hours, minutes = plain.groups(default="0")
    if int(year) not in _OURS:
        raise ValueError(f"no news is of {year}")
    month = NAMED_MONTHS[plain[2]][1]
    of_day = int(hour), int(minute), int(second)
    moment = datetime(int(year), month, int(day), *of_day, tzinfo=UTC)
    if sign != "0":
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        moment = moment + offset if sign == "-" else moment - offset
    return moment, DateConfidence.STATED


def _read_iso(written: str) -> tuple[datetime, DateConfidence] | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    if moment.year < FIRST_YEAR:
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC), DateConfidence.INTERPRETED
    return aware(moment), DateConfidence.STATED


def _read_digits(text: str) -> tuple[datetime, DateConfidence] | None:
    """Give the moment of digits alone: seconds since 1970, or year to second without a gap."""
    if compact := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second = (int(part) for part in compact.groups())
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        return (moment, DateConfidence.INTERPRETED) if year >= FIRST_YEAR else None
    if epoch := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(epoch.group(1)), UTC), DateConfidence.INTERPRETED
    return None


def _read_words(text: str, near: datetime) -> tuple[datetime, DateConfidence] | None:
    numeric = _numeric_in(text)
    rest = f"{text[: numeric.start()]} {text[numeric.end() :]}" if numeric else text
    time = _time_in(rest)
    parts = numeric.groups() if numeric else None
    days = list(_numeric_days(parts) if parts else _worded_days(time.rest))
    moments = [
        (day - time.offset + time.of_day).astimezone(UTC) for day in days if day.year >= FIRST_YEAR
    ]
    if not moments:
        return None
    standard = _RFC_2822.fullmatch(text) or _ISO_8601.fullmatch(text)
    stated = standard and time.certain and _english(text)
    moment = _likeliest(moments, near)
    return moment, DateConfidence.STATED if stated else DateConfidence.INTERPRETED


def _read_counted(text: str, near: datetime) -> tuple[datetime, DateConfidence] | None:
    """Give the moment of a text that counts back from when it was first seen."""
    counted = counted_back(text, near)
    return None if counted is None else (counted, DateConfidence.INTERPRETED)


def _read_named(text: str, near: datetime) -> tuple[datetime, DateConfidence] | None:
    """Give the moment of a text that names its day by its distance from first sight."""
    named = day_named(text, near)
    if named is None:
        return None
    day, rest = named
    time = _time_in(rest)
    if time.rest.strip(_AROUND):
        return None
    return day - time.offset + time.of_day, DateConfidence.INTERPRETED


def _numeric_in(text: str) -> re.Match[str] | None:
    """Give the numbers of a date: of two calendars' side by side, those of ours."""
    found = [*_YEAR_FIRST.finditer(text), *_YEAR_LAST.finditer(text)]
    ours = [each for each in found if any(int(part) in _OURS for part in each.groups())]
    return next(iter(ours or found), None)


def _likeliest(moments: list[datetime], near: datetime) -> datetime:
    """Give the first reading that is possible, unless only another one is news."""
    possible = [moment for moment in moments if moment <= near + FUTURE] or moments[:1]
    news = [moment for moment in possible if near - moment <= NEWS]
    return (news or possible)[0]


def _numeric_days(parts: tuple[str, ...]) -> Iterator[datetime]:
    """Give the days three numbers may mean, the likeliest first."""
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == len("2019"):
        orders = [(first, second, third), (first, third, second)]
        orders = orders[:1] if second <= _MONTHS_OF_A_YEAR else orders[1:]
    else:
        year = _full_year(third) if len(parts[2]) == len("19") else third
        orders = [(year, second, first), (year, first, second)]
        if len(parts[2]) == len("19"):
            orders.append((_full_year(first), second, third))
    for year, month, day in orders:
        for calendar in _calendars(year, len(parts[0])):
            try:
                yield _midnight(day_of(calendar, year, month, day))
            except ValueError:
                continue


def _calendars(year: int, digits: int) -> tuple[Calendar, ...]:
    """Give the calendars that a year of a date in numbers may be of.

    Ethiopian years look like ours, so that only a month's name tells them.
    """
    if year >= FIRST_YEAR or digits != len("1397"):
        return (Calendar.GREGORIAN,)
    hijri = (Calendar.PERSIAN, Calendar.ISLAMIC)
    return tuple(calendar for calendar in hijri if year in YEARS[calendar])


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _worded_days(text: str) -> Iterator[datetime]:
    """Give the day of a text that names its month: one number is the day, one the year."""
    names = ANY_MONTH.findall(text)
    sure = [name for name in names if name not in DOUBTFUL_MONTHS] or names
    numbers = _NUMBER.findall(ANY_MONTH.sub(" ", text))
    if sure and len(numbers) == 2:  # noqa: PLR2004  a day and a year
        years = [number for number in numbers if len(number) == len("2019")]
        others = [number for number in numbers if number not in years]
        year = int(years[0]) if years else _full_year(int(others[1]))
        yield _named_day(year, sure[0], int(others[0]) if others else 0)
    elif len({NAMED_MONTHS[name][0] for name in sure}) > 1:
        yield from _side_by_side(text)


def _side_by_side(text: str) -> Iterator[datetime]:
    """Give the day of a text that tells it in two calendars: by ours, else by the first."""
    dated = [found.groups() for found in DATED.finditer(text)]
    ours = [each for each in dated if NAMED_MONTHS[each[1]][0] is Calendar.GREGORIAN]
    for day, name, year in (ours or dated)[:1]:
        yield _named_day(int(year), name, int(day))


def _named_day(year: int, name: str, day: int) -> datetime:
    calendar, month = NAMED_MONTHS[name]
    return _midnight(day_of(calendar, year, month, day))


def _full_year(year: int) -> int:
    return year + (2000 if year < CENTURY_TURN else 1900)


def _time_in(text: str) -> _Time:
    """Give the time of day in a text, midnight when there is none, and what is left of it."""
    time = _TIME.search(text)
    if time is None:
        return _Time(timedelta(), timedelta(), certain=False, rest=text)
    before, after = text[: time.start()], text[time.end() :]
    hour, half = int(time["hour"]), time["half"] or time["bare_half"]
    if half and hour <= 12:  # noqa: PLR2004  of the clock
        hour = hour % 12 + (12 if half in AFTER_NOON else 0)
    minute, second = int(time["minute"] or 0), min(int(time["second"] or 0), 59)
    if hour > 24 or minute > 59:  # noqa: PLR2004
        raise ValueError("no time of day")
    of_day = timedelta(hours=hour, minutes=minute, seconds=second)
    offset, certain, after = _zone_in(after)
    return _Time(of_day, offset, certain, f"{before} {after}")


def _zone_in(text: str) -> tuple[timedelta, bool, str]:
    """Give the offset named behind a time, whether it is certain, and the text without it."""
    if offset := _OFFSET.search(text):
        size = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        signed = size if offset["sign"] == "+" else -size
        timezone(signed)  # raises ValueError for more than a day
        return signed, True, f"{text[: offset.start()]} {text[offset.end() :]}"
    if zone := _ZONE.search(text):
        rest = f"{text[: zone.start()]} {text[zone.end() :]}"
        certain = zone.group() not in DOUBTFUL_ZONES
        return timedelta(hours=ZONES[zone.group()]), certain, rest
    return timedelta(), False, text


def _english(text: str) -> bool:
    return all(name in ENGLISH_MONTHS for name in MONTH.findall(text))
