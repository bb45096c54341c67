"""Entries that come again: under no id, under other ids, with other words, after ten years."""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.faults.clock import MovedClock
from tests.faults.stories import TOWNS, feed, quick_config, story
from tests.live import Warnd, running, until
from tests.loopback import FeedServer, Item, Ledger

NOW = datetime.now(UTC)  # noqa: TID251  what is told must be of today
#: words enough to be compared by, and different in every item
FILLING = (
    "Residents of the {name} quarter spoke of a quiet night after the market closed early. "
    "The council of {name} met in the school and talked about water, roads and the price of bread. "
    "Nobody in {name} number {number} could say when the bus would run again."
)


def item(
    number: int,
    *,
    id_: str | None = None,
    link: str = "",
    title: str = "",
    text: str = "",
    at: datetime = NOW,
) -> str:
    """Give an entry as XML; without words of its own it says nothing that alerts."""
    guid = f"<guid isPermaLink='false'>{escape(id_)}</guid>" if id_ else ""
    anchor = f"<link>{escape(link)}</link>" if link else ""
    name = f"Old Gate {number}"
    said = text or FILLING.format(name=name, number=number)
    return (
        f"<item>{guid}{anchor}<title>{escape(title or f'Evening in {name}')}</title>"
        f"<description>{escape(said)}</description>"
        f"<pubDate>{format_datetime(at)}</pubDate></item>"
    )


def document(items: Iterable[str]) -> str:
    return (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Feed</title>"
        f"<link>http://feed.example/</link>{''.join(items)}</channel></rss>"
    )


def read(config: Path, question: str) -> list[Any]:
    """Ask the database of a warnd; nothing where it is not there yet."""
    database = config.with_name("warnd.db")
    try:
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
            return opened.execute(question).fetchall()
    except sqlite3.OperationalError:
        return []


def articles(config: Path, feed_: str) -> int:
    found = read(config, f"SELECT count(*) FROM articles WHERE feed = '{feed_}'")  # noqa: S608
    return int(found[0][0]) if found else 0


def polls_since(feeds: FeedServer, feed_: str) -> Callable[[int], bool]:
    """Give what tells whether a feed was asked so many times more and taken in."""
    began = len([asked for asked in feeds.requests if asked.feed == feed_])
    return lambda more: (
        len([asked for asked in feeds.requests if asked.feed == feed_]) >= began + more
    )


def all_polled(since: Iterable[Callable[[int], bool]]) -> bool:
    """Tell whether every feed was polled once more."""
    return all(polled(1) for polled in since)


def polled_again(warnd: Warnd, feeds: FeedServer, feed_: str) -> None:
    """Wait until a feed was asked twice more: what the first of them brought is stored then."""
    again = polls_since(feeds, feed_)
    until(lambda: again(2), what=warnd.tail())


def test_entries_without_ids_or_with_one_id_for_all_are_new_once(tmp_path: Path) -> None:
    with FeedServer() as feeds, Ledger() as ledger:
        bare = [item(number) for number in range(20)]
        same = [item(number, id_="news") for number in range(20)]
        feeds.pages = {"bare": document(bare), "same": document(same)}
        config = quick_config(tmp_path, feeds, {"hook": ledger}, read=["bare", "same"])
        with running(config) as warnd:
            until(lambda: articles(config, "bare") == 20, what=warnd.tail())
            until(lambda: articles(config, "same") == 20, what=warnd.tail())
            polled_again(warnd, feeds, "same")
            # The document changes round entries that stay what they were.
            feeds.pages["bare"] = document([item(20), *reversed(bare)])
            feeds.pages["same"] = document([item(20, id_="news"), *bare[:0], *reversed(same)])
            until(lambda: articles(config, "bare") == 21, what=warnd.tail())
            until(lambda: articles(config, "same") == 21, what=warnd.tail())
            polled_again(warnd, feeds, "bare")
            assert (articles(config, "bare"), articles(config, "same")) == (21, 21)


