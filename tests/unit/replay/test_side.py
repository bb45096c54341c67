import json
from datetime import timedelta

from tests.unit.builders import NOW
from tests.unit.judging import WordReader, judgement
from warnd.model.alert import AlertVersion
from warnd.model.situation import Situation
from warnd.pipeline import Pipeline
from warnd.replay.ahead import Readers, read_here
from warnd.replay.clock import SimulatedClock
from warnd.replay.memory import MemoryStore
from warnd.replay.run import TICK, replay
from warnd.replay.side import Course, Side, told
from warnd.replay.window import Window

DAY = timedelta(days=1)
GRAVE = "shelling airstrike truce_collapse"
DAYS_AND_TEXTS = (
    (0, GRAVE),
    (0.7, "displacement"),
    (9, GRAVE + " armed_clash"),
    (12.3, "displacement"),
    (40, ""),
)


def line(days: float, text: str) -> str:
    published = (NOW + timedelta(days=days)).isoformat()
    return json.dumps({"id": f"a{days}", "text": text, "published": published})


LINES = [line(*each) for each in DAYS_AND_TEXTS]


def course(window: Window, lines: list[str] = LINES, *, readers: int = 1) -> Course:
    makers = tuple((f"side {which}", WordReader) for which in range(readers))
    return Course(
        reads=list(read_here(lines, Readers(makers=makers))),
        first=NOW,
        last=NOW + 40 * DAY,
        window=window,
    )


def versions(way: Course) -> list[AlertVersion]:
    return [version for _, version in told(way, [Side(judgement(), 0, way.first)])]


def whole() -> list[AlertVersion]:
    return versions(course(Window()))


def test_a_side_tells_what_a_replay_tells() -> None:
    articles = [read.article for read in course(Window()).reads]
    pipeline = Pipeline(MemoryStore(), judgement())
    assert whole() == list(replay(articles, pipeline, SimulatedClock()))


def test_a_window_tells_that_part_of_the_whole() -> None:
    window = Window(since=NOW + 2 * DAY, until=NOW + 10 * DAY)
    part = versions(course(window, LINES[:3]))
    assert part == [version for version in whole() if window.tells(version.at)]
    assert part


def test_time_runs_on_to_the_end_of_the_window() -> None:
    window = Window(until=NOW + 8 * DAY)
    part = versions(course(window, LINES[:2]))
    assert part == [version for version in whole() if window.tells(version.at)]
    assert part[-1].at > NOW + DAY


def test_ticks_fall_alike_whichever_article_comes_first() -> None:
    window = Window(since=NOW + 9 * DAY)
    late = versions(course(window, LINES[2:]))
    assert {(version.at - NOW) % TICK for version in late[2:]} == {timedelta(0)}


def test_two_sides_tell_each_its_own() -> None:
    way = course(Window(), readers=2)
    sides = [Side(judgement(), 0, NOW), Side(judgement(areas=()), 1, NOW)]
    both = list(told(way, sides))
    assert [version for place, version in both if place == 0] == whole()
    assert not [version for place, version in both if place == 1]


def test_every_assessment_is_shown() -> None:
    seen: list[Situation] = []
    way = course(Window())
    list(told(way, [Side(judgement(), 0, way.first, seen.append)]))
    assert {situation.area for situation in seen} == {"SY-ID"}
    assert len(seen) > len(LINES)


def test_the_stretch_is_what_is_told() -> None:
    assert course(Window()).stretch.last == NOW + 40 * DAY
    narrow = course(Window(since=NOW + DAY, until=NOW + 3 * DAY)).stretch
    assert narrow.first == NOW + DAY
    assert narrow.last == NOW + 3 * DAY - timedelta(microseconds=1)
    early = course(Window(since=NOW - DAY)).stretch
    assert early.first == NOW
    late = course(Window(since=NOW + 90 * DAY)).stretch
    assert late.first == late.last == NOW + 40 * DAY
