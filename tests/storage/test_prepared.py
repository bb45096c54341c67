from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from tests.unit.builders import NOW
from warnd.errors import StoreBusy
from warnd.model.feed import FeedState
from warnd.model.fingerprint import Fingerprint
from warnd.model.identifiers import ArticleId, FeedId, Origin, StoryId
from warnd.storage.sqlite import is_in_memory
from warnd.storage.store import SqlStore
from warnd.storage.tables import fingerprints

_FEED = FeedId("valley")


def _fingerprint(number: int) -> Fingerprint:
    return Fingerprint(
        article=ArticleId(f"a{number}"),
        fingerprint="alike",
        story=StoryId("a0"),
        feed=_FEED,
        publisher="Valley \0 Post",
        origin=None,
        language="en",
        url=f"https://valley.example/{number}",
        seen=NOW,
        signature=b"\0\xff",
    )


@pytest.mark.parametrize("rows", [1, 2], ids=["one row", "several rows"])
def test_what_is_stored_and_asked_without_sqlalchemy_is_what_it_gives_itself(
    store: SqlStore, rows: int
) -> None:
    with store.transaction() as transaction:
        transaction.put_fingerprints([_fingerprint(number) for number in range(rows)])
        asked = transaction.same_fingerprints(["alike"], NOW)["alike"]
        given = transaction.fingerprints_of([each.article for each in asked])
    assert len(asked) == rows
    assert list(asked) == [given[each.article] for each in asked]
    assert asked[0].seen == NOW
    assert asked[0].publisher == "Valley \ufffd Post"
    assert asked[0].signature == b"\0\xff"


def test_rows_that_have_much_in_common_keep_what_tells_them_apart(store: SqlStore) -> None:
    told = {
        ArticleId("a0"): _fingerprint(0),
        ArticleId("a1"): replace(_fingerprint(1), origin=Origin("wire"), publisher="Wire \0"),
        ArticleId("a2"): replace(_fingerprint(2), seen=NOW + timedelta(seconds=1), language="ar"),
    }
    with store.transaction() as transaction:
        transaction.put_fingerprints(list(told.values()))
        found = transaction.fingerprints_of(list(told))
    clean = {id_: each.publisher.replace("\0", "\ufffd") for id_, each in told.items()}
    assert found == {id_: replace(each, publisher=clean[id_]) for id_, each in told.items()}


@pytest.mark.parametrize("keys", range(1, 7))
def test_few_keys_are_found_as_many_are(store: SqlStore, keys: int) -> None:
    shown = {f"id:{number}": ArticleId(f"a{number}") for number in range(keys)}
    with store.transaction() as transaction:
        transaction.remember_keys(_FEED, shown, NOW)
        transaction.remember_keys(FeedId("herald"), {"id:new": ArticleId("b")}, NOW)
        assert transaction.keyed_articles(_FEED, [*shown, "id:new"]) == shown
        assert transaction.keyed_articles(_FEED, ["id:new"]) == {}


def test_a_value_that_cannot_be_stored_is_refused(store: SqlStore) -> None:
    naive = FeedState(feed=_FEED, due=NOW)
    object.__setattr__(naive, "due", datetime(2026, 1, 1))  # noqa: DTZ001  naive is what is tried
    with pytest.raises(ValueError, match="2026-01-01"), store.transaction() as transaction:
        transaction.save_feed_state(naive)


def test_a_row_that_contradicts_another_is_refused(store: SqlStore) -> None:
    row = {each.name: getattr(_fingerprint(1), each.name) for each in fingerprints.c}
    with store.transaction() as transaction:
        transaction._add(fingerprints, [row])
    with pytest.raises(ValueError, match="database"), store.transaction() as transaction:
        transaction._add(fingerprints, [row])


def _cut(connection: Connection) -> None:
    """Take the connection away from under a transaction."""
    if connection.dialect.name == "postgresql":
        mine = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with connection.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:mine)"), {"mine": mine})
        return
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.close()


def _cut_while_storing(store: SqlStore, state: FeedState) -> None:
    with store.transaction() as transaction:
        _cut(transaction._connection)
        transaction.save_feed_state(state)


def test_a_lost_connection_is_busy_and_the_next_transaction_has_another(store: SqlStore) -> None:
    state = FeedState(feed=_FEED, due=NOW)
    with pytest.raises(StoreBusy):
        _cut_while_storing(store, state)
    if is_in_memory(store.engine.url):  # it is gone with its connection
        return
    with store.transaction() as transaction:
        assert transaction.feed_state(_FEED) is None
        transaction.save_feed_state(state)
    with store.transaction() as transaction:
        assert transaction.feed_state(_FEED) == state
