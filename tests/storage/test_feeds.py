from dataclasses import replace
from datetime import timedelta

import pytest

from tests.storage.records import HOUR, NOON, QUIET, article
from warnd.model.feed import FeedHealth, FeedState, Validators
from warnd.model.identifiers import ArticleId, FeedId
from warnd.storage.store import SqlStore

_STATE = FeedState(
    feed=FeedId("valley"),
    due=NOON,
    health=FeedHealth.DEGRADED,
    validators=Validators(etag='W/"1"', last_modified="Mon, 28 Jan 2019 12:00:00 GMT"),
    last_success=NOON - HOUR,
    read_since=NOON - 99 * HOUR,
    last_full=NOON - 2 * HOUR,
    failures=3,
    error="the document was cut short",
    baselined=True,
    failing_since=NOON - HOUR,
    told=FeedHealth.UNREACHABLE,
    arrivals=(NOON - 5 * HOUR, NOON - 3 * HOUR),
    entries=20,
    digest="00ff",
    moved_to="https://valley.example/new",
    moved_since=NOON - 9 * HOUR,
    certificate_ends=NOON + 9 * HOUR,
    certificate_refused=True,
    repeats_ids=True,
)


def test_a_feed_never_polled_has_no_state(store: SqlStore) -> None:
    with store.transaction() as transaction:
        assert transaction.feed_state(FeedId("valley")) is None
        assert transaction.feed_states() == {}


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(_STATE, id="every field told"),
        pytest.param(FeedState(feed=FeedId("valley"), due=NOON), id="nothing known but when due"),
    ],
)
def test_a_feeds_state_comes_back_as_it_was(store: SqlStore, state: FeedState) -> None:
    with store.transaction() as transaction:
        transaction.save_feed_state(state)
    with store.transaction() as transaction:
        assert transaction.feed_state(state.feed) == state


def test_a_later_state_takes_the_place_of_the_earlier(store: SqlStore) -> None:
    later = replace(_STATE, due=NOON + HOUR, failures=0, error="")
    other = replace(_STATE, feed=FeedId("agency"))
    with store.transaction() as transaction:
        transaction.save_feed_state(_STATE)
        transaction.save_feed_state(other)
        transaction.save_feed_state(later)
    with store.transaction() as transaction:
        assert transaction.feed_states() == {later.feed: later, other.feed: other}


@pytest.mark.parametrize(
    ("feed", "after", "heard"),
    [
        pytest.param("valley", HOUR, True, id="the feed brought another"),
        pytest.param("valley", -HOUR, False, id="only before"),
        pytest.param("agency", HOUR, False, id="only another feed did"),
    ],
)
def test_a_feed_is_heard_since_when_it_brought_something_later(
    store: SqlStore, feed: str, after: timedelta, *, heard: bool
) -> None:
    told = replace(article(), feed=FeedId("valley"))
    other = ArticleId("another")
    seen = told.first_seen + after
    with store.transaction() as transaction:
        transaction.add_article(told, QUIET)
        transaction.add_article(
            replace(told, id=other, feed=FeedId(feed), published=seen, first_seen=seen), QUIET
        )
        assert transaction.heard_since([told.id]) is heard
        assert transaction.heard_since([told.id, other]) is (heard and feed != "valley")
        assert transaction.heard_since([]) is False
