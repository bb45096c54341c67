"""Floods: the gravest come alone and soon, all others in digests, and none is dropped.

FAULTS, row 41, and row 23 of its part on security.
"""

import threading
from pathlib import Path
from typing import Any

from tests.faults.stories import TOWNS, quick_config, story
from tests.live import outbox, running, until
from tests.loopback import FeedServer, Item, Ledger

#: what one publisher may raise alone in an hour
BUDGET = 20
#: seconds for what must not be held up
SOON_S = 60.0
#: entries of the flood that stir an area each time anew
ENTRIES = 10_000


def told_areas(ledger: Ledger) -> set[str]:
    """Give the areas of all alerts that came, alone or in digests."""
    posts = [document for _, document in ledger.posts]
    alone = {post["area"]["id"] for post in posts if "type" not in post}
    digests = [post for post in posts if post.get("type") == "digest"]
    return alone | {alert["area"]["id"] for post in digests for alert in post["alerts"]}


def alone(ledger: Ledger) -> list[str]:
    return [document["area"]["id"] for _, document in ledger.posts if "type" not in document]


def entry(number: int, area: str) -> Item:
    """Give one of many entries about the same."""
    town = TOWNS[area]
    return Item(
        id=f"flood-{number}",
        title=f"Shelling heard in {town}, report {number}",
        text=f"Shelling was heard in {town} at post {number}. The truce in {town} is over.",
    )


def test_a_flood_from_one_publisher_goes_into_digests_and_hides_nobody_else(
    tmp_path: Path,
) -> None:
    flooded, real = list(TOWNS)[:-1], list(TOWNS)[-1]
    with FeedServer() as feeds, Ledger() as ledger:
        for number in range(ENTRIES):
            feeds.add("flood", entry(number, flooded[number % len(flooded)]))
        config = quick_config(tmp_path, feeds, {"hook": ledger}, read=("flood", "herald"))
        with running(config) as warnd:
            until(lambda: len(ledger.posts) >= BUDGET, SOON_S, what=warnd.tail())
            feeds.add("herald", story(real))
            until(lambda: real in alone(ledger), SOON_S, what="the real one, alone")
            until(lambda: told_areas(ledger) == set(TOWNS), SOON_S, what="all of the flood")
            until(lambda: set(outbox(config)) == {"delivered"}, SOON_S, what="all recorded")
            assert warnd.terminate() == 0
        assert len(ledger.keys) == len(set(ledger.keys)), "nothing comes twice"
        assert len([area for area in alone(ledger) if area in flooded]) == BUDGET
        digests = [post for _, post in ledger.posts if post.get("type") == "digest"]
        assert digests
        for digest in digests:
            levels = [alert["level"] for alert in digest["alerts"]]
            assert levels == sorted(levels, key=["warning", "watch", "calm"].index)
            assert all(alert["area"]["id"] in digest["text"] for alert in digest["alerts"])


def test_a_burst_from_many_publishers_comes_alone_first_and_then_together(tmp_path: Path) -> None:
    names = [f"paper{number}" for number in range(6)]
    with FeedServer() as feeds, Ledger() as ledger:
        for number, area in enumerate(TOWNS):
            feeds.add(names[number % len(names)], story(area))
        ledger.gate.clear()
        config = quick_config(tmp_path, feeds, {"hook": ledger}, read=names)
        with running(config) as warnd:
            until(lambda: sum(outbox(config).values()) == len(TOWNS), what=warnd.tail())
            ledger.gate.set()
            until(lambda: told_areas(ledger) == set(TOWNS), SOON_S, what="all of the burst")
            until(lambda: outbox(config) == {"delivered": len(TOWNS)}, what="all recorded")
            assert warnd.terminate() == 0
        assert len(ledger.keys) == len(set(ledger.keys))
        digests = [post for _, post in ledger.posts if post.get("type") == "digest"]
        assert len(digests) == 1
        assert BUDGET <= len(alone(ledger)) <= BUDGET + 8, "eight were under way before the rest"
        assert len(alone(ledger)) + len(digests[0]["alerts"]) == len(TOWNS)


def test_a_digest_under_way_at_a_crash_comes_again_whole_under_its_key(tmp_path: Path) -> None:
    taken = threading.Event()
    names = [f"paper{number}" for number in range(6)]

    def answer(nth: int) -> int:
        if ledger.posts[nth - 1][1].get("type") == "digest":
            taken.wait(60)
        return 204

    with FeedServer() as feeds, Ledger(answer) as ledger:
        for number, area in enumerate(TOWNS):
            feeds.add(names[number % len(names)], story(area))
        ledger.gate.clear()
        config = quick_config(tmp_path, feeds, {"hook": ledger}, read=names)
        with running(config) as warnd:
            until(lambda: sum(outbox(config).values()) == len(TOWNS), what=warnd.tail())
            ledger.gate.set()
            until(lambda: len(digests_of(ledger)) == 1, SOON_S, what="the digest is under way")
            warnd.kill()
            taken.set()
            warnd.start()
            until(lambda: outbox(config) == {"delivered": len(TOWNS)}, SOON_S, what=warnd.tail())
            assert warnd.terminate() == 0
        (first, before), (second, after) = digests_of(ledger)
        assert first == second
        assert "may_repeat" not in before
        assert after["may_repeat"] is True
        assert [alert["key"] for alert in before["alerts"]] == [
            alert["key"] for alert in after["alerts"]
        ]
        assert told_areas(ledger) == set(TOWNS)


def digests_of(ledger: Ledger) -> list[tuple[str, dict[str, Any]]]:
    return [(key, post) for key, post in list(ledger.posts) if post.get("type") == "digest"]
