"""What would raise or lower a situation: points to the next level, and time alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from warnd.cli.situations_watch import Watch
from warnd.model.claim import Claim
from warnd.model.level import Level
from warnd.model.scoring import LevelThreshold
from warnd.model.situation import Assessment, Situation

#: how far apart the moments are at which the time to come is looked at
_STEP = timedelta(hours=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A level that would be reached if nothing more were heard."""

    #: the lower level
    level: Level
    #: about when
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What would change a situation."""

    #: when the next level above begins; None at the highest
    above: LevelThreshold | None
    #: when the level that stands now ends; None for calm
    here: LevelThreshold | None
    #: before this moment it does not fall, whatever the index
    held_until: datetime
    #: the levels that it falls to without news, in order of time, as far as can be seen
    falls: tuple[Fall, ...]


def outlook(watch: Watch, situation: Situation, claims: Sequence[Claim], now: datetime) -> Outlook:
    """Give what would raise or lower an area's situation."""
    scoring = watch.judge.scale.scoring
    above = [row for row in scoring.levels if row.level > situation.level]
    return Outlook(
        above=min(above, key=lambda row: row.level.rank, default=None),
        here=watch.threshold(situation.level),
        held_until=situation.since + scoring.dwell.value,
        falls=tuple(_falls(watch, situation, tuple(claims), now)),
    )


def points_to(threshold: float, assessment: Assessment) -> float:
    """Give the points of the index that lie between now and a threshold."""
    return abs(threshold - assessment.index)


def _falls(
    watch: Watch, situation: Situation, claims: tuple[Claim, ...], now: datetime
) -> Iterator[Fall]:
    """Let time go by without news, as far as any claim weighs, and tell each level reached."""
    state, moment = situation, now
    end = now + watch.judge.scale.scoring.horizon.value
    while state.level > Level.CALM and moment < end:
        moment += _STEP
        following, _ = watch.assess(claims, state, moment)
        if following.level < state.level:
            yield Fall(level=following.level, at=moment)
        state = following
