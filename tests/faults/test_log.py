"""A reader of the log that stops, and a flood of failures (FAULTS, row 16)."""

import fcntl
import itertools
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.faults.clock import MovedClock
from tests.faults.stories import quick_config, story
from tests.live import Warnd, metric, running, until, write_config
from tests.loopback import FeedServer, Item, Ledger, Server

#: the least that a pipe holds on Linux
SMALLEST_PIPE = 4_096


class BusyFeeds(Server):
    """Feeds that all have something new whenever they are asked, or fail in turns."""

    def __init__(self, *, fails: bool = False) -> None:
        self.asked = 0
        numbers = itertools.count()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                number = next(numbers)
                body = b"" if fails else _document(number)
                # Each feed is asked in each round, so that what is wrong with it changes each time.
                status = (500, 403, 404)[number // FEEDS % 3] if fails else 200
                self.send_response(status)
                self.send_header("Content-Type", "application/rss+xml")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                outer.asked += 1

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(Handler)

    def were_asked(self, times: int) -> bool:
        return self.asked >= times

    def settings(self, feeds: int, **more: Any) -> list[dict[str, Any]]:
        return [
            {"id": f"busy{number}", "url": f"http://{self.address}/{number}", **more}
            for number in range(feeds)
        ]


#: feeds in the flood
FEEDS = 300


def _document(number: int) -> bytes:
    item = Item(id=f"n{number}", title=f"Market day {number}", text="Prices held.")
    return f"<rss version='2.0'><channel><title>Feed</title>{item.xml()}</channel></rss>".encode()


class Piped(Warnd):
    """A warnd whose log another process reads from a pipe, and copies to its file."""

    def start(self, **environment: str) -> None:
        reading, writing = os.pipe()
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, SMALLEST_PIPE)
        with self.log.open("ab") as log:
            self.reader = subprocess.Popen(["cat"], stdin=reading, stdout=log)  # noqa: S607
        self.launch(writing, environment)
        os.close(reading)
        os.close(writing)

    def stop_reading(self) -> None:
        self.reader.send_signal(signal.SIGSTOP)

    def read_on(self) -> None:
        self.reader.send_signal(signal.SIGCONT)

    def lines_dropped(self) -> float:
        return metric(self.get("/metrics")[1], "warnd_log_dropped_total")


@contextmanager
def piped(config: Path) -> Iterator[Piped]:
    warnd = Piped(config, config.with_suffix(".log"))
    warnd.start()
    try:
        yield warnd
    finally:
        warnd.kill()
        warnd.reader.kill()
        warnd.reader.wait(10)


def test_a_log_reader_that_stops_holds_nothing_up(tmp_path: Path) -> None:
    with FeedServer() as feeds, BusyFeeds() as busy, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        settings = json.loads(config.read_text())
        settings["feeds"] += busy.settings(150, interval="1s")
        settings["allow_addresses"].append(busy.address)
        config.write_text(json.dumps(settings))
        with piped(config) as warnd:
            warnd.await_event("ready")
            assert warnd.lines_dropped() == 0
            warnd.stop_reading()
            until(lambda: warnd.lines_dropped() > 0, what="more lines than may wait")
            before = busy.asked
            feeds.add("wire", story("SY-ID"))
            until(lambda: ledger.areas() == {"SY-ID"}, what="an alert is delivered")
            until(lambda: busy.asked > before + 300, what="polling goes on")
            assert warnd.get("/healthz")[0] == 200
            warnd.read_on()
            told = warnd.await_event("log_lines_dropped")
            assert told["lines"] > 0
            assert told["lines"] <= warnd.lines_dropped()
            warnd.stop_reading()
            before = busy.asked
            until(lambda: busy.asked > before + 200, what="more than the pipe holds")
            assert warnd.terminate(20) == 0


def test_a_flood_of_failures_is_a_few_lines(tmp_path: Path) -> None:
    rounds, clock = 8, MovedClock(tmp_path)
    with BusyFeeds(fails=True) as feeds:
        config = write_config(
            tmp_path,
            allow_addresses=[feeds.address],
            feeds=feeds.settings(FEEDS, interval="1s"),
        )
        with running(config, **clock.environment) as warnd:
            warnd.await_event("ready")
            for number in range(1, rounds + 1):
                until(partial(feeds.were_asked, number * FEEDS), what=warnd.tail())
                clock.pass_by(timedelta(seconds=31 + 1.3 * 2**number))
            assert warnd.terminate() == 0
            events = warnd.events()
    told = [event for event in events if event["event"] == "feed_failed"]
    counted = [event for event in events if event["event"] == "repeated"]
    assert len(events) < 200
    assert {event["health"] for event in told} == {"unreachable", "blocked", "gone"}
    # What was under way when the daemon was told to end is not counted.
    assert len(told) + sum(event["times"] for event in counted) > (rounds - 1) * FEEDS
