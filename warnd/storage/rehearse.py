"""Trying an upgrade on a copy."""

import tempfile
from pathlib import Path

from sqlalchemy import Engine, create_engine

from warnd.errors import StoreInvalid
from warnd.storage import sqlite
from warnd.storage.backup import back_up
from warnd.storage.check import flaws_of
from warnd.storage.schema import steps_ahead, upgrade


def rehearsed(url: str, database: Path | None) -> tuple[str, ...]:
    """Give what an upgrade does, step by step, after it was done to a copy of `database`.

    Where the database is no file (`database` is None) the steps are told and not tried.

    Raises StoreInvalid for what cannot be upgraded, and when the upgraded copy is not sound.
    """
    if database is None:
        return _steps(create_engine(url, hide_parameters=True))
    if not database.is_file():
        raise StoreInvalid(f"there is no database at {database}; the daemon makes it")
    with tempfile.TemporaryDirectory(prefix=".rehearsal-", dir=database.parent) as folder:
        copy = Path(folder) / database.name
        back_up(database, copy)
        engine = sqlite.make_engine(
            create_engine(f"sqlite:///{copy}").url,
            sqlite.prepare_memory,
            begin="BEGIN IMMEDIATE",
            busy_timeout_s=5.0,
        )
        try:
            steps = steps_ahead(engine)
            upgrade(engine)
            flaws = flaws_of(engine)
        finally:
            engine.dispose()
    if flaws:
        raise StoreInvalid(f"the upgraded copy is not sound: {flaws[0].what}")
    return steps


def _steps(engine: Engine) -> tuple[str, ...]:
    try:
        return steps_ahead(engine)
    finally:
        engine.dispose()
