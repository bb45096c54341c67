"""Receivers that throttle, close, or put off: each is treated as it asks, and nothing is lost."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.faults.clock import MovedClock
from tests.faults.stored import moment, rows
from tests.faults.stories import hook, quick_config, story
from tests.live import Warnd, outbox, running, until
from tests.loopback import FeedServer, Ledger

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
#: the wait after the first try; it doubles with each further one, up to ten minutes
FIRST_WAIT = {"busy": timedelta(seconds=30), "failing": timedelta(seconds=5)}
#: how often whoever takes a message and asks for fewer gets it again in the first hour, at most
MOST_REPEATS = 10
#: tries in that hour, if chance makes every wait as long as it may
LEAST_TRIES = 9
#: what did not get through yet
UNTOLD = (
    "SELECT channel, state, attempts, due, claimed FROM notifications"
    " WHERE state IN ('pending', 'sending')"
)


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
    answers = {"busy": 429, "failing": 503}
    with (
        FeedServer() as feeds,
        Ledger(lambda _nth: answers["busy"]) as busy,
        Ledger(lambda _nth: answers["failing"]) as failing,
        Ledger() as other,
    ):
        sinks = {"busy": busy, "failing": failing, "other": other}
        routes: list[dict[str, Any]] = [{"to": ["busy", "failing"], "fallback": "other"}]
        config = configured(tmp_path, feeds, sinks, routes)
        feeds.add("wire", story("SY-ID"))
        with running(config, **clock.environment) as warnd:
            until(lambda: busy.posts and failing.posts, what=warnd.tail)
            ends = clock.now + HOUR
            while (due := moment((waiting := put_off(config))["busy"]["due"])) <= ends:
                for id_, last in waiting.items():
                    planned = FIRST_WAIT[id_] * 2.0 ** (last["attempts"] - 1)
                    wait = moment(last["due"]) - moment(last["claimed"])
                    assert wait >= min(planned, 10 * MINUTE), (id_, last)
                let_be_tried(warnd, clock, due)
                assert len(busy.posts) <= 1 + MOST_REPEATS
            assert len(busy.posts) >= LEAST_TRIES, "it is still asked all the while"
            for sink in (busy, failing):
                assert len(set(sink.keys)) == 1, "it may know by the key that it has it already"
            until(lambda: other.areas() == {"SY-ID"}, what=warnd.tail)

            let_be_tried(warnd, clock, clock.now + 71 * HOUR)
            assert set(put_off(config)) >= set(answers), "after 72 hours nothing is given up"
            answers.update(busy=204, failing=204)
            let_be_tried(warnd, clock, clock.now + 15 * MINUTE)
            until(lambda: set(outbox(config)) == {"delivered"}, what=warnd.tail)


def put_off(config: Path) -> dict[str, dict[str, Any]]:
    """Give how often what waits was tried, when last, and when it is due again, by channel.

    Waits until none of it is under way, or still to be tried for the first time.
    """
    found: list[dict[str, Any]] = []

    def all_tried() -> bool:
        found[:] = rows(config, UNTOLD)
        return bool(found) and all(row["state"] == "pending" and row["attempts"] for row in found)

    until(all_tried)
    return {row["channel"]: row for row in found}


def let_be_tried(warnd: Warnd, clock: MovedClock, due: datetime) -> None:
    """Let time go by until a message is due, and wait until what is due then was tried."""
    clock.pass_by(max(due - clock.now, timedelta(0)) + timedelta(milliseconds=1))
    then = clock.now
    look_again(warnd)
    until(
        lambda: all(
            row["state"] == "pending" and moment(row["due"]) > then
            for row in rows(warnd.config, UNTOLD)
        ),
        what=warnd.tail,
    )


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
