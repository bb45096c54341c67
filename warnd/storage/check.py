"""Whether a database is sound: its pages, what its rows refer to, and its schema."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect, make_url

from warnd.errors import StoreInvalid
from warnd.storage import sqlite
from warnd.storage.failures import translated
from warnd.storage.schema import newest_revision, revision_of

#: findings of one sort that are told
_MOST = 20
#: what mends a damaged file
_MEND = "start warnd anew, which restores the newest good backup; or: warnd db restore FILE"
#: seconds that a lock is waited for
_PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something that is wrong with a database, and how it is mended."""

    #: what is wrong
    what: str
    #: what a person does about it
    mend: str


def flaws_of(engine: Engine) -> tuple[Flaw, ...]:
    """Give what is wrong with a database; empty when nothing is.

    Raises StoreBusy when it is locked or away.
    """
    try:
        with translated(_named(engine)), engine.begin() as connection:
            return (*_of_pages(connection), *_of_references(connection), *_of_schema(connection))
    except StoreInvalid as error:
        return (Flaw(what=str(error), mend="restore a backup: warnd db restore FILE"),)


def look_over(url: str) -> tuple[Flaw, ...]:
    """Give what is wrong with the database at `url`, which a daemon may use meanwhile.

    Raises StoreBusy when it is locked or away.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(parsed, hide_parameters=True)
    elif parsed.database is not None and Path(parsed.database).is_file():
        engine = sqlite.make_engine(
            parsed, sqlite.prepare_reader, begin="BEGIN", busy_timeout_s=_PATIENCE_S
        )
    else:
        what = f"there is no database at {parsed.database}"
        return (Flaw(what=what, mend="start the daemon, which makes it, or restore a backup"),)
    try:
        return flaws_of(engine)
    finally:
        engine.dispose()


def parts_of_file(path: Path) -> Iterator[Flaw]:
    """Give what is wrong with the pages of a SQLite file that a daemon writes meanwhile.

    One table after the other is read through, so that the daemon waits for one alone at most.
    Raises StoreBusy when it is locked.
    """
    url = make_url(f"sqlite:///{path}")
    engine = sqlite.make_engine(
        url, sqlite.prepare_reader, begin="BEGIN", busy_timeout_s=_PATIENCE_S
    )
    try:
        with translated(_named(engine)), engine.begin() as connection:
            tables = inspect(connection).get_table_names()
        for table in tables:
            with translated(_named(engine)), engine.begin() as connection:
                found = _of_pages(connection, f"'{table}'")
            yield from found
    except StoreInvalid as error:
        yield Flaw(what=str(error), mend=_MEND)
    finally:
        engine.dispose()


def _of_pages(connection: Connection, of: str = str(_MOST)) -> tuple[Flaw, ...]:
    """Give what is wrong with the pages of all tables, or `of` one."""
    if connection.dialect.name != "sqlite":
        return ()
    found = connection.exec_driver_sql(f"PRAGMA quick_check({of})").scalars().all()
    return tuple(
        Flaw(
            what=f"the file is damaged: {' '.join(str(each).split())}",
            mend=_MEND,
        )
        for each in found
        if each != "ok"
    )


def _of_references(connection: Connection) -> tuple[Flaw, ...]:
    if connection.dialect.name != "sqlite":  # others never let such a row in
        return ()
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST)
    return tuple(
        Flaw(
            what=f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there",
            mend="restore a backup: warnd db restore FILE",
        )
        for row in rows
    )


def _of_schema(connection: Connection) -> tuple[Flaw, ...]:
    found = revision_of(connection)
    if found == newest_revision():
        return ()
    return (
        Flaw(
            what=f"its schema is {found or 'none yet'}, and this warnd has {newest_revision()}",
            mend="run: warnd db upgrade (the daemon does it too when it starts)",
        ),
    )


def _named(engine: Engine) -> str:
    return f"the database {engine.url.render_as_string(hide_password=True)}"
