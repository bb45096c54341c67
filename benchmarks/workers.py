"""How much more several workers take in than one: real daemons on one PostgreSQL, on this machine.

    python benchmarks/workers.py [--feeds 2000] [--entries 2] [--workers 1 2 4]

All feeds are known and polled. At one moment each has new entries, and it is measured how long it
takes until all of them are read, judged and stored. PostgreSQL commits to the disk as it does
anywhere. Workers, parsers, PostgreSQL and the server of the feeds share the cores of this machine,
so that the ratios of one run count, and not its figures: on two cores, one worker with its parser
leaves little for a second.
"""

import argparse
import asyncio
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import psycopg
from polling import Connection, Feeds

from tests.live import Warnd, until
from tests.storage.postgresql import Cluster, programs, serving

_INTERVAL_S = 20
#: sentences of an article, and the share of articles in which one says something that counts
_SENTENCES, _STIRRING = 8, 0.1
_PLAIN = (
    ("The council", "A school", "The ministry of trade", "One bank", "The museum", "A farmer"),
    ("opened", "discussed", "announced", "painted", "measured", "postponed", "praised"),
    ("a new road", "the price of wheat", "its yearly report", "the old bridge", "a small garden"),
    ("near the river", "in the capital", "beside the station", "at the market", "by the sea"),
)
_FEEDS_A_HOST = 20
#: a whole run is given up after so long
_PATIENCE_S = 1800.0
_TICKS = os.sysconf("SC_CLK_TCK")


def _plain(chance: Random) -> str:
    """Give a sentence of the kind that most news are made of."""
    parts = (chance.choice(words) for words in _PLAIN)
    return f"{' '.join(parts)} on day {chance.randrange(10_000)}."


class News(Feeds):
    """Feeds that all have new entries from the moment on at which a file is there."""

    def __init__(self, entries: int, flag: Path) -> None:
        super().__init__(entries)
        self._new, self._flag = entries, flag

    def answer(self, head: bytes) -> bytes:
        """Give the answer to a request."""
        feed = int(head.split(b" ", 2)[1].rpartition(b"/")[2])
        known = 1 + (self._new if self._flag.exists() else 0)
        etag = b'"%d-%d"' % (feed, known)
        if etag in head:
            return b"HTTP/1.1 304 Not Modified\r\nETag: %b\r\nConnection: close\r\n\r\n" % etag
        items = "".join(self._entry(feed, nth) for nth in range(known))
        body = (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed</title>'
            f"<link>http://feed.example/</link>{items}</channel></rss>\n"
        ).encode()
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\n"
            b"ETag: %b\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b"
            % (etag, len(body), body)
        )

    def _entry(self, feed: int, nth: int) -> str:
        chance = Random(feed * 1_000_003 + nth)  # noqa: S311  made-up articles, no secrets
        sentences = [_plain(chance) for _ in range(_SENTENCES)]
        if chance.random() < _STIRRING:
            sentences[0] = chance.choice(self._texts)
        title, text = _plain(chance), " ".join(sentences)
        address = f"http://feed{feed}.example/{nth}"
        at = format_datetime(datetime.now(UTC))  # noqa: TID251
        return (
            f"<item><title>{escape(title)}</title>"
            f"<link>{address}</link><guid>{address}</guid><pubDate>{at}</pubDate>"
            f"<description>{escape(text)}</description></item>\n"
        )


async def serve(entries: int, flag: Path) -> None:
    """Serve until standard input ends; print the port first."""
    feeds, loop = News(entries, flag), asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(feeds), "0.0.0.0", 0, backlog=4096)  # noqa: S104
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


