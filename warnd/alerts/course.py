"""The course of an area's index before a version of an alert: what its picture shows."""

from collections.abc import Sequence
from datetime import timedelta

from warnd.model.alert import AlertVersion
from warnd.model.course import Course, CoursePoint
from warnd.model.level import Level
from warnd.model.notification import Picture
from warnd.model.situation import Situation
from warnd.phrasebook import Phrasebook

#: how far back a picture goes
SPAN = timedelta(days=14)
#: what pages call the picture
NAME = "index"


def course_of(
    version: AlertVersion,
    history: Sequence[Situation],
    thresholds: Sequence[tuple[Level, float]],
    language: str,
) -> Course | None:
    """Give the course of the index up to a version; None where a picture would show nothing.

    `history` are the states of the area since `SPAN` before the version, oldest first; an area that
    was calm before them stood at 0. `thresholds` are the index from which on each level is reached.
    """
    since = version.at - SPAN
    known = [state for state in history if since <= state.at <= version.at]
    if version.index == 0.0 and not any(state.index for state in known):
        return None
    points = [CoursePoint(at=state.at, index=state.index) for state in known]
    if not points or points[0].at > since:
        first = points[0].at if points else version.at
        points = [CoursePoint(at=at, index=0.0) for at in sorted({since, first})] + points
    points.append(CoursePoint(at=version.at, index=version.index))
    return Course(
        since=since,
        until=version.at,
        points=tuple(points),
        thresholds=tuple(thresholds),
        level=version.level,
        language=language,
    )


def pictured(course: Course, png: bytes, book: Phrasebook) -> Picture:
    """Give the picture of a course for a message."""
    return Picture(name=NAME, content=png, told=in_words(course, book))


def in_words(course: Course, book: Phrasebook) -> str:
    """Give what the picture of a course shows, for who does not see it."""
    indices = [point.index for point in course.points]
    return book.say(
        "picture",
        since=book.moment(course.since),
        until=book.moment(course.until),
        highest=f"{max(indices):.0f}",
        now=f"{indices[-1]:.0f}",
    )
