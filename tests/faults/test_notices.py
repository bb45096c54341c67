"""People are told of a feed in trouble once, and of its end once, and nobody who did not ask."""

import contextlib
import json
import sqlite3
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.faults.clock import MovedClock
from tests.faults.servers import Answer, Heard, Scripted, reply
from tests.faults.servers import feed as document
from tests.faults.stored import feed_states
from tests.faults.stories import QUICK, feed, hook, quick_config, story
from tests.live import Warnd, outbox, running, until, write_config
from tests.loopback import FeedServer, Ledger

#: a page where a feed should be
PAGE = "<!doctype html><html><body>Please come back later.</body></html>"


def config_with_duty(
    folder: Path, feeds: FeedServer, situations: Ledger, duty: Ledger, **more: Any
) -> Path:
    """Write a configuration that tells one sink of situations and another of the feeds."""
    config = quick_config(folder, feeds, {"situations": situations}, read=("wire", "other"))
    settings = json.loads(config.read_text())
    settings["channels"]["duty"] = hook(duty.address)
    settings["routes"].append({"about": "feeds", "to": ["duty"], **more})
    settings["allow_addresses"].append(duty.address)
    settings["feeds"] = [
        feed(feeds, "wire", interval="1m"),
        feed(feeds, "other", interval="1m"),
    ]
    config.write_text(json.dumps(settings))
    return config


def polls_of(feeds: FeedServer, name: str) -> int:
    return sum(1 for asked in list(feeds.requests) if asked.feed == name)


def poll(
    warnd: Warnd,
    clock: MovedClock,
    feeds: FeedServer,
    times: int,
    step: timedelta = timedelta(minutes=10),
) -> None:
    """Let time go by in steps until the feed was asked some more times."""
    for _ in range(times):
        before = polls_of(feeds, "wire")

        def asked(before: int = before) -> bool:
            clock.pass_by(step)
            return polls_of(feeds, "wire") > before

        until(asked, look_s=0.3, what=warnd.tail())


def reasons(ledger: Ledger) -> list[str]:
    return [str(document["reason"]) for _, document in ledger.posts]


