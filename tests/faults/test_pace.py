"""Rows F13, F21, F22 and F27: few files, bad lines, slow servers and absurd wishes."""

import gzip
import random
import resource
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.busy import stretched
from tests.faults.clock import MovedClock
from tests.faults.servers import RESET, Act, Answer, Heard, Pause, Scripted, feed, reply, trickled
from tests.faults.stored import feed_states, moment, titles
from tests.live import Warnd, metric, pause, running, until, write_config
from tests.loopback import FeedServer, Item

NEWS = feed(*(Item(id=str(nth), title=f"Story {nth}", text="Rain. " * 30) for nth in range(9)))
#: open files of a process that has few
FEW_FILES = 64
#: how far jitter moves a wait
JITTER = 0.1


def test_few_open_files_stop_nothing_and_are_no_feeds_fault(tmp_path: Path) -> None:
    names = [f"feed{nth}" for nth in range(200)]
    with FeedServer() as server:
        config = write_config(
            tmp_path,
            allow_addresses=[server.address],
            feeds=[{"id": name, "url": server.url(name), "interval": "5s"} for name in names],
        )
        with running(config) as warnd:
            _allow_files(warnd, FEW_FILES)
            warnd.await_event("ready")
            until(lambda: _healths(config) == dict.fromkeys(names, "ok"), what=warnd.tail())
            open_now = len(list(Path(f"/proc/{warnd.process.pid}/fd").iterdir()))
            assert open_now <= FEW_FILES
            _allow_files(warnd, 8)  # fewer than are open: nothing can be fetched at all
            warnd.await_event("open_files_ran_out")
            pause(1)
            _allow_files(warnd, FEW_FILES)
            began = len(server.requests)
            until(lambda: _asked(server, began) == set(names), what=warnd.tail())
            assert not warnd.ended
            assert _count(warnd, "open_files_ran_out") == 1
            assert not warnd.event("feed_failed")
            assert {state["failures"] for state in feed_states(config).values()} == {0}


def test_a_slow_lossy_line_costs_no_feed_and_is_used_sparingly(tmp_path: Path) -> None:
    luck = random.Random(21)  # noqa: S311  a line, not a secret
    line = BadLine(luck, loss=0.3, latency_s=0.3, piece=200, every_s=0.05)
    names = [f"feed{nth}" for nth in range(12)]
    clock = MovedClock(tmp_path)
    with Scripted(line.answer) as server:
        config = write_config(
            tmp_path,
            allow_addresses=[server.address],
            feeds=[{"id": name, "url": server.url(name), "interval": "5m"} for name in names],
        )
        with running(config, **clock.environment) as warnd:
            warnd.await_event("ready")

            def all_came() -> bool:
                clock.pass_by(timedelta(seconds=34))
                return all(len(titles(config, name)) == 9 for name in names)

            until(all_came, look_s=2, what=warnd.tail())
            asked = len(server.heard)
            clock.pass_by(timedelta(minutes=6))
            until(lambda: len(server.heard) >= asked + len(names), what=warnd.tail())
            # Whole documents, unpacked, came as often as they had to: all else is a few bytes.
            assert line.lost > 5
            assert len(line.whole) == len(set(line.whole)), "a document that came whole came again"
            assert line.uncompressed == 0


