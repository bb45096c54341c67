"""Twenty thousand new entries at once: none that matches is lost, and nobody else waits."""

import json
import time
from pathlib import Path

from tests.busy import stretched
from tests.faults.stories import TOWNS, feed, quick_config, story
from tests.faults.test_identity import document, item, read
from tests.live import running, until
from tests.loopback import FeedServer, Item, Ledger

#: feeds that burst, and what each brings: a document holds no more
BURSTING, ENTRIES = ("flood-1", "flood-2"), 10_000
#: one entry in so many says something
MATCHING = 200
#: what is real must be on its way within this, whatever else is read (FAULTS, security row 23)
WITHIN_S = 60.0
#: rules beside the two that find something, each about a word that every entry has
RULES = 498


def flood(name: str, towns: list[str]) -> str:
    """Give a document whose matching entries go round the towns, the others saying nothing."""

    def entry(number: int) -> str:
        if number % MATCHING:
            return item(number, id_=f"{name}-{number}", title="No news", text=f"Quiet, {number}.")
        told = story(towns[number // MATCHING % len(towns)])
        return item(number, id_=f"{name}-{number}", title=f"{told.title}, {number}", text=told.text)

    return document(entry(number) for number in range(ENTRIES))


def many_rules(folder: Path) -> Path:
    """Write rules of which none finds anything in a flood, though each looks into every entry."""
    written = [
        {
            "id": f"unheard-{number}",
            "kind": "unrest",
            "language": "en",
            "confidence": 0.9,
            "match": f"(quiet | news) NEAR/4 (riot{number} | mob{number})",
            "tests": {"fires": [f"No quiet: riot{number}."], "silent": [f"Quiet, {number}."]},
        }
        for number in range(RULES)
    ]
    file = folder / "many.yaml"
    file.write_text(json.dumps(written, indent=1))
    return file


def test_a_burst_loses_no_match_and_holds_up_no_other_feed(tmp_path: Path) -> None:
    towns = list(TOWNS)
    flooded, real = towns[:50], towns[-1]
    with FeedServer() as feeds, Ledger() as ledger:
        feeds.add("quiet", Item(id="1", title="No news", text="Nothing was heard."))
        for number, name in enumerate(BURSTING):
            feeds.pages[name] = flood(name, flooded[25 * number : 25 * (number + 1)])
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        settings = json.loads(config.read_text())
        settings["feeds"] = [feed(feeds, name) for name in ("quiet", *BURSTING)]
        settings["rules"].append(str(many_rules(tmp_path)))
        config.write_text(json.dumps(settings))
        with running(config) as warnd:
            # The first alerts leave while the rest is still being read ...
            until(lambda: ledger.posts, what=warnd.tail())
            counted = "SELECT count(*) FROM articles"
            assert read(config, counted)[0][0] < len(BURSTING) * ENTRIES
            # ... and so does what another feed tells then.
            feeds.add("quiet", story(real))
            told_at = time.monotonic()
            until(lambda: real in ledger.areas(), what=warnd.tail())
            took_s = time.monotonic() - told_at
            assert took_s < stretched(WITHIN_S)
            assert read(config, counted)[0][0] < len(BURSTING) * ENTRIES
            until(
                lambda: read(config, counted)[0][0] == len(BURSTING) * ENTRIES + 2,
                stretched(120),
                what=warnd.tail(),
            )
            matching = "SELECT count(DISTINCT article) FROM claims"
            assert read(config, matching)[0][0] == len(BURSTING) * ENTRIES // MATCHING + 1
            # Each area is told of or on its way: what a flood tells goes into digests by and by.
            kept = read(
                config,
                "SELECT DISTINCT area FROM notifications JOIN alert_versions USING (alert, version)"
                " WHERE state <> 'dead'",
            )
            assert {area for (area,) in kept} == {*flooded, real}


def test_a_crash_in_a_burst_loses_nothing(tmp_path: Path) -> None:
    towns = list(TOWNS)[:25]
    with FeedServer() as feeds, Ledger() as ledger:
        entries = [
            Item(
                id=f"{area}-{number}", title=f"{story(area).title} {number}", text=story(area).text
            )
            for number in range(40)
            for area in towns
        ]
        feeds.items["wire"] = entries
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        stored = "SELECT count(*) FROM articles"
        with running(config) as warnd:
            until(lambda: 0 < (read(config, stored) or [(0,)])[0][0] < len(entries), look_s=0.01)
            warnd.kill()
            assert read(config, "SELECT etag FROM feeds WHERE etag <> ''") == []
            warnd.start()
            until(lambda: read(config, stored)[0][0] == len(entries), what=warnd.tail())
            until(lambda: ledger.areas() == set(towns), what=warnd.tail())
