from datetime import timedelta

import pytest

from tests.unit.builders import NOW, claim, shipped_table
from warnd.model.reliability import Reliability
from warnd.model.status import Status
from warnd.situations.weigh import Scale

SCALE = Scale(shipped_table())


def test_a_certain_fresh_claim_of_a_reliable_source_weighs_its_severity() -> None:
    assert SCALE.weight(claim("shelling")) == pytest.approx(6.0)


@pytest.mark.parametrize(
    ("changed", "share"),
    [
        pytest.param({"status": Status.THREATENED}, 0.8, id="threatened"),
        pytest.param({"status": Status.DENIED}, 0.1, id="denied"),
        pytest.param({"status": Status.HISTORICAL}, 0.0, id="historical"),
        pytest.param({"probability": 0.7}, 0.7, id="probable"),
        pytest.param({"probability": 0.49}, 0.0, id="less probable than not"),
        pytest.param({"grade": Reliability.E}, 0.25, id="unreliable"),
        pytest.param({"placing": 0.5}, 0.5, id="perhaps elsewhere"),
        pytest.param({"count": 10}, 1.4, id="ten"),
        pytest.param({"count": 100}, 1.8, id="a hundred"),
        pytest.param({"count": 1}, 1.0, id="one"),
        pytest.param({"count": 0}, 1.0, id="none counted"),
        pytest.param({"count": 3_000_000}, 2.5, id="millions are limited"),
    ],
)
def test_what_weakens_or_strengthens_a_claim(changed: dict[str, object], share: float) -> None:
    assert SCALE.weight(claim("shelling", **changed)) == pytest.approx(6.0 * share)  # type: ignore[arg-type]


def test_a_truce_takes_pressure_off() -> None:
    assert SCALE.weight(claim("de_escalation")) < 0


def test_a_kind_that_nobody_declared_weighs_nothing() -> None:
    assert SCALE.weight(claim("meteor")) == 0.0


@pytest.mark.parametrize(
    ("age", "left"),
    [
        pytest.param(timedelta(0), 1.0, id="now"),
        pytest.param(timedelta(days=3), 0.5, id="one half-life"),
        pytest.param(timedelta(days=6), 0.25, id="two half-lives"),
        pytest.param(timedelta(days=16), 0.0, id="past the horizon"),
        pytest.param(timedelta(hours=-1), 1.0, id="from the future"),
    ],
)
def test_claims_decay(age: timedelta, left: float) -> None:
    assert SCALE.decay(NOW - age, NOW) == pytest.approx(left)
