"""A program to be killed: each line it reads forks a migration, which dies before one statement.

A line is the number of the statement and the database's path. What it answers is how the migration
ended: `killed`, or `done` when it has fewer statements.
"""

import os
import signal
import sys

from sqlalchemy import create_engine, event

from warnd.storage.schema import newest_revision, upgrade
from warnd.storage.sqlite import make_engine, prepare_own


def _migrate(number: int, path: str) -> None:
    engine = make_engine(
        create_engine(f"sqlite:///{path}").url,
        prepare_own,
        begin="BEGIN IMMEDIATE",
        busy_timeout_s=1.0,
    )
    sent = 0

    def count(*_: object) -> None:
        nonlocal sent
        sent += 1
        if sent == number:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "before_cursor_execute", count)
    upgrade(engine)


def main() -> None:
    """Fork a migration a line, and tell how it ended."""
    newest_revision()  # read once for all of them
    for line in sys.stdin:
        number, path = line.rstrip("\n").split(" ", 1)
        child = os.fork()
        if child == 0:
            _migrate(int(number), path)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        os.write(1, b"killed\n" if os.WIFSIGNALED(status) else b"done\n")


if __name__ == "__main__":
    main()
