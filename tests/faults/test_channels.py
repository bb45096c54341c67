"""Four channels, three in trouble: each delivers once or says why not, none waits for another."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.faults.stories import quick_config, story
from tests.live import outbox, running, until
from tests.loopback import FeedServer, Ledger, free_address

FIRST, SECOND = "SY-ID", "SY-HM"


@dataclass(frozen=True, kw_only=True)
class Aftermath:
    """What two stories came to."""

    good: Ledger
    #: answers 503 to its first post
    flaky: Ledger
    #: answers 422 to everything
    gone: Ledger
    #: is told of channels in trouble
    keepers: Ledger
    #: nobody listened there until the good channel had both stories
    away: Ledger
    log: list[dict[str, Any]]
    exit_code: int

    def events(self, name: str, channel: str) -> list[dict[str, Any]]:
        return events_of(self.log, name, channel)


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    folder, address = tmp_path_factory.mktemp("channels"), free_address()
    with (
        FeedServer() as feeds,
        Ledger() as good,
        Ledger(lambda nth: 503 if nth == 1 else 204) as flaky,
        Ledger(lambda _: 422) as gone,
        Ledger() as keepers,
    ):
        sinks: dict[str, Ledger | str] = {
            "good": good,
            "flaky": flaky,
            "gone": gone,
            "away": address,
        }
        config = quick_config(folder, feeds, {**sinks, "keepers": keepers})
        settings = json.loads(config.read_text())
        settings["routes"] = [{"to": list(sinks)}, {"to": ["keepers"], "about": "feeds"}]
        config.write_text(json.dumps(settings))
        feeds.add("wire", story(FIRST))
        with running(config) as warnd:
            until(lambda: events_of(warnd.events(), "delivery_deferred", "away"))
            feeds.add("wire", story(SECOND))
            until(lambda: good.areas() == {FIRST, SECOND}, what="the good channel goes on")
            with Ledger(port=int(address.rpartition(":")[2])) as away:
                until(lambda: outbox(config) == {"delivered": 8, "dead": 2}, what="the rest")
                code = warnd.terminate()
                yield Aftermath(
                    good=good,
                    flaky=flaky,
                    gone=gone,
                    keepers=keepers,
                    away=away,
                    log=warnd.events(),
                    exit_code=code,
                )


def events_of(log: list[dict[str, Any]], name: str, channel: str) -> list[dict[str, Any]]:
    return [event for event in log if event["event"] == name and event.get("channel") == channel]


def test_a_good_channel_is_not_held_up_by_bad_ones(after: Aftermath) -> None:
    assert after.good.areas() == {FIRST, SECOND}
    assert len(after.good.keys) == 2
    assert [event["attempt"] for event in after.events("delivered", "good")] == [1, 1]


def test_a_channel_that_was_away_gets_everything_once_when_it_is_back(after: Aftermath) -> None:
    assert after.away.areas() == {FIRST, SECOND}
    assert len(after.away.keys) == len(set(after.away.keys)) == 2
    assert not [post for _, post in after.away.posts if "may_repeat" in post]


def test_a_message_keeps_its_key_over_all_tries(after: Aftermath) -> None:
    deferred = after.events("delivery_deferred", "away")[0]
    delivered = {event["delivery"]: event["attempt"] for event in after.events("delivered", "away")}
    assert delivered[deferred["delivery"]] >= 2
    assert deferred["delivery"] in after.away.keys


def test_a_channel_that_fails_and_then_takes_it_is_asked_again_under_the_same_key(
    after: Aftermath,
) -> None:
    assert after.flaky.areas() == {FIRST, SECOND}
    assert len(after.flaky.keys) == 3
    assert len(set(after.flaky.keys)) == 2
    assert "503" in after.events("delivery_deferred", "flaky")[0]["error"]


def test_a_channel_that_refuses_for_good_is_given_up_loudly(after: Aftermath) -> None:
    refused = after.events("delivery_refused", "gone")
    assert [event["level"] for event in refused] == ["error", "error"]
    assert "422" in refused[0]["error"]
    assert len(set(after.gone.keys)) == 2
    assert len(after.gone.keys) == 4, "each once dressed and once bare"
    told = [post for _, post in after.keepers.posts]
    assert [post["reason"] for post in told] == ["channel-gave-up"] * 2
    assert {post["feeds"][0]["id"] for post in told} == {"gone"}


def test_the_daemon_outlives_them_all(after: Aftermath) -> None:
    assert after.exit_code == 0
