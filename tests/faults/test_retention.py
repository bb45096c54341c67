"""What was kept long enough goes while the daemon runs, and what a feed still shows stays known."""

import contextlib
import sqlite3
from datetime import timedelta
from pathlib import Path

from tests.faults.clock import MovedClock
from tests.faults.stories import quick_config
from tests.live import Warnd, running, until
from tests.loopback import FeedServer, Item, Ledger


def test_bytes_and_texts_go_and_old_entries_never_come_back_as_new(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    with FeedServer() as feeds, Ledger() as ledger:
        for number in range(3):
            feeds.add("wire", _item(number))
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        with running(config, **clock.environment) as warnd:
            until(lambda: _rows(config, "articles") == 3, what=warnd.tail())
            until(lambda: _rows(config, "raw_entries") == 3, what="the bytes are kept")

            clock.pass_by(timedelta(days=8))
            _await_pruning(warnd, 1)
            assert (_rows(config, "raw_entries"), _rows(config, "articles")) == (0, 3)

            for pruning, days in ((2, 91), (3, 401)):
                clock.pass_by(timedelta(days=days))
                _await_pruning(warnd, pruning)
                assert _rows(config, "articles") == 0
                feeds.add("wire", _item(days))
                until(lambda: _rows(config, "articles") > 0, what="what is new is seen")
                _await_poll(feeds)
                assert _rows(config, "articles") == 1
                assert _rows(config, "raw_entries") == 1
            assert warnd.terminate() == 0


def _item(number: int) -> Item:
    return Item(id=f"market-{number}", title=f"Market day {number}", text="Prices held.")


def _await_poll(feeds: FeedServer) -> None:
    asked = len(feeds.requests)
    until(lambda: len(feeds.requests) > asked + 1, what="another poll")


def _await_pruning(warnd: Warnd, times: int) -> None:
    until(
        lambda: sum(event["event"] == "pruned" for event in warnd.events()) == times,
        what=f"pruned {times} times: {warnd.tail()}",
    )


def _rows(config: Path, table: str) -> int:
    database = config.with_name("warnd.db")
    try:
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as read:
            row = read.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  our own
            return int(row[0])
    except sqlite3.OperationalError:  # not there yet
        return -1
