"""What is normal for an area."""

import math
from datetime import datetime

from warnd.model.situation import Situation
from warnd.situations.weigh import Scale


def normal_pressure(previous: Situation | None, now: datetime, scale: Scale) -> float:
    """Give the raw baseline of an area at `now`, in points: its pressure, averaged over the past.

    It is an exponential average with half-life `H` over continuous time. Between two assessments
    the pressure `P` decays by itself with half-life `h`, so the average moves exactly by

        N' = N · b + P · λ_H · (a - b) / (λ_H - λ_h)

    with a = 2^(-Δt/h), b = 2^(-Δt/H), λ = ln 2 / half-life, Δt the time since the last assessment.
    """
    if previous is None:
        return 0.0
    scoring = scale.scoring
    elapsed = (now - previous.at).total_seconds()
    if elapsed <= 0.0:
        return previous.normal
    fast = math.log(2.0) / scoring.half_life.value.total_seconds()
    slow = math.log(2.0) / scoring.baseline_half_life.value.total_seconds()
    kept = math.exp(-slow * elapsed)
    left = math.exp(-fast * elapsed)
    return previous.normal * kept + previous.pressure * slow * (left - kept) / (slow - fast)


def expected_pressure(normal: float, known_since: datetime, now: datetime, scale: Scale) -> float:
    """Give the pressure to expect in an area, in points; 0 during its cold start.

    The average began at zero, so after a time T it has seen only the share `1 - 2^(-T/H)` of what
    it averages over and is divided by it.
    """
    scoring = scale.scoring
    known = now - known_since
    if known < scoring.cold_start.value:
        return 0.0
    seen = 1.0 - float(2.0 ** -(known / scoring.baseline_half_life.value))
    return normal / seen
