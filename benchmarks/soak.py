"""Thirty days of polls in minutes: what grows in a daemon that is left alone.

    nice python benchmarks/soak.py [--days 30] [--feeds 200] [--interval 60] [--minutes 30]

The real daemon with the shipped rules, model and areas polls feeds on this machine. Its clock is
moved on by an interval as soon as the feeds were asked, so that all that goes by time goes by: what
is pruned daily, what expires, what is told once a day. Of twenty polls of a feed one finds news
(`--new-in`; a run of `--interval 240 --new-in 5` has as much news a day and takes a third of the
time), of five news one tells of violence; one feed in twenty is gone, one ill-formed and one a
page. Told are, for each day: the memory of the daemon, its open files, its child processes and
their memory, the database, the log, polls and posts; and at the end how much a day adds to each, by
the straight line through the days after those that claims are weighed for, with the error of its
slope. When the minutes are over it tells what it has.
"""

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import numpy as np
import yaml

from tests.faults.clock import MovedClock
from warnd.config.shipped import shipped_model
from warnd.signals.training import training_lines

#: of so many feeds one is gone, one ill-formed and one a page
_ONE_BAD_IN = 20
_ENTRIES = 20
_CHARACTERS = 750
#: of so many news one tells of violence
_ONE_LOUD_IN = 5
#: days for which claims are weighed, and kept in memory: until then memory grows
_WARM_UP = 15
#: how long a step waits at most for the feeds, in seconds, and for what share of them: those in
#: trouble are asked less often
_STEP_S = 10.0
_GOOD_SHARE = 0.84
_MB = 1_000_000


