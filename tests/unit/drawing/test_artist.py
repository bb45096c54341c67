import asyncio
import struct
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.builders import NOW
from warnd.drawing.artist import MOST_UNDER_WAY, Artist
from warnd.drawing.orders import course_from, plain_course
from warnd.model.course import Course, CoursePoint
from warnd.model.level import Level

COURSE = Course(
    since=NOW - timedelta(days=14),
    until=NOW,
    points=(
        CoursePoint(at=NOW - timedelta(days=14), index=0.0),
        CoursePoint(at=NOW - timedelta(days=2), index=12.5),
        CoursePoint(at=NOW, index=81.0),
    ),
    thresholds=((Level.WATCH, 40.0), (Level.WARNING, 55.0), (Level.EMERGENCY, 82.0)),
    level=Level.WARNING,
    language="en",
)
LONG_S = 60.0


def size_of(png: bytes) -> tuple[int, int]:
    """Read width and height from a PNG's first chunk."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_course_comes_back_as_it_was() -> None:
    assert course_from(plain_course(COURSE)) == COURSE


async def test_a_course_is_drawn_and_drawn_once_however_often_it_is_asked_for() -> None:
    artist = Artist()
    first, second = await asyncio.gather(
        artist.draw(COURSE, LONG_S), artist.draw(replace(COURSE), LONG_S)
    )
    await artist.close()
    assert first is not None
    assert size_of(first) == (1184, 416)
    assert second is first


@pytest.mark.parametrize("level", list(Level))
async def test_every_level_is_drawn(level: Level) -> None:
    artist = Artist()
    drawn = await artist.draw(replace(COURSE, level=level), LONG_S)
    await artist.close()
    assert drawn is not None
    assert size_of(drawn) == (1184, 416)


async def test_a_picture_that_takes_too_long_is_not_waited_for() -> None:
    artist = Artist((sys.executable, "-c", "import sys; sys.stdin.readline(); sys.stdin.read()"))
    started = asyncio.get_running_loop().time()
    assert await artist.draw(COURSE, 0.2) is None
    assert asyncio.get_running_loop().time() - started < 20.0
    await artist.close()


async def test_in_a_flood_of_pictures_the_last_are_not_even_ordered() -> None:
    artist = Artist((sys.executable, "-c", "import sys; sys.stdin.read()"))
    courses = [replace(COURSE, until=NOW + timedelta(hours=h)) for h in range(MOST_UNDER_WAY)]
    waiting = [asyncio.create_task(artist.draw(course, LONG_S)) for course in courses]
    await asyncio.sleep(0)
    one_more = replace(COURSE, level=Level.EMERGENCY)
    async with asyncio.timeout(LONG_S / 2):
        assert await artist.draw(one_more, LONG_S) is None
    await artist.close()
    assert [await each for each in asyncio.as_completed(waiting)] == [None] * MOST_UNDER_WAY


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("raise SystemExit(1)", id="it ends"),
        pytest.param("print('no picture', flush=True); input(); input()", id="it says nonsense"),
        pytest.param("input(); print(flush=True); input()", id="it cannot draw"),
    ],
)
async def test_without_a_picture_there_is_none_and_the_next_is_tried_again(script: str) -> None:
    artist = Artist((sys.executable, "-c", script))
    assert await artist.draw(COURSE, LONG_S) is None
    assert await artist.draw(COURSE, LONG_S) is None
    await artist.close()
