import resource
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.storage.records import NOON, QUIET, READING, article, undo
from warnd.errors import StoreBusy
from warnd.model.identifiers import ArticleId, FeedId
from warnd.ports.store import Store
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore


def test_the_store_is_the_one_that_the_ports_ask_for(store: SqlStore) -> None:
    port: Store = store
    with port.transaction() as transaction:
        assert transaction.count_articles() == 0


def test_what_an_error_leaves_is_as_if_it_had_never_been(store: SqlStore) -> None:
    undo(store, lambda transaction: transaction.add_article(article(), READING))
    with store.transaction() as transaction:
        assert transaction.count_articles() == 0
        assert transaction.add_article(article(), READING)


def test_a_refused_value_leaves_the_transaction_usable(store: SqlStore) -> None:
    with store.transaction() as transaction:
        with pytest.raises(Exception, match="time zone"):
            transaction.remember_keys(
                FeedId("valley"), {"k": ArticleId("a")}, NOON.replace(tzinfo=None)
            )
        transaction.add_article(article(), QUIET)
    with store.transaction() as transaction:
        assert transaction.count_articles() == 1


def test_a_transaction_within_a_transaction_is_refused(store: SqlStore) -> None:
    with store.transaction() as outer:
        outer.add_article(article(), QUIET)
        with pytest.raises(RuntimeError, match="open already"), store.transaction():
            pass
    with store.transaction() as transaction:
        assert transaction.count_articles() == 1


def test_threads_take_turns(store: SqlStore) -> None:
    inside: list[str] = []

    def work(name: str) -> None:
        with store.transaction() as transaction:
            inside.append(name)
            transaction.add_article(article(name), QUIET)
            assert inside == [name]
            inside.remove(name)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, [f"a{number}" for number in range(40)]))
    with store.transaction() as transaction:
        assert transaction.count_articles() == 40


def test_a_thread_that_waits_too_long_is_told_that_the_store_is_busy(url: str) -> None:
    store = open_store(url, exclusive=True)
    impatient = SqlStore(store.engine, turn_timeout_s=0.01)
    errors: list[StoreBusy] = []

    def wait() -> None:
        try:
            with impatient.transaction():
                pass
        except StoreBusy as error:
            errors.append(error)

    with impatient.transaction():
        thread = threading.Thread(target=wait)
        thread.start()
        thread.join()
    store.close()
    assert "another thread" in str(errors[0])


def test_a_connection_that_failed_is_opened_anew(file_url: str) -> None:
    store = open_store(file_url, exclusive=True)
    opened: list[object] = []
    event.listen(store.engine.pool, "connect", lambda connection, _: opened.append(connection))
    with store.transaction() as transaction:
        transaction.add_article(article(), QUIET)
    raw = store.engine.raw_connection().dbapi_connection
    assert raw is not None
    raw.close()
    with pytest.raises(StoreBusy, match="closed"), store.transaction():
        pass
    with store.transaction() as transaction:
        assert transaction.count_articles() == 1
    assert len(opened) == 1
    store.close()


def test_a_full_disk_is_busy_and_serves_again_when_there_is_room(
    file_url: str, tmp_path: Path
) -> None:
    store = open_store(file_url, exclusive=True)
    long = article("long", text="Shells fell at dawn. " * 50_000)
    with _no_file_larger_than((tmp_path / "warnd.db").stat().st_size + 65_536):
        with pytest.raises(StoreBusy), store.transaction() as transaction:
            transaction.add_article(long, QUIET)
        with store.transaction() as transaction:
            transaction.add_article(article("short"), QUIET)
    with store.transaction() as transaction:
        assert transaction.add_article(long, QUIET)
        assert transaction.count_articles() == 2
    store.close()


@contextmanager
def _no_file_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
