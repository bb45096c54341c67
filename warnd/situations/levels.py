"""From index and patterns to a level, with hysteresis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from warnd.model.claim import Claim, Weighed
from warnd.model.level import Level
from warnd.model.scoring import LevelThreshold, Scoring
from warnd.model.situation import Situation
from warnd.model.status import Status
from warnd.rules.rule import Pattern
from warnd.situations.weigh import SURELY_HERE, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What an assessment calls for, before hysteresis."""

    level: Level
    #: 0 to 100
    index: float
    #: when the newest sign that puts pressure on was published; None without any
    last_sign: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Between which levels the index decides."""

    #: the level that is called for whatever the index
    least: Level = Level.CALM
    #: the highest that the index alone can call for
    most: Level = Level.EMERGENCY


#: the index decides alone
UNBOUNDED = Bounds()


def bounds_of(claims: Sequence[Weighed], now: datetime, scale: Scale) -> Bounds:
    """Give the bounds that the kinds claimed set, after the table of kinds.

    A single kind that says little alone is held to its `alone`; a claim whose count reaches the
    `mass` of its kind calls for a watch while it is young.
    """
    kinds = {weighed.claim.signal.kind for weighed in claims if weighed.weight > 0.0}
    alone = scale.alone(next(iter(kinds))) if len(kinds) == 1 else None
    young = scale.scoring.calm_after.value
    is_mass = any(now - one.claim.at < young and _is_mass(one.claim, scale) for one in claims)
    return Bounds(least=Level.WATCH if is_mass else Level.CALM, most=alone or Level.EMERGENCY)


def _is_mass(claim: Claim, scale: Scale) -> bool:
    signal, mass = claim.signal, scale.mass(claim.signal.kind)
    if mass is None or signal.status is not Status.OCCURRED or claim.placing < SURELY_HERE:
        return False
    return signal.count is not None and signal.count >= mass


def called_level(
    index: float,
    origins: int,
    patterns: Sequence[Pattern],
    scoring: Scoring,
    bounds: Bounds = UNBOUNDED,
) -> Level:
    """Give the level that index and patterns call for, the highest that is reached.

    A level is reached when the index is at its `up` with enough origins behind it, or at its
    `up_alone` with fewer, or when a pattern names it and the index is at the floor for patterns.
    The index alone calls for no level outside of `bounds`.
    """
    reached = [
        min(row.level, bounds.most) for row in scoring.levels if _reached(row, index, origins)
    ]
    speak = index >= scoring.pattern_floor.value
    named = [pattern.level for pattern in patterns] if speak else []
    return max([bounds.least, *reached, *named])


def next_level(
    previous: Situation | None, assessed: Called, now: datetime, scoring: Scoring
) -> Level:
    """Give the level after hysteresis.

    A level rises at once. It falls only after it stood for the dwell time and the index is below
    its `down`, and then one step at a time. It does not fall to calm while a sign is young.
    """
    if previous is None or assessed.level >= previous.level:
        return assessed.level
    if now - previous.since < scoring.dwell.value:
        return previous.level
    threshold = _threshold(previous.level, scoring)
    if threshold is not None and assessed.index >= threshold.down:
        return previous.level
    lower = max(assessed.level, _step_down(previous.level))
    return previous.level if lower is Level.CALM and _is_young(assessed, now, scoring) else lower


def _is_young(assessed: Called, now: datetime, scoring: Scoring) -> bool:
    sign = assessed.last_sign
    return sign is not None and now - sign < scoring.calm_after.value


def _reached(row: LevelThreshold, index: float, origins: int) -> bool:
    if origins >= row.origins:
        return index >= row.up
    return row.up_alone is not None and index >= row.up_alone


def _threshold(level: Level, scoring: Scoring) -> LevelThreshold | None:
    return next((row for row in scoring.levels if row.level is level), None)


def _step_down(level: Level) -> Level:
    return max(lower for lower in Level if lower < level)
