"""Scores become probabilities that mean what they say."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, log_expit


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A logistic surface: `P = 1 / (1 + exp(-(own·z + shared·s + offset)))`.

    `z` is the score of the kind, `s` the score of "carries any signal", which has seen all kinds'
    lines and so knows ordinary news better than one kind can. After Platt, "Probabilistic outputs
    for support vector machines", 1999: few numbers, because isotonic curves over a hundred
    positives a kind follow the noise; and linear ones can be folded into the weights, so that
    calibration costs nothing at run time.
    """

    #: how fast the log-odds rise with the kind's score
    own: float
    #: how fast they rise with the score of any signal
    shared: float
    #: the log-odds where both are 0
    offset: float

    def probabilities(
        self, scores: NDArray[np.float64], shared: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Give the probability of each pair of scores."""
        logits = self.own * scores + self.shared * shared + self.offset
        return np.asarray(expit(logits), dtype=np.float64)


def calibrate(
    scores: NDArray[np.float64], shared: NDArray[np.float64], truth: NDArray[np.bool_]
) -> Calibration:
    """Give the surface of greatest likelihood for held-out scores, with Platt's softened targets.

    The softened targets, `(n+ + 1) / (n+ + 2)` and `1 / (n- + 2)`, keep it from certainty when the
    scores part the lines cleanly.
    """
    positives = int(truth.sum())
    targets = np.where(truth, (positives + 1) / (positives + 2), 1 / (len(truth) - positives + 2))
    inputs = np.column_stack([scores, shared, np.ones(len(scores))])

    def loss(surface: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = inputs @ surface
        value = -np.sum(targets * log_expit(logits) + (1 - targets) * log_expit(-logits))
        return float(value), inputs.T @ (expit(logits) - targets)

    found = minimize(loss, np.array([1.0, 0.0, 0.0]), jac=True, method="L-BFGS-B")
    own, shared_slope, offset = map(float, found.x)
    return Calibration(own=own, shared=shared_slope, offset=offset)