def test_a_feed_in_trouble_is_told_once_and_once_when_it_is_back(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    failures: list[int] = []

    def answer(_nth: int) -> int:
        """Write down how often the feed had failed when people were told."""
        failures.append(feed_states(config)["wire"]["failures"])
        return 204

    with FeedServer() as feeds, Ledger() as situations, Ledger(answer) as duty:
        config = config_with_duty(tmp_path, feeds, situations, duty, language="fr")
        feeds.add("wire", story("SY-ID"))
        feeds.add("other", story("SY-HM"))
        with running(config, **clock.environment) as warnd:
            until(lambda: situations.areas() == {"SY-ID", "SY-HM"}, what=warnd.tail())
            feeds.pages["wire"] = PAGE
            poll(warnd, clock, feeds, 2, timedelta(seconds=20))
            poll(warnd, clock, feeds, 3)
            until(lambda: failures, what=warnd.tail())
            assert failures[0] >= 3, "two failures may be the line"
            poll(warnd, clock, feeds, 1)
            warnd.kill()
            warnd.start(**clock.environment)
            warnd.await_event("ready")
            poll(warnd, clock, feeds, 2)
            assert reasons(duty) == ["feed-trouble"], "told once, over a new start too"

            del feeds.pages["wire"]
            poll(warnd, clock, feeds, 1)
            until(lambda: reasons(duty) == ["feed-trouble", "feed-back"], what=warnd.tail())
            assert warnd.terminate() == 0
        trouble = duty.posts[0][1]
        assert trouble["type"] == "feed-notice"
        assert [told["id"] for told in trouble["feeds"]] == ["wire"]
        assert "FLUX EN PANNE · wire (Wire)" in trouble["headline"]
        assert len(situations.posts) == 2, "nobody who asked for situations is told of feeds"


def test_a_notice_under_way_at_a_crash_comes_again_marked_under_its_key(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    with FeedServer() as feeds, Ledger() as situations, Ledger() as duty:
        config = config_with_duty(tmp_path, feeds, situations, duty)
        feeds.pages["wire"] = PAGE
        feeds.add("other", story("SY-HM"))
        with running(config, **clock.environment) as warnd:
            warnd.await_event("ready")
            duty.gate.clear()
            poll(warnd, clock, feeds, 5)
            until(lambda: len(duty.posts) == 1, what=warnd.tail())
            warnd.kill()
            duty.gate.set()
            warnd.start(**clock.environment)
            until(lambda: len(duty.posts) == 2, what=warnd.tail())
            until(lambda: outbox(config) == {"delivered": 2}, what="recorded")
            assert warnd.terminate() == 0
        (first, first_post), (second, second_post) = duty.posts
        assert first == second
        assert "may_repeat" not in first_post
        assert second_post["may_repeat"] is True
        assert second_post["notice"] == first_post["notice"]


def test_a_captive_line_is_one_notice_and_an_area_that_falls_silent_another(
    tmp_path: Path,
) -> None:
    clock = MovedClock(tmp_path)
    gone: set[str] = set()
    near, far = [f"near{nth}" for nth in range(3)], [f"far{nth}" for nth in range(3)]

    def answer(heard: Heard) -> Answer:
        name = heard.target.strip("/")
        if "everybody" in gone:
            return reply(PAGE.encode(), content_type="text/html")
        if name in gone:
            return reply(b"", status="404 Not Found")
        return reply(document(story("SY-ID")))

    with ExitStack() as open_:
        servers = {
            name: open_.enter_context(Scripted(answer, host=f"127.0.0.{nth}"))
            for nth, name in enumerate((*near, *far), start=2)
        }
        duty = open_.enter_context(Ledger())
        config = write_config(
            tmp_path,
            rules=[str(QUICK)],
            allow_addresses=[duty.address, *(server.address for server in servers.values())],
            areas=[{"id": "idlib", "name": "Idlib and around", "divisions": ["SY-ID"]}],
            feeds=[
                {
                    "id": name,
                    "url": server.url(name),
                    "publisher": name,
                    "interval": "1m",
                    **({"area": ["idlib"]} if name in near else {}),
                }
                for name, server in servers.items()
            ],
            channels={"duty": hook(duty.address)},
            routes=[{"about": "feeds", "to": ["duty"]}],
        )

        def polled_until(told: list[str]) -> None:
            """Let time go by until people were told, and no more than that."""

            def are_told() -> bool:
                clock.pass_by(timedelta(seconds=40))
                return reasons(duty)[: len(told)] == told

            until(are_told, look_s=0.5, what=f"{reasons(duty)}\n{warnd.tail()}")

        with running(config, **clock.environment) as warnd:
            warnd.await_event("ready")
            until(lambda: len(healthy(config)) == len(servers), what=warnd.tail())
            gone.add("everybody")
            polled_until(["captive"])
            gone.clear()
            polled_until(["captive", "online"])
            assert all(document["feeds"] == [] for _, document in duty.posts)

            gone.update(near)
            polled_until(["captive", "online", *["feed-trouble"] * 3, "area-silent"])
            silent = duty.posts[-1][1]
            assert silent["headline"] == "AREA SILENT · Idlib and around"
            assert "A line may be cut there." in silent["text"]
            assert sorted(told["id"] for told in silent["feeds"]) == near
            gone.clear()
            until(lambda: "area-back" in passed(clock, duty), look_s=0.5)
            assert warnd.terminate() == 0
        assert reasons(duty).count("area-silent") == reasons(duty).count("area-back") == 1
        assert reasons(duty).count("feed-trouble") == 3


def passed(clock: MovedClock, ledger: Ledger) -> list[str]:
    """Let a while go by; give what was told by then."""
    clock.pass_by(timedelta(minutes=10))
    return reasons(ledger)


def healthy(config: Path) -> list[str]:
    """Give the feeds that are known to be well."""
    reading = f"file:{config.with_name('warnd.db')}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(reading, uri=True)) as read:
            rows = read.execute("SELECT feed FROM feeds WHERE health = 'ok'")
            return [str(feed) for (feed,) in rows]
    except sqlite3.OperationalError:  # not there yet
        return []
