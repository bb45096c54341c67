"""The way out is down for three days: nothing is lost, and what comes first afterwards is gravest.

docs/faults.md, F20. The feeds go on being read; nobody listens where alerts go to.
"""

import contextlib
import json
import sqlite3
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.faults.clock import MovedClock
from tests.faults.stories import TOWNS, quick_config, story
from tests.live import outbox, running, until
from tests.loopback import FeedServer, Item, Ledger, Server, free_address

#: publishers, and how each tells of the gravest: nobody copies another
FEEDS = {
    "wire": (
        "Shelling in {town} went on all night. The truce in {town} is over, an officer said. Power"
        " failed in two quarters of the city, and trams stood still between their stops until noon."
    ),
    "herald": (
        "A teacher spent Sunday in her cellar because of the shelling. Nobody sells bread on her"
        " street now. For her, she says by telephone, the truce is over; her brother wants to take"
        " the train west tomorrow if there are seats. She lives in {town}."
    ),
    "gazette": (
        "Doctors of three hospitals in {town} ask for blood and for diesel. Since the shelling at"
        " dawn they operate in corridors. Their director calls the truce over and asks the mayor"
        " for buses, which the mayor has promised by the evening."
    ),
}
#: three publishers tell of it, so it is an emergency
GRAVE = "UA-63"
#: one publisher tells of much
SERIOUS = ("SY-ID", "YE-TA")
#: one publisher tells of little
SLIGHT = ("ML-7", "IQ-NI", "SS-EC")
AREAS = {GRAVE, *SERIOUS, *SLIGHT}


class SlackSink(Server):
    """Answers like Slack, and keeps when each message came, in seconds, with its text."""

    def __init__(self, port: int) -> None:
        self.posts: list[tuple[float, dict[str, Any]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                outer.posts.append((time.monotonic(), json.loads(body)))
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(Handler, port)


def grave(words: str) -> Item:
    """Give an entry in words of its own, so that its publisher is one more origin."""
    town = TOWNS[GRAVE]
    text = words.format(town=town)
    return Item(id=f"grave-{len(text)}", title=text.partition(". ")[0], text=text)


def slight(area: str) -> Item:
    """Give an entry about a single sign in a town."""
    town = TOWNS[area]
    return Item(id=f"slight-{area}", title=f"News from {town}", text=f"Shelling in {town}.")


def told(post: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the versions of alerts in one post, the one it is about first."""
    if post.get("type") == "digest":
        return list(post["alerts"])
    return [post, *post.get("earlier", [])]


def tried(config: Path) -> set[str]:
    """Give the states that notifications stand in; "new" for those that were never tried."""
    reading = f"file:{config.with_name('warnd.db')}?mode=ro"
    with contextlib.closing(sqlite3.connect(reading, uri=True)) as read:
        rows = read.execute("SELECT DISTINCT state, attempts > 0 FROM notifications")
        return {state.lower() if attempted else "new" for state, attempted in rows}


def port_of(address: str) -> int:
    return int(address.rpartition(":")[2])


def test_after_three_days_without_a_way_out_the_gravest_comes_first(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    hook_at, slack_at = free_address(), free_address()
    with FeedServer() as feeds:
        config = quick_config(tmp_path, feeds, {"hook": hook_at}, read=tuple(FEEDS))
        settings = json.loads(config.read_text())
        (tmp_path / "slack-url").write_text(f"http://{slack_at}/services/T/B/X")
        (tmp_path / "slack-url").chmod(0o600)
        settings["channels"]["slack"] = {"type": "slack", "webhook_url_file": "slack-url"}
        settings["routes"][0]["to"].append("slack")
        settings["allow_addresses"].append(slack_at)
        config.write_text(json.dumps(settings))
        for area in SLIGHT:
            feeds.add("wire", slight(area))
        for area in SERIOUS:
            feeds.add("wire", story(area))
        for name, words in FEEDS.items():
            feeds.add(name, grave(words))
        with running(config, **clock.environment) as warnd:

            def waits() -> bool:
                alerts = [event for event in warnd.events() if event["event"] == "alert"]
                grave = any(event["to"] == "emergency" for event in alerts)
                return grave and {event["area"] for event in alerts} >= AREAS

            until(waits, what=warnd.tail)
            until(lambda: tried(config) == {"pending"}, what=warnd.tail)
            clock.pass_by(timedelta(hours=71, minutes=20))
            with Ledger(port=port_of(hook_at)) as hook, SlackSink(port_of(slack_at)) as slack:
                until(lambda: set(outbox(config)) == {"delivered"}, what=warnd.tail)
                assert warnd.terminate() == 0

        posts = [post for _, post in hook.posts]
        assert len(hook.keys) == len(set(hook.keys)), "nothing comes twice"
        assert {version["area"]["id"] for post in posts for version in told(post)} == AREAS
        first, *others = posts
        assert first["area"]["id"] == GRAVE
        assert "emergency" in [version["level"] for version in told(first)]
        alone = [post["area"]["id"] for post in posts if "type" not in post]
        assert alone == [GRAVE, *[area for area in alone if area in SERIOUS]]
        assert set(alone) == {GRAVE, *SERIOUS}
        assert [post["delayed_h"] for post in others] == [71] * len(others)
        assert "delayed 71 h" in others[0]["headline"]
        assert "delayed 71 h" in others[0]["text"]

        digests = [post for post in posts if post.get("type") == "digest"]
        assert len(digests) == 1, "what is slight and late comes as one"
        assert posts[-1] is digests[0]
        assert {version["area"]["id"] for version in told(digests[0])} == set(SLIGHT)
        assert all(f"{area}" in digests[0]["text"] for area in SLIGHT)

        at = [moment for moment, _ in slack.posts]
        assert len(at) == len(posts)
        assert at[-1] - at[0] >= 0.9 * (len(at) - 1), "one a second; a busy sink may take one late"
        assert "delayed 71 h" in slack.posts[1][1]["text"]
