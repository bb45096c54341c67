import itertools
import math
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.builders import NOW, shipped_table
from warnd.model.identifiers import AreaId
from warnd.model.level import Level
from warnd.model.situation import Situation
from warnd.situations.baseline import Baseline, baseline_at, usual
from warnd.situations.weigh import Scale

SCALE = Scale(shipped_table())
SPAN = SCALE.scoring.baseline_span.value.days
LEAST = SCALE.scoring.baseline_least.value.days
DAY = timedelta(days=1)
MIDNIGHT = datetime.combine(NOW.date(), datetime.min.time(), NOW.tzinfo)

pressures = st.floats(0.01, 200.0)


def situation(*, pressure: float, at: datetime = NOW, known: int = 0) -> Situation:
    return Situation(
        area=AreaId("SY"),
        level=Level.CALM,
        index=0.0,
        pressure=pressure,
        normal=0.0,
        known_since=at - known * DAY,
        since=at,
        at=at,
    )


def carried(before: Situation, now: datetime, pressure: float) -> Situation:
    baseline = baseline_at(before, before.known_since, now, SCALE)
    return replace(
        before,
        pressure=pressure,
        at=now,
        normal=baseline.normal,
        sampled_days=baseline.sampled_days,
        days=baseline.days,
    )


def steady(days: int, pressure: float, *, start: datetime = MIDNIGHT) -> Situation:
    """Give an area that has stood at one pressure, assessed every six hours."""
    state = situation(pressure=pressure, at=start)
    for quarter in range(1, days * 4 + 1):
        state = carried(state, start + quarter * DAY / 4, pressure)
    return state


def test_an_area_never_heard_of_has_been_quiet_since_it_is_known() -> None:
    assert baseline_at(None, NOW, NOW, SCALE) == Baseline()
    assert baseline_at(None, NOW - 40 * DAY, NOW, SCALE) == Baseline(sampled_days=40)
    assert baseline_at(None, NOW - 400 * DAY, NOW, SCALE) == Baseline(sampled_days=SPAN)


def test_the_mean_of_a_decaying_day_is_exact_however_often_it_is_assessed() -> None:
    start = situation(pressure=20.0)
    once = baseline_at(start, NOW, NOW + 6 * DAY, SCALE).days
    stepped = start
    for hour in range(1, 6 * 24 + 1):
        stepped = carried(stepped, NOW + hour * DAY / 24, 20.0 * 2.0 ** -(hour / 72))
    assert stepped.days == pytest.approx(once, abs=0.002)
    half_life = 3.0
    first = 20.0 * (1.0 - 2.0 ** -(15 / 24 / half_life)) * half_life / math.log(2.0)
    assert once[NOW.date()] == pytest.approx(first, abs=0.001)


def test_nothing_is_normal_during_the_cold_start_and_the_span_is_told() -> None:
    cold = steady(13, 12.0)
    assert (cold.normal, cold.sampled_days) == (0.0, 13)
    assert steady(14, 12.0).sampled_days == 14


def test_a_crisis_older_than_the_installation_becomes_normal_little_by_little() -> None:
    normal = [steady(days, 12.0).normal for days in range(13, LEAST + 2)]
    assert normal == sorted(normal)
    assert 0.0 < normal[1] < 12.0 * 0.4
    steps = [later - earlier for earlier, later in itertools.pairwise(normal)]
    assert max(steps) < 12.0 * 0.4
    sawtooth = 12.0 * (1.0 - 2.0 ** -(0.25 / 3.0)) * 3.0 / math.log(2.0) / 0.25
    assert normal[-1] == normal[-2] == pytest.approx(sawtooth, abs=0.01)


def test_no_more_days_are_sampled_or_kept_than_the_span() -> None:
    state = steady(SPAN + 30, 12.0)
    assert state.sampled_days == SPAN
    assert len(state.days) <= SPAN + 1


