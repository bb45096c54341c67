"""When alerts stood at warning or above, and how often they were raised."""

import math
import statistics
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.identifiers import AlertId, AreaId
from warnd.model.level import Level

#: the reasons with which somebody is woken
RAISING = frozenset({AlertReason.NEW, AlertReason.ESCALATED})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One version of an alert at warning or above, from when it was told until the next."""

    #: the alert
    alert: AlertId
    #: the version
    version: int
    #: its area
    area: AreaId
    #: the area's name and country as people know them
    name: str
    country: str
    #: warning or emergency
    level: Level
    #: when it was told
    start: datetime
    #: since when the alert has stood at warning or above without a break
    raised: datetime
    #: when the next version was told; None while there is none
    end: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """How many alerts were raised a day, at warning or above."""

    mean: float
    median: float
    #: on nineteen days of twenty there were at most so many
    p95: float
    #: the most on one day
    most: int
    #: days counted: from the first version told to the last, both included
    days: int


@dataclass(slots=True)
class Spans:
    """What is noted of alert versions as they come, in order."""

    #: all spans, in order of their start
    told: list[Span] = field(default_factory=list)
    #: versions told at any level
    versions: int = 0
    first: datetime | None = None
    last: datetime | None = None
    _open: dict[AlertId, int] = field(default_factory=dict)
    _raised: Counter[date] = field(default_factory=Counter)

    def note(self, version: AlertVersion) -> None:
        """Note one version; versions come in order of time."""
        self.versions += 1
        self.first = self.first or version.at
        self.last = version.at
        raised = version.at
        before = self._open.pop(version.alert, None)
        if before is not None:
            self.told[before] = replace(self.told[before], end=version.at)
            raised = self.told[before].raised
        if version.level < Level.WARNING:
            return
        self._open[version.alert] = len(self.told)
        self.told.append(_span(version, raised))
        if version.reason in RAISING:
            self._raised[version.at.date()] += 1

    @property
    def days(self) -> int:
        """The days from the first version to the last, both included; 1 when nothing was told."""
        if self.first is None or self.last is None:
            return 1
        return (self.last.date() - self.first.date()).days + 1

    def end_of(self, span: Span) -> datetime:
        """Give when a span ended; one that never did ends with the last version told."""
        return span.end or self.last or span.start

    def daily(self) -> Daily:
        """Give how many alerts were raised a day."""
        first = self.first.date() if self.first else date.min
        counts = sorted(self._raised[first + day * _DAY] for day in range(self.days))
        return Daily(
            mean=statistics.fmean(counts),
            median=statistics.median(counts),
            p95=float(counts[math.ceil(0.95 * len(counts)) - 1]),
            most=counts[-1],
            days=self.days,
        )

    def shares(self) -> Mapping[AreaId, float]:
        """Give the share of the time that each area stood at warning or above, largest first."""
        lengths: dict[AreaId, timedelta] = {}
        for span in self.told:
            length = self.end_of(span) - span.start
            lengths[span.area] = lengths.get(span.area, timedelta(0)) + length
        ordered = sorted(lengths.items(), key=lambda item: (-item[1], item[0]))
        return {area: length / (self.days * _DAY) for area, length in ordered}

    def in_country(self, country: str) -> tuple[Span, ...]:
        """Give the spans of a country and of all its parts."""
        return tuple(span for span in self.told if span.country == country)


def _span(version: AlertVersion, raised: datetime) -> Span:
    return Span(
        alert=version.alert,
        version=version.version,
        area=version.area.id,
        name=version.area.name,
        country=version.area.country,
        level=version.level,
        start=version.at,
        raised=raised,
        end=None,
    )
