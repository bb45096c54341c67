"""Power that fails: nothing is sent before the disk has it, and every commit is one to begin from.

FAULTS, row 5. Where there is no strace, the process itself writes down the order of its commits
and connections.
"""

import contextlib
import json
import os
import re
import shutil
import sqlite3
from pathlib import Path

from tests.faults.stories import quick_config, story
from tests.live import outbox, running, until
from tests.loopback import FeedServer, Ledger

_FAILING = Path(__file__).parent / "failing"
_ROOT = Path(__file__).parents[2]
#: what a warnd is started with whose commits are looked at
PATHS = {"PYTHONPATH": f"{_FAILING}{os.pathsep}{_ROOT}"}


def test_no_message_leaves_before_the_disk_has_its_record(tmp_path: Path) -> None:
    order = tmp_path / "order"
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        settings = json.loads(config.read_text())
        settings["feeds"][0]["interval"] = "1h"
        config.write_text(json.dumps(settings))
        feeds.add("wire", story("SY-ID"))
        under: tuple[str, ...] = ()
        environment = {**PATHS, "ORDER_TO": str(order)}
        if shutil.which("strace"):
            under = (
                "strace", "-D", "-f", "-qq", "-y", "-o", str(order),
                "-e", "trace=pwrite64,fdatasync,fsync,connect",
            )  # fmt: skip
            environment = {}
        with running(config, *under, **environment) as warnd:
            until(lambda: ledger.posts, what=warnd.tail())
            until(lambda: outbox(config) == {"delivered": 1}, what="recorded")
            assert warnd.terminate() == 0
        port = ledger.address.rpartition(":")[2]
        lines = order.read_text(errors="replace").splitlines()
        sent = next(at for at, line in enumerate(lines) if f"htons({port})" in line)
        written = [at for at, line in enumerate(lines[:sent]) if _is_of(line, "pwrite64")]
        synced = [at for at, line in enumerate(lines[:sent]) if _is_of(line, "f(data)?sync")]
        assert written, "the record of it was written"
        assert synced, "and synced"
        assert max(synced) > max(written), lines[max(written) : sent + 1]


def _is_of(line: str, call: str) -> bool:
    """Tell whether a line is such a call on the database itself, or on its write-ahead log."""
    return re.search(rf"\b{call}\([^)]*warnd\.db(-wal)?>", line) is not None


def test_from_every_commit_a_new_start_tells_what_was_not_told(tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        database = config.with_name("warnd.db")
        environment = {**PATHS, "COPY_OF": str(database), "COPY_TO": str(copies)}
        with running(config, **environment) as warnd:
            warnd.await_event("ready")
            feeds.add("wire", story("SY-ID"))
            until(lambda: outbox(config) == {"delivered": 1}, what=warnd.tail())
            assert warnd.terminate() == 0
        known = [(copy, state) for copy in sorted(copies.iterdir()) for state in _state(copy)]
        first, last = ({state: copy for copy, state in each} for each in (known[::-1], known))
        assert set(first) == {"new", "pending", "sending", "delivered"}
        key = ledger.keys[0]
        for boot in (first, last):
            for state in ("pending", "sending"):
                _begin_from(boot[state], config)
                before = len(ledger.posts)
                with running(config) as warnd:
                    until(lambda: outbox(config) == {"delivered": 1}, what=warnd.tail)
                    assert warnd.terminate() == 0
                assert ledger.keys[before:] == [key]
                assert ledger.posts[-1][1].get("may_repeat", False) is (state == "sending")
        for copy in (first["new"], last["new"]):
            _begin_from(copy, config)
            before = len(ledger.posts)
            with running(config) as warnd:
                until(lambda: outbox(config) == {"delivered": 1}, what=warnd.tail)
                assert warnd.terminate() == 0
            (post,) = [post for _, post in ledger.posts[before:]]
            assert (post["area"]["id"], "may_repeat" in post) == ("SY-ID", False)
        _begin_from(first["delivered"], config)
        before = len(ledger.posts)
        feeds.add("wire", story("UA-63"))
        with running(config) as warnd:
            until(lambda: outbox(config) == {"delivered": 2}, what=warnd.tail)
            assert warnd.terminate() == 0
        assert [post["area"]["id"] for _, post in ledger.posts[before:]] == ["UA-63"]


def _begin_from(copy: Path, config: Path) -> None:
    """Put a copy of the database where the next start finds it."""
    for file in config.parent.glob("warnd.db*"):
        file.unlink()
    for file in copy.iterdir():
        shutil.copy(file, config.parent)


def _state(copy: Path) -> list[str]:
    """Give how the notification stands in a copy that must be sound; "new" while it has none."""
    look = copy.parent.with_name("look")
    shutil.rmtree(look, ignore_errors=True)
    shutil.copytree(copy, look)  # looking at it rolls back what was under way
    with contextlib.closing(sqlite3.connect(look / "warnd.db")) as read:
        assert read.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        if not read.execute("SELECT 1 FROM sqlite_master WHERE name = 'notifications'").fetchone():
            return []
        return [row[0].lower() for row in read.execute("SELECT state FROM notifications")] or [
            "new"
        ]
