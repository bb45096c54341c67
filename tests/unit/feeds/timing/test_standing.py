from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from warnd.errors import FeedHostile, FeedRefused, FetchFailed, NotAFeed
from warnd.feeds.timing.standing import (
    FEWER,
    ILL_FORMED,
    LOST,
    OVERRAN,
    Answered,
    News,
    PollError,
    after_answer,
    after_failure,
    certificate_ends_soon,
    concern,
    in_trouble,
)
from warnd.model.feed import FeedHealth, FeedState, Fetched, Validators
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings, Tier

NOW = datetime(2019, 1, 28, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
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


def _fetched(
    *, unchanged: bool = False, wait_s: float | None = None, moved_to: str = ""
) -> Fetched:
    return Fetched(
        url=FEED.url,
        body=b"",
        unchanged=unchanged,
        validators=KNOWN if unchanged else Validators(etag='"b"'),
        content_type="",
        wait_s=wait_s,
        moved_to=moved_to,
    )


def _document(
    size: int = 20, *, new: int | None = None, undated: int = 0, recovered: bool = False
) -> Answered:
    """Give a document; it is not known what its entries are unless `new` says it."""
    return Answered(
        fetched=_fetched(),
        size=size,
        digest="00",
        recovered=recovered,
        news=None if new is None else News(arrived=new, undated=undated),
    )


def _unchanged() -> Answered:
    return Answered(fetched=_fetched(unchanged=True))


def test_an_answer_ends_all_trouble() -> None:
    before = replace(STATE, failures=7, error="status 503", health=FeedHealth.UNREACHABLE)
    after = after_answer(before, FEED, _document(), now=NOW, jitter=0.0)
    assert (after.failures, after.error, after.health) == (0, "", FeedHealth.OK)
    assert (after.last_success, after.validators.etag) == (NOW, '"b"')


def test_a_first_answer_is_full_and_a_baseline() -> None:
    after = after_answer(None, FEED, _document(), now=NOW, jitter=0.0)
    assert (after.last_full, after.baselined, after.due) == (NOW, True, NOW + 5 * MINUTE)


def test_an_unchanged_feed_stays_what_it_was() -> None:
    before = replace(STATE, health=FeedHealth.DEGRADED)
    after = after_answer(before, FEED, _unchanged(), now=NOW, jitter=0.0)
    assert (after.health, after.last_full) == (FeedHealth.DEGRADED, STATE.last_full)
    assert after.validators == KNOWN


def test_an_unchanged_feed_that_was_in_trouble_is_well_again() -> None:
    before = replace(STATE, health=FeedHealth.UNREACHABLE, failures=2)
    after = after_answer(before, FEED, _unchanged(), now=NOW, jitter=0.0)
    assert after.health is FeedHealth.OK


def test_a_recovered_document_is_said_to_be_degraded() -> None:
    after = after_answer(STATE, FEED, _document(recovered=True), now=NOW, jitter=0.0)
    assert after.health is FeedHealth.DEGRADED


def test_a_daily_full_document_is_remembered() -> None:
    before = replace(STATE, last_full=NOW - timedelta(days=2))
    assert after_answer(before, FEED, _document(), now=NOW, jitter=0.0).last_full == NOW


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
    after = after_answer(
        STATE, FEED, Answered(fetched=_fetched(wait_s=wait_s)), now=NOW, jitter=0.0
    )
    assert after.due == NOW + minutes * MINUTE


def test_no_server_makes_an_hourly_feed_wait_longer_than_an_hour() -> None:
    hourly = replace(FEED, interval=timedelta(hours=1))
    after = after_answer(STATE, hourly, Answered(fetched=_fetched(wait_s=1e9)), now=NOW, jitter=0.0)
    assert after.due == NOW + timedelta(hours=1)


@pytest.mark.parametrize(("jitter", "seconds"), [(-1.0, 270), (0.0, 300), (1.0, 330), (9.0, 330)])
def test_jitter_moves_a_poll_by_a_tenth_at_most(jitter: float, seconds: int) -> None:
    after = after_answer(STATE, FEED, _document(), now=NOW, jitter=jitter)
    assert after.due == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize("jitter", [-1.0, 0.0, 1.0])
def test_jitter_never_shortens_what_a_server_asks(jitter: float) -> None:
    after = after_answer(
        STATE, FEED, Answered(fetched=_fetched(wait_s=600)), now=NOW, jitter=jitter
    )
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


def _after(before: FeedState, answered: Answered, feed: FeedSettings = FEED) -> FeedState:
    return after_answer(before, feed, answered, now=NOW, jitter=0.0)


def test_a_server_may_ask_longer_where_nothing_urgent_hangs_on_a_feed() -> None:
    background = replace(FEED, tier=Tier.BACKGROUND)
    for asked, waited in ((7200.0, timedelta(hours=2)), (1e9, DAY)):
        answered = Answered(fetched=_fetched(wait_s=asked))
        assert _after(STATE, answered, background).due == NOW + waited


@pytest.mark.parametrize(
    ("interval_s", "new", "tense", "wait_s"),
    [
        pytest.param(300, 0, False, 300, id="nothing new"),
        pytest.param(300, 1, False, 300, id="something new"),
        pytest.param(300, 20, False, 75, id="no entry known"),
        pytest.param(300, 21, False, 75, id="more new ones than could be read"),
        pytest.param(300, 0, True, 150, id="its area is above calm"),
        pytest.param(300, 20, True, 75, id="no entry known, and its area above calm"),
        pytest.param(80, 20, False, 30, id="not below half a minute"),
        pytest.param(40, 0, True, 30, id="nor for an area"),
        pytest.param(20, 20, True, 20, id="unless its own interval is shorter"),
    ],
)
def test_a_feed_is_asked_sooner_when_something_may_be_missed(
    interval_s: int, new: int, *, tense: bool, wait_s: int
) -> None:
    feed = replace(FEED, interval=timedelta(seconds=interval_s))
    after = _after(STATE, replace(_document(20, new=new), tense=tense), feed)
    assert (after.due - NOW).total_seconds() == wait_s


def test_a_first_poll_of_new_entries_misses_nothing() -> None:
    after = after_answer(None, FEED, _document(20, new=20), now=NOW, jitter=0.0)
    assert (after.due, after.arrivals) == (NOW + 5 * MINUTE, ())


def test_an_empty_document_misses_nothing() -> None:
    assert _after(STATE, _document(0, new=0)).due == NOW + 5 * MINUTE


def test_what_a_document_was_is_remembered() -> None:
    after = _after(STATE, _document(20, new=2))
    assert (after.entries, after.digest, after.read_since) == (20, "00", NOW)
    assert after.arrivals == (NOW,)
    later = _after(replace(after, read_since=NOW - DAY), _unchanged())
    assert (later.entries, later.digest, later.read_since) == (20, "00", NOW - DAY)
    assert later.arrivals == (NOW,)


@pytest.mark.parametrize(
    ("entries", "answered", "health", "error"),
    [
        pytest.param(20, _document(20, recovered=True), "degraded", ILL_FORMED, id="ill-formed"),
        pytest.param(20, _document(9), "degraded", FEWER, id="most are gone"),
        pytest.param(20, _document(10), "ok", "", id="half are left"),
        pytest.param(20, _document(3, recovered=True), "degraded", LOST, id="both"),
        pytest.param(None, _document(3), "ok", "", id="nothing to compare with"),
    ],
)
def test_a_feed_is_degraded_when_entries_are_or_may_be_lost(
    entries: int | None, answered: Answered, health: str, error: str
) -> None:
    after = _after(replace(STATE, entries=entries), answered)
    assert (after.health, after.error) == (health, error)
    same = _after(after, _unchanged())
    assert (same.health, same.error) == (health, error)


def test_a_feed_whose_entries_run_past_their_limits_is_read_and_held_off() -> None:
    costly = replace(_document(20, new=1), hostile=True)
    first = _after(STATE, costly)
    assert (first.health, first.error, first.failures) == (FeedHealth.HOSTILE, OVERRAN, 1)
    assert (first.entries, first.last_success, first.arrivals) == (20, NOW, (NOW,))
    again = _after(first, _unchanged())
    assert (again.health, again.failures, again.due) == (FeedHealth.HOSTILE, 2, NOW + 10 * MINUTE)
    assert concern(_after(again, costly), FEED, NOW) is None
    assert concern(_after(again, costly), FEED, NOW + 10 * MINUTE) is FeedHealth.HOSTILE
    well = _after(again, _document(20, new=1))
    assert (well.health, well.failures, well.failing_since) == (FeedHealth.OK, 0, None)
    refused = replace(first, error="the parser was lost")
    assert _after(refused, _unchanged()).health is FeedHealth.OK


@pytest.mark.parametrize(
    ("was", "new", "undated", "health"),
    [
        pytest.param("ok", 3, 2, "undated", id="most have no date"),
        pytest.param("ok", 4, 2, "ok", id="half of them have one"),
        pytest.param("ok", 2, 2, "ok", id="too few to say"),
        pytest.param("undated", 1, 1, "undated", id="one more without"),
        pytest.param("undated", 1, 0, "ok", id="one with a date"),
        pytest.param("undated", 0, 0, "undated", id="none new"),
    ],
)
def test_a_feed_is_undated_when_most_of_its_entries_are(
    was: str, new: int, undated: int, health: str
) -> None:
    before = replace(STATE, health=FeedHealth(was))
    assert _after(before, _document(20, new=new, undated=undated)).health == health


def test_an_undated_feed_that_does_not_change_stays_undated() -> None:
    before = replace(STATE, health=FeedHealth.UNDATED)
    assert _after(before, _unchanged()).health is FeedHealth.UNDATED


def test_a_permanent_redirect_is_believed_after_a_week() -> None:
    moved = replace(_unchanged(), fetched=_fetched(unchanged=True, moved_to="http://new.example/"))
    first = _after(STATE, moved)
    assert (first.health, first.moved_since) == (FeedHealth.OK, NOW)
    later = after_answer(first, FEED, moved, now=NOW + 7 * DAY, jitter=0.0)
    assert (later.health, later.moved_since) == (FeedHealth.MOVED, NOW)
    assert "http://new.example/" in later.error
    elsewhere = replace(moved, fetched=_fetched(unchanged=True, moved_to="http://b.example/"))
    assert _after(later, elsewhere).health is FeedHealth.OK
    assert _after(later, _unchanged()).moved_to == ""


def test_a_silent_feed_is_quiet_until_something_new_comes() -> None:
    feed = replace(FEED, expect=timedelta(hours=6))
    before = replace(STATE, arrivals=(NOW - timedelta(hours=7),))
    assert _after(before, _unchanged(), feed).health is FeedHealth.QUIET
    assert _after(before, _document(20, new=0, undated=0), feed).health is FeedHealth.QUIET
    assert _after(before, _document(20, new=1), feed).health is FeedHealth.OK


def test_the_end_of_a_certificate_is_remembered_when_an_answer_does_not_tell_it() -> None:
    soon = replace(_fetched(), certificate_ends=NOW + 13 * DAY)
    after = _after(STATE, replace(_document(), fetched=soon))
    assert certificate_ends_soon(_after(after, _unchanged()), NOW)
    assert not certificate_ends_soon(after, NOW - 2 * DAY)
    assert not certificate_ends_soon(STATE, NOW)


def _failing(
    failures: int, *, for_: timedelta, read: timedelta | None = None, told: str = ""
) -> FeedState:
    return replace(
        STATE,
        health=FeedHealth.UNREACHABLE,
        failures=failures,
        failing_since=NOW - for_,
        last_success=None if read is None else NOW - read,
        told=FeedHealth(told) if told else None,
    )


def _refused(failures: int) -> FeedState:
    failing = _failing(failures, for_=timedelta(seconds=30), read=10 * MINUTE)
    return replace(failing, certificate_refused=True)


@pytest.mark.parametrize(
    ("state", "trouble"),
    [
        pytest.param(STATE, False, id="well"),
        pytest.param(_failing(2, for_=9 * MINUTE, read=10 * MINUTE), False, id="two polls"),
        pytest.param(_failing(3, for_=9 * MINUTE, read=10 * MINUTE), False, id="not two intervals"),
        pytest.param(_failing(3, for_=10 * MINUTE, read=11 * MINUTE), True, id="both"),
        pytest.param(_failing(2, for_=6 * MINUTE, read=15 * MINUTE), True, id="no contact"),
        pytest.param(_failing(1, for_=0 * MINUTE, read=60 * MINUTE), False, id="the first failure"),
        pytest.param(_failing(2, for_=MINUTE, read=60 * MINUTE), False, id="a flap after a wait"),
        pytest.param(_failing(2, for_=15 * MINUTE), True, id="never read"),
        pytest.param(_refused(1), False, id="a certificate refused once"),
        pytest.param(_refused(2), True, id="a certificate refused again"),
    ],
)
def test_people_are_told_of_trouble_that_lasts(state: FeedState, *, trouble: bool) -> None:
    assert in_trouble(state, FEED, NOW) is trouble
    assert (concern(state, FEED, NOW) is not None) is trouble


@pytest.mark.parametrize(
    ("state", "told"),
    [
        pytest.param(replace(STATE, health=FeedHealth.QUIET), "quiet", id="silent"),
        pytest.param(replace(STATE, health=FeedHealth.MOVED), "moved", id="moved"),
        pytest.param(
            replace(STATE, health=FeedHealth.DEGRADED, error=LOST), "degraded", id="entries lost"
        ),
        pytest.param(
            replace(STATE, health=FeedHealth.DEGRADED, error=ILL_FORMED), None, id="ill-formed"
        ),
        pytest.param(replace(STATE, health=FeedHealth.UNDATED), None, id="undated"),
        pytest.param(
            _failing(1, for_=0 * MINUTE, read=MINUTE, told="quiet"), "quiet", id="too young to say"
        ),
        pytest.param(
            replace(STATE, told=FeedHealth.UNREACHABLE), None, id="well again after what was told"
        ),
    ],
)
def test_people_are_told_what_a_feed_is(state: FeedState, told: str | None) -> None:
    assert concern(state, FEED, NOW) == told


def test_a_flapping_link_is_nobodys_trouble() -> None:
    """Half a minute down, half a minute up: the retry after the first failure always succeeds."""
    state, now = STATE, NOW
    for _ in range(50):
        state = after_failure(state, FEED, FetchFailed("reset"), now=now, jitter=0.0)
        assert concern(state, FEED, now) is None
        now = state.due
        state = after_answer(state, FEED, _unchanged(), now=now, jitter=0.0)
        assert concern(state, FEED, now) is None
        now = state.due


def test_a_refused_certificate_is_remembered_until_a_poll_says_otherwise() -> None:
    refused = FetchFailed("the certificate has expired", signature="certificate")
    state = after_failure(STATE, FEED, refused, now=NOW, jitter=0.0)
    assert state.certificate_refused
    other = after_failure(state, FEED, FetchFailed("reset"), now=NOW, jitter=0.0)
    assert not other.certificate_refused
    assert not _after(state, _unchanged()).certificate_refused


def test_the_beginning_of_trouble_is_kept_until_it_ends() -> None:
    state, now = STATE, NOW
    for _ in range(4):
        state = after_failure(state, FEED, FetchFailed("reset"), now=now, jitter=0.0)
        assert state.failing_since == NOW
        now = state.due
    assert after_answer(state, FEED, _unchanged(), now=now, jitter=0.0).failing_since is None
