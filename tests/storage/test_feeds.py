from dataclasses import replace

import pytest

from tests.storage.records import HOUR, NOON
from warnd.model.feed import FeedHealth, FeedState, Validators
from warnd.model.identifiers import FeedId
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