class World:
    """All feeds and the receiver of alerts, as they stand at the daemon's own time."""

    def __init__(self, one_new_in: int) -> None:
        #: of so many polls of a feed, one finds a new entry
        self._one_new_in = one_new_in
        files = sorted((shipped_model() / "training" / "en").glob("*.jsonl"))
        lines = training_lines({file: file.read_text(encoding="utf-8") for file in files})
        self._loud = [line.text for line in lines if line.signals]
        self._quiet = [line.text for line in lines if not line.signals]
        self._asked: Counter[int] = Counter()
        self._news: dict[int, list[str]] = {}
        self.now = datetime.now(UTC)  # noqa: TID251
        self.polls = 0
        self.posts = 0
        self.step: set[int] = set()

    def answer(self, head: bytes) -> bytes:
        if head.startswith(b"POST"):
            self.posts += 1
            return b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        feed = int(head.split(b" ", 2)[1].rpartition(b"/")[2])
        self.polls += 1
        self.step.add(feed)
        kind = feed % _ONE_BAD_IN
        if kind == 0:
            return _whole(b"404 Not Found", b"gone", b"text/plain")
        if kind == 1:
            return _whole(b"200 OK", b"<html><body><p>Sign in</p></body></html>", b"text/html")
        return self._feed(feed, head, ill_formed=kind == 2)  # noqa: PLR2004

    def _feed(self, feed: int, head: bytes, *, ill_formed: bool) -> bytes:
        self._asked[feed] += 1
        news = self._news.setdefault(feed, [])
        if not news or (self._asked[feed] + feed) % self._one_new_in == 0:
            news.insert(0, self._item(feed, self._asked[feed]))
            del news[_ENTRIES:]
        etag = b'"%d-%d"' % (feed, (self._asked[feed] + feed) // self._one_new_in)
        if etag in head:
            return b"HTTP/1.1 304 Not Modified\r\nETag: %b\r\nConnection: close\r\n\r\n" % etag
        text = (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed</title>'
            f"<link>http://feed{feed}.example/</link>{''.join(news)}"
            f"{'<p>&nbsp;<br>' if ill_formed else ''}</channel></rss>\n"
        )
        return _whole(b"200 OK", text.encode(), b"application/rss+xml", b"ETag: %b\r\n" % etag)

    def _item(self, feed: int, nth: int) -> str:
        chance = Random(feed * 1_000_003 + nth)  # noqa: S311  made-up articles, no secrets
        texts = self._quiet if (feed + nth // self._one_new_in) % _ONE_LOUD_IN else self._loud
        text = ""
        while len(text) < _CHARACTERS:
            text += f"{chance.choice(texts)} "
        address = f"http://feed{feed}.example/{nth}"
        return (
            f"<item><title>{escape(chance.choice(texts)[:80])}</title>"
            f"<link>{address}</link><guid>{address}</guid>"
            f"<pubDate>{format_datetime(self.now - timedelta(minutes=10))}</pubDate>"
            f"<description>{escape(text[:_CHARACTERS])}</description></item>\n"
        )


def _whole(status: bytes, body: bytes, kind: bytes, more: bytes = b"") -> bytes:
    head = b"HTTP/1.1 %b\r\nContent-Type: %b\r\n%bConnection: close\r\n" % (status, kind, more)
    return head + b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


class Connection(asyncio.Protocol):
    """One connection for one request, whose body nobody needs."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        told = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        if end and len(body) >= (int(told[1]) if told else 0):
            self._transport.write(self._world.answer(head))
            self._transport.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """How the daemon stands at the end of a day; sizes in megabytes."""

    memory: float
    files: float
    children: float
    in_children: float
    database: float
    log: float
    polls: float
    posts: float


@dataclass(slots=True, kw_only=True)
class Soak:
    """One daemon and its days."""

    folder: Path
    clock: MovedClock
    world: World
    feeds: int
    interval: timedelta
    days: list[Day] = field(default_factory=list)
    _process: subprocess.Popen[bytes] = field(init=False)
    _passed: timedelta = timedelta()

    async def run(self, days: int, ends: float) -> None:
        server = await asyncio.get_running_loop().create_server(
            lambda: Connection(self.world),
            "0.0.0.0",  # noqa: S104  all of 127/8
            0,
            backlog=4096,
        )
        self._start(server.sockets[0].getsockname()[1])
        try:
            await self._first()
            while len(self.days) < days and time.monotonic() < ends:
                await self._step()
        finally:
            self._process.terminate()
            await asyncio.to_thread(self._process.wait, 60)
            server.close()

    def _start(self, port: int) -> None:
        config = configured(self.folder, port, self.feeds, self.interval)
        with self._log.open("wb") as out:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, "-m", "warnd", "run", "--config", str(config)],
                stdout=out, stderr=out, env={**os.environ, **self.clock.environment},
            )  # fmt: skip

    async def _first(self) -> None:
        while len(self.world.step) < self.feeds:
            await asyncio.sleep(0.5)
            assert self._process.poll() is None, self._log.read_text()[-2000:]
        await asyncio.sleep(5)

    async def _step(self) -> None:
        """Let an interval and a tenth go by, and wait until the feeds were asked."""
        self.world.step.clear()
        by = self.interval * 1.12  # a feed's turn is moved by a tenth
        self.clock.pass_by(by)
        self._passed += by
        self.world.now += by
        gives_up = time.monotonic() + _STEP_S
        wanted = _GOOD_SHARE * self.feeds
        while len(self.world.step) < wanted and time.monotonic() < gives_up:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        assert self._process.poll() is None, self._log.read_text()[-2000:]
        if self._passed >= timedelta(days=len(self.days) + 1):
            self.days.append(self._today())
            print(_line(len(self.days), self.days[-1]), flush=True)

    def _today(self) -> Day:
        pid = self._process.pid
        children = _children(pid)
        database = sum(file.stat().st_size for file in self.folder.glob("warnd.db*")
                       if not file.name.endswith(".ballast"))  # fmt: skip
        return Day(
            memory=_memory(pid),
            files=len(list(Path(f"/proc/{pid}/fd").iterdir())),
            children=len(children),
            in_children=sum(map(_memory, children)),
            database=database / _MB,
            log=self._log.stat().st_size / _MB,
            polls=self.world.polls,
            posts=self.world.posts,
        )

    @property
    def _log(self) -> Path:
        return self.folder / "warnd.log"

    def events(self) -> Counter[str]:
        """Give how many lines the log has of each event."""
        lines = self._log.read_bytes().splitlines()
        return Counter(str(json.loads(line).get("event")) for line in lines if line[:1] == b"{")


def configured(folder: Path, port: int, feeds: int, interval: timedelta) -> Path:
    """Write a configuration in which each feed has a host of its own; give its path."""
    hosts = [f"127.1.{nth >> 7}.{(nth & 127) + 1}:{port}" for nth in range(feeds)]
    settings = {
        "store": f"sqlite:///{folder / 'warnd.db'}",
        "listen": "127.0.0.1:0",
        "allow_addresses": [*hosts, f"127.0.0.1:{port}"],
        "feeds": [
            {
                "id": f"feed{nth}",
                "url": f"http://{hosts[nth]}/{nth}",
                "language": "en",
                "publisher": f"Publisher {nth}",
                "reliability": "B",
                "interval": f"{int(interval.total_seconds())}s",
            }
            for nth in range(feeds)
        ],
        "channels": {"hook": {"type": "webhook", "url": f"http://127.0.0.1:{port}/hook"}},
        "routes": [{"match": {"level": ">=watch"}, "to": ["hook"]},
                   {"about": "feeds", "to": ["hook"]}],
    }  # fmt: skip
    path = folder / "warnd.yaml"
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return path


def _children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            continue
        if parent == pid:
            found.append(int(stat.parent.name))
    return found


def _memory(pid: int) -> float:
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:  # it has just ended
        return 0.0
    return int(found[1]) * 1024 / _MB if found else 0.0


def _line(nth: int, day: Day) -> str:
    return (
        f"day {nth:2}: memory {day.memory:.0f} MB, {day.files:.0f} files, {day.children:.0f} "
        f"children with {day.in_children:.0f} MB, database {day.database:.1f} MB, "
        f"log {day.log * 1000:.0f} kB, {day.polls:.0f} polls, {day.posts:.0f} posts"
    )


def slope(values: Sequence[float]) -> tuple[float, float]:
    """Give how much a value grows a day, and the standard error of that."""
    at = np.arange(len(values), dtype=float)
    at -= at.mean()
    rise = float(at @ np.asarray(values)) / float(at @ at)
    rest = np.asarray(values) - np.mean(values) - rise * at
    return rise, float(np.sqrt(rest @ rest / (len(values) - 2) / (at @ at)))


def told(soak: Soak) -> None:
    """Print what is added a day, and what the log said most."""
    later = soak.days[_WARM_UP:]
    if len(later) > 2:  # noqa: PLR2004
        for name, unit in (("memory", "MB"), ("files", ""), ("children", ""), ("in_children", "MB"),
                           ("database", "MB"), ("log", "MB")):  # fmt: skip
            rise, error = slope([getattr(day, name) for day in later])
            print(f"{name}: {rise:+.3f} {unit} a day, give or take {error:.3f}")
    print(f"lines of the log: {dict(soak.events().most_common(12))}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--days", type=int, default=30)
    arguments.add_argument("--feeds", type=int, default=200)
    arguments.add_argument("--interval", type=int, default=60, help="minutes")
    arguments.add_argument("--new-in", type=int, default=20, help="polls for one new entry")
    arguments.add_argument("--minutes", type=float, default=30.0, help="real ones, at most")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="warnd-soak-") as name:
        folder = Path(name)
        soak = Soak(
            folder=folder,
            clock=MovedClock(folder),
            world=World(given.new_in),
            feeds=given.feeds,
            interval=timedelta(minutes=given.interval),
        )
        asyncio.run(soak.run(given.days, time.monotonic() + given.minutes * 60))
        told(soak)


if __name__ == "__main__":
    main()
