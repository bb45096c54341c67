"""Bringing a database to the schema of this program, forward only, whole or not at all."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from warnd.errors import StoreDamaged, StoreInvalid
from warnd.storage.failures import translated
from warnd.storage.sqlite import APPLICATION_ID

#: the table in which Alembic keeps the revision; its name also marks a database as ours
MARKER = "warnd_schema"

#: the advisory lock of PostgreSQL under which one process migrates: "wrnd" as a number
MIGRATING = APPLICATION_ID

#: how a revision is named, of this warnd or a newer one
_REVISION = re.compile(r"[0-9]{4}")
#: where the migrations stand
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema, in one transaction.

    Raises StoreInvalid, before anything is touched, for a database that another program made or
    a newer warnd has changed.
    """
    with translated(_named(engine)), _migrating(engine) as connection:
        found = revision_of(connection)
        if found == newest_revision():
            return
        configuration = _configuration(MIGRATIONS)
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def is_behind(engine: Engine) -> bool:
    """Tell whether the database holds records in an older schema.

    Raises StoreInvalid for what `upgrade` refuses.
    """
    with translated(_named(engine)), engine.begin() as connection:
        return revision_of(connection) not in {None, newest_revision()}


def verify(engine: Engine) -> None:
    """Look whether the database has the schema of this program.

    Raises StoreInvalid when it has another.
    """
    with translated(_named(engine)), engine.begin() as connection:
        found = revision_of(connection)
    if found != newest_revision():
        raise StoreInvalid(
            f"{_named(engine)} has the schema of an older warnd ({found or 'none yet'}); start the"
            " daemon, or run: warnd db upgrade"
        )


def newest_revision() -> str | None:
    """Give the revision that this program's migrations lead to."""
    return _scripts(MIGRATIONS).get_current_head()


def steps_ahead(engine: Engine) -> tuple[str, ...]:
    """Give what each migration that the database needs does, in their order.

    Raises StoreInvalid for what `upgrade` refuses.
    """
    with translated(_named(engine)), engine.begin() as connection:
        found = revision_of(connection)
    scripts = [*_scripts(MIGRATIONS).walk_revisions()][::-1]
    return tuple(
        f"{script.revision}: {' '.join(script.doc.split())}"
        for script in scripts
        if found is None or script.revision > found
    )


def migration_context(connection: Connection) -> MigrationContext:
    """Give Alembic's view of the database behind `connection`."""
    return MigrationContext.configure(
        connection, opts={"version_table": MARKER, "transactional_ddl": True}
    )


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    """Open the transaction of a migration.

    SQLite changes many things about a table only by building it anew; with foreign keys watched,
    dropping the old one would take along what refers to it. It can be set between transactions
    only.
    """
    with engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            _pragma(connection, "foreign_keys=OFF")
        try:
            with connection.begin():
                if not is_sqlite:  # another may migrate at the same time, and it may take long
                    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")
                yield connection
                if is_sqlite:
                    _refuse_orphans(connection)
        finally:
            if is_sqlite:
                _pragma(connection, "foreign_keys=ON")


def _refuse_orphans(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreInvalid("the migration would leave rows that refer to nothing; it was undone")


def _pragma(connection: Connection, setting: str) -> None:
    """Set a pragma outside of any transaction."""
    raw = connection.connection.dbapi_connection
    if raw is not None:
        raw.cursor().execute(f"PRAGMA {setting}")


def revision_of(connection: Connection) -> str | None:
    """Give the revision of the database, None for an empty one.

    Raises StoreInvalid for what `upgrade` refuses.
    """
    try:
        tables = inspect(connection).get_table_names()
        found = migration_context(connection).get_current_revision() if MARKER in tables else None
    except UnicodeDecodeError as error:
        raise StoreDamaged(f"{_named(connection.engine)} is damaged: {error}") from error
    if found is None:
        if set(tables) - {MARKER}:
            if _is_ours(connection):
                raise StoreDamaged(
                    f"{_named(connection.engine)} is damaged: it has lost its schema"
                )
            raise StoreInvalid(
                f"{_named(connection.engine)} holds the tables of another program"
                f" ({', '.join(sorted(tables)[:3])}); give warnd a database of its own"
            )
        return None
    known = {script.revision for script in _scripts(MIGRATIONS).walk_revisions()}
    if found not in known:
        if not _REVISION.fullmatch(found):
            raise StoreDamaged(f"{_named(connection.engine)} is damaged: {found!r} is no schema")
        raise StoreInvalid(
            f"{_named(connection.engine)} has schema {found}, which is newer than this warnd"
            f" knows ({newest_revision()}); run the newer warnd, or restore the backup that it"
            " made before it upgraded"
        )
    return found


def _is_ours(connection: Connection) -> bool:
    """Tell whether a file says that it is ours, whatever it holds by now."""
    if connection.dialect.name != "sqlite":
        return False
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    return int(mark) == APPLICATION_ID


def _configuration(migrations: Path) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return configuration


@cache
def _scripts(migrations: Path) -> ScriptDirectory:
    return ScriptDirectory.from_config(_configuration(migrations))


def _named(engine: Engine) -> str:
    return f"the database {engine.url.render_as_string(hide_password=True)}"
