"""kill -9 before any statement of the migrations leaves the old schema or the new one, whole."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata

from tests.storage.first import FIRST, write_first
from tests.storage.programs import told
from warnd.model.identifiers import FeedId
from warnd.storage import schema
from warnd.storage.connect import open_store
from warnd.storage.tables import metadata


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give a database of the first warnd that knows a key."""
    path = tmp_path / "old.db"
    write_first(path, feed="f", key="k")
    return path


@pytest.fixture
def program() -> Iterator[subprocess.Popen[str]]:
    with told("tests.storage.migrating") as process:
        yield process


def _ended(program: subprocess.Popen[str], number: int, path: Path) -> str:
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(f"{number} {path}\n")
    program.stdin.flush()
    return program.stdout.readline().strip()


def test_a_kill_before_any_statement_leaves_the_old_schema_whole(
    old: Path, program: subprocess.Popen[str], tmp_path: Path
) -> None:
    path = tmp_path / "killed.db"
    number = 1
    while True:
        shutil.copy(old, path)
        if _ended(program, number, path) == "done":
            break
        with closing(sqlite3.connect(path)) as connection:  # which rolls the journal back
            assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            found = connection.execute("SELECT version_num FROM warnd_schema").fetchall()
            assert found in ([(FIRST,)], [(schema.newest_revision(),)])
            assert connection.execute("SELECT key FROM entry_keys").fetchall() == [("k",)]
        for beside in tmp_path.glob("killed.db-*"):
            beside.unlink()
        number += 1
    assert number > len(metadata.tables)


def test_what_is_migrated_after_a_kill_is_as_what_is_made_anew(
    old: Path, program: subprocess.Popen[str]
) -> None:
    for number in (1, 10, 20):
        assert _ended(program, number, old) == "killed"
    store = open_store(f"sqlite:///{old}", exclusive=True)
    with store.engine.begin() as connection:
        assert compare_metadata(schema.migration_context(connection), metadata) == []
    with store.transaction() as transaction:
        assert transaction.known_keys(FeedId("f"), ["k", "other"]) == {"k"}
    store.close()
