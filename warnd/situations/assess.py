"""The steps from the claims about an area to its situation, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId
from warnd.model.situation import Assessment, Situation
from warnd.rules.rule import Pattern
from warnd.situations.baseline import Baseline, baseline_at
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
        baseline = baseline_at(previous, now, self.scale)
        assessment = self._add_up(area, claims, now, news, baseline)
        called = Called(
            level=assessment.level,
            index=assessment.index,
            last_sign=max(
                (claim.at for claim in claims if self.scale.weight(claim) > 0.0), default=None
            ),
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
            known_since=previous.known_since if previous else now,
            since=previous.since if previous and same else now,
            at=now,
            patterns=assessment.patterns,
            reasons=assessment.reasons,
            runs=runs,
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
            reasons=reasons_for(kinds, held, pressure, baseline.normal, self.scale),
        )
