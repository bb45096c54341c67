from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from warnd.feeds.timing.beats import Beats, Hush, hush_of, silent_areas
from warnd.model.feed import FeedHealth, FeedState
from warnd.model.identifiers import AreaId, FeedId
from warnd.settings import FeedSettings

NOW = datetime(2019, 1, 28, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = FeedSettings(id=FeedId("f"), url="http://feed.example/")
STATE = FeedState(feed=FEED.id, due=NOW, health=FeedHealth.OK)


def areas(*ids: str) -> frozenset[AreaId]:
    return frozenset(AreaId(id_) for id_ in ids)


def test_a_feed_speaks_of_what_its_last_polls_were_about() -> None:
    beats = Beats()
    assert beats.speaks_of(FEED) == areas()
    beats.heard(FEED.id, areas("SY-ID", "SY"))
    beats.heard(FEED.id, areas())
    beats.heard(FEED.id, areas("UA-14"))
    assert beats.speaks_of(FEED) == areas("SY-ID", "SY", "UA-14")
    for _ in range(20):
        beats.heard(FEED.id, areas("UA-14"))
    assert beats.speaks_of(FEED) == areas("UA-14")


def test_a_feed_stands_in_what_it_mostly_speaks_of() -> None:
    beats = Beats()
    beats.heard(FEED.id, areas("SY-ID"))
    beats.heard(FEED.id, areas("SY-ID", "UA-14"))
    assert beats.stands_in(FEED) == areas()
    beats.heard(FEED.id, areas("SY-ID"))
    assert beats.stands_in(FEED) == areas("SY-ID")


def test_what_is_declared_counts() -> None:
    beats, declared = Beats(), replace(FEED, area=(AreaId("SD-DN"),))
    for _ in range(5):
        beats.heard(FEED.id, areas("SY-ID"))
    assert beats.speaks_of(declared) == beats.stands_in(declared) == areas("SD-DN")


@pytest.mark.parametrize(
    ("state", "since"),
    [
        pytest.param(None, None, id="never polled"),
        pytest.param(STATE, None, id="well"),
        pytest.param(
            replace(STATE, health=FeedHealth.QUIET, arrivals=(NOW - 30 * HOUR,)),
            NOW - 30 * HOUR,
            id="quiet",
        ),
        pytest.param(
            replace(STATE, health=FeedHealth.UNREACHABLE, failures=4, failing_since=NOW - 2 * HOUR),
            NOW - 2 * HOUR,
            id="in trouble",
        ),
        pytest.param(
            replace(STATE, health=FeedHealth.UNREACHABLE, failures=1, failing_since=NOW),
            None,
            id="a first failure",
        ),
    ],
)
def test_a_feed_is_hushed_when_it_is_silent_or_out_of_reach(
    state: FeedState | None, since: datetime | None
) -> None:
    assert hush_of(FEED, state, areas("A"), NOW) == Hush(areas=areas("A"), since=since)


def _hushed(area: str, *hours_ago: float | None) -> list[Hush]:
    return [
        Hush(areas=areas(area), since=None if hours is None else NOW - hours * HOUR)
        for hours in hours_ago
    ]


@pytest.mark.parametrize(
    ("hushes", "silent"),
    [
        pytest.param(_hushed("A", 1, 2, 3), areas("A"), id="all of an area"),
        pytest.param(_hushed("A", 1, 2), areas(), id="two feeds are too few"),
        pytest.param(_hushed("A", 1, 2, None), areas(), id="one goes on"),
        pytest.param(_hushed("A", 1, 2, 26), areas(), id="not together"),
    ],
)
def test_feeds_of_one_area_that_fall_silent_together_are_told(
    hushes: list[Hush], silent: frozenset[AreaId]
) -> None:
    assert silent_areas([*hushes, *_hushed("B", None)]) == silent


def test_when_nobody_goes_on_no_area_is_told() -> None:
    assert silent_areas([*_hushed("A", 1, 2, 3), *_hushed("B", 1, 2, 3)]) == areas()
