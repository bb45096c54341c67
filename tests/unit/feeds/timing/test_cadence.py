from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from warnd.feeds.timing.cadence import (
    ARRIVALS_KEPT,
    expected_silence,
    is_silent,
    silent_since,
    with_arrival,
)
from warnd.model.feed import FeedState
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings

NOW = datetime(2019, 1, 28, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = FeedSettings(id=FeedId("f"), url="http://feed.example/")
STATE = FeedState(feed=FEED.id, due=NOW, last_success=NOW - HOUR)


def _arrivals(*hours_ago: float) -> tuple[datetime, ...]:
    return tuple(NOW - hours * HOUR for hours in hours_ago)


@pytest.mark.parametrize(
    ("arrivals", "expect", "hours"),
    [
        pytest.param((), None, None, id="nothing known"),
        pytest.param((40, 30, 20, 10), None, None, id="four arrivals teach nothing"),
        pytest.param((5, 4, 3, 2, 1), None, 24, id="no silence shorter than a day"),
        pytest.param((90, 60, 50, 40, 30), None, 60, id="twice the longest gap"),
        pytest.param((90, 60, 50, 40, 30), 6, 6, id="what is declared counts"),
    ],
)
def test_the_longest_usual_silence_is_declared_or_learned(
    arrivals: tuple[int, ...], expect: int | None, hours: int | None
) -> None:
    feed = replace(FEED, expect=None if expect is None else expect * HOUR)
    expected = expected_silence(_arrivals(*arrivals), feed)
    assert expected == (None if hours is None else hours * HOUR)


def test_a_feed_is_silent_when_nothing_new_came_for_longer_than_expected() -> None:
    state = replace(STATE, arrivals=_arrivals(96, 72, 70, 50, 48))
    assert not is_silent(state, FEED, NOW)
    assert is_silent(state, FEED, NOW + HOUR)


def test_a_feed_that_never_brought_anything_new_is_silent_since_it_was_first_read() -> None:
    state = replace(STATE, read_since=NOW - 7 * HOUR)
    assert silent_since(state) == NOW - 7 * HOUR
    assert is_silent(state, replace(FEED, expect=6 * HOUR), NOW)
    assert not is_silent(state, replace(FEED, expect=7 * HOUR), NOW)
    assert not is_silent(state, FEED, NOW)
    assert not is_silent(STATE, replace(FEED, expect=HOUR), NOW)


def test_the_last_arrivals_are_kept() -> None:
    many = replace(STATE, arrivals=_arrivals(*range(ARRIVALS_KEPT, 0, -1)))
    kept = with_arrival(many, NOW)
    assert (len(kept), kept[0], kept[-1]) == (ARRIVALS_KEPT, NOW - (ARRIVALS_KEPT - 1) * HOUR, NOW)


def test_what_was_learned_is_learned_anew_after_a_day_without_contact() -> None:
    away = replace(STATE, arrivals=_arrivals(50, 40), last_success=NOW - 25 * HOUR)
    assert with_arrival(away, NOW) == (NOW,)


def test_arrivals_from_a_clock_that_was_wrong_are_left_out() -> None:
    ahead = replace(STATE, arrivals=_arrivals(2, -100))
    assert with_arrival(ahead, NOW) == (NOW - 2 * HOUR, NOW)
