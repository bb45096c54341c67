from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from warnd.errors import FeedHostile, FeedRefused, FetchFailed, NotAFeed
from warnd.feeds.due import (
    PollError,
    after_answer,
    after_failure,
    due_feeds,
    validators_for,
    wants_full,
)
from warnd.model.feed import FeedHealth, FeedState, Fetched, Validators
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings

NOW = datetime(2019, 1, 28, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FEED = FeedSettings(id=FeedId("f"), url="http://feed.example/")
KNOWN = Validators(etag='"a"')
STATE = FeedState(
    feed=FEED.id,
    due=NOW,
    health=FeedHealth.OK,
    validators=KNOWN,
    last_success=NOW - 5 * MINUTE,
    last_full=NOW - 60 * MINUTE,
    baselined=True,
)


def _fetched(*, unchanged: bool = False, wait_s: float | None = None) -> Fetched:
    return Fetched(
        url=FEED.url,
        body=b"",
        unchanged=unchanged,
        validators=KNOWN if unchanged else Validators(etag='"b"'),
        content_type="",
        wait_s=wait_s,
    )


def test_a_feed_never_polled_is_due_before_those_that_are_overdue() -> None:
    feeds = [replace(FEED, id=FeedId(name)) for name in ("late", "new", "later", "not yet")]
    states = {
        FeedId("late"): replace(STATE, due=NOW),
        FeedId("later"): replace(STATE, due=NOW - 9 * MINUTE),
        FeedId("not yet"): replace(STATE, due=NOW + MINUTE),
    }
    assert [feed.id for feed in due_feeds(feeds, states, NOW)] == ["new", "later", "late"]


def test_a_due_time_from_a_clock_that_was_wrong_does_not_silence_a_feed() -> None:
    states = {FEED.id: replace(STATE, due=NOW + timedelta(days=3650))}
    assert due_feeds([FEED], states, NOW) == (FEED,)


def test_a_long_backoff_is_not_taken_for_a_wrong_clock() -> None:
    states = {FEED.id: replace(STATE, due=NOW + timedelta(minutes=65))}
    assert due_feeds([FEED], states, NOW) == ()


@pytest.mark.parametrize(
    ("last_full", "full"),
    [
        pytest.param(None, True, id="never"),
        pytest.param(NOW - timedelta(hours=23), False, id="lately"),
        pytest.param(NOW - timedelta(hours=24), True, id="a day ago"),
        pytest.param(NOW + timedelta(hours=1), True, id="in the future"),
    ],
)
def test_a_full_document_is_asked_for_once_a_day(last_full: datetime | None, *, full: bool) -> None:
    state = replace(STATE, last_full=last_full)
    assert wants_full(state, NOW) is full
    assert validators_for(state, NOW) == (Validators() if full else KNOWN)


def test_a_feed_never_polled_is_asked_for_in_full() -> None:
    assert wants_full(None, NOW)
    assert validators_for(None, NOW) == Validators()


def test_an_answer_ends_all_trouble() -> None:
    before = replace(STATE, failures=7, error="status 503", health=FeedHealth.UNREACHABLE)
    after = after_answer(before, FEED, _fetched(), now=NOW, jitter=0.0)
    assert (after.failures, after.error, after.health) == (0, "", FeedHealth.OK)
    assert (after.last_success, after.validators.etag) == (NOW, '"b"')


def test_a_first_answer_is_full_and_a_baseline() -> None:
    after = after_answer(None, FEED, _fetched(), now=NOW, jitter=0.0)
    assert (after.last_full, after.baselined, after.due) == (NOW, True, NOW + 5 * MINUTE)


def test_an_unchanged_feed_stays_what_it_was() -> None:
    before = replace(STATE, health=FeedHealth.DEGRADED)
    after = after_answer(before, FEED, _fetched(unchanged=True), now=NOW, jitter=0.0)
    assert (after.health, after.last_full) == (FeedHealth.DEGRADED, STATE.last_full)
    assert after.validators == KNOWN


def test_an_unchanged_feed_that_was_in_trouble_is_well_again() -> None:
    before = replace(STATE, health=FeedHealth.UNREACHABLE, failures=2)
    after = after_answer(before, FEED, _fetched(unchanged=True), now=NOW, jitter=0.0)
    assert after.health is FeedHealth.OK


def test_a_recovered_document_is_said_to_be_degraded() -> None:
    after = after_answer(STATE, FEED, _fetched(), now=NOW, jitter=0.0, degraded=True)
    assert after.health is FeedHealth.DEGRADED


def test_a_daily_full_document_is_remembered() -> None:
    before = replace(STATE, last_full=NOW - timedelta(days=2))
    assert after_answer(before, FEED, _fetched(), now=NOW, jitter=0.0).last_full == NOW


@pytest.mark.parametrize(
    ("wait_s", "minutes"),
    [
        pytest.param(None, 5, id="nothing asked"),
        pytest.param(0.0, 5, id="no wait"),
        pytest.param(60.0, 5, id="less than the interval"),
        pytest.param(600.0, 10, id="more than the interval"),
        pytest.param(86_400.0, 20, id="more than four intervals"),
    ],
)
def test_what_a_server_asks_is_honoured_up_to_four_intervals(
    wait_s: float | None, minutes: int
) -> None:
    after = after_answer(STATE, FEED, _fetched(wait_s=wait_s), now=NOW, jitter=0.0)
    assert after.due == NOW + minutes * MINUTE


def test_no_server_makes_an_hourly_feed_wait_longer_than_an_hour() -> None:
    hourly = replace(FEED, interval=timedelta(hours=1))
    after = after_answer(STATE, hourly, _fetched(wait_s=1e9), now=NOW, jitter=0.0)
    assert after.due == NOW + timedelta(hours=1)


@pytest.mark.parametrize(("jitter", "seconds"), [(-1.0, 270), (0.0, 300), (1.0, 330), (9.0, 330)])
def test_jitter_moves_a_poll_by_a_tenth_at_most(jitter: float, seconds: int) -> None:
    after = after_answer(STATE, FEED, _fetched(), now=NOW, jitter=jitter)
    assert after.due == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize("jitter", [-1.0, 0.0, 1.0])
def test_jitter_never_shortens_what_a_server_asks(jitter: float) -> None:
    after = after_answer(STATE, FEED, _fetched(wait_s=600), now=NOW, jitter=jitter)
    assert after.due >= NOW + 10 * MINUTE


@pytest.mark.parametrize(
    ("error", "health"),
    [
        (FetchFailed("no answer"), FeedHealth.UNREACHABLE),
        (FetchFailed("status 403", health=FeedHealth.BLOCKED), FeedHealth.BLOCKED),
        (FetchFailed("status 410", health=FeedHealth.GONE), FeedHealth.GONE),
        (FeedRefused("private"), FeedHealth.UNREACHABLE),
        (NotAFeed("a page"), FeedHealth.NOT_A_FEED),
        (FeedHostile("a bomb"), FeedHealth.HOSTILE),
    ],
)
def test_a_failure_tells_how_the_feed_is_and_keeps_what_was_known(
    error: PollError, health: FeedHealth
) -> None:
    after = after_failure(STATE, FEED, error, now=NOW, jitter=0.0)
    assert (after.health, after.failures, after.error) == (health, 1, str(error))
    kept = (after.validators, after.last_success, after.last_full, after.baselined)
    assert kept == (STATE.validators, STATE.last_success, STATE.last_full, True)


def test_a_failure_of_the_first_poll_leaves_the_baseline_to_come() -> None:
    assert not after_failure(None, FEED, NotAFeed("a page"), now=NOW, jitter=0.0).baselined


def _waits(error: PollError, count: int) -> list[float]:
    state, waits = STATE, []
    for _ in range(count):
        state = after_failure(state, FEED, error, now=NOW, jitter=0.0)
        waits.append((state.due - NOW) / MINUTE)
    return waits


def test_a_broken_connection_is_tried_again_at_once_and_then_less_and_less() -> None:
    assert _waits(FetchFailed("reset"), 8) == [0.5, 5, 10, 20, 40, 60, 60, 60]


def test_a_feed_that_refuses_us_is_asked_less_and_less() -> None:
    refused = FetchFailed("status 403", health=FeedHealth.BLOCKED)
    assert _waits(refused, 6) == [5, 10, 20, 40, 60, 60]


def test_a_feed_is_never_given_up() -> None:
    gone = FetchFailed("status 410", health=FeedHealth.GONE)
    after = after_failure(replace(STATE, failures=100_000), FEED, gone, now=NOW, jitter=1.0)
    assert after.due <= NOW + timedelta(minutes=66)


def test_a_busy_server_is_left_alone_as_long_as_it_asks() -> None:
    busy = FetchFailed("status 503", delay_s=900.0)
    assert after_failure(STATE, FEED, busy, now=NOW, jitter=0.0).due == NOW + 15 * MINUTE


def test_a_short_interval_is_not_lengthened_by_the_first_retry() -> None:
    quick = replace(FEED, interval=timedelta(seconds=5))
    after = after_failure(STATE, quick, FetchFailed("reset"), now=NOW, jitter=0.0)
    assert after.due == NOW + timedelta(seconds=5)


def test_an_endless_error_is_shortened() -> None:
    after = after_failure(STATE, FEED, FetchFailed("x" * 10_000), now=NOW, jitter=0.0)
    assert len(after.error) <= 300
