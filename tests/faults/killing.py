"""Kills a running warnd again and again, and says what became of every notification.

The moments are random ones within three seconds of a start, ones at which something is under way
(a document was answered and is being taken in, messages are posted and not yet answered), named
steps of the program, and the nth sync of the disk. After each kill a copy of the database is held
against what was known before.
"""

import contextlib
import json
import os
import random
import re
import shutil
import sqlite3
import stat
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.faults.stories import TOWNS, quick_config
from tests.live import Warnd, pause, until
from tests.loopback import LOOPBACK, FeedServer, Item, Ledger, free_address
from warnd.config.shipped import shipped_model
from warnd.model.toponym import PlaceKind
from warnd.signals.places.finder import PlaceFinder
from warnd.storage.gazetteer import load_names

#: more than twenty alerts an hour from one publisher would go into a digest
STORIES_A_FEED = 16
CHANNELS = ("hook", "mail", "program")
#: steps at which warnd kills itself, and how often they are reached at most before it does
STEPS = {
    "recovered": 1, "fetched": 30, "before-commit": 30, "after-commit": 30, "claimed": 3,
    "sent": 3, "marked": 3,
}  # fmt: skip
#: seconds that a start and all that comes of it may take: machines are busy, and a hundred stories
#: may wait that kills cut short
PATIENCE_S = 180.0
#: syncs of the disk after which the kernel is told to kill it
MOST_SYNCS = 200
_FAILING = Path(__file__).parent / "failing"
_ROOT = Path(__file__).parents[2]
#: a program of the operator's that keeps what it read whole
_PROGRAM = """#!/bin/sh
IFS= read -r line || exit 75
printf '%s\\n' "$line" > "$1/$WARND_KEY.$$.part"
mv "$1/$WARND_KEY.$$.part" "$1/$WARND_KEY.$$.json"
"""


def story_in(area: str, town: str) -> Item:
    """Give an entry that raises an alert about the area of a town, once."""
    return Item(
        id=f"story-{area}",
        title=f"Shelling heard in {town}",
        text=f"Shelling was heard in {town}. The truce in {town} is over, people said.",
    )


def towns(most: int) -> Mapping[str, str]:
    """Give a town for as many first-level divisions, each named alike nowhere else."""
    names = load_names(shipped_model() / "gazetteer")
    finder = PlaceFinder(names)
    found = dict(list(TOWNS.items())[:most])
    for toponym in names.every_place():
        place = toponym.place
        if len(found) == most:
            return found
        plain = toponym.kind is PlaceKind.TOWN and re.fullmatch("[A-Z][a-z]{4,}", place.name)
        if plain and place.admin1 and place.admin1 not in found:
            mentions = finder.mentions(story_in(place.admin1, place.name).text, "en")
            if [mention.place for mention in mentions] == [place, place]:
                found[place.admin1] = place.name
    raise AssertionError(f"only {len(found)} towns")


@dataclass(frozen=True, slots=True)
class Receipt:
    """One message that a sink got whole."""

    #: its idempotency key
    key: str
    #: the areas that it is about: several in a digest, which a backlog is told in
    areas: tuple[str, ...]
    #: whether it says that it may be a repeat
    may_repeat: bool


