"""`warnd feeds list`: what the daemon's database knows of each feed."""

import json
import re
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.builders import NOW
from tests.unit.cli.conftest import CONTROLS, run
from warnd.cli.feeds_words import ADVICE, MEANINGS, advice, ago, health_of, span
from warnd.errors import (
    CertificateRefused,
    ExchangeFailed,
    FeedHostile,
    FeedRefused,
    FetchFailed,
    NotAFeed,
    OutOfFiles,
    WarndError,
)
from warnd.model.feed import FeedHealth, FeedState, Validators
from warnd.model.identifiers import FeedId
from warnd.storage.connect import open_store

FEEDS = [
    {"id": "herald", "url": "https://herald.example/rss", "tier": "critical", "reliability": "B"},
    {"id": "gazette", "url": "https://gazette.example/rss", "area": "SY"},
    {"id": "wire", "url": "https://wire.example/rss", "expect": "2d"},
]
OPERATIONS = Path(__file__).parents[3] / "docs" / "operations.md"
HOUR = timedelta(hours=1)
ARRIVALS = tuple(NOW - hours * HOUR for hours in (9, 8, 6, 5, 4))
STATE = FeedState(
    feed=FeedId("herald"),
    due=NOW,
    health=FeedHealth.UNREACHABLE,
    validators=Validators(etag='"1"'),
    last_success=NOW - HOUR,
    failures=3,
    error="status 500 \x1b]0;owned\x07 [bold]",
    failing_since=NOW - HOUR,
    told=FeedHealth.UNREACHABLE,
    arrivals=ARRIVALS,
    entries=20,
    moved_to="https://new.example/rss",
    moved_since=NOW - 9 * HOUR,
    certificate_ends=NOW + HOUR,
)


@pytest.fixture
def fed(config: Path) -> Path:
    settings = {**json.loads(config.read_text()), "feeds": FEEDS, "areas": []}
    config.write_text(json.dumps(settings))
    store = open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)
    with store.transaction() as transaction:
        transaction.save_feed_state(STATE)
        transaction.save_feed_state(
            FeedState(feed=FeedId("wire"), due=NOW, health=FeedHealth.OK, last_success=NOW)
        )
    store.close()
    return config


def listed(fed: Path, *arguments: str) -> list[dict[str, object]]:
    result = run("feeds", "list", "--json", "--config", fed, *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_programs_get_all_that_is_stored_and_configured_of_a_feed(fed: Path) -> None:
    herald, gazette, wire = listed(fed)

    stored = {each.name for each in fields(FeedState)} - {"feed"}
    assert stored <= set(herald)
    assert (herald["id"], herald["url"]) == ("herald", "https://herald.example/rss")
    assert (herald["health"], herald["failures"], herald["told"]) == (
        "unreachable",
        3,
        "unreachable",
    )
    assert herald["failing_since"] == "2019-01-28T08:00:00Z"
    assert herald["last_new"] == "2019-01-28T05:00:00Z"
    assert herald["expected_silence_s"] == 24 * 3600.0
    assert herald["validators"] == {"etag": '"1"', "last_modified": ""}
    assert herald["meaning"] == MEANINGS[FeedHealth.UNREACHABLE]
    settings = herald["settings"]
    assert isinstance(settings, dict)
    assert (settings["tier"], settings["reliability"], settings["interval"]) == (
        "critical",
        "B",
        "2m",
    )
    assert (gazette["health"], gazette["due"], gazette["last_new"]) == ("unknown", None, None)
    assert wire["expected_silence_s"] == 172800.0


def test_people_get_it_in_words(fed: Path) -> None:
    result = run("feeds", "list", "--config", fed)

    said = re.sub(r"\s+", " ", result.stdout)
    assert result.exit_code == 0
    for words in (
        "unreachable",
        "critical",
        "3 in 28",
        "1 day",
        "its certificate ended",
        "new.example/rss",
    ):
        assert words in said, words
    assert CONTROLS.findall(result.stdout) == []
    assert "[bold]" in said


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param(["unreachable"], ["herald"], id="one state"),
        pytest.param(["ok", "unknown"], ["gazette", "wire"], id="two states"),
        pytest.param(["hostile"], [], id="none"),
    ],
)
def test_feeds_in_some_state_are_listed_alone(
    fed: Path, asked: list[str], found: list[str]
) -> None:
    chosen = [word for state in asked for word in ("--health", state)]

    assert [each["id"] for each in listed(fed, *chosen)] == found
    if not found:
        assert "No feed to show." in run("feeds", "list", "-c", fed, *chosen).stdout


def test_a_state_that_there_is_not_is_wrong_usage(fed: Path) -> None:
    assert run("feeds", "list", "--health", "unwell", "--config", fed).exit_code == 2


def test_every_state_is_told_in_words() -> None:
    assert set(MEANINGS) == set(ADVICE) == set(FeedHealth)
    assert [health for health in FeedHealth if not ADVICE[health]] == [FeedHealth.OK]


def test_every_state_is_told_to_operators() -> None:
    text = OPERATIONS.read_text(encoding="utf-8")
    section = text.partition("\n## Feeds\n")[2].partition("\n## ")[0]

    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(FeedHealth)


def caused_by(cause: WarndError) -> FetchFailed:
    error = FetchFailed(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(caused_by(CertificateRefused("x")), "if it warns too", id="certificate"),
        pytest.param(
            caused_by(CertificateRefused("x", of_time=True)), "date of this machine", id="expired"
        ),
        pytest.param(caused_by(OutOfFiles("x")), "no open file left", id="our own files"),
        pytest.param(caused_by(ExchangeFailed("a does not resolve")), "spelling", id="name"),
        pytest.param(FeedRefused("a redirect from https to http, at a"), "downgrade", id="http"),
        pytest.param(FetchFailed("status 403: wants an approved appname"), "appname=", id="API"),
        pytest.param(FetchFailed("status 503", delay_s=90), "alone for 1 minute", id="a wait"),
        pytest.param(FetchFailed("status 500"), "Try again in a while", id="any other"),
    ],
)
def test_what_to_do_follows_from_what_went_wrong(error: WarndError, said: str) -> None:
    assert said in advice(FeedHealth.UNREACHABLE, error)


@pytest.mark.parametrize(
    ("error", "health"),
    [
        pytest.param(NotAFeed("x"), FeedHealth.NOT_A_FEED, id="no feed"),
        pytest.param(FeedHostile("x"), FeedHealth.HOSTILE, id="hostile"),
        pytest.param(FetchFailed("x", health="gone"), FeedHealth.GONE, id="gone"),
        pytest.param(OutOfFiles("x"), FeedHealth.UNREACHABLE, id="ours"),
    ],
)
def test_an_error_shows_a_state(error: WarndError, health: FeedHealth) -> None:
    assert health_of(error) is health


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 seconds"), (1, "1 second"), (119, "1 minute"), (7200, "2 hours"), (200_000, "2 days")],
)
def test_spans_are_told_by_their_largest_unit(seconds: int, words: str) -> None:
    assert span(timedelta(seconds=seconds)) == words


def test_moments_are_told_from_now() -> None:
    assert ago(None, NOW) == "never"
    assert ago(NOW - HOUR, NOW) == "1 hour ago"
    assert ago(NOW + HOUR, NOW) == "in 1 hour"
