"""Feeds that do not fit together, or ask for what makes no sense, told at their place."""

from datetime import timedelta
from pathlib import Path

import pytest

from warnd.config.feed_references import address_key
from warnd.config.load import load, read_settings

STORE = "store: sqlite:////w.db\n"
FEED = STORE + "feeds:\n  - {id: a, url: 'https://a.org/rss', "
AREAS = "areas: [{id: idlib, name: Idlib, country: SY}]\n"


def told(tmp_path: Path, text: str) -> list[tuple[int, str, str]]:
    path = tmp_path / "warnd.yaml"
    path.write_text(text)
    return [(each.line, each.path, each.message) for each in read_settings(path).mistakes]


def warned(tmp_path: Path, text: str) -> list[tuple[int, str, str]]:
    path = tmp_path / "warnd.yaml"
    path.write_text(text)
    found = [(each.line, each.path, each.message) for each in load(path).warnings]
    return [each for each in found if each[1].startswith("feeds")]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param(
            FEED + "area: idlb}\n" + AREAS,
            (3, "feeds[0].area"),
            "unknown area 'idlb'; did you mean 'idlib'?",
            id="nearly an area",
        ),
        pytest.param(
            FEED + "area: [idlib, SY]}\n" + AREAS,
            (3, "feeds[0].area"),
            "unknown area 'SY'; known: idlib",
            id="a country where areas are given",
        ),
        pytest.param(
            FEED + "area: [SY, SY-ID, idlib]}\n",
            (3, "feeds[0].area"),
            "unknown area 'idlib'; no areas are given",
            id="a name where every country is watched",
        ),
        pytest.param(
            FEED + "interval: 9s}\n",
            (3, "feeds[0].interval"),
            "expected at least 10s: a server that is asked more often blocks us; "
            "for a server of your own, put a.org:443 into allow_addresses",
            id="a stranger asked every 9 s",
        ),
        pytest.param(
            FEED + "timeout: 6m}\n",
            (3, "feeds[0].timeout"),
            "expected at most 5m, got 6m: a slow server must not hold up the others",
            id="too long a time-out",
        ),
        pytest.param(
            FEED + "tier: critcal}\n",
            (3, "feeds[0].tier"),
            "expected one of critical, normal, background, got 'critcal'; did you mean 'critical'?",
            id="nearly a tier",
        ),
        pytest.param(
            FEED + "type: rss}\n",
            (3, "feeds[0].type"),
            "expected one of feed, reliefweb, cap, got 'rss'",
            id="no type",
        ),
        pytest.param(
            STORE
            + "feeds:\n- {id: a, url: 'https://a.org'}\n- {id: b, url: 'https://A.org:443/#x'}",
            (4, "feeds[1].url"),
            "this address is polled already; the other feed is on line 3",
            id="one address twice",
        ),
        pytest.param(
            STORE + "retention: {fingerprints: 90d}\n",
            (2, "retention.fingerprints"),
            "expected at least 400d, got 90d: feeds show anniversaries again",
            id="fingerprints too short",
        ),
        pytest.param(
            STORE + "retention: {texts: 7d}\n",
            (2, "retention.texts"),
            "expected at least 30d, got 7d",
            id="texts too short",
        ),
        pytest.param(
            STORE + "retention: {raw: 10s}\n",
            (2, "retention.raw"),
            "expected at least 1h, got 10s",
            id="bytes too short",
        ),
        pytest.param(
            STORE + "retention: {texts: 500d}\n",
            (2, "retention.texts"),
            "are kept longer than fingerprints",
            id="texts that outlive what they are known by",
        ),
    ],
)
def test_what_does_not_fit_is_told_at_its_place(
    tmp_path: Path, text: str, place: tuple[int, str], words: str
) -> None:
    ((line, path, message),) = told(tmp_path, text)

    assert (line, path) == place
    assert words in message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(FEED + "area: [idlib]}\n" + AREAS, id="an area that is given"),
        pytest.param(FEED + "area: [SY, SY-ID]}\nareas: []\n", id="codes where all is watched"),
        pytest.param(FEED + "interval: 10s, timeout: 5m}\n", id="the limits themselves"),
        pytest.param(
            STORE + "retention: {raw: 1h, texts: 500d, fingerprints: 500d}\n", id="retention"
        ),
        pytest.param(
            STORE + "allow_addresses: ['127.0.0.1:90', 'feeds.lan:80']\n"
            "feeds:\n- {id: a, url: 'http://127.0.0.1:90/a', interval: 1s}\n"
            "- {id: b, url: 'http://feeds.lan/b', interval: 1s}\n",
            id="servers of our own may be asked each second",
        ),
        pytest.param(
            STORE + "feeds: [{id: a, url: 'http://localhost:90/', interval: 1s}]\n", id="localhost"
        ),
        pytest.param(
            STORE + "feeds: [{id: a, url: 'http://a.org/?a'}, {id: b, url: 'http://a.org/?b'}]\n",
            id="two addresses that differ in their query",
        ),
    ],
)
def test_what_fits_is_no_mistake(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == []


def test_a_feed_of_a_list_that_is_polled_already_is_told_in_both_files(tmp_path: Path) -> None:
    (tmp_path / "more.opml").write_text(
        "<opml version='2.0'><body>\n<outline text='A' xmlUrl='https://a.org/rss'/></body></opml>"
    )

    ((line, path, message),) = told(tmp_path, FEED + "}\n  - {opml: more.opml}\n")

    assert (line, path) == (2, "feeds[1].url")
    assert message.endswith(f"the other feed is on {tmp_path / 'warnd.yaml'}, line 3")


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        pytest.param("type: cap, full_text: true}\n", "full_text", "by type cap", id="cap"),
        pytest.param("expect: 4m}\n", "expect", "time between polls, 300s", id="usual interval"),
        pytest.param(
            "tier: background, expect: 20m}\n", "expect", "polls, 1800s", id="interval of a tier"
        ),
        pytest.param("interval: 1h, expect: 20m}\n", "expect", "polls, 3600s", id="own interval"),
    ],
)
def test_what_is_probably_not_meant_is_a_warning(
    tmp_path: Path, text: str, path: str, words: str
) -> None:
    ((line, where, message),) = warned(tmp_path, FEED + text)

    assert (line, where) == (3, f"feeds[0].{path}")
    assert words in message


