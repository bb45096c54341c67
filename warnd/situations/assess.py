"""The steps from the claims about an area to its situation, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from warnd.model.area import is_standard
from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId
from warnd.model.situation import Assessment, Situation
from warnd.rules.rule import Pattern
from warnd.situations.baseline import Baseline, baseline_at
from warnd.situations.certainty import certainty_of, standing_of, urgency_of
from warnd.situations.levels import Called, called_level, next_level
from warnd.situations.novelty import News, news_at, runs_after
from warnd.situations.patterns import patterns_that_hold
from warnd.situations.pressure import index_of, kind_pressures, origins_of, total_pressure
from warnd.situations.reasons import reasons_for
from warnd.situations.weigh import Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Assesses areas by one scoring table and one set of patterns."""

    #: the scoring table
    scale: Scale
    #: the patterns
    patterns: tuple[Pattern, ...]

    def assess(
        self,
        area: AreaId,
        claims: Sequence[Claim],
        previous: Situation | None,
        now: datetime,
        watching_since: datetime | None = None,
    ) -> tuple[Situation, Assessment]:
        """Give the situation of an area at `now` and what it rests on.

        `claims` are those within the scoring table's horizon before `now`, oldest first;
        `watching_since` is since when anything has been watched at all, None when not before now.
        """
        runs = runs_after(previous.runs if previous else {}, claims, self.scale)
        news = news_at(runs, watching_since or now, now, self.scale)
        known_since = _known_since(area, previous, watching_since, now)
        baseline = baseline_at(previous, known_since, now, self.scale)
        standing = standing_of(claims, now, self.scale)
        assessment = self._add_up(area, claims, now, news, baseline)
        called = Called(
            level=assessment.level,
            index=assessment.index,
            last_sign=standing.last,
        )
        level = next_level(previous, called, now, self.scale.scoring)
        same = previous is not None and previous.level is level
        situation = Situation(
            area=area,
            level=level,
            index=assessment.index,
            pressure=assessment.pressure,
            normal=baseline.normal,
            sampled_days=baseline.sampled_days,
            days=baseline.days,
            known_since=known_since,
            since=previous.since if previous and same else now,
            at=now,
            patterns=assessment.patterns,
            reasons=assessment.reasons,
            runs=runs,
            urgency=urgency_of(standing, level, now, self.scale),
            certainty=certainty_of(standing),
        )
        return situation, assessment

    def _add_up(
        self,
        area: AreaId,
        claims: Sequence[Claim],
        now: datetime,
        news: News,
        baseline: Baseline,
    ) -> Assessment:
        kinds = kind_pressures(claims, now, self.scale, news)
        pressure = total_pressure(kinds)
        index = index_of(pressure, baseline.normal, self.scale)
        held = patterns_that_hold(self.patterns, claims, now, self.scale)
        patterns = [one.pattern for one in held]
        origins = origins_of(claims, self.scale)
        return Assessment(
            area=area,
            at=now,
            index=index,
            pressure=pressure,
            normal=baseline.normal,
            level=called_level(index, origins, patterns, self.scale.scoring),
            kinds=kinds,
            patterns=tuple(pattern.id for pattern in patterns),
            origins=origins,
            reasons=reasons_for(kinds, held, pressure, baseline, self.scale),
        )


def _known_since(
    area: AreaId, previous: Situation | None, watching_since: datetime | None, now: datetime
) -> datetime:
    """Give since when an area is known.

    A country or a division is watched from the beginning, and was quiet when nothing was heard of
    it. An area that somebody drew may have been drawn since: it is known from its first claim on.
    """
    if previous is not None:
        return previous.known_since
    return (watching_since or now) if is_standard(area) else now
