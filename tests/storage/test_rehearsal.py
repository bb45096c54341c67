"""What is done to see what would come of it, and then undone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from warnd.errors import StoreBusy, StoreFailed, StoreFull, StoreInvalid
from warnd.model.identifiers import ChannelId
from warnd.storage.connect import open_store
from warnd.storage.failures import busy
from warnd.storage.store import SqlStore

NOW = datetime(2019, 1, 28, 12, tzinfo=UTC)
ID = ChannelId("desk")


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    return open_store(f"sqlite:///{tmp_path / 'warnd.db'}", exclusive=True)


def note(store: SqlStore, words: str) -> None:
    with store.transaction() as transaction:
        for number in range(200):  # more than one page
            transaction.note_for_channel(ID, f"subject {number}", words * 100, NOW)


def noted(store: SqlStore) -> str | None:
    with store.transaction() as transaction:
        return transaction.channel_note(ID, "subject 199")


def test_a_rehearsal_sees_what_it_does_and_leaves_neither_record_nor_byte(
    store: SqlStore, tmp_path: Path
) -> None:
    with store.together():
        note(store, "before")
    kept = (tmp_path / "warnd.db").read_bytes()
    ended: list[StoreBusy | StoreInvalid | None] = []
    store.on_end = ended.append
    with store.together():
        store.rehearse()
        note(store, "rehearsed")
        assert (noted(store) or "").startswith("rehearsed")
        assert (tmp_path / "warnd.db").read_bytes() == kept
        assert not list(tmp_path.glob("*-journal"))
    assert ended == []
    with store.together():
        assert (noted(store) or "").startswith("before")
    assert ended == [], "only what is written tells whether writing works"
    with store.together():
        note(store, "after")
    assert ended == [None]
    assert (noted(store) or "").startswith("after")
    store.close()


def test_what_was_begun_for_good_is_no_rehearsal(store: SqlStore) -> None:
    with store.together():
        note(store, "stays")
        with pytest.raises(RuntimeError, match="for good"):
            store.rehearse()
    with pytest.raises(RuntimeError, match="together"):
        store.rehearse()
    assert (noted(store) or "").startswith("stays")
    store.close()


@pytest.mark.parametrize(
    ("name", "failure"),
    [
        pytest.param("SQLITE_FULL", StoreFull, id="no room on the disk"),
        pytest.param("SQLITE_IOERR_WRITE", StoreFull, id="no room within a quota"),
        pytest.param("SQLITE_READONLY_DIRECTORY", StoreFull, id="a folder that became read-only"),
        pytest.param("SQLITE_CANTOPEN", StoreFull, id="no room for a journal"),
        pytest.param("SQLITE_IOERR_FSYNC", StoreFailed, id="a sync that failed"),
        pytest.param("SQLITE_IOERR_READ", StoreFailed, id="a page that cannot be read"),
        pytest.param("SQLITE_BUSY", StoreBusy, id="a lock"),
        pytest.param("", StoreBusy, id="an error without a name"),
    ],
)
def test_failures_of_the_disk_are_told_apart(name: str, failure: type[StoreBusy]) -> None:
    class Error(Exception):
        sqlite_errorname = name

    assert type(busy("the database", Error("it says"))) is failure
