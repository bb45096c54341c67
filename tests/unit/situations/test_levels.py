from datetime import datetime, timedelta

import pytest

from tests.unit.builders import NOW, claim, shipped_table
from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId, RuleId
from warnd.model.level import Level
from warnd.model.situation import Situation
from warnd.model.status import Status
from warnd.rules.rule import Pattern, PatternParts
from warnd.situations.levels import (
    UNBOUNDED,
    Bounds,
    Called,
    bounds_of,
    called_level,
    next_level,
)
from warnd.situations.weigh import Scale

SCORING = shipped_table()
UP = {row.level: row.up for row in SCORING.levels}
DOWN = {row.level: row.down for row in SCORING.levels}


def situation(level: Level, *, since: datetime = NOW - timedelta(days=2)) -> Situation:
    return Situation(
        area=AreaId("SY"),
        level=level,
        index=50.0,
        pressure=10.0,
        normal=0.0,
        known_since=since,
        since=since,
        at=NOW,
    )


@pytest.mark.parametrize(
    ("index", "origins", "expected"),
    [
        pytest.param(0.0, 0, Level.CALM, id="nothing"),
        pytest.param(UP[Level.WATCH] - 0.1, 5, Level.CALM, id="just below watch"),
        pytest.param(UP[Level.WATCH], 1, Level.WATCH, id="watch needs one origin"),
        pytest.param(UP[Level.WARNING], 1, Level.WATCH, id="one origin is no warning"),
        pytest.param(UP[Level.WARNING], 2, Level.WARNING, id="two are"),
        pytest.param(UP[Level.EMERGENCY], 2, Level.WARNING, id="two are no emergency"),
        pytest.param(UP[Level.EMERGENCY], 3, Level.EMERGENCY, id="three are"),
    ],
)
def test_index_and_origins_call_for_a_level(index: float, origins: int, expected: Level) -> None:
    assert called_level(index, origins, (), SCORING) is expected


def test_a_pattern_calls_for_its_level_where_more_than_the_normal_is_seen() -> None:
    pattern = Pattern(
        id=RuleId("offensive-imminent"),
        pattern=PatternParts(),
        within=timedelta(days=7),
        level=Level.WARNING,
    )
    floor = SCORING.pattern_floor.value
    assert called_level(floor, 1, (pattern,), SCORING) is Level.WARNING
    assert called_level(floor - 0.1, 1, (pattern,), SCORING) is Level.CALM


def test_a_level_rises_at_once() -> None:
    before = situation(Level.WATCH, since=NOW)
    assert (
        next_level(before, Called(level=Level.EMERGENCY, index=90.0), NOW, SCORING)
        is Level.EMERGENCY
    )


@pytest.mark.parametrize(
    ("stood", "index", "expected"),
    [
        pytest.param(timedelta(hours=23), 0.0, Level.WARNING, id="held for the dwell time"),
        pytest.param(timedelta(days=2), DOWN[Level.WARNING], Level.WARNING, id="not below down"),
        pytest.param(timedelta(days=2), 20.0, Level.WATCH, id="one step"),
        pytest.param(timedelta(days=2), 0.0, Level.WATCH, id="one step even from nothing"),
    ],
)
def test_a_level_falls_slowly(stood: timedelta, index: float, expected: Level) -> None:
    before = situation(Level.WARNING, since=NOW - stood)
    called = Level.CALM if index < 20.0 else Level.WATCH
    assert next_level(before, Called(level=called, index=index), NOW, SCORING) is expected


def test_levels_compare_by_gravity_and_know_their_cap_severity() -> None:
    assert Level.CALM < Level.WATCH < Level.WARNING < Level.EMERGENCY
    assert [level.cap_severity for level in Level] == ["Minor", "Moderate", "Severe", "Extreme"]


