"""People are told of a feed in trouble once, and of its end once, and nobody who did not ask."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.faults.clock import MovedClock
from tests.faults.stories import feed, hook, quick_config, story
from tests.live import Warnd, outbox, running, until
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
    with FeedServer() as feeds, Ledger() as situations, Ledger() as duty:
        config = config_with_duty(tmp_path, feeds, situations, duty, language="fr")
        feeds.add("wire", story("SY-ID"))
        feeds.add("other", story("SY-HM"))
        with running(config, **clock.environment) as warnd:
            until(lambda: situations.areas() == {"SY-ID", "SY-HM"}, what=warnd.tail())
            feeds.pages["wire"] = PAGE
            poll(warnd, clock, feeds, 2, timedelta(seconds=20))
            assert reasons(duty) == [], "two failures may be the line"

            poll(warnd, clock, feeds, 3)
            until(lambda: reasons(duty) == ["feed-trouble"], what=warnd.tail())
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