def test_a_line_that_flaps_is_nobodys_trouble(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    up = threading.Event()
    up.set()

    def answer(heard: Heard) -> Answer:
        if not up.is_set():
            return iter((RESET,))
        known = heard.headers.get("if-none-match") == '"1"'
        return reply(status="304 Not Modified") if known else reply(NEWS, etag='"1"')

    with Scripted(answer) as server:
        config = write_config(
            tmp_path,
            allow_addresses=[server.address],
            channels={"desk": {"type": "console"}},
            routes=[{"to": "desk", "about": "feeds"}],
            feeds=[{"id": "far", "url": server.url("far"), "interval": "5m"}],
        )
        with running(config, **clock.environment) as warnd:
            until(lambda: _healths(config) == {"far": "ok"}, what=warnd.tail())
            stored = _lasting(config)
            for nth in range(1, 4):
                up.clear()
                clock.pass_by(timedelta(minutes=5, seconds=31))
                until(partial(_polled, warnd, "unreachable", nth), what=warnd.tail())
                up.set()
                clock.pass_by(timedelta(seconds=34))
                until(partial(_polled, warnd, "unchanged", nth), what=warnd.tail())
            until(lambda: _lasting(config) == stored, what=warnd.tail())
            assert not warnd.event("uplink_lost")
            assert "notice" not in warnd.log.read_text()


def test_a_hundred_servers_that_trickle_keep_no_good_feed_waiting(tmp_path: Path) -> None:
    slow = reply(NEWS, content_type="application/rss+xml")
    servers = [Scripted(lambda _: trickled(slow, after=20)) for _ in range(4)]
    tricklers = [
        {"id": f"slow{nth}", "url": servers[nth % 4].url(f"slow{nth}"), "interval": "1h"}
        for nth in range(100)
    ]
    with FeedServer() as good, servers[0], servers[1], servers[2], servers[3]:
        config = write_config(
            tmp_path,
            allow_addresses=[good.address, *(server.address for server in servers)],
            feeds=[
                *({**feed, "timeout": "7s"} for feed in tricklers),
                {"id": "good", "url": good.url("good"), "interval": "1s"},
            ],
        )
        with running(config) as warnd:
            warnd.await_event("ready")
            # All places of the fast lane are taken by those that came first, for five seconds.
            until(lambda: good.requests, stretched(25), what=warnd.tail())
            assert metric(warnd.get("/metrics")[1], "warnd_fetches_under_way") > 32
            before = len(good.requests)
            pause(6)
            assert len(good.requests) - before >= 3
            until(lambda: _failing(config) == {feed["id"] for feed in tricklers})
            until(lambda: _is_idle(warnd), what="a place that was not given back")


WISHES: Mapping[str, Mapping[str, str]] = {
    "retry-after -1": {"retry_after": "-1"},
    "retry-after 0": {"retry_after": "0"},
    "retry-after 1e12": {"retry_after": "1e12"},
    "retry-after huge": {"retry_after": "999999999999"},
    "retry-after long ago": {"retry_after": "Mon, 28 Jan 2019 10:00:00 GMT"},
    "retry-after soon": {"retry_after": "soon"},
    "retry-after the year 9999": {"retry_after": "Fri, 31 Dec 9999 23:59:59 GMT"},
    "retry-after a date": {"retry_after": "DATE"},
    "max-age -1": {"cache_control": "max-age=-1"},
    "max-age 0": {"cache_control": "max-age=0"},
    "max-age 1e12": {"cache_control": "max-age=1e12"},
    "max-age huge": {"cache_control": "public, max-age=999999999999"},
    "max-age soon": {"cache_control": "max-age=soon"},
    "expires long ago": {"expires": "Mon, 28 Jan 2019 10:00:00 GMT"},
}
#: how long a feed is left alone that is asked every five minutes, where its server's wish is longer
FOLLOWED = {
    "retry-after huge": timedelta(minutes=20),
    "retry-after the year 9999": timedelta(minutes=20),
    "retry-after a date": timedelta(minutes=10),
    "max-age huge": timedelta(minutes=20),
}
#: the same where a server wishes for very long, by the feed's interval: an hour at most, unless the
#: feed is asked less often
LONG_FOLLOWED = {
    "14m": timedelta(minutes=56),
    "20m": timedelta(hours=1),
    "1h": timedelta(hours=1),
    "2h": timedelta(hours=2),
}


@pytest.mark.parametrize("status", ["200 OK", "429 Too Many Requests"])
def test_absurd_wishes_of_servers_are_followed_within_reason(tmp_path: Path, status: str) -> None:
    interval = timedelta(minutes=5)
    names = {name.replace(" ", "-"): name for name in WISHES}
    expected = {name: FOLLOWED.get(wish, interval) for name, wish in names.items()}
    expected |= LONG_FOLLOWED | {"later": timedelta(days=1)}

    asked: dict[str, datetime] = {}

    def answer(heard: Heard) -> bytes:
        name = heard.target.strip("/")
        asked[name] = datetime.now(UTC)  # noqa: TID251
        wish = dict(WISHES[names.get(name, "retry-after huge")])
        if "DATE" in wish.values():
            wish["retry_after"] = format_datetime(asked[name] + 2 * interval, usegmt=True)
        return reply(NEWS, status=status, **wish)

    with Scripted(answer) as server:
        feeds = [{"id": name, "interval": "5m"} for name in names]
        feeds += [{"id": every, "interval": every} for every in LONG_FOLLOWED]
        settings = [{**feed, "url": server.url(feed["id"]), "tier": "critical"} for feed in feeds]
        later = {"id": "later", "url": server.url("later"), "interval": "5m"}
        config = write_config(
            tmp_path,
            allow_addresses=[server.address],
            feeds=[*settings, {**later, "tier": "background"}],
        )
        with running(config) as warnd:
            until(lambda: len(feed_states(config)) == len(expected), what=warnd.tail())
            now = datetime.now(UTC)  # noqa: TID251
            for name, state in feed_states(config).items():
                due, followed = moment(state["due"]), expected[name]
                assert due - asked[name] >= followed * (1 - JITTER), (name, state)
                assert due - now <= followed * (1 + JITTER), (name, state)


class BadLine:
    """A line that loses connections and delivers a few bytes at a time."""

    def __init__(
        self, luck: random.Random, *, loss: float, latency_s: float, piece: int, every_s: float
    ) -> None:
        self._luck, self._loss = luck, loss
        self._latency_s, self._piece, self._every_s = latency_s, piece, every_s
        self.lost = 0
        #: the feeds whose document was sent whole
        self.whole: list[str] = []
        #: documents that were asked for without compression
        self.uncompressed = 0

    def answer(self, heard: Heard) -> Iterator[Act]:
        """Give an answer of a server behind this line."""
        yield Pause(self._latency_s)
        if heard.headers.get("if-none-match"):
            yield reply(status="304 Not Modified", etag='"1"')
            return
        self.uncompressed += heard.headers.get("accept-encoding") != "gzip"
        wire = reply(gzip.compress(NEWS), content_encoding="gzip", etag='"1"')
        lost_at = self._luck.randrange(len(wire)) if self._luck.random() < self._loss else len(wire)
        for begin in range(0, lost_at, self._piece):
            yield wire[begin : min(begin + self._piece, lost_at)]
            yield Pause(self._every_s)
        if lost_at < len(wire):
            self.lost += 1
            yield RESET
        else:
            self.whole.append(heard.target)


def _healths(config: Path) -> dict[str, str]:
    return {name: state["health"] for name, state in feed_states(config).items()}


def _failing(config: Path) -> set[str]:
    return {name for name, state in feed_states(config).items() if state["failures"]}


def _lasting(config: Path) -> dict[str, Any]:
    """Give what is stored of a feed beside the times of its last poll."""
    (state,) = feed_states(config).values()
    return {name: value for name, value in state.items() if name not in ("due", "last_success")}


def _asked(server: FeedServer, since: int) -> set[str]:
    return {asked.feed for asked in server.requests[since:]}


def _allow_files(warnd: Warnd, many: int) -> None:
    resource.prlimit(warnd.process.pid, resource.RLIMIT_NOFILE, (many, FEW_FILES))


def _is_idle(warnd: Warnd) -> bool:
    return metric(warnd.get("/metrics")[1], "warnd_fetches_under_way") == 0


def _polled(warnd: Warnd, result: str, times: int) -> bool:
    """Tell whether the one feed has been polled so often with a result."""
    line = f'warnd_feed_polls_total{{feed="far",result="{result}"}} {float(times)}'
    return line in warnd.get("/metrics")[1].splitlines()


def _count(warnd: Warnd, event: str) -> int:
    return sum(one["event"] == event for one in warnd.events())
