"""How soon people are told: from the poll that sees a change to the receipt at the sink.

    python benchmarks/latency.py [--feeds 1000] [--interval 60] [--alarms 100] [--minutes 8]

The real daemon with the shipped rules, model and areas polls feeds on this machine, which are on
all of 127/8, a host for every 20 feeds. One poll in twenty finds ordinary news. At random times
reports of bloodshed appear, each in a feed and a province of its own. Five desks share the world,
each with a webhook and a mailbox here. The clock starts when the server gives a feed's poll the new
entry, and stops when a sink has read the whole message with that entry's link. The rest of the
alarms are those that no message quotes.
"""

import argparse
import asyncio
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.utils import format_datetime
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import numpy as np
import yaml

from warnd.config.shipped import shipped_model
from warnd.daemon.compose import shipped_gazetteer
from warnd.signals.places.finder import PlaceFinder
from warnd.signals.training import training_lines
from warnd.storage.gazetteer import load_names

_DESKS = 5
#: seconds in which 95 of 100 should be told
_WANTED_S = 5.0
_ENTRIES = 10
_FEEDS_A_HOST = 20
#: of so many polls of a feed, one finds ordinary news
_ONE_NEW_IN = 20
_LINK = re.compile(r"http://alarm\.example/(\d+)")
_ALARMS = (
    "At least {dead} civilians were killed when artillery shelled a market in {place} on {day}.",
    "Air strikes on a town in {place} killed {dead} civilians on {day}, rescuers said.",
    "Gunmen attacked villages in {place} on {day} and killed {dead} people, officials said.",
    "Heavy shelling in {place} killed {dead} people on {day} and thousands fled, witnesses said.",
)


def main() -> None:
    """Run it and print."""
    wish = _wish()
    asyncio.run(_run(wish))


def _wish() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How soon people are told.")
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--interval", type=int, default=60, help="seconds between polls of a feed")
    parser.add_argument("--alarms", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=8.0, help="in which the alarms appear")
    return parser.parse_args()


@dataclass(slots=True)
class World:
    """What feeds say, and when it was asked for and received; all times are monotonic seconds."""

    #: ordinary news
    quiet: Sequence[str]
    #: the alarm that a feed has to tell, from the moment it appears
    alarms: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    asked: Counter[int] = field(default_factory=Counter)
    #: when an alarm was first given to a poll
    seen: dict[int, float] = field(default_factory=dict)
    #: when each sink had it
    received: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    #: messages that each sink took
    messages: Counter[str] = field(default_factory=Counter)
    began: datetime = field(default_factory=lambda: datetime.now(UTC))  # noqa: TID251

    def take(self, sink: str, text: str) -> None:
        """Note what a sink has read."""
        now = time.monotonic()
        self.messages[sink] += 1
        for found in _LINK.finditer(text):
            self.received[sink].setdefault(int(found[1]), now)

    def feed(self, feed: int, head: bytes) -> bytes:
        """Give the answer to a poll of a feed."""
        self.asked[feed] += 1
        newest = (self.asked[feed] + feed) // _ONE_NEW_IN
        alarm = self.alarms.get(feed)
        etag = b'"%d-%d"' % (newest, -1 if alarm is None else alarm[0])
        if etag in head:
            return b"HTTP/1.1 304 Not Modified\r\nETag: %b\r\nConnection: close\r\n\r\n" % etag
        items = [self._quiet(feed, newest - back) for back in range(_ENTRIES)]
        if alarm is not None:
            items.insert(0, _item(f"http://alarm.example/{alarm[0]}", *alarm[1:], _now()))
            self.seen.setdefault(alarm[0], time.monotonic())
        body = (
            "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
            f"<title>Feed {feed}</title><link>http://feed.example/</link>{''.join(items)}"
            "</channel></rss>"
        ).encode()
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\nETag: %b\r\n"
            b"Connection: close\r\nContent-Length: %d\r\n\r\n%b" % (etag, len(body), body)
        )

    def _quiet(self, feed: int, nth: int) -> str:
        chance = Random(feed * 1_000_003 + nth)  # noqa: S311  made-up news, no secrets
        text = " ".join(chance.choice(self.quiet) for _ in range(4))
        at = self.began - timedelta(hours=12) + timedelta(minutes=nth)
        return _item(f"http://feed{feed}.example/{nth}", chance.choice(self.quiet)[:80], text, at)


