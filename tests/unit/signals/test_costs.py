import pytest

from tests.unit.builders import shipped_table
from warnd.signals.costs import COSTS, Cost, decided

EARLY = Cost(missed=1.5, false=1.0, because="it tells of what comes next")
COMMON = Cost(missed=1.0, false=1.5, because="it is told again")


@pytest.mark.parametrize(
    ("cost", "threshold"),
    [
        pytest.param(Cost(missed=1.0, false=1.0, because="even"), 0.5, id="even"),
        pytest.param(EARLY, 0.4, id="a missed one costs more"),
        pytest.param(COMMON, 0.6, id="a false one costs more"),
    ],
)
def test_saying_it_costs_as_much_as_silence_at_the_threshold(cost: Cost, threshold: float) -> None:
    assert cost.threshold == pytest.approx(threshold)
    silence, speech = threshold * cost.missed, (1 - threshold) * cost.false
    assert silence == pytest.approx(speech)
    assert decided(threshold, cost) == pytest.approx(0.5)


@pytest.mark.parametrize("cost", [EARLY, COMMON, *COSTS.values()])
def test_order_stays_and_little_moves(cost: Cost) -> None:
    steps = [step / 200 for step in range(201)]
    moved = [decided(step, cost) for step in steps]
    assert moved == sorted(moved)
    assert len(set(moved)) == len(moved)
    assert all(abs(there - here) <= 0.1 + 1e-9 for here, there in zip(steps, moved, strict=True))
    assert (moved[0], moved[-1]) == (0.0, 1.0)


def test_what_is_said_with_0_8_and_more_is_left_as_it_is() -> None:
    assert [decided(p, EARLY) for p in (0.8, 0.93)] == [0.8, 0.93]
    assert decided(0.7999, EARLY) == pytest.approx(0.8, abs=1e-3)


def test_a_kind_without_a_cost_is_left_as_it_is() -> None:
    assert decided(0.37, None) == 0.37


def test_costs_are_told_for_kinds_that_there_are_with_reasons() -> None:
    assert set(COSTS) <= {kind.id for kind in shipped_table().kinds}
    assert all(cost.because and 0.4 <= cost.threshold <= 0.6 for cost in COSTS.values())
