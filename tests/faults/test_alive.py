"""Silence is itself an alarm: a heartbeat for a checker elsewhere, and a daily word on channels."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.faults.clock import MovedClock
from tests.faults.stories import quick_config, story
from tests.live import Warnd, running, until
from tests.loopback import FeedServer, Ledger
from warnd.settings import LANGUAGES

#: a zone whose clocks stand at odd minutes and never change
ZONE = "Asia/Kathmandu"
AHEAD = timedelta(hours=5, minutes=45)
#: from the start to the time of the daily word, and a little more
UNTIL_THEN, A_LITTLE = timedelta(hours=2), timedelta(minutes=3)
INTERVAL = timedelta(minutes=5)
#: what stands where a feed was
PAGE = "<!doctype html><html><head><title>Gone</title></head><body><p>Gone.</p></body></html>"


@dataclass(frozen=True, kw_only=True)
class Watch:
    """A warnd with a checker and a channel that wants a word in each language, and its clock."""

    warnd: Warnd
    feeds: FeedServer
    hook: Ledger
    clock: MovedClock

    @property
    def beats(self) -> int:
        return sum(1 for asked in self.feeds.requests if asked.feed == "checker")

    def is_withheld(self) -> bool:
        """Tell whether a heartbeat was withheld since no feed was read."""
        events = [event for event in self.warnd.events() if event["event"] == "heartbeat_withheld"]
        return any(event["why"] == "no feed was read" for event in events)

    def words(self) -> list[dict[str, Any]]:
        """Give the daily words that came, in order."""
        return [post for _, post in list(self.hook.posts) if post.get("day")]

    def languages(self) -> Counter[str]:
        return Counter(word["language"] for word in self.words())


def config_of(folder: Path, feeds: FeedServer, hook: Ledger) -> Path:
    config = quick_config(folder, feeds, {"hook": hook})
    settings = json.loads(config.read_text())
    then = datetime.now(UTC) + UNTIL_THEN + AHEAD  # noqa: TID251  the clock of this machine
    settings["heartbeat"] = {"url": feeds.url("checker"), "interval": "5m"}
    settings["routes"] = [
        {"to": ["hook"], "language": language, "all_quiet": f"{then:%H:%M} {ZONE}"}
        for language in LANGUAGES
    ]
    config.write_text(json.dumps(settings))
    return config


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    folder = tmp_path_factory.mktemp("alive")
    clock = MovedClock(folder)
    with FeedServer() as feeds, Ledger() as hook:
        config = config_of(folder, feeds, hook)
        with running(config, **clock.environment) as warnd:
            warnd.await_event("ready")
            read = 'warnd_feed_last_success_timestamp_seconds{feed="wire"}'
            until(lambda: read in warnd.get("/metrics")[1], what=warnd.tail())
            yield Watch(warnd=warnd, feeds=feeds, hook=hook, clock=clock)


def test_each_channel_is_told_once_a_day_in_its_languages(watch: Watch) -> None:
    watch.clock.pass_by(UNTIL_THEN + A_LITTLE)
    until(lambda: len(watch.words()) >= len(LANGUAGES), what=watch.warnd.tail())
    assert watch.languages() == Counter(LANGUAGES)
    assert {word["reason"] for word in watch.words()} == {"all-quiet"}
    assert all(word["day"]["feeds_read"] == 1 for word in watch.words())
    watch.feeds.add("wire", story("UA-63"))
    until(lambda: "UA-63" in watch.hook.areas(), what=watch.warnd.tail())
    watch.clock.pass_by(timedelta(days=1) - A_LITTLE)
    until(lambda: len(watch.words()) >= 2 * len(LANGUAGES), what=watch.warnd.tail())
    assert watch.languages() == Counter(dict.fromkeys(LANGUAGES, 2))
    second = [word for word in watch.words() if word["language"] == "en"][1]
    assert (second["reason"], second["day"]["alerts"]) == ("still-watching", 1)


def test_a_checker_hears_of_it_only_after_feeds_were_read_again(watch: Watch) -> None:
    before = watch.beats
    watch.clock.pass_by(INTERVAL)
    watch.feeds.add("wire", story("YE-TA"))  # which goes the whole way at once
    until(lambda: watch.beats > before, what=watch.warnd.tail())
    watch.feeds.pages["wire"] = PAGE
    until(lambda: watch.warnd.event("feed_failed"), what=watch.warnd.tail())
    before = watch.beats
    watch.clock.pass_by(2 * INTERVAL)  # one more may come, for what was read before
    until(lambda: watch.is_withheld() or watch.beats > before, what=watch.warnd.tail())
    if not watch.is_withheld():
        watch.clock.pass_by(2 * INTERVAL)
    until(watch.is_withheld, what=watch.warnd.tail())
    before = watch.beats
    del watch.feeds.pages["wire"]
    watch.clock.pass_by(INTERVAL)
    watch.feeds.add("wire", story("SY-HM"))
    until(lambda: watch.beats > before, what=watch.warnd.tail())
    again = watch.warnd.await_event("heartbeat_again")
    assert again["ts"] > watch.warnd.await_event("feed_back")["ts"]