def test_a_thousand_items_under_new_ids_are_no_news(tmp_path: Path) -> None:
    def told(round_: int) -> str:
        shelled = item(
            1000,
            id_=f"{round_}-1000",
            link=f"http{'s' if round_ else ''}://wire.example/r{round_}/1000?utm_source=a{round_}",
            title="Shelling in Kharkiv",
            text="Shelling was heard in Kharkiv. "
            + FILLING.format(name="Kharkiv", number=7)
            + " The truce in Kharkiv is over, people said.",
        )
        return document(
            [
                shelled,
                *(
                    item(
                        number,
                        id_=f"{round_}-{number}",
                        link=f"https://w.example/r{round_}/{number}",
                    )
                    for number in range(999)
                ),
            ]
        )

    with FeedServer() as feeds, Ledger() as ledger:
        feeds.pages["wire"] = told(0)
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        with running(config) as warnd:
            until(lambda: ledger.areas() == {"UA-63"}, what=warnd.tail())
            until(lambda: articles(config, "wire") == 1000, what=warnd.tail())
            sent = len(ledger.posts)
            polled_again(warnd, feeds, "wire")
            feeds.pages["wire"] = told(1)
            polled_again(warnd, feeds, "wire")
            assert articles(config, "wire") == 1000
            # They are known under both ids from now on.
            keys = read(config, "SELECT count(*) FROM entry_keys WHERE key LIKE 'id:1-%'")
            assert keys == [(1000,)]
            assert len(ledger.posts) == sent


def test_one_story_in_five_feeds_is_one_event_of_one_origin(tmp_path: Path) -> None:
    names = [f"paper-{number}" for number in range(5)]
    told = story("UA-63")
    long = f"{told.text} {FILLING.format(name='Kharkiv', number=7)}"
    with FeedServer() as feeds, Ledger() as ledger:
        feeds.add(names[0], Item(id="1", title=told.title, text=long))
        config = quick_config(tmp_path, feeds, {"hook": ledger}, read=names)
        with running(config) as warnd:
            until(lambda: ledger.posts, what=warnd.tail())
            for name in names[1:]:
                feeds.add(name, Item(id=name, title=told.title, text=long))
            until(lambda: sum(articles(config, name) for name in names) == 5, what=warnd.tail())
            stories = read(config, "SELECT DISTINCT story FROM articles")
            origins = read(config, "SELECT DISTINCT origin FROM claims WHERE area = 'UA-63'")
            said_by = read(config, "SELECT DISTINCT publisher FROM claims WHERE area = 'UA-63'")
            assert (len(stories), origins, len(said_by)) == (1, [("paper 0",)], 5)
            assert [post["version"] for _, post in ledger.posts if "area" in post] == [1]


def test_a_text_that_changes_is_told_when_it_is_worse_or_taken_back(tmp_path: Path) -> None:
    filling = FILLING.format(name="Kharkiv", number=7)
    calm = f"Nothing was heard in Kharkiv. {filling}"
    shelled = f"Shelling was heard in Kharkiv. {filling}"
    worse = f"{shelled} The truce in Kharkiv is over, people said."

    def told(text: str, title: str = "Night in Kharkiv") -> str:
        return document([item(1, id_="night", title=title, text=text)])

    def revision(number: int) -> bool:
        return read(config, "SELECT revision FROM articles") == [(number,)]

    with FeedServer() as feeds, Ledger() as ledger:
        feeds.pages["wire"] = told(calm)
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        with running(config) as warnd:
            until(lambda: revision(1), what=warnd.tail())
            feeds.pages["wire"] = told(f"{calm}   12 comments")  # trivial: no revision
            polled_again(warnd, feeds, "wire")
            assert revision(1)
            feeds.pages["wire"] = told(worse)  # it newly matches
            until(lambda: ledger.posts, what=warnd.tail())
            assert (revision(2), ledger.posts[-1][1]["reason"]) == (True, "new")
            sent = len(ledger.posts)
            feeds.pages["wire"] = told(shelled, "Evening in Kharkiv")  # a downgrade is no alert
            until(lambda: revision(3), what=warnd.tail())
            standing = "SELECT kind FROM claims WHERE withdrawn IS NULL"
            until(lambda: read(config, standing) == [("shelling",)], what=warnd.tail())
            assert len(ledger.posts) == sent
            feeds.pages["wire"] = told(shelled, "RETRACTION: Evening in Kharkiv")
            until(lambda: len(ledger.posts) > sent, what=warnd.tail())
            assert read(config, standing) == []
            _, last = ledger.posts[-1]
            assert last["reason"] == "cancelled"
            assert "Taken back by Wire" in last["text"]


