"""The steps from the claims about an area to its situation, in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from warnd.model.area import is_standard
from warnd.model.claim import Claim, Weighed
from warnd.model.identifiers import AreaId
from warnd.model.situation import Assessment, KindPressure, Run, Situation
from warnd.rules.rule import Pattern
from warnd.situations.baseline import Baseline, baseline_at
from warnd.situations.certainty import Standing, certainty_of, standing_of, urgency_of
from warnd.situations.held import Held
from warnd.situations.levels import Bounds, Called, bounds_of, called_level, next_level
from warnd.situations.novelty import news_at, runs_after
from warnd.situations.patterns import patterns_that_hold
from warnd.situations.pressure import index_of, kind_pressures, origins_of, total_pressure
from warnd.situations.reasons import reasons_for
from warnd.situations.weigh import Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What the claims about an area come to at one moment, part by part."""

    #: since when the area is known
    known_since: datetime
    runs: Mapping[str, Run]
    #: the claims that weigh anything
    claims: tuple[Weighed, ...]
    baseline: Baseline
    kinds: tuple[KindPressure, ...]
    held: tuple[Held, ...]
    #: independent origins behind the signs
    origins: int
    standing: Standing
    bounds: Bounds


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
        since = watching_since or now
        known_since = previous.known_since if previous else _known_since(area, since, now)
        sums = self._sums(claims, previous, now, since, known_since)
        assessment = self._add_up(area, sums, now)
        return self._situation(previous, assessment, sums), assessment

    def _sums(
        self,
        claims: Sequence[Claim],
        previous: Situation | None,
        now: datetime,
        watching_since: datetime,
        known_since: datetime,
    ) -> Sums:
        runs = runs_after(previous.runs if previous else {}, claims, self.scale)
        weighed = self.scale.weigh(claims, now)
        return Sums(
            known_since=known_since,
            runs=runs,
            claims=weighed,
            baseline=baseline_at(previous, known_since, now, self.scale),
            kinds=kind_pressures(
                weighed, self.scale, news_at(runs, watching_since, now, self.scale)
            ),
            held=patterns_that_hold(self.patterns, claims, now, self.scale),
            origins=origins_of(weighed),
            standing=standing_of(weighed),
            bounds=bounds_of(weighed, now, self.scale),
        )

    def _add_up(self, area: AreaId, sums: Sums, now: datetime) -> Assessment:
        pressure, normal = total_pressure(sums.kinds), sums.baseline.normal
        index = index_of(pressure, normal, self.scale)
        patterns = [one.pattern for one in sums.held]
        return Assessment(
            area=area,
            at=now,
            index=index,
            pressure=pressure,
            normal=normal,
            level=called_level(index, sums.origins, patterns, self.scale.scoring, sums.bounds),
            kinds=sums.kinds,
            patterns=tuple(pattern.id for pattern in patterns),
            origins=sums.origins,
            reasons=reasons_for(sums.kinds, sums.held, pressure, sums.baseline, self.scale),
            claims=sums.claims,
        )

    def _situation(
        self, previous: Situation | None, assessment: Assessment, sums: Sums
    ) -> Situation:
        now, index = assessment.at, assessment.index
        called = Called(level=assessment.level, index=index, last_sign=sums.standing.last)
        level = next_level(previous, called, now, self.scale.scoring)
        same = previous is not None and previous.level is level
        return Situation(
            area=assessment.area,
            level=level,
            index=index,
            pressure=assessment.pressure,
            normal=assessment.normal,
            sampled_days=sums.baseline.sampled_days,
            days=sums.baseline.days,
            known_since=sums.known_since,
            since=previous.since if previous and same else now,
            at=now,
            patterns=assessment.patterns,
            reasons=assessment.reasons,
            runs=sums.runs,
            urgency=urgency_of(sums.standing, level, now, self.scale),
            certainty=certainty_of(sums.standing),
        )


def _known_since(area: AreaId, watching_since: datetime, now: datetime) -> datetime:
    """Give since when an area is known of which nothing was heard before.

    A country or a division is watched from the beginning, and was quiet when nothing was heard of
    it. An area that somebody drew may have been drawn since: it is known from its first claim on.
    """
    return watching_since if is_standard(area) else now
