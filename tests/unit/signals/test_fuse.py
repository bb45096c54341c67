import pytest

from warnd.model.signal import SeenBy
from warnd.signals.fuse import FUSION, fuse, seen_by


@pytest.mark.parametrize(
    ("rule", "model", "expected"),
    [
        pytest.param(0.0, 0.0, 0.0, id="nobody"),
        pytest.param(0.0, 1.0, FUSION.model_alone, id="the classifier alone is not quite believed"),
        pytest.param(0.9, 0.0, 0.9, id="no classifier leaves the rule as it is"),
        pytest.param(
            0.9,
            0.01,
            1 - (1 - 0.9 * FUSION.doubted) * (1 - 0.01 * FUSION.model_beside_rule),
            id="a classifier that doubts cuts the rule",
        ),
        pytest.param(0.8, 0.5, 1 - 0.2 * (1 - 0.5 * FUSION.model_beside_rule), id="two witnesses"),
    ],
)
def test_one_probability_from_two_witnesses(rule: float, model: float, expected: float) -> None:
    assert fuse(rule, model) == pytest.approx(expected)


@pytest.mark.parametrize("rule", [0.0, 0.3, 0.6, 0.95, 1.0])
def test_a_surer_classifier_never_makes_it_less_probable(rule: float) -> None:
    values = [fuse(rule, model / 100) for model in range(5, 101)]
    assert values == sorted(values)
    assert all(0.0 <= value <= 1.0 for value in values)


@pytest.mark.parametrize(
    ("rule", "model", "expected"),
    [
        pytest.param(0.9, 0.1, SeenBy.RULE, id="rule"),
        pytest.param(0.0, 0.9, SeenBy.MODEL, id="model"),
        pytest.param(0.9, 0.9, SeenBy.BOTH, id="both"),
    ],
)
def test_who_saw_it(rule: float, model: float, expected: SeenBy) -> None:
    assert seen_by(rule, model) is expected