def test_a_quiet_area_forgets_its_war() -> None:
    war = steady(60, 20.0)
    assert carried(war, war.at + (SPAN + 20) * DAY, 0.0).normal == 0.0


def test_what_happens_today_changes_nothing_of_what_is_normal_today() -> None:
    before = steady(30, 4.0)
    shock = carried(before, before.at + DAY / 4, 90.0)
    later = carried(shock, before.at + DAY / 2, 90.0)
    assert later.normal == before.normal
    assert later.days[before.at.date()] > 10.0


def test_a_build_up_does_not_become_its_own_normal() -> None:
    state = steady(60, 3.0)
    normal = state.normal
    for day in range(1, 8):
        state = carried(state, state.at + DAY, 3.0 * 2.0**day)
    plain = (60 * normal + sum(state.days[state.at.date() - n * DAY] for n in range(1, 8))) / 67
    assert normal < state.normal < plain / 2


def test_a_clock_that_went_back_changes_nothing() -> None:
    before = replace(steady(20, 5.0), sampled_days=20)
    found = baseline_at(before, before.known_since, before.at - DAY, SCALE)
    assert (found.normal, found.days) == (before.normal, before.days)


def test_days_begin_at_midnight_utc_whatever_the_zone() -> None:
    east = timezone(timedelta(hours=9))
    here = baseline_at(situation(pressure=9.0), NOW, NOW + 2 * DAY, SCALE)
    there = baseline_at(
        situation(pressure=9.0, at=NOW.astimezone(east)),
        NOW.astimezone(east),
        (NOW + 2 * DAY).astimezone(east),
        SCALE,
    )
    assert here == there


@given(pressures, st.integers(1, SPAN))
def test_the_same_every_day_is_what_is_usual(pressure: float, days: int) -> None:
    assert usual([pressure] * days, days, SCALE) == pytest.approx(pressure)


@given(st.lists(pressures, max_size=SPAN))
def test_what_is_usual_lies_between_nothing_and_the_plain_mean(days: list[float]) -> None:
    found = usual(days, SPAN, SCALE)
    assert 0.0 <= found <= sum(days) / SPAN + 1e-9


@given(st.lists(pressures, max_size=SPAN))
def test_the_order_of_days_does_not_matter(days: list[float]) -> None:
    assert usual(days, SPAN, SCALE) == pytest.approx(usual(sorted(days), SPAN, SCALE))


def test_one_terrible_day_moves_what_is_usual_less_than_a_plain_mean_would() -> None:
    calm = [2.0] * (SPAN - 1)
    assert usual([*calm, 200.0], SPAN, SCALE) < 2.1
    assert sum([*calm, 200.0]) / SPAN > 4.0


def test_days_are_dates() -> None:
    assert all(type(day) is date for day in steady(3, 1.0).days)


@pytest.mark.parametrize(
    ("days", "is_normal"),
    [
        pytest.param(14, False, id="after two weeks it is news"),
        pytest.param(21, False, id="after three"),
        pytest.param(40, True, id="after six it is what is normal there"),
    ],
)
def test_how_long_a_new_war_stays_news(days: int, is_normal: bool) -> None:
    assert (usual([30.0] * days, SPAN, SCALE) > 10.0) is is_normal


def test_fighting_that_comes_back_after_a_month_is_above_normal_again() -> None:
    war = steady(SPAN, 30.0)
    silent = carried(war, war.at + 45 * DAY, 0.0)
    assert SCALE.scoring.dampening.value * silent.normal < 30.0


def test_without_a_cold_start_a_first_day_is_still_not_divided_by() -> None:
    scoring = replace(
        SCALE.scoring, cold_start=replace(SCALE.scoring.cold_start, value=timedelta(hours=1))
    )
    before = situation(pressure=9.0, at=MIDNIGHT - DAY / 2, known=0)
    later = baseline_at(before, MIDNIGHT + DAY, MIDNIGHT + DAY / 4, Scale(scoring))
    assert (later.normal, later.sampled_days) == (0.0, 0)
