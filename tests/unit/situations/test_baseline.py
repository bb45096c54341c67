from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.unit.builders import NOW, shipped_table
from warnd.model.identifiers import AreaId
from warnd.model.level import Level
from warnd.model.situation import Situation
from warnd.situations.baseline import expected_pressure, normal_pressure
from warnd.situations.weigh import Scale

SCALE = Scale(shipped_table())


def situation(*, pressure: float, normal: float, at: datetime = NOW) -> Situation:
    return Situation(
        area=AreaId("SY"),
        level=Level.CALM,
        index=0.0,
        pressure=pressure,
        normal=normal,
        known_since=at,
        since=at,
        at=at,
    )


def test_nothing_is_normal_where_nothing_is_known() -> None:
    assert normal_pressure(None, NOW, SCALE) == 0.0


def test_a_quiet_area_forgets_half_of_its_war_in_a_half_life() -> None:
    before = situation(pressure=0.0, normal=10.0)
    assert normal_pressure(before, NOW + timedelta(days=45), SCALE) == pytest.approx(5.0)


def test_the_average_of_a_decaying_pressure_is_exact() -> None:
    """Many small steps over the same decay give what one step gives."""
    start = situation(pressure=20.0, normal=3.0)
    once = normal_pressure(start, NOW + timedelta(days=6), SCALE)
    stepped = start
    for hour in range(1, 6 * 24 + 1):
        at = NOW + timedelta(hours=hour)
        stepped = replace(
            stepped,
            normal=normal_pressure(stepped, at, SCALE),
            pressure=20.0 * 2.0 ** -(hour / 72),
            at=at,
        )
    assert stepped.normal == pytest.approx(once, rel=1e-9)


def test_a_clock_that_went_back_changes_nothing() -> None:
    before = situation(pressure=20.0, normal=3.0)
    assert normal_pressure(before, NOW - timedelta(days=1), SCALE) == 3.0


def test_nothing_is_expected_during_the_cold_start() -> None:
    since = NOW - timedelta(days=13)
    assert expected_pressure(5.0, since, NOW, SCALE) == 0.0


def test_the_short_past_of_a_young_area_is_corrected_for() -> None:
    since = NOW - timedelta(days=45)
    assert expected_pressure(5.0, since, NOW, SCALE) == pytest.approx(10.0)


def test_a_steady_pressure_becomes_what_is_expected() -> None:
    now, current = NOW, situation(pressure=12.0, normal=0.0)
    for _ in range(400):
        now += timedelta(hours=6)
        current = replace(
            current, normal=normal_pressure(current, now, SCALE), pressure=12.0, at=now
        )
    assert expected_pressure(current.normal, NOW, now, SCALE) == pytest.approx(12.0, rel=0.05)
