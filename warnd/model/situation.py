"""Situations: the state of an area over time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from warnd.model.certainty import Certainty, Urgency
from warnd.model.claim import Weighed
from warnd.model.identifiers import AreaId, KindId, RuleId
from warnd.model.level import Level
from warnd.model.moments import aware


@dataclass(frozen=True, slots=True, kw_only=True)
class KindPressure:
    """What one kind adds to the pressure of an area."""

    #: the kind
    kind: KindId
    #: its share in points of pressure after decay
    pressure: float
    #: how many independent origins say so
    origins: int
    #: the largest count claimed; None where none is stated
    count: int | None
    #: whether it counts more for being new to the area
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the claims about an area add up to at one moment."""

    #: the area
    area: AreaId
    #: the moment
    at: datetime
    #: 0 to 100
    index: float
    #: the pressure behind the index, in points, before the baseline is held against it
    pressure: float
    #: the pressure that is normal here, in points
    normal: float
    #: the level the index and the patterns call for, before hysteresis
    level: Level
    #: what adds up to it, gravest first
    kinds: tuple[KindPressure, ...]
    #: the patterns that hold
    patterns: tuple[RuleId, ...]
    #: independent origins behind it
    origins: int
    #: why, in sentences that people read, gravest first
    reasons: tuple[str, ...]
    #: the claims that weigh anything, oldest first
    claims: tuple[Weighed, ...] = ()

    def __post_init__(self) -> None:
        aware(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What becomes of a level when no further sign comes."""

    #: the lower level that the area then falls to
    level: Level
    #: when it does, as far as can be told now
    at: datetime

    def __post_init__(self) -> None:
        aware(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Signs of one sort about an area that follow one another without a long silence."""

    #: when the first was published
    since: datetime
    #: when the last was
    last: datetime

    def __post_init__(self) -> None:
        aware(self.since)
        aware(self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The state of one area, as stored."""

    #: the area
    area: AreaId
    #: its level, after hysteresis
    level: Level
    #: its index, 0 to 100
    index: float
    #: its pressure when it was last assessed, in points
    pressure: float
    #: the pressure that is normal here, in points: the baseline (see `warnd.situations.baseline`);
    #: 0 in its cold start
    normal: float
    #: since when the area is known: no day before it is sampled for the baseline
    known_since: datetime
    #: since when it has that level
    since: datetime
    #: when it was last assessed
    at: datetime
    #: patterns that hold
    patterns: tuple[RuleId, ...] = ()
    #: why, gravest first
    reasons: tuple[str, ...] = ()
    #: the runs of signs about it, by kind and by ISO 3166-2 division
    runs: Mapping[str, Run] = field(default_factory=dict)
    #: whole days that the baseline rests on
    sampled_days: int = 0
    #: its mean pressure by UTC day, the days of the baseline and today so far, quiet ones left out;
    #: empty in a state of the past
    days: Mapping[date, float] = field(default_factory=dict)
    #: how soon people should act, and how sure it is that something happens
    urgency: Urgency = Urgency.UNKNOWN
    certainty: Certainty = Certainty.UNKNOWN

    def __post_init__(self) -> None:
        aware(self.known_since)
        aware(self.since)
        aware(self.at)
