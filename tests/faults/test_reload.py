"""SIGHUP: a broken configuration changes nothing and says why; a good one needs no restart."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.stories import feed, hook, quick_config, story
from tests.live import Warnd, metric, running, until
from tests.loopback import FeedServer, Ledger, ServiceSocket, free_address

WELL = "warnd_config_last_reload_successful"


@dataclass(frozen=True, kw_only=True)
class Live:
    """A warnd that runs, and what is around it."""

    warnd: Warnd
    feeds: FeedServer
    hook: Ledger
    manager: ServiceSocket
    #: the configuration it was started with
    settings: dict[str, Any]

    def write(self, **changes: Any) -> None:
        self.warnd.config.write_text(json.dumps({**self.settings, **changes}, indent=2))

    def refused(self) -> str:
        """Reload, and give why it was refused."""
        before = self.count("reload_refused")
        self.warnd.reload()
        until(lambda: self.count("reload_refused") > before, what=self.warnd.tail())
        event = self.warnd.event("reload_refused")
        assert event is not None
        until(lambda: metric(self.warnd.get("/metrics")[1], WELL) == 0.0)
        return str(event["error"])

    def reloaded(self) -> None:
        before = self.count("reloaded")
        self.warnd.reload()
        until(lambda: self.count("reloaded") > before, what=self.warnd.tail())
        until(lambda: metric(self.warnd.get("/metrics")[1], WELL) == 1.0)

    def count(self, name: str) -> int:
        return sum(1 for event in self.warnd.events() if event["event"] == name)

    def still_works(self, area: str) -> None:
        self.feeds.add("wire", story(area))
        until(lambda: area in self.hook.areas(), what=f"the alert about {area}")


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    folder = tmp_path_factory.mktemp("reload")
    with FeedServer() as feeds, Ledger() as sink, ServiceSocket() as manager:
        config = quick_config(folder, feeds, {"hook": sink})
        with running(config, NOTIFY_SOCKET=manager.address) as warnd:
            warnd.await_event("ready")
            yield Live(
                warnd=warnd,
                feeds=feeds,
                hook=sink,
                manager=manager,
                settings=json.loads(config.read_text()),
            )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        pytest.param("feeds: [{id: a", "warnd.yaml:2", id="not YAML"),
        pytest.param("", "is empty", id="empty"),
        pytest.param('{"store": "sqlite://", "fedes": []}', "feeds", id="a misspelt key"),
        pytest.param('{"store": "sqlite://", "rules": ["gone.yaml"]}', "gone.yaml", id="no rules"),
    ],
)
def test_a_broken_configuration_changes_nothing_and_says_why(
    live: Live, written: str, told: str
) -> None:
    live.warnd.config.write_text(written)
    error = live.refused()
    assert told in error
    begins = f"STATUS=running on the OLD configuration: {error.split(chr(92) + 'x0a')[0]}; "
    until(lambda: any(line.startswith(begins) for line in live.manager.lines), what=begins)
    live.write()


def test_broken_rules_change_nothing_and_say_where(live: Live, tmp_path: Path) -> None:
    rules = tmp_path / "broken.yaml"
    rules.write_text("- id: broken\n  kind: shelling\n  language: en\n  match: '(fire'\n")
    live.write(rules=[str(rules)])
    assert "broken.yaml:4" in live.refused()
    live.still_works("SY-ID")
    live.write()


def test_a_configuration_that_is_gone_changes_nothing(live: Live) -> None:
    live.warnd.config.unlink()
    assert "warnd.yaml" in live.refused()
    live.still_works("SY-HM")
    live.write()


def test_a_good_configuration_adds_a_feed_and_a_channel_without_a_restart(live: Live) -> None:
    with Ledger() as ops:
        pid = live.warnd.process.pid
        live.write(
            feeds=[*live.settings["feeds"], feed(live.feeds, "second")],
            channels={**live.settings["channels"], "ops": hook(ops.address)},
            allow_addresses=[*live.settings["allow_addresses"], ops.address],
            routes=[{"to": ["hook", "ops"]}],
        )
        live.reloaded()
        live.feeds.add("second", story("YE-TA"))
        until(lambda: "YE-TA" in ops.areas(), what="the new feed's alert at the new channel")
        until(lambda: "YE-TA" in live.hook.areas(), what="and at the old one")
        live.still_works("SD-KH")  # the first feed is still polled
        until(lambda: "SD-KH" in ops.areas())
        assert live.warnd.process.pid == pid
        assert live.manager.lines.count("READY=1") >= 2


def test_a_feed_that_was_removed_fails_no_more(live: Live) -> None:
    gone = feed(live.feeds, "gone", url=f"http://{free_address()}/gone")
    live.write(
        feeds=[*live.settings["feeds"], gone],
        allow_addresses=[*live.settings["allow_addresses"], gone["url"].split("/")[2]],
    )
    live.reloaded()
    until(lambda: health(live)["degraded"] == ["1 feeds failing"])
    live.write()
    live.reloaded()
    assert health(live) == {"status": "ok", "degraded": [], "feeds": 1, "feeds_failing": 0}


def health(live: Live) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(live.warnd.get("/healthz")[1])
    return document


def test_a_reload_is_told_to_the_service_manager(live: Live) -> None:
    before = len(live.manager.told)
    live.write()
    live.reloaded()
    until(lambda: any("READY=1" in one for one in live.manager.told[before:]))
    told = live.manager.told[before:]
    begun = next(one for one in told if one.startswith("RELOADING=1"))
    assert begun.splitlines()[1].startswith("MONOTONIC_USEC=")
    assert told.index(begun) < next(i for i, one in enumerate(told) if "READY=1" in one)


def test_what_it_changes_on_the_newest_articles_is_logged_by_id(live: Live, tmp_path: Path) -> None:
    live.still_works("IQ-NI")
    rules = tmp_path / "fewer.yaml"
    rules.write_text(
        "- {id: shelling-said, kind: shelling, language: en, confidence: 0.95, match: shelling}\n"
    )
    live.write(rules=[str(rules)])
    live.reloaded()
    fewer = live.warnd.event("reload_difference")
    assert fewer is not None
    assert fewer["signals_lost"] == len(fewer["signals_lost_ids"]) >= 1
    assert (fewer["signals_gained"], fewer["unread"]) == (0, 0)
    live.write()
    live.reloaded()
    more = live.warnd.event("reload_difference")
    assert more is not None
    assert set(more["signals_gained_ids"]) >= set(fewer["signals_lost_ids"])
    assert set(more["alerts_gained_ids"]) == set(fewer["alerts_lost_ids"])


def test_a_channel_that_was_removed_still_delivers_what_waits_for_it(live: Live) -> None:
    with Ledger() as old:
        old.gate.clear()
        live.write(
            channels={"old": hook(old.address)},
            allow_addresses=[*live.settings["allow_addresses"], old.address],
            routes=[{"to": ["old"]}],
        )
        live.reloaded()
        live.feeds.add("wire", story("ML-7"))
        until(lambda: old.posts, what="under way")
        live.write()
        live.reloaded()
        old.gate.set()
        live.feeds.add("wire", story("SO-BN"))
        until(lambda: "SO-BN" in live.hook.areas(), what="the next goes the new way")
        assert old.areas() == {"ML-7"}
        assert "ML-7" not in live.hook.areas()
