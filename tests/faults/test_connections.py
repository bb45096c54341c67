"""How many write to the database, and how (FAULTS, row 9).

`WARND_STRESS_S` is how long readers and a writer meet, two hours in its long form.
"""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.faults.stories import TOWNS, quick_config, story
from tests.live import Warnd, running, until
from tests.loopback import FeedServer, Item, Ledger

STRESS_S = float(os.environ.get("WARND_STRESS_S", "4"))
READERS = 4
#: from here on a log that several write to is safe in SQLite
SAFE_SINCE = (3, 51, 3)
IS_SAFE = sqlite3.sqlite_version_info >= SAFE_SINCE
#: what stands in the head of a database file that keeps a journal, and of one that keeps a log
_HEAD = {"truncate": b"\1\1", "wal": b"\2\2"}
_WATCHED = Path(__file__).parent / "watched"
_ROOT = Path(__file__).parents[2]


def watching(folder: Path) -> dict[str, str]:
    """Give the environment of a warnd that writes down each connection to a database."""
    return {
        "CONNECTIONS_TO": str(folder),
        "PYTHONPATH": f"{_WATCHED}{os.pathsep}{_ROOT}",
    }


def opened(folder: Path, process: int) -> list[dict[str, object]]:
    """Give what a process wrote down of its connections, in order."""
    file = folder / f"{process}.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def writing(process: int, database: Path) -> int:
    """Give how many times a process has a database open for writing."""
    count = 0
    for each in Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(OSError):
            if each.readlink() != database:
                continue
            info = Path(f"/proc/{process}/fdinfo/{each.name}").read_text()
            flags = int(info.partition("flags:")[2].split()[0], 8)
            count += (flags & os.O_ACCMODE) != os.O_RDONLY
    return count


def command(config: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-m", "warnd", *words, "--config", str(config)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **environment},
    )


def said(process: subprocess.Popen[str]) -> tuple[int, str]:
    told, _ = process.communicate(timeout=120)
    return process.returncode, told


def test_one_connection_writes_durably_and_commands_ask_the_daemon(tmp_path: Path) -> None:
    watched = tmp_path / "watched"
    watched.mkdir()
    database = tmp_path / "warnd.db"
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        with running(config, **watching(watched)) as warnd:
            warnd.await_event("ready")
            most = 0

            def told_of(area: str) -> bool:
                nonlocal most
                most = max(most, writing(warnd.process.pid, database))
                return area in ledger.areas()

            for area in list(TOWNS)[:5]:
                feeds.add("wire", story(area))
                until(partial(told_of, area), look_s=0.005, what=warnd.tail)
            assert most == 1
            assert str(database) not in Path(f"/proc/{warnd.process.pid}/maps").read_text()
            journal = "wal" if IS_SAFE else "truncate"
            assert database.read_bytes()[18:20] == _HEAD[journal]
            kept = [each for each in opened(watched, warnd.process.pid) if "synchronous" in each]
            assert kept
            for each in kept:
                assert each["journal_mode"] == journal
                assert each["synchronous"] == (2 if IS_SAFE else 3), "FULL, or EXTRA"
                assert each["mmap_size"] in {0, None}
                assert each["foreign_keys"] == 1

            alert = ledger.posts[0][1]["alert"]
            orders = [
                command(config, *words, **watching(watched))
                for words in (
                    ("alerts", "ack", alert, "--note", "on it"),
                    ("alerts", "silence", "--area", "UA-63", "--for", "1h", "--reason", "drill"),
                    ("alerts", "resend", alert),
                    ("feedback", "add", alert, "useful"),
                )
            ]
            for order in orders:
                code, words = said(order)
                assert code == 0, words
                assert opened(watched, order.pid) == [], "it asked the daemon"
            for verb in ("prune", "upgrade"):
                code, told = said(command(config, "db", verb))
                assert (code, "is held by process" in told) == (75, True), told
            assert writing(warnd.process.pid, database) == 1
            assert warnd.terminate() == 0


class Reader(threading.Thread):
    """Reads all of a database again and again, as commands do."""

    def __init__(self, database: Path, is_over: Callable[[], bool]) -> None:
        super().__init__(daemon=True)
        self._database = database
        self._is_over = is_over
        self.rounds = 0
        self.failures: list[str] = []

    def run(self) -> None:
        while not self._is_over():
            try:
                self._read()
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    self.failures.append(str(error))

    def _read(self) -> None:
        address = f"file:{self._database}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=10)) as read:
            for table in ("articles", "claims", "notifications", "entry_keys", "situations"):
                read.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608  our own
            self.rounds += 1


def stir(feeds: FeedServer, is_over: Callable[[], bool]) -> None:
    """Have something new in every feed until it is over; old news goes, as it does in feeds."""
    towns = list(TOWNS.values())
    number = 0
    while not is_over():
        for name in ("wire", "gazette", "herald"):
            number += 1
            town = towns[number % len(towns)]
            text = f"Shelling was heard in {town} on day {number}. " + "Prices held. " * 50
            feeds.items[name] = [
                *feeds.items.get(name, [])[-20:],
                Item(id=f"{name}-{number}", title=f"Report {number} from {town}", text=text),
            ]
        threading.Event().wait(0.05)


@contextlib.contextmanager
def ordering(warnd: Warnd, is_over: Callable[[], bool]) -> Iterator[None]:
    """Give orders by the socket all the while."""

    def order() -> None:
        while not is_over():
            said(
                command(
                    warnd.config,
                    "alerts",
                    "silence",
                    "--area",
                    "UA-63",
                    "--for",
                    "1h",
                    "--reason",
                    "x",
                )
            )

    giver = threading.Thread(target=order, daemon=True)
    giver.start()
    yield
    giver.join(180)
    assert not giver.is_alive()


def test_readers_and_the_writer_harm_nothing(tmp_path: Path) -> None:
    ends = time.monotonic() + STRESS_S

    def is_over() -> bool:
        return time.monotonic() > ends

    with FeedServer() as feeds, Ledger() as ledger:
        feeds.add("wire", story("SY-ID"))
        config = quick_config(tmp_path, feeds, {"hook": ledger}, read=("wire", "gazette", "herald"))
        with running(config) as warnd:
            until(lambda: ledger.areas() == {"SY-ID"}, what=warnd.tail)
            ends = time.monotonic() + STRESS_S
            readers = [Reader(tmp_path / "warnd.db", is_over) for _ in range(READERS)]
            for reader in readers:
                reader.start()
            with ordering(warnd, is_over):
                stir(feeds, is_over)
            for reader in readers:
                reader.join(60)
            assert [failure for reader in readers for failure in reader.failures] == []
            assert all(reader.rounds for reader in readers)
            feeds.add("wire", story("YE-TA"))
            until(lambda: "YE-TA" in ledger.areas(), what=warnd.tail)
            assert warnd.terminate() == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "warnd.db")) as read:
        assert read.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert read.execute("PRAGMA foreign_key_check").fetchall() == []
        (articles,) = read.execute("SELECT count(*) FROM articles").fetchone()
    assert articles > 20
