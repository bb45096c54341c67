"""Which patterns hold over the claims about an area."""

from collections.abc import Sequence
from datetime import datetime

from warnd.model.claim import Claim
from warnd.model.status import Status
from warnd.rules.rule import Pattern
from warnd.situations.pressure import origins_of
from warnd.situations.weigh import Scale

#: claims of these statuses make a pattern; what was denied or is past does not
_LIVE = frozenset({Status.OCCURRED, Status.THREATENED})


def patterns_that_hold(
    patterns: Sequence[Pattern], claims: Sequence[Claim], now: datetime, scale: Scale
) -> tuple[Pattern, ...]:
    """Give the patterns that hold at `now`: every kind of `all`, one of `any`, enough origins."""
    return tuple(pattern for pattern in patterns if _holds(pattern, claims, now, scale))


def _holds(pattern: Pattern, claims: Sequence[Claim], now: datetime, scale: Scale) -> bool:
    wanted = {*pattern.pattern.all, *pattern.pattern.any}
    recent = [
        claim
        for claim in claims
        if claim.signal.kind in wanted
        and claim.signal.status in _LIVE
        and claim.signal.probability >= scale.scoring.least_probability.value
        and now - claim.at <= pattern.within
    ]
    kinds = {claim.signal.kind for claim in recent}
    if not kinds.issuperset(pattern.pattern.all):
        return False
    if pattern.pattern.any and kinds.isdisjoint(pattern.pattern.any):
        return False
    return origins_of(recent, scale) >= pattern.origins
