from datetime import timedelta

import pytest

from tests.unit.builders import NOW, claim, shipped_table
from warnd.model.claim import Claim, Weighed
from warnd.model.identifiers import KindId
from warnd.situations.pressure import index_of, kind_pressures, origins_of, total_pressure
from warnd.situations.weigh import Scale

SCALE = Scale(shipped_table())


def weighed(*claims: Claim) -> tuple[Weighed, ...]:
    return SCALE.weigh(claims, NOW)


def test_one_claim_is_its_weight() -> None:
    (only,) = kind_pressures(weighed(claim("shelling", count=14)), SCALE)
    assert only.kind == "shelling"
    assert only.count == 14
    assert only.origins == 1
    assert only.pressure == pytest.approx(6.0 * (1 + 0.4 * 1.14613), rel=1e-4)


def test_a_second_origin_adds_a_third_and_a_third_half_of_that() -> None:
    claims = [claim(origin=name, article=name) for name in ("a", "b", "c")]
    (only,) = kind_pressures(weighed(*claims), SCALE)
    assert only.pressure == pytest.approx(6.0 * (1 + 0.35 + 0.175))


def test_one_origin_that_repeats_itself_adds_nothing() -> None:
    claims = [claim(article=name) for name in ("a", "b", "c")]
    (only,) = kind_pressures(weighed(*claims), SCALE)
    assert only.pressure == pytest.approx(6.0)


def test_unknown_origins_confirm_nothing() -> None:
    claims = [claim(article="a"), claim(article="b", origin=None), claim(article="c", origin=None)]
    (only,) = kind_pressures(weighed(*claims), SCALE)
    assert only.pressure == pytest.approx(6.0)
    assert only.origins == 1


def test_days_add_up() -> None:
    claims = [claim(article="a"), claim(article="b", at=NOW - timedelta(days=3))]
    (only,) = kind_pressures(weighed(*claims), SCALE)
    assert only.pressure == pytest.approx(9.0)


def test_kinds_come_gravest_first_and_total_is_never_below_zero() -> None:
    kinds = kind_pressures(weighed(claim("unrest"), claim("truce_collapse")), SCALE)
    assert [kind.kind for kind in kinds] == ["truce_collapse", "unrest"]
    weights = SCALE.severity(KindId("truce_collapse")) + SCALE.severity(KindId("unrest"))
    assert total_pressure(kinds) == pytest.approx(weights)
    assert total_pressure(kind_pressures(weighed(claim("de_escalation")), SCALE)) == 0.0


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        pytest.param([], 0, id="nobody"),
        pytest.param([None], 1, id="somebody unknown"),
        pytest.param([None, None], 1, id="two unknown may be one"),
        pytest.param(["a", None], 1, id="an unknown one adds nothing"),
        pytest.param(["a", "b", "a"], 2, id="two publishers"),
    ],
)
def test_origins_are_counted_by_publisher(origins: list[str | None], expected: int) -> None:
    claims = [claim(origin=origin, article=str(n)) for n, origin in enumerate(origins)]
    assert origins_of(weighed(*claims)) == expected


def test_the_index_saturates_and_does_not_feel_what_is_normal() -> None:
    scale, dampening = SCALE.scoring.index_scale.value, SCALE.scoring.dampening.value
    assert index_of(0.0, 0.0, SCALE) == 0.0
    assert index_of(scale, 0.0, SCALE) == pytest.approx(63.2, abs=0.1)
    assert index_of(1000.0, 0.0, SCALE) == pytest.approx(100.0)
    assert index_of(20.0, 20.0, SCALE) == 0.0
    assert index_of(40.0, 10.0, SCALE) == index_of(40.0 - 10.0 * dampening, 0.0, SCALE)
