from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.feeds.timing.due import FAILING_WAITS_S, Agenda, due_in_s, validators_for, wants_full
from warnd.model.feed import FeedHealth, FeedState, Validators
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings, Tier

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


@pytest.mark.parametrize(
    ("due", "in_s"),
    [
        pytest.param(NOW, 0, id="now"),
        pytest.param(NOW - MINUTE, -60, id="overdue"),
        pytest.param(NOW + MINUTE, 60, id="to come"),
        pytest.param(NOW + 65 * MINUTE, 3900, id="a long backoff is not taken for a wrong clock"),
        pytest.param(NOW + timedelta(days=3650), 0, id="set by a clock that was wrong"),
        pytest.param(NOW - timedelta(days=3650), -3960, id="overdue since long"),
    ],
)
def test_a_feed_is_due_when_its_state_says_so(due: datetime, in_s: int) -> None:
    assert due_in_s(replace(STATE, due=due), FEED, NOW) == in_s


def test_a_feed_never_polled_is_due_now() -> None:
    assert due_in_s(None, FEED, NOW) == 0


def test_a_background_feed_may_be_put_off_for_a_day() -> None:
    state = replace(STATE, due=NOW + timedelta(hours=24))
    assert due_in_s(state, FEED, NOW) == 0
    assert due_in_s(state, replace(FEED, tier=Tier.BACKGROUND), NOW) == 86_400


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


def _taken(agenda: Agenda, now_s: float) -> list[str]:
    taken: list[str] = []
    while (turn := agenda.take(now_s)) is not None:
        taken.append(turn.feed)
    return taken


def _agenda(**due_s: float) -> Agenda:
    agenda = Agenda()
    for feed, at_s in due_s.items():
        agenda.put(FeedId(feed), at_s)
    return agenda


def test_the_longest_overdue_feed_comes_first() -> None:
    agenda = _agenda(late=9.0, later=1.0, latest=0.0, not_yet=10.1)
    assert _taken(agenda, 10.0) == ["latest", "later", "late"]
    assert _taken(agenda, 10.1) == ["not_yet"]


def test_feeds_due_at_one_moment_come_in_the_order_they_were_put() -> None:
    assert _taken(_agenda(c=1.0, a=1.0, b=1.0), 1.0) == ["c", "a", "b"]


def test_a_feed_that_fails_lets_good_ones_by_but_not_for_ever() -> None:
    agenda = _agenda(good=100.0)
    agenda.put(FeedId("failing"), 1.0, failing=True)
    assert _taken(agenda, 100.0) == ["good", "failing"]
    agenda = _agenda(good=2.0 + FAILING_WAITS_S)
    agenda.put(FeedId("failing"), 1.0, failing=True)
    assert _taken(agenda, 1000.0) == ["failing", "good"]


def test_a_feed_has_one_turn_and_the_last_time_it_was_given_counts() -> None:
    agenda = _agenda(a=1.0)
    agenda.put(FeedId("a"), 5.0)
    assert (len(agenda), agenda.at_s(FeedId("a"))) == (1, 5.0)
    assert _taken(agenda, 4.0) == []
    agenda.put(FeedId("a"), 2.0)
    assert _taken(agenda, 9.0) == ["a"]
    assert agenda.at_s(FeedId("a")) is None


def test_a_turn_that_is_put_back_keeps_its_order_and_waits() -> None:
    agenda = _agenda(a=1.0, b=2.0)
    turn = agenda.take(3.0)
    assert turn is not None
    agenda.put_back(turn, 4.0)
    assert _taken(agenda, 3.0) == ["b"]
    again = agenda.take(4.0)
    assert again is turn


def test_a_feed_that_is_dropped_has_no_turn() -> None:
    agenda = _agenda(a=1.0, b=1.0)
    agenda.drop(FeedId("a"))
    assert agenda.feeds() == {"b"}
    assert _taken(agenda, 1.0) == ["b"]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.integers(0, 50), st.booleans(), st.integers(0, 9))
    )
)
def test_no_feed_comes_early_and_none_is_lost(
    steps: list[tuple[str, int, bool, int]],
) -> None:
    agenda, due, now_s = Agenda(), dict[str, float](), 0
    for feed, at_s, failing, passed_s in steps:
        now_s += passed_s
        agenda.put(FeedId(feed), at_s, failing=failing)
        due[feed] = at_s
        taken = agenda.take(now_s)
        assert (taken is None) == all(at > now_s for at in due.values())
        if taken is not None:
            assert due.pop(taken.feed) == taken.at_s <= now_s
    assert sorted(_taken(agenda, now_s + 50)) == sorted(due)
