"""How soon people should act and how sure it is, apart from how grave it is (CAP 1.2, 3.2.2).

Severity comes from the level alone. What is told here rests on what the claims say and on who says
so: a grave threat by one poor source is Severe, Future and Possible at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from warnd.model.certainty import Certainty, Urgency
from warnd.model.claim import Weighed
from warnd.model.level import Level
from warnd.model.reliability import Reliability
from warnd.model.status import Status
from warnd.situations.pressure import origins_of
from warnd.situations.weigh import Scale

#: from this many independent origins on a claim counts as confirmed
_CONFIRMED = 2
#: grades whose word alone is no more than possible: not usually reliable, and unreliable
_POOR = frozenset({Reliability.D, Reliability.E})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the signs about an area come to, beside their weight."""

    #: the status that most of their weight has; None without a sign
    status: Status | None
    #: independent origins that say so
    origins: int
    #: whether one of them is better than poor
    is_trusted: bool
    #: when the newest sign was published; None without one
    last: datetime | None


#: nobody says anything
SILENCE = Standing(status=None, origins=0, is_trusted=False, last=None)

#: how sure it is, by status, by whether two origins say so, and by whether one of them is better
#: than poor. Two poor sources together weigh like one good one; a threat that is confirmed is
#: likely, never observed, since what is announced has not happened.
_CERTAINTIES: Mapping[tuple[Status, bool, bool], Certainty] = {
    (Status.OCCURRED, True, True): Certainty.OBSERVED,
    (Status.OCCURRED, True, False): Certainty.LIKELY,
    (Status.OCCURRED, False, True): Certainty.LIKELY,
    (Status.OCCURRED, False, False): Certainty.POSSIBLE,
    (Status.THREATENED, True, True): Certainty.LIKELY,
    (Status.THREATENED, True, False): Certainty.POSSIBLE,
    (Status.THREATENED, False, True): Certainty.POSSIBLE,
    (Status.THREATENED, False, False): Certainty.UNLIKELY,
    (Status.DENIED, True, True): Certainty.UNLIKELY,
    (Status.DENIED, True, False): Certainty.UNLIKELY,
    (Status.DENIED, False, True): Certainty.UNLIKELY,
    (Status.DENIED, False, False): Certainty.UNLIKELY,
}

#: how soon people should act, by status and by whether the level is at warning or above: what is
#: happening asks for action now where it is grave, what is announced leaves hours or days
_URGENCIES: Mapping[tuple[Status, bool], Urgency] = {
    (Status.OCCURRED, True): Urgency.IMMEDIATE,
    (Status.OCCURRED, False): Urgency.EXPECTED,
    (Status.THREATENED, True): Urgency.EXPECTED,
    (Status.THREATENED, False): Urgency.FUTURE,
    (Status.DENIED, True): Urgency.FUTURE,
    (Status.DENIED, False): Urgency.FUTURE,
}


def standing_of(claims: Sequence[Weighed]) -> Standing:
    """Give what the claims about an area come to; those that calm say nothing here."""
    signs = [weighed for weighed in claims if weighed.weight > 0.0]
    weights: dict[Status, float] = {}
    for claim, weight in signs:
        weights[claim.signal.status] = weights.get(claim.signal.status, 0.0) + weight
    if not signs:
        return SILENCE
    # Where both weigh the same it is under way: the order of the statuses decides.
    status = max(Status, key=lambda each: weights.get(each, 0.0))
    told = [weighed for weighed in signs if weighed.claim.signal.status is status]
    return Standing(
        status=status,
        origins=origins_of(told),
        is_trusted=any(claim.source.reliability not in _POOR for claim, _ in told),
        last=max(claim.at for claim, _ in signs),
    )


def certainty_of(standing: Standing) -> Certainty:
    """Give how sure it is that what most of the weight says is so."""
    if standing.status is None:
        return Certainty.UNKNOWN
    confirmed = standing.origins >= _CONFIRMED
    return _CERTAINTIES.get((standing.status, confirmed, standing.is_trusted), Certainty.UNKNOWN)


def urgency_of(standing: Standing, level: Level, now: datetime, scale: Scale) -> Urgency:
    """Give how soon people should act at a level, as it stands after hysteresis.

    Where the last sign is as old as an all-clear asks for, it is past.
    """
    if standing.status is None or standing.last is None:
        return Urgency.UNKNOWN if level is Level.CALM else Urgency.PAST
    if now - standing.last >= scale.scoring.calm_after.value:
        return Urgency.PAST
    return _URGENCIES.get((standing.status, level >= Level.WARNING), Urgency.UNKNOWN)
