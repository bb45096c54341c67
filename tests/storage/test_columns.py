from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, insert, select

from tests.storage.records import NOON, QUIET, article
from warnd.model.feed import FeedState
from warnd.model.identifiers import FeedId
from warnd.storage.columns import Moment, storable
from warnd.storage.store import SqlStore

_KATHMANDU = timezone(timedelta(hours=5, minutes=45))

_moments = Table("moments", MetaData(), Column("moment", Moment))


@given(st.text(st.characters(exclude_categories=[])))
def test_storable_text_can_be_encoded_and_holds_no_nul(text: str) -> None:
    clean = storable(text)
    assert "\0" not in clean.encode().decode()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_sound_text_is_stored_as_it_is(text: str) -> None:
    assert storable(text) == text


def test_two_halves_of_a_pair_become_the_character_they_stood_for() -> None:
    assert storable("\ud83d\ude00 and \ud83d") == "\U0001f600 and \ufffd"


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(NOON, id="to the second"),
        pytest.param(NOON.replace(microsecond=123_456), id="with microseconds"),
        pytest.param(datetime(2019, 1, 28, 17, 45, tzinfo=_KATHMANDU), id="of another zone"),
        pytest.param(datetime(1, 1, 2, tzinfo=UTC), id="of the year 1"),
        pytest.param(datetime(2099, 12, 31, tzinfo=UTC), id="of the far future"),
        pytest.param(None, id="not known"),
    ],
)
def test_a_moment_comes_back_aware_and_in_utc(store: SqlStore, moment: datetime | None) -> None:
    with store.engine.begin() as connection:
        _moments.create(connection)
        connection.execute(insert(_moments), [{"moment": moment}])
        back = connection.execute(select(_moments.c.moment)).scalar_one()
    assert back == moment
    assert back is None or back.tzinfo is UTC


def test_a_naive_moment_is_refused_and_its_transaction_undone(store: SqlStore) -> None:
    with pytest.raises(ValueError, match="time zone"):
        _store_naive(store)
    with store.transaction() as transaction:
        assert transaction.count_articles() == 0


def _store_naive(store: SqlStore) -> None:
    naive = datetime(2019, 1, 28, 12, 0)  # noqa: DTZ001
    with store.transaction() as transaction:
        transaction.add_article(article(), QUIET)
        transaction.save_feed_state(FeedState(feed=FeedId("valley"), due=naive))
