"""Receivers that throttle, close, or put off: each is treated as it asks, and nothing is lost."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.faults.clock import MovedClock
from tests.faults.stories import hook, quick_config, story
from tests.live import Warnd, outbox, running, until
from tests.loopback import FeedServer, Ledger

MINUTE = timedelta(minutes=1)


def configured(
    folder: Path, feeds: FeedServer, sinks: dict[str, Ledger], routes: list[dict[str, Any]]
) -> Path:
    config = quick_config(folder, feeds, dict(sinks))
    settings = json.loads(config.read_text())
    settings["routes"] = routes
    settings["channels"] = {id_: hook(sink.address) for id_, sink in sinks.items()}
    config.write_text(json.dumps(settings))
    return config


def look_again(warnd: Warnd) -> None:
    """Have the senders look at what is due: a moved clock wakes nobody, and a reload does."""
    before = sum(1 for event in warnd.events() if event["event"] == "reloaded")
    warnd.reload()
    until(
        lambda: sum(1 for event in warnd.events() if event["event"] == "reloaded") > before,
        what=warnd.tail(),
    )


def test_a_receiver_that_takes_and_yet_answers_429_is_asked_again_under_the_same_key(
    tmp_path: Path,
) -> None:
    clock = MovedClock(tmp_path)
    with FeedServer() as feeds, Ledger(lambda _nth: 429) as busy, Ledger() as other:
        routes: list[dict[str, Any]] = [{"to": ["busy"], "fallback": "other"}]
        config = configured(tmp_path, feeds, {"busy": busy, "other": other}, routes)
        feeds.add("wire", story("SY-ID"))
        with running(config, **clock.environment) as warnd:
            warnd.await_event("delivery_deferred")
            clock.pass_by(timedelta(seconds=25))
            look_again(warnd)
            assert len(busy.posts) == 1, "it is left alone for half a minute"
            clock.pass_by(timedelta(seconds=14))
            look_again(warnd)
            until(lambda: len(busy.posts) == 2, what="asked again")
            clock.pass_by(2 * MINUTE)
            until(lambda: other.areas() == {"SY-ID"}, what=warnd.tail())
    assert len(set(busy.keys)) == 1, "it may know by the key that it has it already"


def test_a_channel_that_is_closed_keeps_all_is_asked_hourly_and_told_of_elsewhere(
    tmp_path: Path,
) -> None:
    clock = MovedClock(tmp_path)
    answers = {"status": 404}
    with (
        FeedServer() as feeds,
        Ledger(lambda _nth: answers["status"]) as closed,
        Ledger() as good,
        Ledger() as keepers,
    ):
        sinks = {"closed": closed, "good": good, "keepers": keepers}
        routes: list[dict[str, Any]] = [
            {"to": ["closed", "good"]},
            {"about": "feeds", "to": ["closed", "keepers"]},
        ]
        config = configured(tmp_path, feeds, sinks, routes)
        feeds.add("wire", story("SY-ID"))
        with running(config, **clock.environment) as warnd:
            until(lambda: keepers.posts, what=warnd.tail())
            assert keepers.posts[0][1]["reason"] == "channel-closed"
            assert good.areas() == {"SY-ID"}, "one that is closed holds up no other"
            before = len(closed.posts)
            for _ in range(2):
                clock.pass_by(25 * MINUTE)
                look_again(warnd)
            assert len(closed.posts) == before, "it is asked once an hour"
            warnd.kill()  # what is known of it outlives the process
            answers["status"] = 204
            warnd.start(**clock.environment)
            warnd.await_event("ready")
            clock.pass_by(15 * MINUTE)
            look_again(warnd)
            until(
                lambda: "dead" not in outbox(config) and len(keepers.posts) == 2, what=warnd.tail()
            )
            until(lambda: set(outbox(config)) == {"delivered"}, what=warnd.tail())
    assert keepers.posts[1][1]["reason"] == "channel-back"
    assert "SY-ID" in {post["area"]["id"] for _, post in closed.posts[before:] if post.get("area")}
