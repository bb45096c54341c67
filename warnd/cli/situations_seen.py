"""What is seen of one area: gathered at once, so that nothing stays open while it is printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.console import Console

from warnd.cli.situations_chart import Frame, frame_for
from warnd.cli.situations_outlook import Prospect, prospect
from warnd.cli.situations_watch import Watch
from warnd.model.alert import AlertVersion
from warnd.model.area import Area
from warnd.model.claim import Claim, Weighed
from warnd.model.identifiers import KindId
from warnd.model.past import Peak, Point
from warnd.model.scoring import LevelThreshold
from warnd.model.situation import Assessment, Situation
from warnd.situations.held import Held
from warnd.situations.patterns import patterns_that_hold

#: how far back the chart of one area reaches
CHARTED = timedelta(days=14)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Everything that is shown of one area."""

    area: Area
    #: the moment
    now: datetime
    #: what is stored; None when nothing was ever heard of it
    situation: Situation | None
    #: how it stands at this moment, which nobody may have stored yet, and what that rests on
    standing: Situation | None
    assessment: Assessment | None
    #: how it stood a day ago
    yesterday: Point | None
    #: what is charted
    frame: Frame
    peaks: tuple[Peak, ...]
    thresholds: tuple[LevelThreshold, ...]
    #: the patterns that hold now, with what each of them saw
    patterns: tuple[Held, ...]
    #: the weightiest first
    claims: tuple[Weighed, ...]
    #: what would change it; None where nothing is stored
    prospect: Prospect | None
    #: the open alert's newest version
    alert: AlertVersion | None
    #: the days that a baseline rests on when it is whole
    baseline_days: int
    #: what people read for kinds
    titles: Mapping[KindId, str]


def look(watch: Watch, area: Area, console: Console | None, now: datetime) -> Sight:
    """Give what is to be seen of an area, charted for a terminal or, without one, a program."""
    situation = watch.stored.situation(area.id)
    frame = frame_for(console, now - CHARTED, now)
    claims = watch.claims(area.id, now)
    assessed = None if situation is None else watch.assess(claims, situation, now)
    return Sight(
        area=area,
        now=now,
        situation=situation,
        standing=None if assessed is None else assessed[0],
        assessment=None if assessed is None else assessed[1],
        yesterday=watch.before(area.id, now - _DAY),
        frame=frame,
        peaks=watch.stored.peaks(area.id, frame.first, now, frame.step),
        thresholds=watch.judge.scale.scoring.levels,
        patterns=patterns_that_hold(watch.judge.patterns, claims, now, watch.judge.scale),
        claims=_weighed(watch, claims, now),
        prospect=None if situation is None else prospect(watch, situation, claims, now),
        alert=watch.stored.open_alert(area.id),
        baseline_days=watch.judge.scale.scoring.baseline_span.value.days,
        titles={claim.signal.kind: watch.title(claim.signal.kind) for claim in claims},
    )


def _weighed(watch: Watch, claims: Sequence[Claim], now: datetime) -> tuple[Weighed, ...]:
    scale = watch.judge.scale
    weighed = [Weighed(claim, scale.weight(claim) * scale.decay(claim.at, now)) for claim in claims]
    weighed.sort(key=lambda each: (-abs(each.weight), each.claim.at, each.claim.article))
    return tuple(weighed)
