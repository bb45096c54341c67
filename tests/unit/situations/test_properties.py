"""What holds of the index and the level whatever is claimed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.builders import NOW, claim, shipped_table
from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId, ArticleId
from warnd.model.level import Level
from warnd.model.reliability import Reliability
from warnd.model.status import Status
from warnd.situations.assess import Judge
from warnd.situations.levels import Called, next_level
from warnd.situations.pressure import index_of, kind_pressures, total_pressure
from warnd.situations.weigh import Scale

SCALE = Scale(shipped_table())
SCORING = SCALE.scoring
JUDGE = Judge(scale=SCALE, patterns=())
AREA = AreaId("SY-ID")
SIGNS = [kind.id for kind in SCORING.kinds if kind.severity > 0.0]
LONG_AGO = NOW - timedelta(days=400)

hours = st.integers(0, 14 * 24)
signs = st.builds(
    lambda kind, age, origin, probability, count, status, grade, number: replace(
        claim(
            kind,
            at=NOW - timedelta(hours=age),
            origin=origin,
            probability=probability,
            count=count,
            status=status,
            grade=grade,
        ),
        article=ArticleId(f"a{number}"),
    ),
    st.sampled_from(SIGNS),
    hours,
    st.sampled_from([None, "a", "b", "c", "d"]),
    st.floats(0.5, 1.0),
    st.none() | st.integers(1, 10**7),
    st.sampled_from([Status.OCCURRED, Status.THREATENED, Status.DENIED]),
    st.sampled_from(list(Reliability)),
    st.integers(0, 99),
)
calming = st.builds(lambda age: claim("de_escalation", at=NOW - timedelta(hours=age)), hours)


def pressure(claims: list[Claim]) -> float:
    return total_pressure(kind_pressures(SCALE.weigh(claims, NOW), SCALE))


@given(st.lists(signs, max_size=8), signs)
def test_one_sign_more_never_takes_pressure_off(claims: list[Claim], more: Claim) -> None:
    assert pressure([*claims, more]) >= pressure(claims) - 1e-9


@given(st.lists(signs, max_size=6), calming)
def test_good_news_never_puts_pressure_on(claims: list[Claim], news: Claim) -> None:
    assert pressure([*claims, news]) <= pressure(claims) + 1e-9


@given(st.lists(signs, min_size=1, max_size=6), st.floats(0.5, 1.0), st.data())
def test_a_surer_claim_weighs_no_less(
    claims: list[Claim], probability: float, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(claims) - 1))
    before = claims[place]
    surer = max(probability, before.signal.probability)
    signal = replace(before.signal, probability=surer)
    after = [*claims[:place], replace(before, signal=signal), *claims[place + 1 :]]
    assert pressure(after) >= pressure(claims) - 1e-9


@given(st.permutations(range(7)), st.lists(signs, min_size=7, max_size=7))
def test_the_order_of_claims_does_not_matter(order: list[int], claims: list[Claim]) -> None:
    shuffled = [claims[place] for place in order]
    assert pressure(shuffled) == pytest.approx(pressure(claims))


@given(st.floats(0.0, 1e6), st.floats(0.0, 1e6), st.floats(0.0, 1e3))
def test_the_index_grows_with_pressure_shrinks_with_what_is_normal_and_stays_in_bounds(
    one: float, other: float, normal: float
) -> None:
    low, high = sorted((one, other))
    assert 0.0 <= index_of(low, normal, SCALE) <= index_of(high, normal, SCALE) <= 100.0
    assert index_of(high, normal, SCALE) <= index_of(high, 0.0, SCALE)


@given(st.lists(signs, max_size=8), st.sampled_from(Level), st.integers(0, 100))
def test_a_level_rises_at_once_to_what_is_called_for(
    claims: list[Claim], before: Level, stood: int
) -> None:
    calm, _ = JUDGE.assess(AREA, [], None, NOW - timedelta(hours=stood), LONG_AGO)
    stands = replace(calm, level=before)
    situation, assessment = JUDGE.assess(AREA, claims, stands, NOW, LONG_AGO)
    assert situation.level >= assessment.level
    if assessment.level > before:
        assert (situation.level, situation.since) == (assessment.level, NOW)


@given(st.lists(st.tuples(st.integers(1, 40), st.floats(0.0, 100.0)), min_size=1, max_size=30))
def test_a_level_falls_one_step_at_a_time_and_never_within_the_dwell(
    steps: list[tuple[int, float]],
) -> None:
    state, _ = JUDGE.assess(AREA, [], None, NOW, LONG_AGO)
    state = replace(state, level=Level.EMERGENCY)
    now = NOW
    for passed, index in steps:
        now += timedelta(hours=passed)
        called = Called(level=Level.CALM, index=index)
        level = next_level(state, called, now, SCORING)
        assert state.level.rank - level.rank in {0, 1}
        if level is not state.level:
            assert now - state.since >= SCORING.dwell.value
            state = replace(state, level=level, since=now)


@given(st.lists(signs, max_size=8))
def test_after_the_horizon_nothing_is_left_of_what_was_claimed(claims: list[Claim]) -> None:
    later = NOW + SCORING.horizon.value + timedelta(hours=1)
    assert SCALE.weigh(claims, later) == ()
