"""What one claim weighs."""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from warnd.model.claim import Claim, Weighed
from warnd.model.identifiers import KindId
from warnd.model.level import Level
from warnd.model.reliability import Reliability
from warnd.model.scoring import Scoring
from warnd.model.status import Status

#: a claim placed less surely than this, 0 to 1, is a guess about where it happens: it makes
#: nothing old or new, and no watch by itself
SURELY_HERE = 0.5


class Scale:
    """The scoring table, ready to weigh with.

    A claim of a kind with severity `s`, status weight `u`, probability `p`, source weight `r`,
    placing `q` and count `n` weighs, before decay,

        w = s · u · p · r · q · min(L, 1 + g · log10(n))        (points)

    with `g` the count gain and `L` the count limit, the last factor 1 without a count. After an
    age `t` it weighs `w · 2^(-t / h)`, `h` being the half-life.
    """

    def __init__(self, scoring: Scoring) -> None:
        self.scoring = scoring
        self._severity: dict[KindId, float] = {kind.id: kind.severity for kind in scoring.kinds}
        self._novelty: dict[KindId, float] = {kind.id: kind.novelty for kind in scoring.kinds}
        self._alone: dict[KindId, Level | None] = {kind.id: kind.alone for kind in scoring.kinds}
        self._mass: dict[KindId, int | None] = {kind.id: kind.mass for kind in scoring.kinds}
        self._status: dict[Status, float] = {row.status: row.weight for row in scoring.statuses}
        self._grade: dict[Reliability, float] = {
            row.grade: row.weight for row in scoring.reliabilities
        }

    def severity(self, kind: KindId) -> float:
        """Give the severity of a kind in points, 0 for a kind nobody declared."""
        return self._severity.get(kind, 0.0)

    def novelty(self, kind: KindId) -> float:
        """Give what a claim of a kind counts more by while it is new to an area, a factor."""
        return self._novelty.get(kind, 1.0)

    def alone(self, kind: KindId) -> Level | None:
        """Give the highest level that a kind reaches with no other beside it; None: any."""
        return self._alone.get(kind)

    def mass(self, kind: KindId) -> int | None:
        """Give the count from which one claim of a kind calls for a watch; None: no count does."""
        return self._mass.get(kind)

    def status(self, status: Status) -> float:
        """Give the weight of a status, 0 to 1."""
        return self._status.get(status, 0.0)

    def count(self, count: int | None) -> float:
        """Give the factor of a count: 1 without one, never below 1, at most the limit."""
        if count is None or count <= 1:
            return 1.0
        gain = 1.0 + self.scoring.count_gain.value * math.log10(count)
        return min(self.scoring.count_limit.value, gain)

    def weight(self, claim: Claim) -> float:
        """Give what a claim weighs before decay, in points; negative for a kind that calms."""
        signal = claim.signal
        if signal.probability < self.scoring.least_probability.value:
            return 0.0
        return (
            self.severity(signal.kind)
            * self.status(signal.status)
            * signal.probability
            * self._grade.get(claim.source.reliability, 0.0)
            * claim.placing
            * self.count(signal.count)
        )

    def weigh(self, claims: Iterable[Claim], now: datetime) -> tuple[Weighed, ...]:
        """Give the claims that weigh anything at `now`, in their order."""
        weights = ((claim, self.weight(claim) * self.decay(claim.at, now)) for claim in claims)
        return tuple(Weighed(claim, weight) for claim, weight in weights if weight != 0.0)

    def decay(self, at: datetime, now: datetime) -> float:
        """Give the share of its weight that a claim of `at` has left at `now`, 0 to 1."""
        age = max(timedelta(0), now - at)
        if age > self.scoring.horizon.value:
            return 0.0
        return float(2.0 ** -(age / self.scoring.half_life.value))
