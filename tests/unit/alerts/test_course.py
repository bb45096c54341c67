from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.unit.alerts.versions import IDLIB
from warnd.alerts.course import course_of, in_words, pictured
from warnd.model.level import Level
from warnd.model.situation import Situation
from warnd.phrasebook import phrasebook
from warnd.settings import LANGUAGES

UPS = ((Level.WATCH, 40.0), (Level.WARNING, 55.0), (Level.EMERGENCY, 82.0))
AT = IDLIB.at


def state(at: datetime, index: float) -> Situation:
    return Situation(
        area=IDLIB.area.id,
        level=Level.CALM,
        index=index,
        pressure=1.0,
        normal=0.0,
        known_since=AT - timedelta(days=200),
        since=AT - timedelta(days=200),
        at=at,
    )


def shown(*history: Situation) -> Sequence[tuple[float, float]]:
    """Give the points of a course as days before its end and index."""
    course = course_of(IDLIB, history, UPS, "en")
    assert course is not None
    return [((AT - point.at) / timedelta(days=1), point.index) for point in course.points]


@pytest.mark.parametrize(
    ("history", "points"),
    [
        pytest.param([], [(14.0, 0.0), (0.0, 0.0), (0.0, IDLIB.index)], id="never known before"),
        pytest.param(
            [state(AT - timedelta(days=3), 20.0)],
            [(14.0, 0.0), (3.0, 0.0), (3.0, 20.0), (0.0, IDLIB.index)],
            id="known for three days",
        ),
        pytest.param(
            [state(AT - timedelta(days=14), 5.0)],
            [(14.0, 5.0), (0.0, IDLIB.index)],
            id="known all the time",
        ),
        pytest.param(
            [state(AT - timedelta(days=20), 5.0), state(AT + timedelta(hours=1), 99.0)],
            [(14.0, 0.0), (0.0, 0.0), (0.0, IDLIB.index)],
            id="what lies outside is not shown",
        ),
    ],
)
def test_a_course_runs_over_fourteen_days_to_the_version(
    history: list[Situation], points: list[tuple[float, float]]
) -> None:
    assert shown(*history) == points


def test_where_the_index_was_always_nought_there_is_nothing_to_show() -> None:
    assert course_of(replace(IDLIB, index=0.0), [], UPS, "en") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_is_told_in_every_language(language: str) -> None:
    book = phrasebook(language)
    course = course_of(IDLIB, [], UPS, language)
    assert course is not None
    picture = pictured(course, b"png", book)
    assert picture.told == in_words(course, book)
    assert f"{IDLIB.index:.0f}" in picture.told
