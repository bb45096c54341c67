"""Opening a file: its rights, its durability, its lock, and what is said when it cannot be."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.storage.records import QUIET, article
from warnd.errors import StoreBusy, StoreInUse, StoreInvalid
from warnd.storage import sqlite
from warnd.storage.connect import open_store


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def test_a_new_file_can_be_read_by_its_owner_alone(file_url: str, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        open_store(file_url, exclusive=True).close()
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert {"warnd.db", "warnd.db.lock"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_what_was_stored_is_there_when_the_file_is_opened_again(file_url: str) -> None:
    first = open_store(file_url, exclusive=True)
    with first.transaction() as transaction:
        transaction.add_article(article(), QUIET)
    first.close()
    again = open_store(file_url, exclusive=True)
    with again.transaction() as transaction:
        assert transaction.count_articles() == 1
    again.close()


def test_a_relative_path_counts_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite:///warnd.db", exclusive=True)
    monkeypatch.chdir("/")
    with store.transaction() as transaction:
        assert transaction.count_articles() == 0
    store.close()
    assert (tmp_path / "warnd.db").is_file()


def test_commits_are_set_to_last(file_url: str) -> None:
    store = open_store(file_url, exclusive=True)
    with store.engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (*("journal_mode", "synchronous"), "foreign_keys", "busy_timeout")
        }
    store.close()
    best = sqlite.BEST_DURABILITY
    assert settings == {
        "journal_mode": best.journal_mode,
        "synchronous": best.synchronous_number,
        "foreign_keys": 1,
        "busy_timeout": 5_000,
    }


@pytest.mark.parametrize("durability", [sqlite.WAL_FULL, sqlite.TRUNCATE_EXTRA])
def test_each_way_of_lasting_is_taken_by_sqlite(
    tmp_path: Path, durability: sqlite.Durability
) -> None:
    with closing(sqlite3.connect(tmp_path / "warnd.db")) as connection:
        sqlite.prepare_own(connection, durability)
        told = connection.execute("PRAGMA journal_mode").fetchone()
    assert told == (durability.journal_mode,)


def test_a_database_that_cannot_make_commits_last_is_refused() -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(StoreInvalid, match="commits may be lost"),
    ):
        sqlite.prepare_own(connection)


@pytest.mark.parametrize(
    ("version", "durability"),
    [
        pytest.param((3, 40, 1), sqlite.TRUNCATE_EXTRA, id="with the WAL-reset fault"),
        pytest.param((3, 51, 2), sqlite.TRUNCATE_EXTRA, id="the last with it"),
        pytest.param((3, 51, 3), sqlite.WAL_FULL, id="the first without it"),
        pytest.param((4, 0, 0), sqlite.WAL_FULL, id="of the future"),
    ],
)
def test_wal_is_for_versions_of_sqlite_that_have_no_fault_in_it(
    version: tuple[int, int, int], durability: sqlite.Durability
) -> None:
    assert sqlite.best_durability(version) == durability


def test_a_missing_folder_is_told_with_its_path_the_user_and_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(StoreInvalid) as caught:
        open_store(f"sqlite:///{tmp_path}/missing/warnd.db", exclusive=True)
    for word in (f"{tmp_path}/missing", f"uid {os.getuid()}", "create it"):
        assert word in str(caught.value)


def test_a_slash_left_out_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreInvalid, match=f"did you mean sqlite:///{tmp_path}/warnd.db"):
        open_store(f"sqlite://{tmp_path}/warnd.db", exclusive=True)


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "warnd.db").mkdir()
    with pytest.raises(StoreInvalid, match="Is a directory"):
        open_store(f"sqlite:///{tmp_path}/warnd.db", exclusive=True)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("warnd.db", id="a path"),
        pytest.param("", id="nothing"),
        pytest.param("mysql://localhost/warnd", id="another database"),
        pytest.param("postgres://secret@localhost/warnd", id="a database by a name it lost"),
    ],
)
def test_what_is_no_address_of_ours_is_refused(url: str) -> None:
    with pytest.raises(StoreInvalid) as caught:
        open_store(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"<html>please log in</html>" * 100, id="no database"),
        pytest.param(b"SQLite format 3\0" + b"\xff" * 5000, id="one that is damaged"),
    ],
)
@pytest.mark.parametrize("exclusive", [True, False])
def test_a_file_that_is_no_sound_database_is_refused_and_left(
    file_url: str, tmp_path: Path, content: bytes, exclusive: bool
) -> None:
    (tmp_path / "warnd.db").write_bytes(content)
    with pytest.raises(StoreInvalid, match=r"warnd\.db"):
        open_store(file_url, exclusive=exclusive)
    assert (tmp_path / "warnd.db").read_bytes() == content


def test_damage_inside_the_file_is_found_when_it_is_opened(file_url: str, tmp_path: Path) -> None:
    _store_some(file_url)
    _damage(tmp_path / "warnd.db")
    with pytest.raises(StoreInvalid, match="restore a backup"):
        open_store(file_url, exclusive=True)


def test_a_file_past_the_size_is_not_read_through(file_url: str, tmp_path: Path) -> None:
    _store_some(file_url)
    _damage(tmp_path / "warnd.db")
    open_store(file_url, exclusive=True, check_below_bytes=1).close()


def _store_some(url: str) -> None:
    store = open_store(url, exclusive=True)
    with store.transaction() as transaction:
        for number in range(200):
            transaction.add_article(article(f"a{number}", text="Shells fell. " * 200), QUIET)
    store.close()


def _damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(content)


def test_a_locked_database_is_busy_and_serves_again_when_the_lock_is_gone(
    file_url: str, tmp_path: Path
) -> None:
    store = open_store(file_url, exclusive=True, busy_timeout_s=0.05)
    with (
        _locked(tmp_path / "warnd.db"),
        pytest.raises(StoreBusy, match="locked"),
        store.transaction(),
    ):
        pass
    with store.transaction() as transaction:
        transaction.add_article(article(), QUIET)
    store.close()


def test_a_database_that_is_locked_when_it_is_opened_is_busy(file_url: str, tmp_path: Path) -> None:
    open_store(file_url, exclusive=True).close()
    with _locked(tmp_path / "warnd.db"), pytest.raises(StoreBusy, match="locked"):
        open_store(file_url, exclusive=True, busy_timeout_s=0.05)
    open_store(file_url, exclusive=True).close()  # the failure kept no lock


def test_a_second_daemon_is_refused_and_told_who_holds_the_database(file_url: str) -> None:
    first = open_store(file_url, exclusive=True)
    with pytest.raises(StoreInUse, match=rf"process {os.getpid()}\b"):
        open_store(file_url, exclusive=True)
    first.close()
    open_store(file_url, exclusive=True).close()


def test_a_lock_that_cannot_be_opened_is_told_with_the_user_and_the_remedy(
    file_url: str, tmp_path: Path
) -> None:
    (tmp_path / "warnd.db.lock").mkdir()
    with pytest.raises(StoreInvalid, match=rf"uid {os.getuid()}\); give it to that user"):
        open_store(file_url, exclusive=True)


def test_a_child_that_outlives_the_daemon_does_not_keep_the_next_one_out(file_url: str) -> None:
    program = (
        "import os, sys\n"
        "from warnd.storage.connect import open_store\n"
        "store = open_store(sys.argv[1], exclusive=True)\n"
        "if os.fork() == 0:\n"
        "    print('forked', flush=True)\n"  # by the child, which has let the lock go by then
        "    sys.stdin.read()\n"
        "os._exit(0)\n"
    )
    with subprocess.Popen(  # noqa: S603  our own interpreter, our own program
        [sys.executable, "-c", program, file_url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "forked\n"
        parent.wait(timeout=10)
        open_store(file_url, exclusive=True).close()


def test_a_reader_reads_beside_the_daemon_and_changes_nothing(file_url: str) -> None:
    daemon = open_store(file_url, exclusive=True)
    with daemon.transaction() as transaction:
        transaction.add_article(article(), QUIET)
    reader = open_store(file_url)
    with reader.transaction() as transaction:
        assert transaction.count_articles() == 1
    with pytest.raises(StoreBusy, match="readonly"), reader.transaction() as transaction:
        transaction.add_article(article("a2"), QUIET)
    reader.close()
    daemon.close()


def test_a_reader_finds_no_database_and_makes_none(file_url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreInvalid, match="there is no database"):
        open_store(file_url)
    assert list(tmp_path.iterdir()) == []
