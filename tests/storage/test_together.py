"""Transactions that share one commit are still whole or not at all, each by itself."""

from pathlib import Path

import pytest
from sqlalchemy import event

from tests.storage.records import QUIET, article, undo
from warnd.errors import StoreBusy
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore


def _add(store: SqlStore, *names: str) -> None:
    for name in names:
        with store.transaction() as transaction:
            transaction.add_article(article(name), QUIET)


def _count(store: SqlStore) -> int:
    with store.transaction() as transaction:
        return transaction.count_articles()


def test_transactions_within_the_block_share_one_commit(store: SqlStore) -> None:
    commits: list[object] = []
    event.listen(store.engine, "commit", commits.append)
    with store.together():
        _add(store, "a1", "a2", "a3")
        assert commits == []
        assert _count(store) == 3
    assert len(commits) == 1
    assert _count(store) == 3


def test_a_block_without_transactions_asks_nothing_of_the_database(store: SqlStore) -> None:
    begun: list[object] = []
    event.listen(store.engine, "begin", begun.append)
    with store.together():
        pass
    assert begun == []


def test_an_error_undoes_the_transaction_that_it_left_and_no_other(store: SqlStore) -> None:
    with store.together():
        _add(store, "a1")
        undo(store, lambda transaction: transaction.add_article(article("a2"), QUIET))
        _add(store, "a3")
    with store.transaction() as transaction:
        found = {name for name in ("a1", "a2", "a3") if transaction.article(article(name).id)}
    assert found == {"a1", "a3"}


def test_an_error_that_leaves_the_block_undoes_all(store: SqlStore) -> None:
    with pytest.raises(ZeroDivisionError), store.together():  # noqa: PT012  one block
        _add(store, "a1")
        _ = 1 // 0
    assert _count(store) == 0


def test_a_transaction_within_a_transaction_is_refused_there_too(store: SqlStore) -> None:
    with (
        store.together(),
        store.transaction(),
        pytest.raises(RuntimeError, match="open already"),
        store.transaction(),
    ):
        pass
    _add(store, "a1")
    assert _count(store) == 1


def test_a_failing_database_fails_every_transaction_of_the_block(file_url: str) -> None:
    store = open_store(file_url, exclusive=True)
    with pytest.raises(StoreBusy, match="closed"), store.together():  # noqa: PT012  one block
        _add(store, "a1")
        raw = store.engine.raw_connection().dbapi_connection
        assert raw is not None
        raw.close()
        with pytest.raises(StoreBusy, match="closed"):
            _add(store, "a2")
        with pytest.raises(StoreBusy, match="closed"):
            _add(store, "a3")
    assert _count(store) == 0
    store.close()


def test_closing_within_the_block_keeps_what_was_done(file_url: str, tmp_path: Path) -> None:
    store = open_store(file_url, exclusive=True)
    with store.together():
        _add(store, "a1")
        store.close()
    again = open_store(f"sqlite:///{tmp_path}/warnd.db", exclusive=True)
    assert _count(again) == 1
    again.close()