@contextlib.contextmanager
def served(entries: int, flag: Path) -> Iterator[int]:
    """Serve in a process of its own until the block ends; give the port."""
    command = [sys.executable, __file__, "--serve", str(entries), str(flag)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as server:  # noqa: S603
        assert server.stdout is not None
        yield int(server.stdout.readline())
        server.communicate("")


def configured(folder: Path, port: int, feeds: int, store: str) -> Path:
    """Write a configuration; give its path."""
    hosts = [f"127.0.{1 + host // 250}.{1 + host % 250}" for host in range(feeds)]
    addresses = [f"{hosts[nth // _FEEDS_A_HOST]}:{port}" for nth in range(feeds)]
    settings = {
        "store": store,
        "listen": "127.0.0.1:0",
        "lease": "30s",
        "allow_addresses": sorted(set(addresses)),
        "feeds": [
            {
                "id": f"feed{nth}",
                "url": f"http://{address}/{nth}",
                "language": "en",
                "publisher": f"Publisher {nth}",
                "interval": f"{_INTERVAL_S}s",
            }
            for nth, address in enumerate(addresses)
        ],
    }
    path = folder / "warnd.yaml"
    path.write_text(json.dumps(settings), encoding="utf-8")
    return path


class Asked:
    """A connection that answers one question at a time."""

    def __init__(self, store: str) -> None:
        address = store.replace("postgresql+psycopg:", "postgresql:")
        self._connection = psycopg.connect(address, autocommit=True)

    def number(self, question: str) -> int:
        """Give the number that answers a question in SQL."""
        row = self._connection.execute(question.encode()).fetchone()
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()


def _cpu_s(pid: int) -> float:
    """Give the processor time of a process and of its children, those that ended too."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0.0
    own = sum(int(each) for each in fields[11:15]) / _TICKS
    return own + sum(_cpu_s(int(child)) for child in children)


def measure(
    folder: Path, cluster: Cluster, feeds: int, entries: int, workers: int
) -> dict[str, Any]:
    """Give what some workers took for the new entries of all feeds."""
    store = cluster.database()
    flag = folder / "news"
    asked: Asked | None = None
    with served(entries, flag) as port:
        config = configured(folder, port, feeds, store)
        crew = [Warnd(config, folder / f"worker-{nth}.log") for nth in range(workers)]
        for each in crew:
            each.start()
        try:
            for each in crew:
                each.await_event("ready", 300.0)
            asked = Asked(store)
            pids = {"workers": [each.process.pid for each in crew], "server": [cluster.pid]}
            return _measured(asked, pids, flag, feeds, entries)
        finally:
            for each in crew:
                each.ask_to_end()
            for each in crew:
                each.process.wait(120)
            if asked is not None:
                asked.close()


def _measured(
    asked: Asked, pids: Mapping[str, Sequence[int]], flag: Path, feeds: int, entries: int
) -> dict[str, Any]:
    shared = "SELECT count(DISTINCT worker) FROM leases WHERE name LIKE 'feed:%' AND worker <> 0"
    settled = "SELECT count(*) FROM leases WHERE worker = 0 OR leaving"
    known = "SELECT count(*) FROM feeds WHERE baselined"
    stored = "SELECT count(*) FROM articles"
    waits = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"

    def is_ready() -> bool:
        return (
            asked.number(shared) == len(pids["workers"])
            and asked.number(settled) == 0
            and asked.number(known) == feeds
        )

    until(is_ready, _PATIENCE_S, what="every feed known, and shared", look_s=0.5)
    before = asked.number(stored)
    cpu_s = {who: sum(map(_cpu_s, each)) for who, each in pids.items()}
    whole, waiting = before + feeds * entries, []
    began_s = time.monotonic()
    flag.touch()

    def is_done() -> bool:
        waiting.append(asked.number(waits))
        return asked.number(stored) >= whole

    until(is_done, _PATIENCE_S, what="every entry stored", look_s=0.2)
    took_s = time.monotonic() - began_s
    spent_s = {who: sum(map(_cpu_s, each)) - cpu_s[who] for who, each in pids.items()}
    return {
        "workers": len(pids["workers"]),
        "articles": feeds * entries,
        "seconds": round(took_s, 1),
        "a second": round(feeds * entries / took_s, 1),
        "processor ms an article": {
            who: round(1000 * each / (feeds * entries), 1) for who, each in spent_s.items()
        },
        "workers that wait for their turn, on average": round(statistics.mean(waiting), 2),
    }


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--feeds", type=int, default=2000)
    parser.add_argument("--entries", type=int, default=2)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--serve", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(int(options.serve[0]), Path(options.serve[1])))
        return
    binaries = programs()
    if binaries is None:
        print("PostgreSQL is not installed here: nothing is measured")
        return
    first = None
    print(f"{os.cpu_count()} cores, {options.feeds} feeds, {options.entries} new entries each")
    with serving(binaries, lasting=True) as cluster:
        for workers in options.workers:
            with tempfile.TemporaryDirectory(prefix="warnd-workers-") as name:
                found = measure(Path(name), cluster, options.feeds, options.entries, workers)
            first = first or found["a second"]
            print(json.dumps({**found, "ratio": round(found["a second"] / first, 2)}), flush=True)


if __name__ == "__main__":
    main()
