"""kill -9 before any statement of the migrations leaves the old schema or the new one, whole."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from sqlalchemy import make_url

from warnd.model.identifiers import FeedId
from warnd.storage import schema
from warnd.storage.connect import open_store
from warnd.storage.sqlite import make_engine, prepare_own
from warnd.storage.tables import metadata

#: the schema that the migrations begin from, with a record
_OLD = "0001"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give a database of the first warnd that knows a key."""
    path = tmp_path / "old.db"
    engine = make_engine(
        make_url(f"sqlite:///{path}"), prepare_own, begin="BEGIN IMMEDIATE", busy_timeout_s=1.0
    )
    configuration = Config()
    configuration.set_main_option("script_location", str(schema.MIGRATIONS))
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, _OLD)
        connection.exec_driver_sql(
            "INSERT INTO entry_keys VALUES ('f', 'k', 'a', '2019-01-28 12:00:00.000000')"
        )
    engine.dispose()
    return path


@pytest.fixture
def program() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.storage.migrating"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


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
            assert found in ([(_OLD,)], [(schema.newest_revision(),)])
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
