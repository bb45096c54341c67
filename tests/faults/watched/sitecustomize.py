"""Runs first in a warnd that writes down each connection to a database, and how commits last.

The program knows nothing of it: Python imports this module by its name when it starts.
"""

import json
import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

#: what is asked of a connection after each commit, up to the most
_PRAGMAS = ("journal_mode", "synchronous", "mmap_size", "foreign_keys")
_MOST = 20


def install(to: Path) -> None:
    """Write a line for each connection, and for the first commits of each."""
    file = to / f"{os.getpid()}.jsonl"
    commits = 0

    def tell(**what: object) -> None:
        with file.open("a", encoding="utf-8") as lines:
            lines.write(f"{json.dumps(what)}\n")

    def heard(event: str, about: tuple[Any, ...]) -> None:
        if event == "sqlite3.connect":
            tell(database=str(about[0]))

    def watch_commits() -> None:
        from sqlalchemy import Connection  # noqa: PLC0415  only the daemon is asked

        commit = Connection.commit

        def asked(connection: Connection) -> None:
            nonlocal commits
            driver = connection.connection.dbapi_connection
            commit(connection)
            commits += 1
            if commits <= _MOST and isinstance(driver, sqlite3.Connection):
                answers = [driver.execute(f"PRAGMA {name}").fetchone() for name in _PRAGMAS]
                told = [None if answer is None else answer[0] for answer in answers]
                tell(**dict(zip(_PRAGMAS, told, strict=True)))

        setattr(Connection, "commit", asked)  # noqa: B010

    sys.addaudithook(heard)
    if "run" in sys.orig_argv:
        watch_commits()


install(Path(os.environ["CONNECTIONS_TO"]))
