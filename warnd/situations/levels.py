"""From index and patterns to a level, with hysteresis."""

from collections.abc import Sequence
from datetime import datetime

from warnd.model.level import Level
from warnd.model.scoring import LevelThreshold, Scoring
from warnd.model.situation import Situation
from warnd.rules.rule import Pattern


def called_level(
    index: float, origins: int, patterns: Sequence[Pattern], scoring: Scoring
) -> Level:
    """Give the level that index and patterns call for: the highest whose `up` is reached by enough
    origins, or that a pattern names.
    """  # noqa: D205  one sentence over two lines
    reached = [
        threshold.level
        for threshold in scoring.levels
        if index >= threshold.up and origins >= threshold.origins
    ]
    return max([Level.CALM, *reached, *(pattern.level for pattern in patterns)])


def next_level(
    previous: Situation | None, called: Level, index: float, now: datetime, scoring: Scoring
) -> Level:
    """Give the level after hysteresis.

    A level rises at once. It falls only after it stood for the dwell time and the index is below
    its `down`, and then one step at a time.
    """
    if previous is None or called >= previous.level:
        return called
    if now - previous.since < scoring.dwell.value:
        return previous.level
    threshold = _threshold(previous.level, scoring)
    if threshold is not None and index >= threshold.down:
        return previous.level
    return max(called, _step_down(previous.level))


def _threshold(level: Level, scoring: Scoring) -> LevelThreshold | None:
    return next((row for row in scoring.levels if row.level is level), None)


def _step_down(level: Level) -> Level:
    return max(lower for lower in Level if lower < level)
