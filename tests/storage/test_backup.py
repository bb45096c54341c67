import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.records import QUIET, article
from warnd.errors import StoreBusy, StoreInvalid
from warnd.storage import schema
from warnd.storage.backup import back_up
from warnd.storage.connect import open_store

_NEXT = """
from alembic import op
import sqlalchemy as sa

revision = "0009"
down_revision = "0008"


def upgrade():
    op.add_column("feeds", sa.Column("note", sa.Text()))
    op.execute("UPDATE articles SET title = 'migrated'")
"""


@pytest.fixture
def database(file_url: str, tmp_path: Path) -> Path:
    store = open_store(file_url, exclusive=True)
    with store.transaction() as transaction:
        transaction.add_article(article(), QUIET)
    store.close()
    return tmp_path / "warnd.db"


def _titles(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM articles")]


def test_a_copy_holds_what_was_stored_and_only_its_owner_reads_it(database: Path) -> None:
    copy = database.with_name("copy.db")
    back_up(database, copy)
    assert _titles(copy) == ["Shells fall"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_copy_is_made_beside_the_daemon(database: Path, file_url: str) -> None:
    daemon = open_store(file_url, exclusive=True)
    copy = database.with_name("copy.db")
    with daemon.transaction() as transaction:
        transaction.add_article(article("not committed"), QUIET)
        back_up(database, copy)
    daemon.close()
    assert len(_titles(copy)) == 1


def test_an_older_copy_is_replaced(database: Path) -> None:
    copy = database.with_name("copy.db")
    copy.write_text("an older copy")
    back_up(database, copy)
    assert _titles(copy) == ["Shells fall"]


def test_a_damaged_database_gives_no_copy_and_the_older_one_stays(database: Path) -> None:
    copy = database.with_name("copy.db")
    back_up(database, copy)
    database.write_bytes(b"not a database, and long enough to be looked at" * 200)
    with pytest.raises(StoreInvalid, match="cannot be backed up"):
        back_up(database, copy)
    assert _titles(copy) == ["Shells fall"]
    assert not list(database.parent.glob("*.partial"))


def test_a_database_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreInvalid, match=r"missing\.db"):
        back_up(tmp_path / "missing.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(database: Path) -> None:
    with pytest.raises(StoreInvalid, match="No such file"):
        back_up(database, database.parent / "missing" / "copy.db")


def test_an_upgrade_lays_a_copy_beside_the_database_first(
    database: Path, file_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrations = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, migrations)
    (migrations / "versions" / "next.py").write_text(_NEXT)
    monkeypatch.setattr(schema, "MIGRATIONS", migrations)

    open_store(file_url, exclusive=True).close()

    assert _titles(database) == ["migrated"]
    assert _titles(database.with_name("warnd.db.before-0009")) == ["Shells fall"]


def test_opening_without_an_upgrade_makes_no_copy(database: Path, file_url: str) -> None:
    open_store(file_url, exclusive=True).close()
    assert not list(database.parent.glob("*.before-*"))


def test_a_locked_database_is_busy(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusy, match="locked"):
            back_up(database, database.with_name("copy.db"), busy_timeout_s=0.05)
