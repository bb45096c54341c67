import zlib
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.storage.records import NOON
from warnd.model.identifiers import FeedId
from warnd.model.raw import RawEntry
from warnd.storage.store import SqlStore
from warnd.storage.tables import raw_entries

_FEED = FeedId("valley")
_URL = "https://valley.example/feed"
_RSS = "application/rss+xml"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<item>\xff\x00\xed\xa0\x80</item>", id="bytes that are no text"),
        pytest.param(b"<item>" + bytes(range(256)) * 4_000 + b"</item>", id="a megabyte"),
    ],
)
def test_bytes_come_back_as_they_came(store: SqlStore, body: bytes) -> None:
    with store.transaction() as transaction:
        transaction.add_raw(_FEED, NOON, _URL, _RSS, [body], readable=False)
    with store.transaction() as transaction:
        assert transaction.quarantined(10) == (
            RawEntry(feed=_FEED, at=NOON, url=_URL, content_type=_RSS, body=body, readable=False),
        )


def test_only_what_could_not_be_read_is_in_quarantine_newest_first(store: SqlStore) -> None:
    later = NOON + timedelta(hours=1)
    with store.transaction() as transaction:
        transaction.add_raw(_FEED, NOON, _URL, _RSS, [b"one", b"two"], readable=False)
        transaction.add_raw(_FEED, NOON, _URL, _RSS, [b"three"], readable=True)
        transaction.add_raw(_FEED, later, _URL, _RSS, [b"four"], readable=False)
        assert [raw.body for raw in transaction.quarantined(2)] == [b"four", b"two"]
        assert len(transaction.quarantined(10)) == 3


def test_nothing_is_stored_for_no_entries(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.add_raw(_FEED, NOON, _URL, _RSS, [], readable=False)
        assert transaction.quarantined(10) == ()


def test_bytes_are_stored_compressed_and_any_zlib_reads_them(store: SqlStore) -> None:
    body = b"Shells fell on the valley. " * 1_000
    with store.transaction() as transaction:
        transaction.add_raw(_FEED, NOON, _URL, _RSS, [body], readable=True)
    with store.engine.begin() as connection:
        stored = connection.execute(select(raw_entries.c.body)).scalar_one()
    assert len(stored) < len(body) / 20
    assert zlib.decompress(stored) == body