@pytest.mark.parametrize("one", list(Level))
@pytest.mark.parametrize("other", list(Level))
def test_every_comparison_of_levels_goes_by_gravity(one: Level, other: Level) -> None:
    assert (one < other) is (one.rank < other.rank)
    assert (one <= other) is (one.rank <= other.rank)
    assert (one > other) is (one.rank > other.rank)
    assert (one >= other) is (one.rank >= other.rank)
    assert max(one, other).rank == max(one.rank, other.rank)


def test_one_origin_alone_warns_only_when_the_index_is_very_high() -> None:
    alone = {row.level: row.up_alone for row in SCORING.levels}[Level.WARNING]
    assert alone is not None
    assert called_level(alone - 0.1, 1, (), SCORING) is Level.WATCH
    assert called_level(alone, 1, (), SCORING) is Level.WARNING
    assert called_level(100.0, 1, (), SCORING) is Level.WARNING


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        pytest.param(timedelta(hours=47), Level.WATCH, id="yesterday"),
        pytest.param(timedelta(hours=48), Level.CALM, id="two days ago"),
        pytest.param(None, Level.CALM, id="never"),
    ],
)
def test_no_all_clear_while_a_sign_is_young(age: timedelta | None, expected: Level) -> None:
    called = Called(level=Level.CALM, index=1.0, last_sign=None if age is None else NOW - age)
    assert next_level(situation(Level.WATCH), called, NOW, SCORING) is expected


TROOPS = claim("troop_movement", origin="a")
FLIGHT = claim("displacement", origin="b")
MASSACRE = claim("civilian_harm", count=30)


@pytest.mark.parametrize(
    ("claims", "bounds"),
    [
        pytest.param([], UNBOUNDED, id="nothing"),
        pytest.param([claim("shelling")], UNBOUNDED, id="shells speak alone"),
        pytest.param([TROOPS], Bounds(most=Level.WATCH), id="troops that only move"),
        pytest.param([FLIGHT, FLIGHT], Bounds(most=Level.WATCH), id="people that only move"),
        pytest.param([TROOPS, FLIGHT], UNBOUNDED, id="people that move from troops"),
        pytest.param(
            [TROOPS, claim("de_escalation")], Bounds(most=Level.WATCH), id="good news is no sign"
        ),
        pytest.param(
            [TROOPS, claim("offensive_threat", status=Status.THREATENED)],
            UNBOUNDED,
            id="troops and a threat",
        ),
        pytest.param([MASSACRE], Bounds(least=Level.WATCH), id="a massacre"),
        pytest.param([claim("civilian_harm", count=29)], UNBOUNDED, id="not quite"),
        pytest.param([claim("civilian_harm")], UNBOUNDED, id="no number"),
        pytest.param([claim("unrest", count=500)], UNBOUNDED, id="a kind without a mass"),
        pytest.param(
            [claim("civilian_harm", count=30, at=NOW - timedelta(days=2))], UNBOUNDED, id="old"
        ),
        pytest.param(
            [claim("bombing", count=90, status=Status.THREATENED)], UNBOUNDED, id="only feared"
        ),
        pytest.param([claim("bombing", count=90, placing=0.4)], UNBOUNDED, id="perhaps elsewhere"),
    ],
)
def test_between_which_levels_the_index_decides(claims: list[Claim], bounds: Bounds) -> None:
    scale = Scale(SCORING)
    assert bounds_of(scale.weigh(claims, NOW), NOW, scale) == bounds


def test_the_index_is_held_between_the_bounds_and_a_pattern_is_not() -> None:
    pattern = Pattern(
        id=RuleId("flight"),
        pattern=PatternParts(),
        within=timedelta(days=7),
        level=Level.WARNING,
    )
    moving = Bounds(most=Level.WATCH)
    assert called_level(99.0, 3, (), SCORING, moving) is Level.WATCH
    assert called_level(99.0, 3, (pattern,), SCORING, moving) is Level.WARNING
    assert called_level(0.0, 1, (), SCORING, Bounds(least=Level.WATCH)) is Level.WATCH
