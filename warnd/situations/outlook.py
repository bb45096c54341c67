"""When the level of an area falls, should no further sign come."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from warnd.model.claim import Claim
from warnd.model.level import Level
from warnd.model.situation import Outlook, Situation
from warnd.situations.assess import Judge

#: the grain of the answer: levels last days, and nobody plans by the hour
STEP = timedelta(hours=6)
#: what is looked at first, so that a fall a week ahead costs ten judgements and not thirty
STRIDE = 4


def outlook(
    judge: Judge,
    situation: Situation,
    claims: Sequence[Claim],
    watching_since: datetime | None = None,
) -> Outlook | None:
    """Give the next lower level of an area and when it is reached if nothing more is heard.

    None for an area that is calm.
    """
    fallen = next(falls(judge, situation, claims, watching_since), None)
    return None if fallen is None else Outlook(level=fallen.level, at=fallen.at)


def falls(
    judge: Judge,
    situation: Situation,
    claims: Sequence[Claim],
    watching_since: datetime | None = None,
) -> Iterator[Situation]:
    """Give how an area stands as it reaches each lower level, down to calm, without further news.

    It is found by judging the area at moments to come, with the claims it has now, so it follows
    every rule of the fall: decay, baseline, patterns, dwell.
    """
    fallen: Situation | None = situation
    while fallen is not None and fallen.level is not Level.CALM:
        fallen = _next_fall(judge, fallen, claims, watching_since)
        if fallen is not None:
            yield fallen


def _next_fall(
    judge: Judge, situation: Situation, claims: Sequence[Claim], watching_since: datetime | None
) -> Situation | None:
    """Give how an area stands when its level falls.

    No level falls before its dwell is over, and the claims are gone after the horizon, so the
    search lies between. Without news a level only falls, so days are looked at before their
    quarters.
    """

    def judged(before: Situation, at: datetime) -> Situation:
        heard = [claim for claim in claims if at - claim.at <= scoring.horizon.value]
        return judge.assess(situation.area, heard, before, at, watching_since)[0]

    scoring, level = judge.scale.scoring, situation.level
    last = situation.at + scoring.horizon.value + scoring.dwell.value + 2 * STEP
    standing, at = situation, max(situation.since + scoring.dwell.value - STEP, situation.at)
    fallen = judged(standing, at + STRIDE * STEP)
    while fallen.level >= level:
        if fallen.at >= last:
            return None
        standing, at = fallen, fallen.at
        fallen = judged(standing, at + STRIDE * STEP)
    quarters = (judged(standing, at + step * STEP) for step in range(1, STRIDE))
    return next((state for state in quarters if state.level < level), fallen)