class MailSink:
    """A mail server that keeps what came; it speaks SMTP by aiosmtpd."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.port = int(free_address().rpartition(":")[2])
        self._controller = Controller(self, hostname=LOOPBACK, port=self.port)

    async def handle_DATA(  # noqa: N802  aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        self.mails.append(envelope.content)
        return "250 taken"

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def receipts(self, areas: Mapping[str, str]) -> list[Receipt]:
        """Give what came; `areas` gives the area of each town."""
        return [_mailed(mail, areas) for mail in list(self.mails)]


def _mailed(mail: bytes, areas: Mapping[str, str]) -> Receipt:
    parsed = message_from_bytes(mail, policy=policy.default)
    text = str(parsed["Subject"])
    body = parsed.get_body(("plain",)) if hasattr(parsed, "get_body") else None
    told = f"{text}\n{body.get_content()}" if body is not None else text
    key = str(parsed["Message-ID"]).strip("<>").partition("@")[0]
    # A mail about one alert quotes its town; a digest names its areas, each by its code.
    named = {each: area for town, area in areas.items() for each in (town, area)}
    found = tuple(
        {area: "" for each, area in named.items() if re.search(rf"\b{re.escape(each)}\b", told)}
    )
    assert found, told
    return Receipt(key=key, areas=found, may_repeat="may be a repeat" in told)


@dataclass
class Sinks:
    """Three ways to be told: a webhook, a mail server and a program."""

    hook: Ledger
    mail: MailSink
    folder: Path

    def receipts(self, areas: Mapping[str, str]) -> dict[str, list[Receipt]]:
        """Give what came on each channel."""
        posts = [_posted(key, post) for key, post in list(self.hook.posts)]
        files = sorted(self.folder.glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
        ran = [_posted(file.name.partition(".")[0], json.loads(file.read_text())) for file in files]
        return {"hook": posts, "mail": self.mail.receipts(areas), "program": ran}


def _posted(key: str, post: Mapping[str, Any]) -> Receipt:
    may_repeat = post.get("may_repeat", False)
    areas = tuple(each["area"]["id"] for each in post.get("alerts", [post]))
    return Receipt(key=key, areas=areas, may_repeat=may_repeat)


@contextlib.contextmanager
def sinks(folder: Path) -> Iterator[Sinks]:
    """Have all three until the block ends."""
    told = folder / "told"
    told.mkdir()
    with Ledger() as hook, MailSink() as mail:
        yield Sinks(hook=hook, mail=mail, folder=told)


def killing_config(folder: Path, feeds: FeedServer, to: Sinks, areas: Mapping[str, str]) -> Path:
    """Write a configuration that tells of every area by every sink."""
    names = tuple(f"wire{number}" for number in range(1 + len(areas) // STORIES_A_FEED))
    config = quick_config(folder, feeds, {"hook": to.hook}, read=names)
    settings = json.loads(config.read_text())
    program = folder / "take"
    program.write_text(_PROGRAM)
    program.chmod(stat.S_IRWXU)
    settings["channels"] |= {
        "mail": {
            "type": "email", "host": LOOPBACK, "port": to.mail.port, "security": "none",
            "to": ["duty@relief.example"], "sender": "warnd@relief.example",
        },
        "program": {"type": "exec", "command": [str(program), str(to.folder)]},
    }  # fmt: skip
    settings["areas"] = [{"id": area, "name": area, "divisions": [area]} for area in areas]
    settings["routes"] = [{"to": list(CHANNELS)}]
    settings["allow_addresses"].append(f"{LOOPBACK}:{to.mail.port}")
    config.write_text(json.dumps(settings))
    return config


@dataclass
class Found:
    """What the database holds at one moment: the state of every notification by its key."""

    states: dict[str, str]
    #: the channel of each key
    channels: dict[str, str]
    #: the keys of what left in each message, by the key of the message
    carried: dict[str, set[str]]

    def keys_in(self, message: str) -> set[str]:
        """Give the keys of what left in a message: its own, or those of a digest."""
        return self.carried.get(message, {message})


def look_at(config: Path) -> Found:
    """Copy the database as a crash left it, see that it is sound, and give what stands in it."""
    copy = config.parent / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for name in ("warnd.db", "warnd.db-journal", "warnd.db-wal"):
        with contextlib.suppress(FileNotFoundError):
            shutil.copy(config.with_name(name), copy)
    database = copy / "warnd.db"
    if not database.exists():
        return Found(states={}, channels={}, carried={})
    with contextlib.closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        made = "SELECT 1 FROM sqlite_master WHERE name = 'notifications'"
        if connection.execute(made).fetchone() is None:
            return Found(states={}, channels={}, carried={})
        rows = connection.execute(
            "SELECT key, state, channel, carrier FROM notifications"
        ).fetchall()
    carried: defaultdict[str, set[str]] = defaultdict(set)
    for key, _, _, carrier in rows:
        carried[carrier or key].add(key)
    return Found(
        states={key: str(state).lower() for key, state, _, _ in rows},
        channels={key: channel for key, _, channel, _ in rows},
        carried=dict(carried),
    )


@dataclass
class Killing:
    """Kills warnd again and again while feeds tell stories."""

    warnd: Warnd
    feeds: FeedServer
    to: Sinks
    #: the town of each area that is still to be told of
    left: list[tuple[str, str]]
    chance: random.Random
    #: how often each way of dying was used, and how many deaths were the program's own
    ways: Counter[str] = field(default_factory=Counter)
    #: for each key, the kills that found it in flight
    in_flight: Counter[str] = field(default_factory=Counter)
    known: set[str] = field(default_factory=set)
    _fed: int = 0

    def run(self, kills: int) -> None:
        """Kill it so many times, telling all that is left meanwhile."""
        ways: list[Callable[[], None]] = [
            self.while_taking_in,
            self.at_a_step,
            self.while_posting,
            self.whenever,
            self.at_a_step,
            self.while_starting,
            self.while_posting,
            self.at_a_sync,
        ]
        for number in range(kills):
            way = ways[number % len(ways)]
            stories = -(-len(self.left) // (kills - number))
            self.ways[way.__name__] += 1
            told, self.left = self.left[:stories], self.left[stories:]
            self._tell(told)
            way()
            self.kill()

    def kill(self) -> None:
        """Kill it if it has not died by itself, and hold the database against what was known."""
        if not self.warnd.ended:
            self.warnd.kill()
        self.to.hook.gate.set()
        self.warnd.under = ()
        found = look_at(self.warnd.config)
        assert found.states.keys() >= self.known, "what was committed is gone"
        self.known |= found.states.keys()
        self.in_flight.update(key for key, state in found.states.items() if state == "sending")

    def _tell(self, told: list[tuple[str, str]]) -> None:
        for area, town in told:
            self.feeds.add(f"wire{self._fed // STORIES_A_FEED}", story_in(area, town))
            self._fed += 1

    def start(self, **environment: str) -> None:
        self.warnd.start(**environment)

    def while_taking_in(self) -> None:
        """Wait until a feed has answered with a story, and a moment longer."""
        before = len(self.feeds.requests)
        self.start()
        until(
            lambda: any(asked.status == 200 for asked in self.feeds.requests[before:]),
            PATIENCE_S,
            what=self.warnd.tail,
        )
        pause(self.chance.uniform(0.0, 0.3))

    def while_posting(self) -> None:
        """Wait until a message was posted that nobody has answered yet."""
        self.to.hook.gate.clear()
        before = len(self.to.hook.posts)
        self.start()
        until(lambda: len(self.to.hook.posts) > before, PATIENCE_S, what=self.warnd.tail)
        pause(self.chance.uniform(0.0, 0.3))

    def whenever(self) -> None:
        self.start()
        self.warnd.await_event("ready", PATIENCE_S)
        pause(self.chance.uniform(0.0, 3.0))

    def while_starting(self) -> None:
        self.start()
        pause(self.chance.uniform(0.0, 3.0))

    def at_a_step(self) -> None:
        """Have it die at a step of its own, where it gets there within a while."""
        step = self.chance.choice(sorted(STEPS))
        nth = self.chance.randint(1, STEPS[step])
        path = f"{_FAILING}{os.pathsep}{_ROOT}"
        self.start(PYTHONPATH=path, FAIL_AT=f"{step}:{nth}")
        self._await_death(step)

    def at_a_sync(self) -> None:
        """Have the kernel kill it at the nth sync of a file."""
        nth = self.chance.randint(1, MOST_SYNCS)
        self.warnd.under = (
            "strace", "-D", "-f", "-qq", "-o", os.devnull, "-e", "trace=fdatasync",
            "-e", f"inject=fdatasync:signal=KILL:when={nth}",
        )  # fmt: skip
        self.start()
        self._await_death("sync")

    def _await_death(self, what: str) -> None:
        try:
            self.warnd.process.wait(self.chance.uniform(6.0, 10.0))
        except subprocess.TimeoutExpired:
            self.ways[f"{what} not reached"] += 1
        else:
            self.ways[f"died at {what}"] += 1


def repeats(receipts: list[Receipt], in_flight: Mapping[str, int], found: Found) -> int:
    """Give how many were repeats; each says so, and all in it was in flight at as many kills."""
    seen: Counter[str] = Counter()
    for receipt in receipts:
        if seen[receipt.key]:
            assert receipt.may_repeat, receipt
        seen[receipt.key] += 1
    for key, times in seen.items():
        kills = min(in_flight[each] for each in found.keys_in(key))
        assert times <= 1 + kills, (key, times, kills)
    return sum(seen.values()) - len(seen)
