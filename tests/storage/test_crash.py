"""kill -9 at random moments leaves whole transactions, and all that were committed."""

import os
import random
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest

from tests.storage.crashing import BATCH, FEED
from tests.storage.programs import told
from tests.storage.records import HOUR, NOON
from warnd.model.identifiers import AlertId, AreaId, ArticleId
from warnd.storage.connect import open_store
from warnd.storage.store import SqlTransaction

_KILLS = 20
#: what a writer tells before it is killed: up to some batches of about a dozen statements
_MOST_LINES = 80


@pytest.fixture
def program(file_url: str) -> Iterator[subprocess.Popen[str]]:
    with told("tests.storage.crashing", file_url) as process:
        yield process


def test_kill_leaves_whole_transactions_and_every_one_that_was_committed(
    program: subprocess.Popen[str], file_url: str, tmp_path: Path
) -> None:
    chance = random.Random(52)  # noqa: S311  the moments differ by the machine's load anyway
    committed = -1
    for _ in range(_KILLS):
        committed = max([committed, *_kill_one(program, chance.randrange(1, _MOST_LINES))])
        with closing(sqlite3.connect(tmp_path / "warnd.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        store = open_store(file_url, exclusive=True)
        with store.transaction() as transaction:
            batches = transaction.count_articles() // BATCH
            assert transaction.count_articles() == batches * BATCH
            assert batches > committed
            for number in range(batches):
                assert _is_whole(transaction, number)
            state = transaction.feed_state(FEED)
            assert (-1 if state is None else state.failures) == batches - 1
        store.close()
    assert committed > 0


def _kill_one(program: subprocess.Popen[str], lines: int) -> list[int]:
    """Kill a writer after it told so many lines; give the batches it said it had committed."""
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write("go\n")
    program.stdin.flush()
    told: list[str] = []
    writer = int(_awaited(program.stdout, "writer", told))
    while len(told) < lines:
        told.append(program.stdout.readline())
    os.kill(writer, signal.SIGKILL)
    _awaited(program.stdout, "dead", told)
    return [int(line.split()[1]) for line in told if line.startswith("committed")]


def _awaited(lines: IO[str], word: str, told: list[str]) -> str:
    """Read to the line that begins with `word`; give the rest of it."""
    for line in lines:
        if line.startswith(word):
            return line.removeprefix(word).strip()
        told.append(line)
    raise AssertionError(f"the program ended before it said {word!r}")


def _is_whole(transaction: SqlTransaction, number: int) -> bool:
    names = [ArticleId(f"b{number}-{position}") for position in range(BATCH)]
    keys = [f"id:{name}" for name in names]
    return (
        all(transaction.reading(name) is not None for name in names)
        and transaction.known_keys(FEED, keys) == set(keys)
        and len(transaction.claims(AreaId(f"b{number}"), NOON - HOUR, NOON)) == BATCH
        and len(transaction.alert_versions(AlertId(f"b{number}"))) == 1
        and transaction.notification(f"b{number}") is not None
    )
