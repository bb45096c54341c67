"""What is normal for an area: its usual pressure over the last 90 days.

Why this way and not another: `docs/decisions/0012-what-is-normal.md`.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from warnd.model.situation import Situation
from warnd.situations.weigh import Scale

#: decimals that a day which is over keeps of its pressure: a thousandth of a point moves nothing
_DECIMALS = 3
#: rounds of weighing days by their distance from the mean of the round before; it moves by less
#: than a hundredth of a point from the fourth on
_ROUNDS = 4
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What is normal for an area, and what that rests on."""

    #: the normal pressure in points; 0 while too few days are sampled to tell
    normal: float = 0.0
    #: whole UTC days that it rests on, at most the span of the baseline
    sampled_days: int = 0
    #: the mean pressure in points of each of these days and of today so far; quiet days left out
    days: Mapping[date, float] = field(default_factory=dict)


def baseline_at(
    previous: Situation | None, known_since: datetime, now: datetime, scale: Scale
) -> Baseline:
    """Give the baseline of an area known since `known_since`, carried on from its last assessment.

    It rests on whole days that are over, so it stands still for a day: a build-up is held against
    what was normal before it. While few days are known, those before them are taken for quiet: a
    crisis that is older than the installation becomes normal little by little.
    """
    sampled = _sampled_days(known_since, now, scale)
    if previous is None:
        return Baseline(sampled_days=sampled)
    if now <= previous.at:
        return _kept(previous, previous.days)
    days = _days_after(previous, now, scale)
    today = _day(now)
    if today == _day(previous.at):
        return _kept(previous, days)
    if sampled < max(1, scale.scoring.cold_start.value.days):
        return Baseline(sampled_days=sampled, days=days)
    first = today - sampled * _DAY
    over = [pressure for day, pressure in days.items() if first <= day < today]
    counted = max(sampled, scale.scoring.baseline_least.value.days)
    return Baseline(normal=usual(over, counted, scale), sampled_days=sampled, days=days)


def usual(pressures: Iterable[float], days: int, scale: Scale) -> float:
    """Give the usual pressure in points of `days` days, of which some had `pressures`, others none.

    It is the weighted mean `m` of the days' pressures `x`, in which a day far above the mean counts
    little, so that a build-up does not become its own normal:

        m = Σ w·x / Σ w,   w = min(1, c·max(m, f) / x)²

    `c` is the outlier, a factor, and `f` the floor in points. It is found by rounds that begin with
    the plain mean.
    """
    known = sorted(pressures)
    outlier, floor = scale.scoring.baseline_outlier.value, scale.scoring.baseline_floor.value
    mean = math.fsum(known) / days
    for _ in range(_ROUNDS):
        most = outlier * max(mean, floor)
        ordinary = bisect_right(known, most)
        far = known[ordinary:]
        weights = [(most / pressure) ** 2 for pressure in far]
        told = [weight * pressure for weight, pressure in zip(weights, far, strict=True)]
        weight = math.fsum((ordinary, *weights))
        mean = math.fsum((*known[:ordinary], *told)) / (days - len(known) + weight)
    return mean


def _kept(previous: Situation, days: Mapping[date, float]) -> Baseline:
    return Baseline(normal=previous.normal, sampled_days=previous.sampled_days, days=days)


def _sampled_days(known_since: datetime, now: datetime, scale: Scale) -> int:
    passed = (_day(now) - _day(known_since)).days
    return max(0, min(passed, scale.scoring.baseline_span.value.days))


def _days_after(previous: Situation, now: datetime, scale: Scale) -> Mapping[date, float]:
    """Give the days' pressures at `now`: since the last assessment it decayed by itself.

    Over a part of a day of the length `t`, in days, a pressure `P` of half-life `h` adds to the
    day's mean exactly

        P · (1 - 2^(-t/h)) · h / ln 2
    """
    oldest = _day(now) - scale.scoring.baseline_span.value
    days = dict(previous.days)
    for day in [day for day in days if day < oldest]:
        del days[day]
    half_life = scale.scoring.half_life.value / _DAY
    pressure, at = previous.pressure, previous.at.astimezone(UTC)
    end = min(now, at + scale.scoring.horizon.value)
    while at < end and pressure > 0.0:
        midnight = datetime.combine(at.date() + _DAY, time(), UTC)
        until = min(end, midnight)
        left = 2.0 ** -((until - at) / _DAY / half_life)
        mean = days.get(at.date(), 0.0) + pressure * (1.0 - left) * half_life / math.log(2.0)
        days[at.date()] = round(mean, _DECIMALS) if until == midnight else mean
        pressure, at = pressure * left, until
    return days


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
