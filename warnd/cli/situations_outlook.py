"""What would raise or lower a situation: points to the next level, and time alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from warnd.cli.situations_watch import Watch
from warnd.model.claim import Claim
from warnd.model.scoring import LevelThreshold
from warnd.model.situation import Assessment, Outlook, Situation
from warnd.situations.outlook import falls


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What would change a situation."""

    #: when the next level above begins; None at the highest
    above: LevelThreshold | None
    #: when the level that stands now ends; None for calm
    here: LevelThreshold | None
    #: before this moment it does not fall, whatever the index
    held_until: datetime
    #: the levels that it falls to without news, in order of time, as far as can be seen
    falls: tuple[Outlook, ...]


def prospect(
    watch: Watch, situation: Situation, claims: Sequence[Claim], now: datetime
) -> Prospect:
    """Give what would raise or lower an area's situation.

    What has fallen since it was stored, while no daemon looked, falls now.
    """
    scoring = watch.judge.scale.scoring
    fallen_to = falls(watch.judge, situation, claims, watch.stored.watching_since())
    above = [row for row in scoring.levels if row.level > situation.level]
    return Prospect(
        above=min(above, key=lambda row: row.level.rank, default=None),
        here=watch.threshold(situation.level),
        held_until=situation.since + scoring.dwell.value,
        falls=tuple(Outlook(level=fallen.level, at=max(now, fallen.at)) for fallen in fallen_to),
    )


def points_to(threshold: float, assessment: Assessment) -> float:
    """Give the points of the index that lie between now and a threshold."""
    return abs(threshold - assessment.index)
