"""What a database stands on: SQLite's version, how the file keeps its journal, its newest row."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from warnd.storage import sqlite
from warnd.storage.failures import translated
from warnd.storage.store import SqlStore
from warnd.storage.tables import articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """What a SQLite database stands on."""

    #: the version of SQLite
    version: str
    #: how the file keeps its journal
    journal: str
    #: how this version should keep it
    wanted: str


def medium_of(store: SqlStore) -> Medium | None:
    """Give what a database stands on, None where it is not SQLite."""
    if store.engine.dialect.name != "sqlite":
        return None
    with translated("the database"), store.engine.begin() as connection:
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    wanted = sqlite.BEST_DURABILITY.journal_mode
    return Medium(version=str(version), journal=str(journal), wanted=wanted)


def newest_article(store: SqlStore) -> datetime | None:
    """Give when the newest article was seen first, None when there is none."""
    with translated("the database"), store.engine.begin() as connection:
        found: datetime | None = connection.execute(
            select(func.max(articles.c.first_seen))
        ).scalar()
        return found
