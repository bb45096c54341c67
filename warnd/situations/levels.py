"""From index and patterns to a level, with hysteresis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from warnd.model.level import Level
from warnd.model.scoring import LevelThreshold, Scoring
from warnd.model.situation import Situation
from warnd.rules.rule import Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What an assessment calls for, before hysteresis."""

    level: Level
    #: 0 to 100
    index: float
    #: when the newest sign that puts pressure on was published; None without any
    last_sign: datetime | None = None


def called_level(
    index: float, origins: int, patterns: Sequence[Pattern], scoring: Scoring
) -> Level:
    """Give the level that index and patterns call for, the highest that is reached.

    A level is reached when the index is at its `up` with enough origins behind it, or at its
    `up_alone` with fewer, or when a pattern names it and the index is at the floor for patterns.
    """
    reached = [row.level for row in scoring.levels if _reached(row, index, origins)]
    speak = index >= scoring.pattern_floor.value
    named = [pattern.level for pattern in patterns] if speak else []
    return max([Level.CALM, *reached, *named])


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
