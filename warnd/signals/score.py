"""How much an analyst would want to see an article."""

import math
from collections.abc import Iterable

from warnd.model.scoring import Scoring
from warnd.model.signal import Signal


def score(signals: Iterable[Signal], scoring: Scoring) -> float:
    """Give the score of an article, 0 to 100.

        score = 100 · (1 - exp(-Σ |s| · u · p / S))

    over its signals, with severity `s` in points, status weight `u`, probability `p` and the score
    scale `S` of the scoring table. It tells nothing about the source or the place.
    """
    severity = {kind.id: abs(kind.severity) for kind in scoring.kinds}
    weight = {row.status: row.weight for row in scoring.statuses}
    points = math.fsum(
        severity.get(signal.kind, 0.0) * weight.get(signal.status, 0.0) * signal.probability
        for signal in signals
        if signal.probability >= scoring.least_probability.value
    )
    return 100.0 * (1.0 - math.exp(-points / scoring.score_scale.value))
