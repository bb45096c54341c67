"""What was kept long enough goes, in batches; what must stay stays (Retention in the contracts)."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Table, event, func, select

from tests.storage.records import (
    HOUR,
    NOON,
    READING,
    alert_version,
    article,
    claim,
    notification,
    situation,
)
from warnd.model.fingerprint import Fingerprint
from warnd.model.identifiers import AreaId, ArticleId, FeedId, StoryId
from warnd.model.kept import Expiry, Kept, Pruned
from warnd.storage import tables
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore, SqlTransaction

VALLEY = FeedId("valley")
DAY = timedelta(days=1)


def _rows(store: SqlStore, table: Table) -> int:
    with store.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _pruned(store: SqlStore, what: Kept, limit: int = 500) -> Pruned:
    with store.transaction() as transaction:
        return transaction.prune(Expiry(what=what, before=NOON), limit)


def _fingerprint(name: str, **changes: Any) -> Fingerprint:
    plain: dict[str, Any] = {
        "article": ArticleId(name),
        "fingerprint": f"f-{name}",
        "story": StoryId(name),
        "feed": VALLEY,
        "publisher": "Valley Herald",
        "origin": None,
        "language": "en",
        "url": "",
        "seen": NOON - HOUR,
        "signature": b"",
    }
    return Fingerprint(**{**plain, **changes})


def _old_and_new(transaction: SqlTransaction) -> None:
    """Store two of each sort: one an hour over, one that is over in an hour."""
    for name, at in (("old", NOON - HOUR), ("new", NOON + HOUR)):
        transaction.save_situation(situation(f"{name}-area", at=at, since=at - 9 * HOUR))
        transaction.add_raw(VALLEY, at, "", "", [name.encode()], readable=False)
        transaction.add_article(article(name, first_seen=at), READING)
        transaction.add_claims([claim(article=ArticleId(name), at=at)])
        transaction.put_fingerprints([_fingerprint(name, seen=at, feed=FeedId(f"{name}-feed"))])
        # Each feed has a newer key, so that it is not the one that its document shows now.
        feed = FeedId(f"{name}-feed")
        transaction.remember_keys(feed, {"k": ArticleId(name)}, at)
        transaction.remember_keys(feed, {"newest": ArticleId("other")}, NOON + 9 * DAY)


@pytest.mark.parametrize(
    ("what", "table", "left"),
    [
        pytest.param(Kept.RAW, tables.raw_entries, 1, id="raw bytes"),
        pytest.param(Kept.TEXTS, tables.articles, 1, id="texts"),
        pytest.param(Kept.CLAIMS, tables.claims, 1, id="claims"),
        pytest.param(Kept.HISTORY, tables.situation_history, 1, id="history"),
        pytest.param(Kept.FINGERPRINTS, tables.fingerprints, 1, id="fingerprints"),
        pytest.param(Kept.KEYS, tables.entry_keys, 3, id="keys"),
    ],
)
def test_what_is_over_goes_and_what_is_not_stays(
    store: SqlStore, what: Kept, table: Table, left: int
) -> None:
    with store.transaction() as transaction:
        _old_and_new(transaction)
        assert transaction.count_over(Expiry(what=what, before=NOON)) == 1
    assert _pruned(store, what) == Pruned(looked=1, deleted=1)
    assert _pruned(store, what) == Pruned(looked=0, deleted=0)
    assert _rows(store, table) == left


def test_signals_and_places_go_with_their_article(store: SqlStore) -> None:
    with store.transaction() as transaction:
        _old_and_new(transaction)
    before = _rows(store, tables.signals), _rows(store, tables.places)
    _pruned(store, Kept.TEXTS)
    assert (_rows(store, tables.signals), _rows(store, tables.places)) == (
        before[0] // 2,
        before[1] // 2,
    )


def test_how_a_level_changed_is_known_for_ever(store: SqlStore) -> None:
    with store.transaction() as transaction:
        for hours in range(4, 0, -1):
            at = NOON - hours * HOUR
            transaction.save_situation(situation(at=at, since=NOON - 4 * HOUR))
    assert _pruned(store, Kept.HISTORY) == Pruned(looked=3, deleted=3)
    with store.transaction() as transaction:
        turns = transaction.turns(AreaId("SY-ID"), NOON - 9 * HOUR, NOON)
    assert [turn.at for turn in turns] == [NOON - 4 * HOUR]


def test_the_oldest_go_first_and_no_more_than_a_batch(store: SqlStore) -> None:
    with store.transaction() as transaction:
        for age in range(10):
            at = NOON - age * HOUR - HOUR
            transaction.add_raw(VALLEY, at, "", "", [str(age).encode()], readable=False)
    assert _pruned(store, Kept.RAW, 3) == Pruned(looked=3, deleted=3)
    with store.transaction() as transaction:
        left = {raw.body for raw in transaction.quarantined(20)}
    assert left == {str(age).encode() for age in range(7)}


@pytest.mark.parametrize("limit", [1, 500])
def test_what_the_document_of_a_feed_shows_is_known_for_ever(store: SqlStore, limit: int) -> None:
    shown = {f"id:shown{number}": ArticleId(f"shown{number}") for number in range(3)}
    with store.transaction() as transaction:
        transaction.remember_keys(VALLEY, shown, NOON - HOUR)
        transaction.remember_keys(VALLEY, {"id:gone": ArticleId("gone")}, NOON - 2 * HOUR)
        transaction.put_fingerprints([_fingerprint(name) for name in (*shown.values(), "gone")])
        documents = {f"digest{key}": [key] for key in shown}
        transaction.save_feed_document(VALLEY, documents)
    for what in (Kept.FINGERPRINTS, Kept.KEYS):
        deleted = 0
        while (pruned := _pruned(store, what, limit)).looked:
            deleted += pruned.deleted
        assert deleted == 1
    with store.transaction() as transaction:
        assert transaction.known_keys(VALLEY, [*shown, "id:gone"]) == set(shown)
        kept = transaction.fingerprints_of([*shown.values(), ArticleId("gone")])
    assert set(kept) == set(shown.values())


def test_where_a_document_could_not_be_cut_what_was_shown_last_is_known_for_ever(
    store: SqlStore,
) -> None:
    with store.transaction() as transaction:
        transaction.remember_keys(VALLEY, {"id:shown": ArticleId("a")}, NOON - HOUR)
        transaction.remember_keys(VALLEY, {"id:gone": ArticleId("b")}, NOON - 30 * DAY)
    assert _pruned(store, Kept.KEYS) == Pruned(looked=2, deleted=1)
    with store.transaction() as transaction:
        assert transaction.known_keys(VALLEY, ["id:shown", "id:gone"]) == {"id:shown"}


def test_only_what_was_delivered_goes(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.add_alert_version(alert_version())
        long_ago = NOON - HOUR
        for key in ("good", "dead"):
            transaction.add_notifications([notification(key)])
            transaction.claim("carrier", [key], NOON)
        transaction.mark_delivered("good", long_ago)
        transaction.mark_dead("dead", long_ago, "refused")
        transaction.add_notifications([notification("waits")])
    assert _pruned(store, Kept.DELIVERIES) == Pruned(looked=1, deleted=1)
    with store.transaction() as transaction:
        assert transaction.notification("good") is None
        assert transaction.notification("dead") is not None
        assert transaction.notification("waits") is not None
        assert transaction.alert_versions(alert_version().alert)


def test_claims_that_take_the_ids_of_pruned_ones_are_read_as_they_are(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.add_claims([claim(at=NOON - HOUR, title="old")])
        assert len(transaction.claims(claim().area, NOON - DAY, NOON)) == 1
    _pruned(store, Kept.CLAIMS)
    with store.transaction() as transaction:
        transaction.add_claims([claim(at=NOON, title="new")])
    with store.transaction() as transaction:
        (found,) = transaction.claims(claim().area, NOON - DAY, NOON)
    assert found.title == "new"


def test_claims_that_stay_are_remembered_when_others_are_pruned(store: SqlStore) -> None:
    with store.transaction() as transaction:
        for name, at in (("old", NOON - 2 * DAY), ("new", NOON)):
            transaction.add_claims([claim(article=ArticleId(name), at=at)])
        before = transaction.claims(claim().area, NOON - 9 * DAY, NOON)
    with store.transaction() as transaction:
        transaction.prune(Expiry(what=Kept.CLAIMS, before=NOON - DAY), 500)
    with store.transaction() as transaction:
        (after,) = transaction.claims(claim().area, NOON - 9 * DAY, NOON)
    assert after is before[-1]
    assert len(store._caches.claims) == 1


def test_pages_of_a_file_are_given_back_until_a_tenth_is_spare(
    file_url: str, tmp_path: Any
) -> None:
    store = open_store(file_url, exclusive=True)
    file = tmp_path / "warnd.db"
    chance = Random(1)  # noqa: S311  bytes that do not compress, no secrets
    bodies = [chance.randbytes(4_000) for _ in range(1_000)]
    with store.transaction() as transaction:
        transaction.add_raw(VALLEY, NOON - HOUR, "", "", bodies, readable=True)
    large = file.stat().st_size
    while _pruned(store, Kept.RAW).deleted:
        pass
    with store.transaction() as transaction:
        assert transaction.give_back() > 0
    while _given_back(store):
        pass
    assert file.stat().st_size < large / 3
    store.close()


def _given_back(store: SqlStore) -> int:
    with store.transaction() as transaction:
        return transaction.give_back()


@pytest.mark.parametrize("what", Kept)
def test_no_deleting_reads_through_a_table(what: Kept) -> None:
    store = open_store("sqlite://")
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, *_: Any) -> None:
        asked.append((sql, values))

    event.listen(store.engine, "before_cursor_execute", note)
    with store.transaction() as transaction:
        _old_and_new(transaction)
        asked.clear()
        transaction.count_over(Expiry(what=what, before=NOON))
        transaction.prune(Expiry(what=what, before=NOON), 500)
    event.remove(store.engine, "before_cursor_execute", note)
    plans = [(sql, plan) for sql, values in asked for plan in _plans(store, sql, values)]
    assert any("SEARCH" in plan for _, plan in plans)
    assert not [(sql, plan) for sql, plan in plans if plan.startswith("SCAN")]
    store.close()


def _plans(store: SqlStore, sql: str, values: Any) -> list[str]:
    one = values[0] if isinstance(values, list) else values
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", one).fetchall()
    return [str(row[-1]) for row in rows]
