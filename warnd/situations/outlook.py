"""When an area's level falls, should no further sign come."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from warnd.model.claim import Claim
from warnd.model.level import Level
from warnd.model.situation import Outlook, Situation
from warnd.situations.assess import Judge

#: the grain of the answer: levels last days, and nobody plans by the hour
STEP = timedelta(hours=6)


def outlook(
    judge: Judge,
    situation: Situation,
    claims: Sequence[Claim],
    watching_since: datetime | None = None,
) -> Outlook | None:
    """Give the next lower level of an area and when it is reached if nothing more is heard.

    None for an area that is calm. It is found by judging the area at every `STEP` to come, with the
    claims it has now, so it follows every rule of the fall: decay, baseline, patterns, dwell. The
    claims are gone after the horizon, so the search ends soon after it.
    """
    if situation.level is Level.CALM:
        return None
    state, now = situation, situation.at
    scoring = judge.scale.scoring
    last = now + scoring.horizon.value + scoring.dwell.value + 2 * STEP
    while now < last:
        now += STEP
        heard = [claim for claim in claims if now - claim.at <= scoring.horizon.value]
        state, _ = judge.assess(situation.area, heard, state, now, watching_since)
        if state.level < situation.level:
            return Outlook(level=state.level, at=now)
    return None
