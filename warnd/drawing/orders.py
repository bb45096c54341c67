"""Courses as plain JSON, on their way to the process that draws them."""

from datetime import datetime
from typing import Any

from warnd.model.course import Course, CoursePoint
from warnd.model.level import Level


def plain_course(course: Course) -> dict[str, Any]:
    """Give a course as plain JSON."""
    return {
        "since": course.since.isoformat(),
        "until": course.until.isoformat(),
        "points": [[point.at.isoformat(), point.index] for point in course.points],
        "thresholds": [[level.value, up] for level, up in course.thresholds],
        "level": course.level.value,
        "language": course.language,
    }


def course_from(plain: dict[str, Any]) -> Course:
    """Give the course that `plain_course` wrote."""
    return Course(
        since=datetime.fromisoformat(plain["since"]),
        until=datetime.fromisoformat(plain["until"]),
        points=tuple(
            CoursePoint(at=datetime.fromisoformat(at), index=index) for at, index in plain["points"]
        ),
        thresholds=tuple((Level(level), up) for level, up in plain["thresholds"]),
        level=Level(plain["level"]),
        language=plain["language"],
    )
