import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.postgresql import Cluster
from tests.storage.records import QUIET, alert_version, article, notification
from warnd.errors import StoreBusy, StoreInvalid
from warnd.storage.check import flaws_of, look_over
from warnd.storage.connect import open_store
from warnd.storage.rehearse import rehearsed
from warnd.storage.schema import newest_revision
from warnd.storage.store import SqlStore


@pytest.fixture
def database(file_url: str, tmp_path: Path) -> Path:
    store = open_store(file_url, exclusive=True)
    with store.transaction() as transaction:
        for number in range(50):
            transaction.add_article(article(f"a{number}", text="Shells fell. " * 300), QUIET)
        transaction.add_alert_version(alert_version())
        transaction.add_notifications([notification()])
    store.close()
    return tmp_path / "warnd.db"


def test_a_database_of_ours_is_sound(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.add_article(article(), QUIET)
    assert flaws_of(store.engine) == ()


def test_a_database_is_looked_over_beside_its_daemon(database: Path, file_url: str) -> None:
    daemon = open_store(file_url, exclusive=True)
    assert look_over(file_url) == ()
    daemon.close()
    assert database.is_file()


def _sql(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement)


def _spoil(database: Path) -> None:
    spoilt = bytearray(database.read_bytes())
    middle = len(spoilt) // 2 // 4096 * 4096
    spoilt[middle : middle + 40960] = b"\xa5" * 40960
    database.write_bytes(spoilt)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        pytest.param(_spoil, "damaged", id="pages"),
        pytest.param(lambda path: path.write_bytes(b"no database" * 99), "damaged", id="no-sqlite"),
        pytest.param(
            lambda path: _sql(path, "DELETE FROM alert_versions"),
            "row 1 of notifications refers to a row of alert_versions that is not there",
            id="references",
        ),
        pytest.param(
            lambda path: _sql(path, "UPDATE warnd_schema SET version_num = '0005'"),
            "its schema is 0005",
            id="older-schema",
        ),
        pytest.param(
            lambda path: _sql(path, "UPDATE warnd_schema SET version_num = '9999'"),
            "newer than this warnd",
            id="newer-schema",
        ),
        pytest.param(Path.unlink, "there is no database", id="missing"),
    ],
)
def test_what_is_wrong_is_told_with_what_mends_it(
    database: Path, file_url: str, harm: Callable[[Path], object], told: str
) -> None:
    harm(database)
    flaws = look_over(file_url)
    assert any(told in flaw.what for flaw in flaws), flaws
    assert all(flaw.mend for flaw in flaws)


def test_a_locked_database_is_busy_and_not_damaged(
    database: Path, file_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warnd.storage.check._PATIENCE_S", 0.05)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusy, match="locked"):
            look_over(file_url)


def test_a_database_that_is_up_to_date_needs_no_step(database: Path, file_url: str) -> None:
    assert rehearsed(file_url, database) == ()


def test_the_steps_of_an_upgrade_are_told_and_tried_on_a_copy(tmp_path: Path) -> None:
    database = tmp_path / "new.db"
    database.touch()
    steps = rehearsed(f"sqlite:///{database}", database)
    assert steps[0].startswith("0001: ")
    assert steps[-1].startswith(f"{newest_revision()}: ")
    assert database.read_bytes() == b""
    assert list(tmp_path.iterdir()) == [database]


def test_the_steps_of_a_server_are_told(cluster: Cluster) -> None:
    url = cluster.database()
    assert len(rehearsed(url, None)) == int(newest_revision() or "0")
    open_store(url, exclusive=True).close()
    assert rehearsed(url, None) == ()


def test_a_newer_schema_is_refused_in_a_rehearsal(database: Path, file_url: str) -> None:
    _sql(database, "UPDATE warnd_schema SET version_num = '9999'")
    with pytest.raises(StoreInvalid, match="newer than this warnd"):
        rehearsed(file_url, database)
