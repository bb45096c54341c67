"""A database of the first warnd."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import make_url

from warnd.storage import schema
from warnd.storage.sqlite import make_engine, prepare_own

#: the schema that the migrations begin from
FIRST = "0001"


def write_first(path: Path, *, feed: str, key: str) -> None:
    """Write a database with the first schema, which knows one key of one feed."""
    engine = make_engine(
        make_url(f"sqlite:///{path}"), prepare_own, begin="BEGIN IMMEDIATE", busy_timeout_s=5.0
    )
    configuration = Config()
    configuration.set_main_option("script_location", str(schema.MIGRATIONS))
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, FIRST)
        connection.exec_driver_sql(
            "INSERT INTO entry_keys VALUES (?, ?, 'a', '2019-01-28 12:00:00.000000')", (feed, key)
        )
    engine.dispose()
