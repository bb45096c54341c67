import numpy as np
import pytest
from scipy import special

from warnd.signals.curves import logistic, softmax

SCORES = np.random.default_rng(5).normal(-2.0, 6.0, size=(200, 7))


def test_the_logistic_curve_is_scipys() -> None:
    assert logistic(SCORES) == pytest.approx(special.expit(SCORES), rel=1e-14)


def test_far_scores_are_certain_without_a_warning() -> None:
    assert logistic(np.array([-1e6, 0.0, 1e6])) == pytest.approx([0.0, 0.5, 1.0], abs=1e-300)


def test_softmax_is_scipys_and_its_rows_sum_to_one() -> None:
    assert softmax(SCORES) == pytest.approx(special.softmax(SCORES, axis=1), rel=1e-14)
    assert softmax(SCORES * 1e3).sum(axis=1) == pytest.approx(np.ones(200))