def _item(link: str, title: str, text: str, at: datetime) -> str:
    return (
        f"<item><title>{escape(title)}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{format_datetime(at)}</pubDate><description>{escape(text)}</description></item>"
    )


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251


def _quiet_news() -> list[str]:
    files = sorted((shipped_model() / "training" / "en").glob("*.jsonl"))
    lines = training_lines({file: file.read_text(encoding="utf-8") for file in files})
    return [line.text for line in lines if not line.signals]


def _provinces(wanted: int, chance: Random) -> list[tuple[str, str]]:
    """Give provinces that are known by name and country: what a reader calls them, country."""
    finder = PlaceFinder(load_names(shipped_gazetteer()))
    names = dict(finder.countries())
    divisions = list(finder.divisions())
    chance.shuffle(divisions)
    found: list[tuple[str, str]] = []
    for code, name, country in divisions:
        said = f"{name}, {names[country]}"
        mentioned = {mention.place.admin1 for mention in finder.mentions(f"In {said}.", "en")}
        if mentioned - {None} == {code}:
            found.append((said, country))
        if len(found) == wanted:
            break
    return found


def _config(folder: Path, wish: argparse.Namespace, server: int, sinks: "Sinks") -> Path:
    hosts = [f"127.0.{host // 200}.{host % 200 + 1}" for host in range(_hosts(wish.feeds))]
    names = PlaceFinder(load_names(shipped_gazetteer())).countries()
    codes = sorted(code for code, _ in names)
    channels: dict[str, object] = {}
    for desk in range(_DESKS):
        channels[f"hook{desk}"] = {
            "type": "webhook",
            "url": f"http://127.0.0.1:{sinks.web}/hook{desk}",
        }
        channels[f"mail{desk}"] = {
            "type": "email",
            "host": "127.0.0.1",
            "port": sinks.mail,
            "security": "none",
            "to": [f"desk{desk}@relief.example"],
            "sender": "warnd@relief.example",
        }
    settings = {
        "store": f"sqlite:///{folder / 'warnd.db'}",
        "listen": "127.0.0.1:0",
        "allow_addresses": [*(f"{host}:{server}" for host in hosts), f"127.0.0.1:{sinks.web}"],
        "feeds": [
            {
                "id": f"feed{feed}",
                "url": f"http://{hosts[feed // _FEEDS_A_HOST]}:{server}/{feed}",
                "language": "en",
                "publisher": f"Publisher {feed}",
                "reliability": "B",
                "interval": f"{wish.interval}s",
            }
            for feed in range(wish.feeds)
        ],
        "channels": channels,
        "routes": [
            {"match": {"area": codes[desk::_DESKS]}, "to": [f"hook{desk}", f"mail{desk}"]}
            for desk in range(_DESKS)
        ],
    }
    file = folder / "warnd.yaml"
    file.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return file


