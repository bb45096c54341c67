"""Three days without a way out: what waits, what comes first afterwards, what becomes of it all.

    python -m tests.faults.outage [--areas 667]

The real daemon reads feeds while nobody listens where its mail, webhook and Slack messages go. Then
71 hours are let go by, the receivers open, and what they get is told in order: how soon the first
message came and how grave it was, how many came alone and how many within digests.
"""

import argparse
import contextlib
import json
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from tests.faults.clock import MovedClock
from tests.faults.killing import MailSink, story_in, towns
from tests.faults.stories import quick_config
from tests.faults.test_link import FEEDS, SlackSink, port_of
from tests.live import Warnd, running, until
from tests.loopback import LOOPBACK, FeedServer, Item, Ledger, free_address

#: areas of which three publishers tell, and areas of which one tells much
_GRAVE, _SERIOUS = 12, 60
#: stories a publisher tells
_A_FEED = 15


def _slight(area: str, town: str) -> Item:
    return Item(id=f"slight-{area}", title=f"News from {town}", text=f"Shelling in {town}.")


def _fill(feeds: FeedServer, areas: dict[str, str]) -> list[str]:
    """Have feeds tell of every area; give their names."""
    names = list(FEEDS)
    for number, (area, town) in enumerate(areas.items()):
        if number < _GRAVE:
            for name, words in FEEDS.items():
                text = words.format(town=town)
                title = text.partition(". ")[0]
                feeds.add(name, Item(id=f"grave-{area}-{name}", title=title, text=text))
            continue
        name = f"wire{number // _A_FEED}"
        names += [name] if name not in names else []
        much = number < _GRAVE + _SERIOUS
        feeds.add(name, story_in(area, town) if much else _slight(area, town))
    return names


def _config(folder: Path, feeds: FeedServer, at: dict[str, str], areas: dict[str, str]) -> Path:
    config = quick_config(folder, feeds, {"hook": at["hook"]}, read=_fill(feeds, areas))
    settings = json.loads(config.read_text())
    (folder / "slack-url").write_text(f"http://{at['slack']}/services/T/B/X")
    (folder / "slack-url").chmod(0o600)
    settings["channels"]["slack"] = {"type": "slack", "webhook_url_file": "slack-url"}
    settings["channels"]["mail"] = {
        "type": "email", "host": LOOPBACK, "port": port_of(at["mail"]), "security": "none",
        "to": ["duty@relief.example"], "sender": "warnd@relief.example",
    }  # fmt: skip
    settings["routes"] = [{"to": ["hook", "slack", "mail"]}]
    settings["areas"] = [{"id": area, "name": area, "divisions": [area]} for area in areas]
    settings["allow_addresses"] += [at["slack"], at["mail"]]
    config.write_text(json.dumps(settings))
    return config


def _rows(config: Path, query: str) -> list[tuple[Any, ...]]:
    reading = f"file:{config.with_name('warnd.db')}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(reading, uri=True)) as read:
            return read.execute(query).fetchall()
    except sqlite3.OperationalError:
        return []


def _count(config: Path, query: str = "SELECT count(*) FROM notifications") -> int:
    return sum(int(count) for (count,) in _rows(config, query))


#: how many have arrived
_ARRIVED = "SELECT count(*) FROM notifications WHERE state = 'delivered'"
#: what became of notifications
_FATES = """
    SELECT channel, CASE WHEN lower(state) != 'delivered' THEN lower(state) || ': ' || error
    WHEN error LIKE 'told within%' THEN 'within another' ELSE 'as a message' END, count(*)
    FROM notifications GROUP BY 1, 2
"""


def _return(warnd: Warnd, config: Path, at: dict[str, str], most_s: float) -> None:
    """Open the receivers, and tell what comes."""
    mail = MailSink()
    opened = time.monotonic()
    with Ledger(port=port_of(at["hook"])) as hook, SlackSink(port_of(at["slack"])) as slack:
        controller = Controller(mail, hostname=LOOPBACK, port=port_of(at["mail"]))
        controller.start()
        until(lambda: hook.posts, what=warnd.tail())
        _say(f"webhook: first after {time.monotonic() - opened:.1f} s: {_told(hook.posts[0][1])}")
        until(lambda: slack.posts, what=warnd.tail())
        _say(f"Slack: first after {slack.posts[0][0] - opened:.1f} s")
        until(lambda: mail.mails, what=warnd.tail())
        _say(f"mail: first after {time.monotonic() - opened:.1f} s or less")
        with contextlib.suppress(AssertionError):
            until(lambda: _count(config, _ARRIVED) == _count(config), most_s, look_s=0.5)
        took = time.monotonic() - opened
        controller.stop()
        levels = [_told(post) for _, post in hook.posts]
        _say(f"after {took:.0f} s: webhook got {len(levels)} messages: {Counter(levels)}")
        grave = [number for number, level in enumerate(levels) if level == "emergency"]
        _say(f"  emergencies at places {grave}")
        _say(f"  Slack got {len(slack.posts)} messages, mail {len(mail.mails)}")
    for channel, fate, count in _rows(config, _FATES):
        _say(f"  {channel}: {fate}: {count}")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _told(post: dict[str, object]) -> str:
    return "digest" if post.get("type") == "digest" else str(post.get("level"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--areas", type=int, default=667)
    parser.add_argument("--most-s", type=float, default=240.0)
    asked = parser.parse_args()
    areas = dict(towns(asked.areas))
    at = {name: free_address() for name in ("hook", "slack", "mail")}
    with tempfile.TemporaryDirectory() as name, FeedServer() as feeds:
        folder = Path(name)
        clock = MovedClock(folder)
        config = _config(folder, feeds, at, areas)
        with running(config, **clock.environment) as warnd:
            wanted: int = 3 * asked.areas

            def waits() -> bool:
                return _count(config) >= wanted

            until(waits, 180.0, what=warnd.tail(), look_s=0.5)
            _say(f"{_count(config)} notifications wait")
            clock.pass_by(timedelta(hours=71, minutes=20))
            _return(warnd, config, at, asked.most_s)


if __name__ == "__main__":
    main()
