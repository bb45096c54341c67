"""The past of an area, as much of it as people look at."""

from dataclasses import dataclass
from datetime import datetime

from warnd.model.level import Level
from warnd.model.moments import aware


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The state of an area at one moment of its past."""

    #: the moment
    at: datetime
    #: its level, after hysteresis
    level: Level
    #: its index, 0 to 100
    index: float
    #: why, in sentences that people read, gravest first
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        aware(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """What an area's index and level were at most within one step of a length of time."""

    #: the step, from 0
    step: int
    #: its highest level
    level: Level
    #: its highest index, 0 to 100
    index: float
