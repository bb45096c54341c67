"""Dated onsets of escalation, held against the alerts of a replay."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from warnd.model.identifiers import AreaId
from warnd.replay.spans import Daily, Span, Spans

#: an alert from so long before an onset foretells it; what is older speaks of something else
BEFORE = timedelta(days=14)
#: an onset is caught until the end of the day after it: reports come in by then
AFTER = timedelta(days=2)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Onset:
    """One escalation that a duty officer should have been woken for."""

    #: the day it began, in UTC
    date: date
    #: ISO 3166-1 alpha-2 code of its country
    country: str
    #: towns and regions, for people
    places: tuple[str, ...]
    #: what began
    what: str

    @property
    def began(self) -> datetime:
        """The first moment of its day."""
        return datetime.combine(self.date, time(), UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectations:
    """What a replay should show."""

    #: what should be caught
    onsets: tuple[Onset, ...]
    #: ISO 3166-1 alpha-2 codes of countries that should never reach warning
    quiet: tuple[str, ...]

    def within(self, first: datetime, last: datetime) -> "Expectations":
        """Give what a replay of that time can show: onsets on its days alone."""
        days = (first.date(), last.date())
        return replace(
            self, onsets=tuple(each for each in self.onsets if days[0] <= each.date <= days[1])
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Caught:
    """One onset and the alerts of its country about that time."""

    onset: Onset
    #: the span that caught it: the first of its time, or else what stood open; None: missed
    by: Span | None
    #: every span at warning or above from 14 days before to the end of the day after
    open: tuple[Span, ...]
    #: whether one of them was raised or renewed in that time
    renewed: bool
    #: whether one of them stood before the day
    before: bool

    @property
    def lead_days(self) -> float | None:
        """Days from when the alert that caught it was raised to the onset; None when missed.

        Negative for an alert on the day itself or the day after; more than 14 for one that stood.
        """
        return None if self.by is None else (self.onset.began - self.by.raised) / _DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Onsets and quiet countries held against a replay."""

    onsets: tuple[Caught, ...]
    #: by quiet country that reached warning, how many versions did
    quiet_raised: Mapping[str, int]
    #: how many countries should have stayed quiet
    quiet: int
    #: alerts raised a day
    daily: Daily
    #: by area, the share of the time at warning or above, largest first
    shares: Mapping[AreaId, float]
    #: versions told
    versions: int

    @property
    def caught(self) -> int:
        """How many onsets were caught."""
        return sum(each.by is not None for each in self.onsets)

    @property
    def before(self) -> int:
        """How many were caught by an alert that stood before the day."""
        return sum(each.before for each in self.onsets)

    @property
    def renewed(self) -> int:
        """How many were caught by one raised or renewed in their time."""
        return sum(each.renewed for each in self.onsets)


def hold(expected: Expectations, spans: Spans) -> Held:
    """Give how far the alerts of a replay met what was expected."""
    raised = {country: len(spans.in_country(country)) for country in expected.quiet}
    return Held(
        onsets=tuple(_caught(onset, spans) for onset in expected.onsets),
        quiet_raised={country: count for country, count in raised.items() if count},
        quiet=len(expected.quiet),
        daily=spans.daily(),
        shares=spans.shares(),
        versions=spans.versions,
    )


def _caught(onset: Onset, spans: Spans) -> Caught:
    first, end = onset.began - BEFORE, onset.began + AFTER
    there = tuple(
        span
        for span in spans.in_country(onset.country)
        if span.start < end and spans.end_of(span) >= first
    )
    fresh = [span for span in there if first <= span.raised]
    standing = sorted(there, key=lambda span: span.raised)
    return Caught(
        onset=onset,
        by=fresh[0] if fresh else standing[-1] if standing else None,
        open=there,
        renewed=any(span.start >= first for span in there),
        before=any(span.start < onset.began for span in there),
    )
