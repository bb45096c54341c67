"""The course of an area's index, as the picture in a message shows it."""

from dataclasses import dataclass
from datetime import datetime

from warnd.model.level import Level
from warnd.model.moments import aware


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePoint:
    """The index of an area at a moment."""

    #: when
    at: datetime
    #: 0 to 100
    index: float

    def __post_init__(self) -> None:
        aware(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a picture shows."""

    #: the first and the last moment shown
    since: datetime
    until: datetime
    #: the index from the first to the last, oldest first; it runs straight from point to point
    points: tuple[CoursePoint, ...]
    #: the index from which on each level above calm is reached, the lowest first
    thresholds: tuple[tuple[Level, float], ...]
    #: the level at the end
    level: Level
    #: ISO 639-1 code of the language of its dates
    language: str

    def __post_init__(self) -> None:
        aware(self.since)
        aware(self.until)
