"""Runs first in a warnd that is to die at a step, or whose commits are looked at.

`FAIL_AT` is `STEP:N`: the nth time it gets there, it is killed. The program knows nothing of it:
Python imports this module by its name when it starts.
"""

import functools
import itertools
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any


class Step:
    """Counts how often a step is reached, and kills this process the nth time."""

    def __init__(self, nth: int) -> None:
        self._left = nth

    def reached(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def after(self, owner: Any, name: str) -> None:
        """Have it reached whenever a function ends that gives something."""
        work = getattr(owner, name)

        @functools.wraps(work)
        def counted(*args: Any, **kwargs: Any) -> Any:
            result = work(*args, **kwargs)
            if result:
                self.reached()
            return result

        setattr(owner, name, counted)

    def after_awaiting(self, owner: Any, name: str) -> None:
        """Have it reached whenever a coroutine ends."""
        work: Callable[..., Awaitable[Any]] = getattr(owner, name)

        @functools.wraps(work)
        async def counted(*args: Any, **kwargs: Any) -> Any:
            result = await work(*args, **kwargs)
            self.reached()
            return result

        setattr(owner, name, counted)


def at_commit(step: Step, *, before: bool) -> None:
    from sqlalchemy import Connection  # noqa: PLC0415  only a warnd that dies needs it

    commit = Connection.commit

    def counted(connection: Connection) -> None:
        if before:
            step.reached()
        commit(connection)
        if not before:
            step.reached()

    setattr(Connection, "commit", counted)  # noqa: B010  mypy takes no assignment to a method


def at_statement(step: Step) -> None:
    from sqlalchemy import Engine, event  # noqa: PLC0415  only a warnd that dies needs it

    event.listen(Engine, "before_cursor_execute", lambda *_: step.reached())


def install(name: str, step: Step) -> None:
    """Have a step counted."""
    from warnd.daemon import questions  # noqa: PLC0415
    from warnd.daemon.delivering import sender  # noqa: PLC0415
    from warnd.feeds import fetch  # noqa: PLC0415

    steps: dict[str, Callable[[], None]] = {
        "recovered": lambda: step.after(questions, "recovered"),
        "fetched": lambda: step.after_awaiting(fetch.HttpFetcher, "fetch"),
        "before-commit": lambda: at_commit(step, before=True),
        "after-commit": lambda: at_commit(step, before=False),
        "claimed": lambda: step.after(sender.Sender, "_claim"),
        "sent": lambda: step.after_awaiting(sender.Sender, "_deliver"),
        "marked": lambda: step.after_awaiting(sender.Sender, "_record"),
        "statement": lambda: at_statement(step),
    }
    steps[name]()


def copy_at_commits(database: Path, to: Path) -> None:
    """Copy the database as a loss of power just before and just after each commit leaves it."""
    from sqlalchemy import Connection  # noqa: PLC0415

    commit = Connection.commit
    copies = itertools.count()

    def copy() -> None:
        folder = to / f"{next(copies):04}"
        folder.mkdir(parents=True)
        for name in (database.name, f"{database.name}-journal", f"{database.name}-wal"):
            if database.with_name(name).exists():
                shutil.copyfile(database.with_name(name), folder / name)

    def copied(connection: Connection) -> None:
        copy()
        commit(connection)
        copy()

    setattr(Connection, "commit", copied)  # noqa: B010


def fail_syncs(after: Path) -> None:
    """Have every commit fail as a sync does that the disk refuses, once a file is there."""
    from sqlalchemy import Connection  # noqa: PLC0415
    from sqlalchemy.exc import OperationalError  # noqa: PLC0415

    commit = Connection.commit

    class DiskError(sqlite3.OperationalError):
        sqlite_errorname = "SQLITE_IOERR_FSYNC"

    def failing(connection: Connection) -> None:
        if after.exists():
            connection.rollback()
            raise OperationalError(None, None, DiskError("disk I/O error"))
        commit(connection)

    setattr(Connection, "commit", failing)  # noqa: B010


def write_order(to: Path) -> None:
    """Write down every commit that has ended and every connection that is begun, in order."""
    from sqlalchemy import Connection  # noqa: PLC0415

    commit = Connection.commit

    def told(words: str) -> None:
        with to.open("a", encoding="utf-8") as order:
            order.write(f"{words}\n")

    def committed(connection: Connection) -> None:
        told("pwrite64(warnd.db>")
        commit(connection)
        told("fdatasync(warnd.db>) = 0")

    def heard(event: str, about: tuple[Any, ...]) -> None:
        if event == "socket.connect" and isinstance(about[1], tuple):
            told(f"connect(htons({about[1][1]})")

    setattr(Connection, "commit", committed)  # noqa: B010
    sys.addaudithook(heard)


if "run" in sys.orig_argv and "COPY_TO" in os.environ:
    copy_at_commits(Path(os.environ["COPY_OF"]), Path(os.environ["COPY_TO"]))
if "run" in sys.orig_argv and "ORDER_TO" in os.environ:
    write_order(Path(os.environ["ORDER_TO"]))
if "run" in sys.orig_argv and "FAIL_SYNCS_AFTER" in os.environ:
    fail_syncs(Path(os.environ["FAIL_SYNCS_AFTER"]))
if "run" in sys.orig_argv and "FAIL_AT" in os.environ:
    point, _, nth = os.environ["FAIL_AT"].partition(":")
    install(point, Step(int(nth)))