def test_a_downgrade_of_what_is_not_protected_is_a_warning(tmp_path: Path) -> None:
    text = STORE + "feeds: [{id: a, url: 'http://a.org/rss', allow_downgrade: true}]\n"

    ((_, where, message),) = warned(tmp_path, text)

    assert (where, message.split(":")[0]) == ("feeds[0].allow_downgrade", "has no effect")


def test_full_text_of_a_feed_is_no_warning(tmp_path: Path) -> None:
    assert warned(tmp_path, FEED + "full_text: true, allow_downgrade: true, expect: 1d}\n") == []


def test_new_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "warnd.yaml"
    path.write_text(
        FEED + "type: reliefweb, tier: critical, area: SY, expect: 2d, timeout: 20s}\n"
        "retention: {raw: 3d, texts: 60d, fingerprints: 2000d}\n"
        "channels: {ops: {type: console}}\nroutes: [{to: ops, about: feeds}]\n"
    )

    settings = load(path).settings

    (feed,) = settings.feeds
    assert (feed.type, feed.tier, feed.area) == ("reliefweb", "critical", ("SY",))
    assert (feed.expect, feed.timeout) == (timedelta(days=2), timedelta(seconds=20))
    assert settings.retention.raw == timedelta(days=3)
    assert settings.routes[0].about == "feeds"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("http://a.org", "http://A.ORG:80/", True, id="case, port and slash"),
        pytest.param("http://a.org/x", "http://a.org/x#y", True, id="fragment"),
        pytest.param("http://a.org/x", "https://a.org/x", False, id="scheme"),
        pytest.param("http://a.org/x", "http://a.org/X", False, id="path"),
    ],
)
def test_addresses_are_known_again_in_any_spelling(one: str, other: str, same: bool) -> None:
    assert (address_key(one) == address_key(other)) is same


@pytest.mark.parametrize("url", ["", "https://[", "https://a.org:x/", "a.org"])
def test_what_is_no_address_has_no_key(url: str) -> None:
    assert address_key(url) == ""
