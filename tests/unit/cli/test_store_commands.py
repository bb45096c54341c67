"""`warnd feeds`, `warnd alerts` and `warnd db`: what the daemon's database tells."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.unit.alerts.versions import IDLIB, everywhere
from tests.unit.builders import NOW
from tests.unit.cli.conftest import CONTROLS, run
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.feed import FeedHealth, FeedState
from warnd.model.identifiers import AlertId, FeedId
from warnd.storage.connect import open_store

FEEDS = [
    {"id": "gazette", "url": "https://gazette.example/rss", "publisher": "Gazette & Sons"},
    {"id": "portal", "url": "https://portal.example/rss", "interval": "10m"},
]
HOSTILE = "[/red] \x1b]0;owned\x07 \u202egnp.exe\n[bold]x[/bold] \x9b31m"


@pytest.fixture
def fed(config: Path) -> Path:
    """Give a configuration with two feeds whose database knows a little."""
    config.write_text(json.dumps({**json.loads(config.read_text()), "feeds": FEEDS}))
    store = open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)
    with store.transaction() as transaction:
        transaction.save_feed_state(
            FeedState(
                feed=FeedId("portal"),
                due=NOW,
                health=FeedHealth.NOT_A_FEED,
                last_success=NOW,
                failures=3,
                error=f"a page: {HOSTILE}",
            )
        )
    store.close()
    return config


def keep(config: Path, *versions: AlertVersion) -> None:
    store = open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)
    with store.transaction() as transaction:
        for version in versions:
            transaction.add_alert_version(version)
    store.close()


def test_feeds_are_listed_with_what_is_known_of_them(fed: Path) -> None:
    result = run("feeds", "list", "--json", "--config", fed)
    assert result.exit_code == 0
    gazette, portal = map(json.loads, result.stdout.splitlines())
    assert (gazette["health"], gazette["last_success"]) == ("unknown", None)
    assert (portal["health"], portal["failures"]) == ("not_a_feed", 3)
    assert portal["last_success"] == "2019-01-28T09:00:00Z"


def test_what_a_server_wrote_is_neither_markup_nor_a_control_in_a_table(fed: Path) -> None:
    result = run("feeds", "list", "--config", fed)
    assert result.exit_code == 0, result.output
    assert CONTROLS.findall(result.stdout) == []
    assert "[/red]" in result.stdout
    assert "not_a_feed" in result.stdout


def test_feeds_are_exported_as_opml(fed: Path) -> None:
    result = run("feeds", "export", "--config", fed)
    outlines = ET.fromstring(result.stdout).findall("body/outline")  # noqa: S314  ours
    assert [outline.get("xmlUrl") for outline in outlines] == [feed["url"] for feed in FEEDS]
    assert outlines[0].get("text") == "Gazette & Sons"


def test_alerts_are_listed_newest_first_in_their_newest_version(fed: Path) -> None:
    first = replace(IDLIB, alert=AlertId("first"), at=NOW)
    later = replace(IDLIB, alert=AlertId("later"), at=IDLIB.at)
    keep(fed, first, replace(first, version=2, reason=AlertReason.UPDATED), later)
    rows = [
        json.loads(line)
        for line in run("alerts", "list", "--json", "--config", fed).stdout.splitlines()
    ]
    assert [(row["alert"], row["version"]) for row in rows] == [("later", 1), ("first", 2)]
    limited = run("alerts", "list", "--limit", "1", "--config", fed).stdout
    assert "later" in limited
    assert "first" not in limited


def test_an_alert_is_shown_with_every_version_and_its_evidence(fed: Path) -> None:
    keep(fed, IDLIB, replace(IDLIB, version=2, reason=AlertReason.UPDATED, changes=("New: x",)))
    shown = run("alerts", "show", IDLIB.alert, "--config", fed)
    assert shown.exit_code == 0
    for words in (
        "version 1  new",
        "version 2  updated",
        "- New: x",
        "shelling 14",
        "Northern Wire",
    ):
        assert words in shown.stdout
    documents = [
        json.loads(line)
        for line in run("alerts", "show", IDLIB.alert, "--json", "-c", fed).stdout.splitlines()
    ]
    assert [document["version"] for document in documents] == [1, 2]
    assert documents[0]["evidence"][0]["quote"]["text"]


def test_words_of_a_feed_in_an_alert_are_shown_and_not_obeyed(fed: Path) -> None:
    keep(fed, everywhere(HOSTILE))
    for command in (("alerts", "show", IDLIB.alert), ("alerts", "list")):
        result = run(*command, "--config", fed)
        assert result.exit_code == 0, result.output
        assert CONTROLS.findall(result.stdout) == []


def test_an_alert_that_nobody_knows_is_told(fed: Path) -> None:
    result = run("alerts", "show", "nobody", "--config", fed)
    assert result.exit_code == 1
    assert "no alert 'nobody'" in result.stderr


@pytest.mark.parametrize(
    "command", [("feeds", "list"), ("alerts", "list"), ("alerts", "show", "x")]
)
def test_a_database_that_is_not_there_is_told_in_words(
    config: Path, command: tuple[str, ...]
) -> None:
    result = run(*command, "--config", config)
    assert result.exit_code == 1
    assert "there is no database at" in result.stderr
    assert not config.with_name("warnd.db").exists()


def test_a_database_is_brought_up_to_date(config: Path) -> None:
    for _ in range(2):
        result = run("db", "upgrade", "--config", config)
        assert (result.exit_code, result.stdout) == (0, "The database is up to date.\n")
    assert run("alerts", "list", "--config", config).exit_code == 0


def test_a_database_that_a_daemon_holds_is_left_alone(config: Path) -> None:
    store = open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)
    result = run("db", "upgrade", "--config", config)
    store.close()
    assert result.exit_code == 75
    assert "is held by process" in result.stderr
