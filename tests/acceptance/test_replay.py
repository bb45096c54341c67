"""The replay of an archive tells what the daemon told: only the clock and the ends differ."""

import contextlib
import json
from dataclasses import replace

from tests.acceptance.test_rising import build_up
from tests.acceptance.timeline import START, Timeline, Told, day, feed
from warnd.articles.line import read_line
from warnd.model.alert import AlertVersion
from warnd.model.reliability import Reliability
from warnd.pipeline import Pipeline
from warnd.replay.clock import SimulatedClock
from warnd.replay.run import TICK, replay
from warnd.storage.connect import open_store

#: the lines of an archive do not grade their sources
FEEDS = tuple(
    feed(id_, reliability=Reliability.F) for id_ in ("gazette", "valley-network", "northern-wire")
)


def test_a_replay_tells_of_a_build_up_what_the_daemon_told() -> None:
    timeline = Timeline(feeds=FEEDS, tick=TICK)
    build_up(timeline, by=("gazette", "valley-network", "northern-wire"))
    live = timeline.run(day(4, "12:00"))
    again = replayed(timeline)
    assert live.steps().versions
    assert steps(again) == steps(live)


def replayed(timeline: Timeline) -> Told:
    """Give what a replay of a timeline's stories tells."""
    publishers = {str(known.id): known.publisher for known in timeline.feeds}
    lines = [
        {
            "id": f"{story.feed}-{number}",
            "title": story.title,
            "text": story.text,
            "lang": "en",
            "published": (START + story.at).isoformat(),
            "source": publishers[story.feed],
        }
        for number, story in enumerate(sorted(timeline.stories, key=lambda one: one.at))
    ]
    articles = [read_line(json.dumps(line), START, dated=True) for line in lines]
    judgement = replace(timeline.judgement(), recipients={})
    with contextlib.closing(open_store("sqlite://")) as store:
        versions = tuple(replay(articles, Pipeline(store, judgement), SimulatedClock()))
    return Told(versions=versions, notifications=(), articles=len(articles))


def steps(told: Told) -> list[tuple[object, ...]]:
    """Give what must be alike of each version in which a level moved."""
    return [_essence(version) for version in told.steps().versions]


def _essence(version: AlertVersion) -> tuple[object, ...]:
    return (
        version.at,
        version.area.id,
        version.reason,
        version.level,
        version.index,
        version.kinds,
        version.changes,
    )