def _hosts(feeds: int) -> int:
    return -(-feeds // _FEEDS_A_HOST)


@dataclass(frozen=True, slots=True)
class Sinks:
    """The ports of the sinks."""

    web: int
    mail: int


class Servers:
    """The feeds and the sinks, on one loop."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def feeds(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one poll."""
        head = await reader.readuntil(b"\r\n\r\n")
        feed = int(head.split(b" ", 2)[1].rpartition(b"/")[2])
        writer.write(self._world.feed(feed, head))
        await _end(writer)

    async def hooks(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take what webhooks post, on connections that stay."""
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
                body = await reader.readexactly(int(length[1]) if length else 0)
                self._world.take("webhook", json.dumps(json.loads(body)))
                writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            await _end(writer)

    async def mails(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take mails."""
        writer.write(b"220 sink ESMTP\r\n")
        while line := await reader.readline():
            if line[:4].upper() == b"DATA":
                writer.write(b"354 go on\r\n")
                content = await reader.readuntil(b"\r\n.\r\n")
                parsed = message_from_bytes(content, policy=policy.default)
                body = parsed.get_body(("plain",))
                self._world.take("mail", body.get_content() if body else "")
            writer.write(b"250 2.0.0 OK\r\n" if line[:4].upper() != b"QUIT" else b"221 bye\r\n")
            await writer.drain()
            if line[:4].upper() == b"QUIT":
                break
        await _end(writer)


async def _end(writer: asyncio.StreamWriter) -> None:
    try:
        await writer.drain()
    except ConnectionError:
        return
    finally:
        writer.close()


async def _run(wish: argparse.Namespace) -> None:
    chance = Random(20190128)  # noqa: S311  the same alarms every time, no secrets
    world = World(quiet=_quiet_news())
    servers = Servers(world)
    feeds = await asyncio.start_server(servers.feeds, "0.0.0.0", 0, backlog=1000)  # noqa: S104
    web = await asyncio.start_server(servers.hooks, "127.0.0.1", 0)
    mail = await asyncio.start_server(servers.mails, "127.0.0.1", 0, limit=4_000_000)
    port = feeds.sockets[0].getsockname()[1]
    sinks = Sinks(*(each.sockets[0].getsockname()[1] for each in (web, mail)))
    provinces = _provinces(wish.alarms, chance)
    with tempfile.TemporaryDirectory() as folder:
        config = _config(Path(folder), wish, port, sinks)
        with (Path(folder) / "log").open("wb") as log:
            daemon = subprocess.Popen(  # noqa: ASYNC220, S603  our own program, before anything else runs
                [sys.executable, "-m", "warnd", "run", "--config", str(config)],
                stdout=log,
                stderr=log,
            )
        try:
            await _until_read(world, wish, daemon)
            await _raise_alarms(world, wish, provinces, chance)
        finally:
            daemon.terminate()
            await asyncio.to_thread(daemon.wait, 60)
        spent = _spent(Path(folder) / "log")
    _tell(world, spent)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    load = os.getloadavg()[1]
    print(f"processor: {used.ru_utime + used.ru_stime:.0f} s in all, load {load:.1f} at the end")


async def _until_read(
    world: World, wish: argparse.Namespace, daemon: "subprocess.Popen[bytes]"
) -> None:
    """Wait until every feed was asked: what is old at first sight raises no alarm."""
    print(f"{wish.feeds} feeds every {wish.interval} s; waiting for the first round", flush=True)
    while len(world.asked) < wish.feeds:
        if daemon.poll() is not None:
            sys.exit("the daemon ended; is the port free and the configuration sound?")
        await asyncio.sleep(0.5)
    await asyncio.sleep(5.0)


async def _raise_alarms(
    world: World, wish: argparse.Namespace, provinces: Sequence[tuple[str, str]], chance: Random
) -> None:
    feeds = chance.sample(range(wish.feeds), len(provinces))
    moments = sorted(chance.uniform(0, wish.minutes * 60) for _ in provinces)
    began = time.monotonic()
    day = f"{_now():%A}"
    print(
        f"{len(provinces)} alarms in {wish.minutes:g} min, load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    for number, (moment, feed, (place, _)) in enumerate(
        zip(moments, feeds, provinces, strict=True)
    ):
        await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
        dead = chance.randint(30, 90)
        text = chance.choice(_ALARMS).format(place=place, dead=dead, day=day)
        more = " ".join(chance.sample(world.quiet, 3))
        world.alarms[feed] = (number, f"{dead} killed in {place}", f"{text} {more}")
    await asyncio.sleep(wish.interval * 1.5)


def _spent(log: Path) -> Mapping[str, list[float]]:
    """Give what the daemon says that its steps took, in seconds."""
    spent: defaultdict[str, list[float]] = defaultdict(list)
    for line in log.read_bytes().splitlines():
        if not line.startswith(b"{"):
            continue
        found = json.loads(line)
        if "duration_s" in found:
            spent[found["event"]].append(found["duration_s"])
        if found.get("level") in {"warning", "error"}:
            spent[f"{found['level']} {found['event']}"].append(0.0)
    return spent


def _tell(world: World, spent: Mapping[str, list[float]]) -> None:
    for line in _lines(world):
        print(line)
    for event, took in sorted(spent.items()):
        print(f"  log: {event}: {len(took)}, p95 {np.percentile(took, 95):.2f} s")


def _lines(world: World) -> Iterator[str]:
    asked = len(world.alarms)
    for sink, received in sorted(world.received.items()):
        took = [moment - world.seen[number] for number, moment in received.items()]
        p50, p95, p99 = np.percentile(took, [50, 95, 99])
        within = sum(each <= _WANTED_S for each in took) / len(took)
        yield (
            f"{sink:8} {len(took)} of {asked} alarms told in {world.messages[sink]} messages: "
            f"p50 {p50:.2f} s, p95 {p95:.2f} s, p99 {p99:.2f} s, most {max(took):.2f} s; "
            f"{within:.1%} within {_WANTED_S:g} s"
        )


if __name__ == "__main__":
    main()
