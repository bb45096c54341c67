import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event, inspect

from tests.storage.records import QUIET, article
from warnd.errors import StoreInvalid
from warnd.storage import schema
from warnd.storage.connect import open_store
from warnd.storage.sqlite import APPLICATION_ID, make_engine, prepare_memory
from warnd.storage.store import SqlStore
from warnd.storage.tables import metadata


def _differences(store: SqlStore) -> Any:
    with store.engine.begin() as connection:
        return compare_metadata(schema.migration_context(connection), metadata)


def test_the_migrations_build_the_tables_that_the_program_knows(store: SqlStore) -> None:
    assert _differences(store) == []


def test_a_difference_between_migrations_and_tables_would_be_seen(store: SqlStore) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_claims_area_at")
        connection.exec_driver_sql("ALTER TABLE feeds ADD COLUMN stray INTEGER")
    assert [difference[0] for difference in _differences(store)] == ["add_index", "remove_column"]


def test_a_database_that_is_up_to_date_is_left_as_it_is(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.add_article(article(), QUIET)
    schema.upgrade(store.engine)
    with store.transaction() as transaction:
        assert transaction.count_articles() == 1


def test_foreign_keys_are_watched_again_after_a_migration(store: SqlStore) -> None:
    with store.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_our_files_say_whose_they_are(file_url: str, tmp_path: Path) -> None:
    open_store(file_url, exclusive=True).close()
    header = (tmp_path / "warnd.db").read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID


@pytest.fixture
def newer(url: str) -> Iterator[SqlStore]:
    opened = open_store(url, exclusive=True)
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE warnd_schema SET version_num = '9999'")
        connection.exec_driver_sql("CREATE TABLE of_the_future (id INTEGER)")
    yield opened
    opened.close()


@pytest.mark.parametrize("look", [schema.upgrade, schema.verify])
def test_a_newer_schema_is_refused_in_clear_words_and_not_touched(
    newer: SqlStore, look: Any
) -> None:
    with pytest.raises(StoreInvalid, match="9999, which is newer than this warnd"):
        look(newer.engine)
    with newer.engine.begin() as connection:
        assert schema.migration_context(connection).get_current_revision() == "9999"
        assert "of_the_future" in inspect(connection).get_table_names()


def test_the_database_of_another_program_is_refused_and_not_touched(
    file_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "warnd.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreInvalid, match=r"another program \(recipes\)"):
        open_store(file_url, exclusive=True)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_schema").fetchall() == [("recipes",)]


def test_a_reader_is_told_to_upgrade_an_older_schema(file_url: str, tmp_path: Path) -> None:
    (tmp_path / "warnd.db").touch()
    with pytest.raises(StoreInvalid, match="warnd db upgrade"):
        open_store(file_url)


def test_a_migration_that_fails_at_any_statement_leaves_nothing() -> None:
    statements = _statements_until_failure(None)
    assert statements > len(metadata.tables)
    for failing in range(1, statements + 1):
        assert _statements_until_failure(failing) == failing


class _FailingError(Exception):
    pass


def _statements_until_failure(failing: int | None) -> int:
    """Migrate an empty database that fails at one statement; give how many it was sent."""
    engine = make_engine(
        create_engine("sqlite://").url, prepare_memory, begin="BEGIN IMMEDIATE", busy_timeout_s=1
    )
    sent = 0

    def count(*_: object) -> None:
        nonlocal sent
        sent += 1
        if sent == failing:
            raise _FailingError

    event.listen(engine, "before_cursor_execute", count)
    try:
        schema.upgrade(engine)
    except _FailingError:
        event.remove(engine, "before_cursor_execute", count)
        with engine.begin() as connection:
            assert inspect(connection).get_table_names() == []
    engine.dispose()
    return sent


def test_migrations_stand_in_one_line_numbered_from_one() -> None:
    scripts = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    numbers = [script.revision for script in scripts.walk_revisions()][::-1]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    assert scripts.get_heads() == [schema.newest_revision()]
