"""Scores become probabilities that mean what they say."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, log_expit


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A logistic curve from scores to probabilities: `P = 1 / (1 + exp(-(slope·z + offset)))`.

    After Platt, "Probabilistic outputs for support vector machines", 1999: two numbers, because
    isotonic curves with a hundred positives a kind follow the noise; and a line can be folded into
    the weights, so that calibration costs nothing at run time.
    """

    #: how fast the log-odds rise with the score
    slope: float
    #: the log-odds at score 0
    offset: float

    def probabilities(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the probability of each score."""
        return np.asarray(expit(self.slope * scores + self.offset), dtype=np.float64)


def calibrate(scores: NDArray[np.float64], truth: NDArray[np.bool_]) -> Calibration:
    """Give the curve of greatest likelihood for held-out scores, with Platt's softened targets.

    The softened targets, `(n+ + 1) / (n+ + 2)` and `1 / (n- + 2)`, keep the curve from certainty
    when the scores part the lines cleanly.
    """
    positives = int(truth.sum())
    targets = np.where(truth, (positives + 1) / (positives + 2), 1 / (len(truth) - positives + 2))

    def loss(curve: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = curve[0] * scores + curve[1]
        value = -np.sum(targets * log_expit(logits) + (1 - targets) * log_expit(-logits))
        wrong = expit(logits) - targets
        return float(value), np.array([wrong @ scores, wrong.sum()])

    found = minimize(loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B")
    return Calibration(slope=float(found.x[0]), offset=float(found.x[1]))


def best_threshold(probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """Give the probability from which on saying it earns the greatest F1, in steps of 0.01."""
    steps = np.arange(0.05, 0.96, 0.01)
    said = probabilities[None, :] >= steps[:, None]
    right = (said & truth).sum(axis=1)
    return round(float(steps[np.argmax(2 * right / (said.sum(axis=1) + truth.sum()))]), 2)
