"""An installation moves from SQLite to PostgreSQL, where there is one, and to another file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from tests.storage.crashing import store_batch
from tests.storage.records import NOON, QUIET, article, claim
from warnd.errors import StoreInvalid
from warnd.model.identifiers import ArticleId, ChannelId, FeedId
from warnd.storage.connect import open_store
from warnd.storage.copy import Copied, copy_all, count_all
from warnd.storage.store import SqlStore

BATCHES = 350


@pytest.fixture
def source(tmp_path: Path) -> Iterator[SqlStore]:
    """Give a database with more rows than are held in memory at once."""
    opened = open_store(f"sqlite:///{tmp_path}/source.db", exclusive=True)
    with opened.transaction() as transaction:
        for number in range(BATCHES):
            store_batch(transaction, number)
        odd = article("odd", title="\u0418\u0434\u043b\u0438\u0431 \U0001f525 \x85 \0 \ud800 %s :x")
        transaction.add_article(odd, QUIET)
        transaction.add_raw(FeedId("f"), NOON, "u", "t", [b"\x00\xff"], readable=False)
        transaction.note_for_channel(ChannelId("a"), "s", "n", NOON)
    yield opened
    opened.close()


def _copy(
    source: SqlStore, target: SqlStore, on_rows: Callable[[str, int], None] = lambda *_: None
) -> dict[str, int]:
    copied: tuple[Copied, ...] = copy_all(source.engine, target.engine, on_rows)
    return {each.table: each.rows for each in copied}


def test_every_row_arrives_and_new_rows_follow_them(source: SqlStore, store: SqlStore) -> None:
    told = []
    rows = _copy(source, store, lambda _, number: told.append(number))
    assert rows["articles"] == BATCHES * 3 + 1
    assert rows["claims"] == BATCHES * 3
    assert sum(told) == sum(rows.values()) == count_all(store.engine)
    with store.transaction() as there, source.transaction() as here:
        assert there.feed_states() == here.feed_states()
        assert there.alerts(1000) == here.alerts(1000)
        assert there.notification("b7") == here.notification("b7")
        assert there.pending() == here.pending()
        there.add_claims([claim(article=ArticleId("new"))])


def test_a_database_that_holds_records_is_not_copied_into(
    source: SqlStore, store: SqlStore
) -> None:
    with store.transaction() as transaction:
        transaction.add_article(article(), QUIET)
    with pytest.raises(StoreInvalid, match="holds records already"):
        _copy(source, store)
    assert count_all(store.engine) == 1


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param("UPDATE claims SET probability = 0.5 WHERE article = 'b3-1'", id="changed"),
        pytest.param("DELETE FROM entry_keys WHERE article = 'b3-1'", id="lost"),
    ],
)
def test_a_row_that_arrives_otherwise_undoes_the_copy(
    source: SqlStore, store: SqlStore, harm: str
) -> None:
    def spoil(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        # copied after the two tables that are harmed
        if statement.startswith("INSERT INTO notifications"):
            connection.exec_driver_sql(harm)

    event.listen(store.engine, "before_cursor_execute", spoil)
    with pytest.raises(StoreInvalid, match="nothing was kept"):
        _copy(source, store)
    assert count_all(store.engine) == 0
