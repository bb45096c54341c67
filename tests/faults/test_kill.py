"""kill -9 at any moment: nothing that was expected is lost, and a repeat carries the same key.

A feed tells one story a kill, each about a place of its own. The moments are random ones, and
ones at which something is under way: a document was answered and is being taken in, a message was
posted and not yet answered, the process is starting. `WARND_KILLS=50` is the long form.
"""

import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.faults.stories import TOWNS, quick_config, story
from tests.live import Warnd, outbox, pause, running, until
from tests.loopback import FeedServer, Ledger

KILLS = int(os.environ.get("WARND_KILLS", "6"))
#: notifications of one channel that may be under way at once, and so be repeated after a kill
IN_FLIGHT = 8
#: what tells the stories in turn: more than twenty alerts an hour from one would go into a digest
FEEDS = ("wire", "herald", "gazette")
#: seconds within which everything must have arrived after the last kill
PATIENCE_S = 60.0


class Killing:
    """Kills warnd again and again while a feed tells stories."""

    def __init__(self, warnd: Warnd, feeds: FeedServer, ledger: Ledger) -> None:
        self.warnd = warnd
        self.feeds = feeds
        self.ledger = ledger
        self.chance = random.Random(20190128)  # noqa: S311  the same moments in every run

    def run(self, areas: list[str]) -> None:
        ways: list[Callable[[str], None]] = [
            self.while_taking_in,
            self.while_posting,
            self.whenever,
            self.while_starting,
        ]
        for number, area in enumerate(areas):
            ways[number % len(ways)](area)
            self.warnd.kill()
            self.ledger.gate.set()
            self.warnd.start()

    def tell(self, area: str) -> None:
        self.feeds.add(FEEDS[list(TOWNS).index(area) % len(FEEDS)], story(area))

    def while_taking_in(self, area: str) -> None:
        """Wait until the feed has answered with the story, and a moment longer."""
        self.tell(area)
        before = len(self.feeds.requests)
        until(lambda: any(asked.status == 200 for asked in self.feeds.requests[before:]))
        pause(self.chance.uniform(0.0, 0.15))

    def while_posting(self, area: str) -> None:
        """Wait until a message was posted that nobody has answered yet."""
        self.ledger.gate.clear()
        before = len(self.ledger.posts)
        self.tell(area)
        until(lambda: len(self.ledger.posts) > before)

    def whenever(self, area: str) -> None:
        self.tell(area)
        self.warnd.await_event("ready")
        pause(self.chance.uniform(0.0, 1.5))

    def while_starting(self, area: str) -> None:
        self.tell(area)
        pause(self.chance.uniform(0.0, 3.0))


def test_nothing_expected_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    areas = list(TOWNS)[: KILLS + 1]
    assert len(areas) == KILLS + 1, "as many places as kills are known, and one more"
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger}, read=FEEDS)
        with running(config) as warnd:
            Killing(warnd, feeds, ledger).run(areas[:KILLS])
            feeds.add(FEEDS[0], story(areas[-1]))
            until(lambda: ledger.areas() >= set(areas), PATIENCE_S, what="every area told of")
            until(lambda: outbox(config) == {"delivered": len(areas)}, what="all recorded")
            assert warnd.terminate() == 0
        repeats = repeats_of(ledger)
        keys = len(set(ledger.keys))
        print(f"{KILLS} kills: lost 0 of {len(areas)}, repeats {repeats}, keys {keys}")  # noqa: T201
        assert ledger.areas() == set(areas)
        assert keys == len(areas)
        assert repeats <= KILLS * IN_FLIGHT


def repeats_of(ledger: Ledger) -> int:
    """Give how many posts were repeats, each of which says so and carries the key of the first."""
    key_of: dict[tuple[str, int], str] = {}
    alert_of: dict[str, str] = {}
    for key, post in ledger.posts:
        version = (post["alert"], post["version"])
        assert key_of.setdefault(version, key) == key
        assert alert_of.setdefault(post["area"]["id"], post["alert"]) == post["alert"]
    first = set()
    for key, post in ledger.posts:
        assert key not in first or post["may_repeat"]
        first.add(key)
    return sum(Counter(ledger.keys).values()) - len(first)
