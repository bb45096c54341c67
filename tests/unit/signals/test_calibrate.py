import numpy as np
import pytest
from scipy.special import expit

from warnd.signals.calibrate import Calibration, calibrate


def test_scores_become_the_probabilities_they_were_drawn_with() -> None:
    draw = np.random.default_rng(1)
    scores, shared = draw.normal(size=20_000), draw.normal(size=20_000)
    truth = draw.random(20_000) < expit(2.0 * scores + 0.5 * shared - 1.0)
    found = calibrate(scores, shared, truth)
    assert found.own == pytest.approx(2.0, abs=0.1)
    assert found.shared == pytest.approx(0.5, abs=0.1)
    assert found.offset == pytest.approx(-1.0, abs=0.1)


def test_scores_that_part_cleanly_do_not_become_certain() -> None:
    scores = np.array([-1.0] * 30 + [1.0] * 10)
    found = calibrate(scores, np.zeros(40), scores > 0)
    low, high = found.probabilities(np.array([-1.0, 1.0]), np.zeros(2))
    assert low == pytest.approx(1 / 32, abs=0.01)
    assert high == pytest.approx(11 / 12, abs=0.01)


def test_probabilities_follow_the_formula() -> None:
    calibration = Calibration(own=2.0, shared=-1.0, offset=0.5)
    assert calibration.probabilities(np.array([0.25]), np.array([1.0])) == pytest.approx([0.5])