def test_ten_thousand_items_of_2016_are_stored_and_never_pushed(tmp_path: Path) -> None:
    old = datetime(2016, 5, 1, 8, 0, tzinfo=UTC)
    towns = list(TOWNS)
    grave = [
        item(
            number,
            id_=f"old-{number}",
            title=f"Shelling in {TOWNS[towns[number % len(towns)]]}",
            text=story(towns[number % len(towns)]).text,
            at=old + timedelta(minutes=number),
        )
        for number in range(10_000)
    ]
    with FeedServer() as feeds, Ledger() as ledger:
        feeds.pages["archive"] = document(grave)
        feeds.add("wire", story("UA-63"))
        config = quick_config(tmp_path, feeds, {"hook": ledger}, read=["archive", "wire"])
        with running(config) as warnd:
            until(lambda: articles(config, "archive") == 10_000, what=warnd.tail())
            until(lambda: ledger.posts, what=warnd.tail())
            assert ledger.areas() == {"UA-63"}
            assert warnd.await_event("old_entries")["entries"] == 10_000


def test_items_that_vanish_and_return_fifty_times_are_told_once(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    names = [f"wire-{number}" for number in range(5)]
    stays = item(2, id_="2")
    with FeedServer() as feeds, Ledger() as ledger:
        shown = {
            name: document([item(1, id_=told.id, title=told.title, text=told.text), stays])
            for name, told in zip(names, map(story, TOWNS), strict=False)
        }
        feeds.pages = dict(shown)
        config = quick_config(tmp_path, feeds, {"hook": ledger}, read=names)
        with running(config, **clock.environment) as warnd:
            until(lambda: len(ledger.areas()) == len(names), what=warnd.tail())
            for round_ in range(10):  # ten times each
                gone = round_ % 2 == 0
                again = [polls_since(feeds, name) for name in names]
                feeds.pages = dict.fromkeys(names, document([stays])) if gone else dict(shown)
                clock.pass_by(timedelta(seconds=2))
                until(partial(all_polled, again), what=warnd.tail())
            clock.pass_by(timedelta(days=3))
            polled_again(warnd, feeds, names[0])
            assert sum(articles(config, name) for name in names) == 2 * len(names)
            assert len([post for _, post in ledger.posts if post.get("reason") == "new"]) == len(
                names
            )
            # What stayed in the document is known for as long as it stays.
            seen = read(
                config, "SELECT seen FROM entry_keys WHERE key = 'id:2' AND feed = 'wire-0'"
            )
            moment = datetime.fromisoformat(seen[0][0]).replace(tzinfo=UTC)
            assert moment > NOW + timedelta(days=2)


def test_two_feeds_of_one_house_and_a_reprinted_agency_are_one_origin_each(tmp_path: Path) -> None:
    publishers = {
        "house-a": "The New Arab",
        "house-b": "العربي الجديد",
        "agency": "Reuters",
        "paper": "Valley Paper",
        "copy": "Hill Paper",
    }
    own = "Shelling was heard in Kharkiv. People in {} left their houses before dawn."
    wire = f"KYIV (Reuters) - Shelling was heard in Kharkiv. {FILLING.format(name='K', number=7)}"
    told = {
        "house-a": own.format("the north"),
        "house-b": "In the north of the city families fled. Shelling was heard in Kharkiv by all.",
        "agency": wire.partition(" - ")[2],
        "paper": wire,
        "copy": wire.partition(" - ")[2],  # it does not say whose words they are
    }
    with FeedServer() as feeds, Ledger() as ledger:
        for name, text in told.items():
            feeds.add(name, Item(id=name, title=f"{name}: Kharkiv", text=text))
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        settings = json.loads(config.read_text())
        settings["feeds"] = [
            feed(feeds, name, publisher=publisher) for name, publisher in publishers.items()
        ]
        config.write_text(json.dumps(settings))
        with running(config) as warnd:
            claimed = "SELECT count(DISTINCT article) FROM claims"
            until(lambda: read(config, claimed) == [(5,)], what=warnd.tail())
            origins = read(config, "SELECT DISTINCT origin FROM claims ORDER BY origin")
            assert origins == [("fadaat media",), ("reuters",)]
