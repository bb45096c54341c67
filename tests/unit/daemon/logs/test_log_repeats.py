from collections.abc import Callable
from typing import Any

import pytest
import structlog

from warnd.daemon.logs.log_repeats import Repeats

WINDOW_S = 600.0


class Ticks:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def is_told(ticks: Ticks) -> Callable[..., bool]:
    """Give what tells whether an event gets through; its `repeats` are asked for summaries."""
    repeats = Repeats(ticks, window_s=WINDOW_S, told_at_most=5)

    def told(event: str, method: str = "warning", **keys: Any) -> bool:
        try:
            repeats(None, method, {"event": event, **keys})
        except structlog.DropEvent:
            return False
        return True

    told.repeats = repeats  # type: ignore[attr-defined]
    return told


def summaries(is_told: Any) -> list[dict[str, Any]]:
    return [dict(summary) for summary in is_told.repeats.due()]


def test_the_same_error_of_one_feed_is_told_once(is_told: Callable[..., bool]) -> None:
    assert [is_told("feed_failed", feed="a", error_class="FetchFailed") for _ in range(4)] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"feed": "a"}, {"feed": "b"}, id="another feed"),
        pytest.param({"channel": "a"}, {"channel": "b"}, id="another channel"),
        pytest.param(
            {"feed": "a", "error_class": "NotAFeed"},
            {"feed": "a", "error_class": "FetchFailed"},
            id="another error",
        ),
        pytest.param(
            {"feed": "a", "exc_info": ValueError("x")},
            {"feed": "a", "exc_info": KeyError("x")},
            id="another exception",
        ),
        pytest.param(
            {"feed": "a", "health": "gone"}, {"feed": "a", "health": "blocked"}, id="other health"
        ),
        pytest.param(
            {"topic": "feed:a", "reason": "trouble"},
            {"topic": "feed:a", "reason": "back"},
            id="another reason",
        ),
    ],
)
def test_what_differs_is_told(
    is_told: Callable[..., bool], first: dict[str, Any], second: dict[str, Any]
) -> None:
    assert is_told("failed", **first)
    assert is_told("failed", **second)
    assert not is_told("failed", **first)


@pytest.mark.parametrize(
    ("event", "method", "keys"),
    [
        pytest.param("articles_read", "info", {"feed": "a"}, id="no error"),
        pytest.param("reload_refused", "error", {"error": "x"}, id="about no feed or channel"),
    ],
)
def test_what_is_no_repeating_error_is_always_told(
    is_told: Callable[..., bool], event: str, method: str, keys: dict[str, Any]
) -> None:
    assert all(is_told(event, method, **keys) for _ in range(20))


def test_each_message_that_is_given_up_is_told(is_told: Callable[..., bool]) -> None:
    assert is_told("delivery_refused", "error", channel="duty", delivery="k1")
    assert is_told("delivery_refused", "error", channel="duty", delivery="k2")
    assert not is_told("delivery_refused", "error", channel="duty", delivery="k2")


def test_ten_minutes_later_one_summary_tells_how_often(
    is_told: Callable[..., bool], ticks: Ticks
) -> None:
    for _ in range(100):
        is_told("feed_failed", feed="a", error_class="FetchFailed")
    assert summaries(is_told) == []
    ticks.now = WINDOW_S
    assert summaries(is_told) == [
        {"of": "feed_failed", "why": "FetchFailed", "times": 99, "about": 1, "most": "feed a"}
    ]
    assert summaries(is_told) == []


def test_an_error_that_goes_on_is_not_told_anew_after_a_summary(
    is_told: Callable[..., bool], ticks: Ticks
) -> None:
    assert is_told("feed_failed", feed="a")
    for window in range(1, 5):
        ticks.now = window * WINDOW_S
        summaries(is_told)
        assert not is_told("feed_failed", feed="a")


def test_an_error_that_was_over_for_a_window_is_news_again(
    is_told: Callable[..., bool], ticks: Ticks
) -> None:
    assert is_told("feed_failed", feed="a")
    for window in (1, 2):
        ticks.now = window * WINDOW_S
        summaries(is_told)
    assert is_told("feed_failed", feed="a")


def test_when_all_feeds_fail_alike_the_first_few_are_told_and_the_others_counted(
    is_told: Callable[..., bool], ticks: Ticks
) -> None:
    told = [is_told("feed_failed", feed=f"feed{number}") for number in range(1_000)]
    assert sum(told) == 5
    ticks.now = WINDOW_S
    (summary,) = summaries(is_told)
    assert (summary["times"], summary["about"]) == (995, 995)
    assert summary["most"].count("feed ") == 5
