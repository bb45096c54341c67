"""Several workers on one PostgreSQL: leases, take-overs, turns, and what they tell one another."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from tests.storage.postgresql import Cluster
from tests.storage.records import HOUR, NOON, QUIET, alert_version, article, notification, undo
from tests.storage.test_fingerprints import fingerprint
from warnd.daemon.delivering.channel_memory import StoredMemory
from warnd.daemon.timing.clock import SystemClock
from warnd.daemon.worker import Worker
from warnd.errors import LeaseLost, StoreBusy, StoreInvalid
from warnd.model.crew import NOBODY, News, Process, WorkerId
from warnd.model.identifiers import ArticleId, ChannelId, Origin
from warnd.model.notification import NotificationState
from warnd.storage.connect import open_store
from warnd.storage.copy import copy_all
from warnd.storage.outbox import channel_lease
from warnd.storage.postgresql import IDLE_TIMEOUT_S, LOCK_TIMEOUT_S, STATEMENT_TIMEOUT_S
from warnd.storage.store import SqlStore

ANNA, BERT = WorkerId(7001), WorkerId(7002)
DUTY = ChannelId("duty")
PROCESS = Process(host="relief", system="boot", pid=42, started=1234)
LEASE_S = 60.0


def _joined(url: str, worker: WorkerId, lease_s: float = LEASE_S) -> SqlStore:
    store = open_store(url, exclusive=True)
    with store.transaction() as transaction:
        transaction.enrol(worker, PROCESS, lease_s)
    store.work_as(worker, has_others=True)
    return store


@pytest.fixture
def url(cluster: Cluster) -> str:
    return cluster.database()


@pytest.fixture
def anna(url: str) -> Iterator[SqlStore]:
    opened = _joined(url, ANNA)
    yield opened
    opened.close()


@pytest.fixture
def bert(url: str) -> Iterator[SqlStore]:
    opened = _joined(url, BERT)
    yield opened
    opened.close()


def _expire(store: SqlStore, worker: WorkerId) -> None:
    with store.transaction() as transaction:
        assert transaction.renew(worker, -1.0)


def test_each_lease_has_one_holder_and_can_be_let_go(anna: SqlStore, bert: SqlStore) -> None:
    with anna.transaction() as transaction:
        transaction.name_leases(["a", "b", "c"])
        assert transaction.take_leases(["a", "b"], ANNA) == {"a", "b"}
    with bert.transaction() as transaction:
        assert transaction.take_leases(["b", "c"], BERT) == {"c"}
        assert transaction.free_leases() == frozenset()
        transaction.let_go_leases(["a", "c"], BERT)  # one of them is another's
        assert transaction.free_leases() == {"c"}


def test_two_who_reach_for_the_same_at_once_do_not_wait_for_each_other(
    anna: SqlStore, bert: SqlStore
) -> None:
    with anna.transaction() as transaction:
        transaction.name_leases(["a", "b"])
    with anna.transaction() as first, bert.transaction() as second:
        assert first.take_leases(["a"], ANNA) == {"a"}
        assert second.take_leases(["a", "b"], BERT) == {"b"}


def test_members_are_known_with_what_is_left_of_their_leases(
    anna: SqlStore, bert: SqlStore
) -> None:
    _expire(bert, BERT)
    with anna.transaction() as transaction:
        first, second = transaction.members()
    assert (first.worker, second.worker, first.process) == (ANNA, BERT, PROCESS)
    assert 0 < first.left_s <= LEASE_S
    assert second.left_s < 0


@pytest.mark.parametrize(
    ("expires", "is_gone", "taken"),
    [
        pytest.param(False, False, False, id="it lives"),
        pytest.param(True, False, True, id="its lease has run out"),
        pytest.param(False, True, True, id="its process is gone"),
    ],
)
def test_what_a_dead_worker_held_falls_free(
    anna: SqlStore, bert: SqlStore, expires: bool, is_gone: bool, taken: bool
) -> None:
    with anna.transaction() as transaction:
        transaction.name_leases(["a"])
        transaction.take_leases(["a"], ANNA)
    if expires:
        _expire(anna, ANNA)
    with bert.transaction() as transaction:
        assert transaction.take_over(ANNA, is_gone=is_gone) is taken
        assert transaction.take_leases(["a"], BERT) == ({"a"} if taken else frozenset())


def test_who_stopped_in_the_middle_of_a_transaction_is_cut_off(
    anna: SqlStore, bert: SqlStore
) -> None:
    with bert.transaction() as other:
        assert not other.take_over(ANNA, is_gone=False)
    _expire(anna, ANNA)
    with pytest.raises(StoreBusy), anna.transaction() as transaction:  # noqa: PT012  one block
        transaction.take_turn()
        transaction.add_article(article(), QUIET)
        with bert.transaction() as other:
            assert not other.take_over(ANNA, is_gone=False)
        with bert.transaction() as other:
            other.take_turn()
            assert other.take_over(ANNA, is_gone=False)
        transaction.count_articles()
    with bert.transaction() as other:
        assert other.count_articles() == 0


def test_who_was_taken_for_dead_stores_nothing_more(anna: SqlStore, bert: SqlStore) -> None:
    with bert.transaction() as transaction:
        assert transaction.take_over(ANNA, is_gone=True)
    with pytest.raises(LeaseLost), anna.transaction() as transaction:
        transaction.add_article(article(), QUIET)
    with pytest.raises(LeaseLost), anna.together(), anna.transaction() as transaction:
        transaction.add_article(article(), QUIET)
    with bert.transaction() as transaction:
        assert transaction.count_articles() == 0
    anna.work_as(NOBODY, has_others=True)
    with anna.transaction() as transaction:
        transaction.enrol(ANNA, PROCESS, LEASE_S)
    anna.work_as(ANNA, has_others=True)
    with anna.transaction() as transaction:
        assert transaction.count_articles() == 0


def _told(store: SqlStore, worker: WorkerId) -> None:
    with store.transaction() as transaction:
        transaction.name_leases([channel_lease(DUTY)])
        transaction.take_leases([channel_lease(DUTY)], worker)
        transaction.add_alert_version(alert_version())
        transaction.add_notifications([notification()])


def test_only_who_holds_the_lease_of_a_channel_sees_what_waits_on_it(
    anna: SqlStore, bert: SqlStore
) -> None:
    _told(anna, ANNA)
    with bert.transaction() as transaction:
        assert transaction.waiting(DUTY, 10) == ()
    with anna.transaction() as transaction:
        assert [each.key for each in transaction.waiting(DUTY, 10)] == ["k1"]
        transaction.leave_leases([channel_lease(DUTY)], ANNA)
        assert transaction.waiting(DUTY, 10) == ()
        transaction.keep_leases([channel_lease(DUTY)], ANNA)
        assert transaction.waiting(DUTY, 10)


def test_what_a_dead_worker_had_under_way_may_repeat_and_is_no_longer_its_own(
    anna: SqlStore, bert: SqlStore
) -> None:
    _told(anna, ANNA)
    with anna.transaction() as transaction:
        assert len(transaction.claim("k1", ["k1"], NOON)) == 1
        assert transaction.sending_for(ANNA) == {DUTY}
    with bert.transaction() as transaction:
        assert transaction.recover_in_flight() == 0  # whoever sends it lives
        assert not transaction.mark_deferred("k1", NOON + HOUR, "not ours")
        transaction.take_over(ANNA, is_gone=True)
        transaction.take_leases([channel_lease(DUTY)], BERT)
        assert [each.key for each in transaction.waiting(DUTY, 10)] == ["k1"]
        (again,) = transaction.claim("k1", ["k1"], NOON)
        assert again.may_repeat
    anna.work_as(NOBODY, has_others=True)
    with anna.transaction() as transaction:
        assert not transaction.mark_deferred("k1", NOON + HOUR, "claimed by who is dead")
    with bert.transaction() as transaction:
        assert transaction.mark_delivered("k1", NOON)


def test_a_worker_that_leaves_holds_nothing_more(anna: SqlStore, bert: SqlStore) -> None:
    _told(anna, ANNA)
    with anna.transaction() as transaction:
        transaction.leave(ANNA)
    with bert.transaction() as transaction:
        assert [each.worker for each in transaction.members()] == [BERT]
        assert transaction.free_leases() == {channel_lease(DUTY)}


def test_in_flight_without_a_worker_is_recovered(anna: SqlStore, bert: SqlStore) -> None:
    _told(anna, ANNA)
    with anna.transaction() as transaction:
        transaction.claim("k1", ["k1"], NOON)
    with bert.engine.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM workers WHERE id = {ANNA}")  # noqa: S608
    with bert.transaction() as transaction:
        assert transaction.recover_in_flight() == 1
        held = transaction.notification("k1")
    assert held is not None
    assert (held.state, held.may_repeat) == (NotificationState.PENDING, True)


def test_one_worker_decides_at_a_time(anna: SqlStore, bert: SqlStore) -> None:
    order: list[str] = []
    waits = threading.Event()

    def decide() -> None:
        with bert.transaction() as transaction:
            waits.set()
            transaction.take_turn()
            order.append("bert")

    other = threading.Thread(target=decide)
    with anna.transaction() as transaction:
        transaction.take_turn()
        other.start()
        assert waits.wait(30)
        _await_waiter(anna)
        order.append("anna")
    other.join(30)
    assert order == ["anna", "bert"]


def _await_waiter(store: SqlStore) -> None:
    """Return once somebody waits for an advisory lock."""
    asked = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    for _ in range(10_000):
        with store.engine.connect() as connection:
            if connection.exec_driver_sql(asked).scalar():
                return
    raise AssertionError("nobody waits")


def test_nothing_is_copied_from_under_a_running_worker(anna: SqlStore, cluster: Cluster) -> None:
    target = open_store(cluster.database(), exclusive=True)
    with pytest.raises(StoreInvalid, match="stop every `warnd run`"):
        copy_all(anna.engine, target.engine, lambda *_: None)
    _expire(anna, ANNA)
    with anna.transaction() as transaction:
        transaction.add_article(article(), QUIET)
    copy_all(anna.engine, target.engine, lambda *_: None)
    with target.transaction() as transaction:
        assert transaction.count_articles() == 1
        assert transaction.members() == ()
    target.close()


async def test_two_that_start_at_once_agree_on_one_secret(anna: SqlStore, bert: SqlStore) -> None:
    memories = [
        StoredMemory(channel=DUTY, store=store, worker=Worker(), clock=SystemClock())
        for store in (anna, bert)
    ]
    agreed = await asyncio.gather(
        *(memory.agree("secret", f"of {number}") for number, memory in enumerate(memories))
    )
    assert len(set(agreed)) == 1
    for memory in memories:
        memory.worker.close()


def test_workers_hear_what_others_stored_of_articles(anna: SqlStore, bert: SqlStore) -> None:
    with bert.transaction() as transaction:
        assert not transaction.news().is_whole  # it has read nothing yet
        assert transaction.news() == News()
    with anna.transaction() as transaction:
        transaction.put_fingerprints([fingerprint("a1"), fingerprint("a2")])
        transaction.attribute(ArticleId("a1"), Origin("wire"))
        transaction.news()
    with bert.transaction() as transaction:
        heard = transaction.news()
        assert [each.article for each in heard.told] == ["a1", "a2"]
        assert heard.attributed == (("a1", "wire"),)
        assert heard.is_whole
        assert transaction.news() == News()
        transaction.put_fingerprints([fingerprint("a3")])
        assert transaction.news() == News()  # its own is none


def test_who_slept_through_the_news_reads_all_anew(anna: SqlStore, bert: SqlStore) -> None:
    with bert.transaction() as transaction:
        transaction.news()
    with anna.transaction() as transaction:
        transaction.put_fingerprints([fingerprint("a1"), fingerprint("a2")])
    with anna.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM news WHERE id = (SELECT min(id) FROM news)")
    with bert.transaction() as transaction:
        assert not transaction.news().is_whole


def test_what_was_undone_is_asked_for_again(bert: SqlStore) -> None:
    with bert.transaction() as transaction:
        transaction.news()
    undo(bert, lambda transaction: transaction.news())
    with bert.transaction() as transaction:
        assert not transaction.news().is_whole
    assert bert.is_alone


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        pytest.param("statement_timeout", f"{STATEMENT_TIMEOUT_S}s", id="statements"),
        pytest.param(
            "idle_in_transaction_session_timeout",
            f"{IDLE_TIMEOUT_S}s",
            id="transactions left alone",
        ),
        pytest.param("lock_timeout", f"{LOCK_TIMEOUT_S}s", id="locks"),
        pytest.param("synchronous_commit", "on", id="commits"),
    ],
)
def test_connections_wait_for_nothing_for_ever_and_commits_last(
    url: str, setting: str, value: str
) -> None:
    store = open_store(url, exclusive=True)
    name = url.rpartition("/")[2]
    with store.engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET synchronous_commit = off")
    store.close()
    store = open_store(url)
    with store.engine.begin() as connection:
        assert connection.exec_driver_sql(f"SHOW {setting}").scalar() == value
    store.close()


def test_a_server_that_takes_no_writes_now_may_take_them_later(anna: SqlStore) -> None:
    with anna.engine.begin() as connection:
        connection.exec_driver_sql("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    with pytest.raises(StoreBusy, match="read-only"), anna.transaction() as transaction:
        transaction.add_article(article(), QUIET)
    with anna.transaction() as transaction:  # by a new connection
        assert transaction.add_article(article(), QUIET)


def test_two_that_start_at_once_migrate_once(cluster: Cluster) -> None:
    url = cluster.database()
    opened: list[SqlStore] = []
    failed: list[BaseException] = []

    def start() -> None:
        try:
            opened.append(open_store(url, exclusive=True))
        except BaseException as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    for store in opened:
        store.close()
    assert not failed
    assert len(opened) == 4
