"""What it costs to poll very many feeds: the real daemon on one core, 95 of 100 polls unchanged.

    python benchmarks/polling.py [--feeds 10000] [--interval 300] [--minutes 5] [--entries 20]

Nothing is compressed in time unless you ask for it: fewer feeds at a shorter interval, such as
4,000 at 120 s, poll at the same rate. The server is a process of its own on another core, on all of
127/8, a host for every 20 feeds, so that politeness counts as on the web. Told are the share of the
core that daemon and parsers took over whole intervals, their memory, and how late polls began.
"""

import argparse
import asyncio
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import yaml

from warnd.config.shipped import shipped_model
from warnd.signals.training import training_lines

_CHARACTERS = 750
#: of so many polls of a feed, one finds a new entry
_ONE_NEW_IN = 20
_FEEDS_A_HOST = 20
_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed</title>'
    "<link>http://feed.example/</link><language>en-us</language>\n"
)
_TICKS = os.sysconf("SC_CLK_TCK")


class Feeds:
    """All feeds; each moves on by one entry now and then."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        files = sorted((shipped_model() / "training" / "en").glob("*.jsonl"))
        lines = training_lines({file: file.read_text(encoding="utf-8") for file in files})
        self._texts = [line.text for line in lines]
        self._asked: Counter[int] = Counter()
        self._began = datetime.now(UTC) - timedelta(hours=1)  # noqa: TID251

    def answer(self, head: bytes) -> bytes:
        feed = int(head.split(b" ", 2)[1].rpartition(b"/")[2])
        self._asked[feed] += 1
        newest = (self._asked[feed] + feed) // _ONE_NEW_IN
        etag = b'"%d-%d"' % (feed, newest)
        if etag in head:
            return b"HTTP/1.1 304 Not Modified\r\nETag: %b\r\nConnection: close\r\n\r\n" % etag
        items = (self._item(feed, newest - back) for back in range(self._entries))
        body = f"{_HEAD}{''.join(items)}</channel></rss>\n".encode()
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\n"
            b"ETag: %b\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b"
            % (etag, len(body), body)
        )

    def _item(self, feed: int, nth: int) -> str:
        chance = Random(feed * 1_000_003 + nth)  # noqa: S311  made-up articles, no secrets
        text = ""
        while len(text) < _CHARACTERS:
            text += f"{chance.choice(self._texts)} "
        address = f"http://feed{feed}.example/{nth}"
        at = format_datetime(self._began + timedelta(minutes=nth - feed // _ONE_NEW_IN))
        return (
            f"<item><title>{escape(chance.choice(self._texts)[:80])}</title>"
            f"<link>{address}</link><guid>{address}</guid><pubDate>{at}</pubDate>"
            f"<description>{escape(text[:_CHARACTERS])}</description></item>\n"
        )


class Connection(asyncio.Protocol):
    """One connection for one request."""

    def __init__(self, feeds: Feeds) -> None:
        self._feeds = feeds
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        if b"\r\n\r\n" in self._received:
            self._transport.write(self._feeds.answer(self._received))
            self._transport.close()


async def serve(entries: int) -> None:
    """Serve until standard input ends; print the port first."""
    feeds, loop = Feeds(entries), asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(feeds), "0.0.0.0", 0, backlog=4096)  # noqa: S104
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


def configured(folder: Path, port: int, feeds: int, interval_s: int) -> Path:
    """Write a configuration; give its path."""
    hosts = [
        f"127.{host >> 14}.{host >> 7 & 127}.{(host & 127) + 1}:{port}"
        for host in range(1, feeds // _FEEDS_A_HOST + 2)
    ]
    path = folder / "warnd.yaml"
    settings = {
        "store": f"sqlite:///{folder / 'warnd.db'}",
        "listen": "127.0.0.1:0",
        "allow_addresses": hosts,
        "feeds": [
            {
                "id": f"feed{nth}",
                "url": f"http://{hosts[nth // _FEEDS_A_HOST]}/{nth}",
                "language": "en",
                "interval": f"{interval_s}s",
            }
            for nth in range(feeds)
        ],
    }
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return path


class Daemon:
    """The daemon that is measured."""

    def __init__(self, config: Path, core: int) -> None:
        log = config.with_suffix(".log")
        with log.open("wb") as out:
            self.process = subprocess.Popen(  # noqa: S603  our own program
                ["taskset", "-c", str(core), sys.executable, "-m", "warnd", "run",  # noqa: S607
                 "--config", str(config)],
                stdout=out, stderr=out,
            )  # fmt: skip
        self._log = log

    def numbers(self) -> str:
        """Give the metrics."""
        found = re.search(r'"address": "([^"]+)", "event": "listening"', self._log.read_text())
        if not found:
            return ""
        with urllib.request.urlopen(f"http://{found[1]}/metrics", timeout=60) as answer:
            return str(answer.read().decode())

    def cpu_s(self) -> float:
        """Give the processor time of the daemon and its children."""
        return sum(self._stat(pid) for pid in self._pids())

    def memory_mb(self) -> tuple[float, float]:
        """Give the resident memory of the daemon, and of its children, in megabytes."""
        own, *others = (_status(pid) for pid in self._pids())
        return own, sum(others)

    def _pids(self) -> list[int]:
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [pid, *map(int, children)]

    def _stat(self, pid: int) -> float:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(int(each) for each in fields[11:15]) / _TICKS


def _status(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def late(before: str, after: str, share: float) -> float:
    """Give the bound in seconds within which a share of the polls between began."""
    counts = {
        bound: count - dict(_buckets(before)).get(bound, 0.0) for bound, count in _buckets(after)
    }
    whole = counts[float("inf")]
    return min(bound for bound, count in counts.items() if count >= share * whole)


def _buckets(numbers: str) -> list[tuple[float, float]]:
    found = re.findall(
        r'^warnd_feed_lateness_seconds_bucket{le="(\S+)"} (\S+)$', numbers, re.MULTILINE
    )
    return [(float(bound), float(count)) for bound, count in found]


def polls(numbers: str) -> dict[str, float]:
    """Give how many polls had which result."""
    counts: dict[str, float] = {}
    for result, count in re.findall(r'^warnd_feed_polls_total{\S*result="(\w+)"} (\S+)$', numbers,
                                    re.MULTILINE):  # fmt: skip
        counts[result] = counts.get(result, 0.0) + float(count)
    return counts


def states(numbers: str) -> dict[str, float]:
    """Give how many feeds stand how."""
    found = re.findall(r'^warnd_feeds{health="(\w+)"} (\S+)$', numbers, re.MULTILINE)
    return {health: float(count) for health, count in found}


def measured(daemon: Daemon, feeds: int, seconds: float) -> None:
    """Wait until every feed was read and then an interval more, measure, and tell."""
    began = time.perf_counter()
    while states(daemon.numbers() if time.perf_counter() - began > 5 else "").get("ok", 0) < feeds:  # noqa: PLR2004
        time.sleep(5)  # noqa: TID251
        assert daemon.process.poll() is None, "the daemon ended"
    print(f"every feed read for the first time after {time.perf_counter() - began:.0f} s, "
          f"{daemon.cpu_s():.0f} s of the core")  # fmt: skip
    time.sleep(30)  # noqa: TID251
    before, cpu_s, start = daemon.numbers(), daemon.cpu_s(), time.perf_counter()
    time.sleep(seconds)  # noqa: TID251
    after, took_s = daemon.numbers(), time.perf_counter() - start
    share = (daemon.cpu_s() - cpu_s) / took_s
    own, children = daemon.memory_mb()
    was = polls(before)
    done = {result: count - was.get(result, 0) for result, count in polls(after).items()}
    whole = sum(done.values())
    print(f"{whole:.0f} polls in {took_s:.0f} s ({whole / took_s:.1f} a second): {done}")
    print(f"share of the core {share:.1%}; memory {own:.0f} MB, children {children:.0f} MB")
    for part in (0.5, 0.99, 1.0):
        print(f"lateness: {part:.0%} of the polls began within {late(before, after, part):g} s")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--feeds", type=int, default=10_000)
    arguments.add_argument("--interval", type=int, default=300, help="seconds")
    arguments.add_argument("--minutes", type=float, default=5.0)
    arguments.add_argument("--entries", type=int, default=20, help="entries of each feed")
    arguments.add_argument("--core", type=int, default=0)
    arguments.add_argument("--serve", action="store_true")
    given = arguments.parse_args()
    if given.serve:
        asyncio.run(serve(given.entries))
        return
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    with tempfile.TemporaryDirectory() as folder, subprocess.Popen(  # noqa: S603  this file
        [sys.executable, "-m", "benchmarks.polling", "--serve", "--entries", str(given.entries)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        assert server.stdout is not None
        config = configured(
            Path(folder), int(server.stdout.readline()), given.feeds, given.interval
        )
        daemon = Daemon(config, given.core)
        try:
            measured(daemon, given.feeds, given.minutes * 60)
        finally:
            daemon.process.terminate()
            daemon.process.wait(60)
            server.terminate()


if __name__ == "__main__":
    main()
