"""Scores as probabilities, with numpy alone: scipy takes longer to import than a model to load."""

import numpy as np
from numpy.typing import NDArray

#: beyond this a probability is 0 or 1 to the last digit, and `exp` would soon overflow
_STEEPEST = 700.0


def logistic(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give `1 / (1 + exp(-s))` of each score."""
    steep = np.clip(scores, -_STEEPEST, _STEEPEST)
    return np.asarray(1.0 / (1.0 + np.exp(-steep)), dtype=np.float64)


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give `exp(s) / sum of exp(s) over its row` of each score, shape `(n_rows, n_columns)`."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float64)
