"""`warnd feeds check` against real servers in every state."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.faults.servers import RESET, Heard, Scripted, feed, redirect, reply
from tests.live import write_config
from tests.loopback import Item, free_address
from tests.unit.cli.conftest import CONTROLS, run
from warnd.cli.feeds_finding import Finding
from warnd.cli.feeds_shown import document_of, show_one
from warnd.cli.feeds_table import show_table
from warnd.config.load import load_settings
from warnd.model.feed import FeedHealth, Fetched, Validators
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings

HOSTILE = "[/red] \x1b]0;owned\x07 \u202egnp.exe\n[bold]x[/bold] \x9b31m"
NEWEST = datetime(2026, 3, 1, 12, tzinfo=UTC)
ITEMS = [
    Item(
        id=f"n{number}",
        title=f"Shelling is heard in the hills, night {number}",
        text="Troops have shelled the town again, and people there are leaving for the coast.",
        published=NEWEST - timedelta(hours=number),
    )
    for number in range(6)
]
RSS = "application/rss+xml; charset=utf-8"
GOOD = feed(*ITEMS)
UNDATED = GOOD.replace(b"<pubDate>", b"<!--").replace(b"</pubDate>", b"-->")
PAGE = b"""<!doctype html><html><head><title>News</title>
<link rel="alternate" type="application/rss+xml" title="[bold]News" href="/good">
<link rel="alternate" type="application/rss+xml" href="http://10.0.0.7/rss">
</head><body>News</body></html>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Gazette",
        "items": [{"id": "1", "content_text": "Hello.", "date_published": "2026-02-01T10:00:00Z"}],
    }
).encode()
CAP = b"<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>a</identifier></alert>"
RELIEFWEB = json.dumps(
    {
        "href": "https://api.reliefweb.int/v2/reports",
        "data": [
            {
                "id": "7",
                "fields": {
                    "title": "Flash update on the floods",
                    "body": "People have left their homes for the second time this year.",
                    "url": "https://reliefweb.example/node/7",
                    "status": "published",
                    "date": {"created": "2026-02-01T10:00:00+00:00"},
                    "language": [{"code": "en"}],
                },
            }
        ],
    }
).encode()


def answer(heard: Heard) -> Any:
    path = heard.target.strip("/")
    heeds = heard.headers.get("if-none-match") == '"1"'
    answers: dict[str, Any] = {
        "good": reply(b"", status="304 Not Modified", etag='"1"')
        if heeds
        else reply(GOOD, content_type=RSS, etag='"1"'),
        "ignores": reply(GOOD, content_type=RSS, etag='"1"'),
        "plain": reply(GOOD, content_type=RSS),
        "tired": reply(b"", status="503 Busy") if heeds else reply(GOOD, etag='"1"'),
        "undated": reply(UNDATED, content_type=RSS),
        "page": reply(PAGE, content_type="text/html"),
        "login": reply(
            b"<!doctype html><html>Log in at api.reliefweb.int</html>", content_type="text/html"
        ),
        "json": reply(JSON_FEED, content_type="application/feed+json"),
        "damaged": reply(GOOD[:-30].replace(b"<link>", b"<link>&nbsp;<br>"), content_type=RSS),
        "alert": reply(CAP, content_type="application/cap+xml"),
        "v2": reply(RELIEFWEB, content_type="application/json"),
        "empty": reply(b"", content_type=RSS),
        "gone": reply(b"no", status="404 Not Found"),
        "blocked": reply(b"no", status="403 Forbidden"),
        "later": reply(b"no", status="429 Too Many Requests", retry_after="7200"),
        "broken": reply(b"no", status="500 Oops"),
        "moved": redirect("/good", status="301 Moved Permanently"),
        "inward": redirect("http://10.0.0.7/secret"),
        "circle": redirect("/circle"),
        "reset": [RESET],
        "large": reply(GOOD[:-20] + b" " * 10_000_000, content_type=RSS),
        "hostile": reply(
            feed(Item(id="x", title=HOSTILE, text=HOSTILE)).replace(
                b"<title>Feed", b"<title>[/red] &#x202e;\xc2\x9b31m"
            ),
            content_type=RSS,
        ),
    }
    return answers[path.partition("?")[0]]


@pytest.fixture
def site() -> Iterator[Scripted]:
    with Scripted(answer) as server:
        yield server


def check(site: Scripted, *paths: str) -> Any:
    return run("feeds", "check", "--allow", site.address, *map(site.url, paths))


def in_json(site: Scripted, *paths: str) -> list[dict[str, Any]]:
    urls = map(site.url, paths)
    result = run("feeds", "check", "--json", "--allow", site.address, *urls)
    return [json.loads(line) for line in result.stdout.splitlines()]


def words(text: str) -> str:
    """Give a text as one line, for a console breaks lines where it likes."""
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        pytest.param("good", 0, "State: ok. It answers with a feed", id="good"),
        pytest.param("undated", 0, "State: undated.", id="no dates"),
        pytest.param("json", 0, "newest entry 2026-02-01T10:00:00Z", id="JSON Feed"),
        pytest.param("large", 0, "10,000,000 bytes, cut off there", id="too large"),
        pytest.param("damaged", 0, "State: degraded.", id="damaged"),
        pytest.param("login", 1, "State: not_a_feed.", id="a page"),
        pytest.param("alert", 1, "set `type: cap`", id="an alert"),
        pytest.param("v2", 1, "set `type: reliefweb`", id="an API"),
        pytest.param("empty", 1, "a server that is overloaded", id="nothing"),
        pytest.param("gone", 1, "State: gone. It says that nothing is", id="404"),
        pytest.param("blocked", 1, "State: blocked. It refuses us.", id="403"),
        pytest.param("later", 1, "to be left alone for 2 hours", id="429"),
        pytest.param("broken", 1, "State: unreachable.", id="500"),
        pytest.param("inward", 1, "If the server is your own, allow its address", id="private"),
        pytest.param("circle", 1, "The server sends in circles", id="redirects without end"),
        pytest.param("reset", 1, "State: unreachable.", id="reset"),
    ],
)
def test_one_address_is_diagnosed_in_words(site: Scripted, path: str, code: int, said: str) -> None:
    result = check(site, path)

    assert result.exit_code == code, result.output
    assert said in words(result.stdout)
    assert code == 0 or "To do: " in result.stdout


def test_a_good_feed_is_told_with_all_that_matters_and_its_line(site: Scripted) -> None:
    result = check(site, "good")

    said = words(result.stdout)
    assert "6; 6 of the 6 read have a date" in said
    assert "newest entry 2026-03-01T12:00:00Z" in said
    assert "language en" in said
    assert "such a poll costs some hundred bytes" in said
    last = result.stdout.splitlines()[-1]
    assert last.startswith("  - {id: feed-")
    assert f'url: "{site.url("good")}", language: en, publisher: Feed}}' in last
    assert [heard.headers.get("if-none-match") for heard in site.heard] == [None, '"1"']


def test_a_feed_is_asked_under_its_own_validators_and_told_when_it_ignores_them(
    site: Scripted,
) -> None:
    found = [in_json(site, path)[0] for path in ("ignores", "plain", "tired")]

    assert [each["conditional"] for each in found] == ["ignored", "none", None]
    assert {each["state"] for each in found} <= {"ok", "degraded"}


def test_a_feed_that_has_moved_is_told_with_its_new_address(site: Scripted) -> None:
    result = check(site, "moved")

    assert result.exit_code == 0
    said = words(result.stdout)
    assert f"says that it stands at {site.url('good')} now: put that into `url`" in said
    assert f'url: "{site.url("good")}"' in result.stdout.splitlines()[-1]
    (found,) = in_json(site, "moved")
    assert (found["state"], found["moved_to"]) == ("ok", site.url("good"))


def test_a_source_that_is_no_feed_is_asked_as_its_type_says(site: Scripted, tmp_path: Path) -> None:
    api = {"id": "api", "url": site.url("v2"), "type": "reliefweb"}
    config = write_config(tmp_path, allow_addresses=[site.address], feeds=[api])

    result = run("feeds", "check", "--json", "--config", config)

    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["entries"], found["dated"]) == (1, 1)
    assert "appname=" in site.heard[0].target


def test_a_page_leads_to_the_feed_that_it_advertises_and_nowhere_else(
    site: Scripted, tmp_path: Path
) -> None:
    result = check(site, "page")

    assert result.exit_code == 1
    said = words(result.stdout)
    assert "Take the feed that the page advertises" in said
    assert f"- {site.url('good')}: ok, 6 entries" in said
    assert "- http://10.0.0.7/rss: unreachable" in said
    assert [heard.target for heard in site.heard] == ["/page", "/good"]
    settings = tmp_path / "warnd.yaml"
    line = result.stdout.splitlines()[-1]
    settings.write_text(f"store: sqlite:////w.db\nfeeds:\n{line}\n")
    (made,) = load_settings(settings).feeds
    assert (made.url, made.language, made.publisher) == (site.url("good"), ("en",), "Feed")


def test_a_source_of_another_type_is_proposed_as_what_it_is(site: Scripted) -> None:
    line = check(site, "v2").stdout.splitlines()[-1]

    assert line.endswith(f'url: "{site.url("v2")}", language: en, type: reliefweb}}')
    assert [heard.target.partition("?")[0] for heard in site.heard] == ["/v2", "/v2"]


def test_a_page_without_a_feed_leads_nowhere(site: Scripted) -> None:
    result = check(site, "login")

    assert "For warnd.yaml" not in result.stdout
    assert [heard.target for heard in site.heard] == ["/login"]


def test_what_a_page_leads_to_is_there_for_programs_too(site: Scripted) -> None:
    (found,) = in_json(site, "page")

    assert (found["state"], found["trouble"]) == ("not_a_feed", True)
    good, private = found["proposals"]
    assert (good["state"], good["entries"], good["languages"]) == ("ok", 6, ["en"])
    assert good["yaml"].startswith("{id: feed-")
    assert (private["state"], private["yaml"]) == ("unreachable", "")


def test_a_private_address_is_not_asked_unless_it_is_allowed(site: Scripted) -> None:
    result = run("feeds", "check", site.url("good"))

    assert result.exit_code == 1
    assert "must not be dialled" in result.stdout
    assert site.connects == 0


def test_many_addresses_give_a_table_and_what_to_do(site: Scripted) -> None:
    result = check(site, "good", "gone", "moved")

    assert result.exit_code == 1
    said = words(result.stdout)
    assert re.search(r"ok 6 all \d+ days ago en yes", said)
    assert "certificate" not in said  # no column for what none has
    assert "Check the spelling. If it is right, look for the feed" in said
    assert "3 asked, 1 in trouble." in said


def test_what_is_to_be_done_for_many_feeds_is_said_once(site: Scripted) -> None:
    gone = [f"gone?{number}" for number in range(10)]

    said = words(check(site, "good", *gone).stdout)

    assert said.count("look for the feed on the publisher's site") == 1
    assert " and 2 more: Check the spelling." in said


def test_hosts_that_all_fail_alike_cast_doubt_on_our_own_line(site: Scripted) -> None:
    nobody = [free_address() for _ in range(3)]
    allowed = [word for address in (*nobody, site.address) for word in ("--allow", address)]
    closed = [f"http://{address}/" for address in nobody]
    doubt = "look at this machine's own line first"

    assert doubt in run("feeds", "check", *allowed, *closed).stdout
    assert doubt not in run("feeds", "check", *allowed, *closed[:2]).stdout
    assert doubt not in run("feeds", "check", *allowed, *closed, site.url("gone")).stdout
    assert doubt not in run("feeds", "check", *closed).stdout  # refused by us: that is no line


def test_what_a_feed_wrote_is_shown_and_never_obeyed(site: Scripted) -> None:
    for paths in (("hostile",), ("hostile", "good")):
        result = check(site, *paths)
        assert result.exit_code == 0, result.output
        assert CONTROLS.findall(result.stdout) == []
    assert "[/red]" in check(site, "hostile").stdout


@pytest.fixture
def configured(site: Scripted, tmp_path: Path) -> Path:
    return write_config(
        tmp_path,
        allow_addresses=[site.address],
        feeds=[
            {"id": "herald", "url": site.url("good"), "language": "ar"},
            {"id": "gazette", "url": site.url("gone")},
            {"id": "wire", "url": site.url("plain")},
        ],
    )


def test_every_configured_feed_is_asked_once_and_nothing_is_stored(
    site: Scripted, configured: Path
) -> None:
    result = run("feeds", "check", "--config", configured)

    assert result.exit_code == 1
    assert sorted(heard.target for heard in site.heard) == ["/gone", "/good", "/plain"]
    assert "herald: It reads like en, and is configured as ar" in words(result.stdout)
    assert not configured.with_name("warnd.db").exists()


def test_a_configured_feed_that_is_well_needs_no_line(configured: Path) -> None:
    result = run("feeds", "check", "-c", configured, "wire")

    assert result.exit_code == 0
    assert "State: ok." in result.stdout
    assert "For warnd.yaml" not in result.stdout


def test_some_configured_feeds_are_asked_by_their_ids(configured: Path) -> None:
    result = run("feeds", "check", "-c", configured, "wire", "herald", "--json")

    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(each["id"], each["state"]) for each in found] == [("wire", "ok"), ("herald", "ok")]
    assert [each["conditional"] for each in found] == ["none", "offered"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param((), "name the addresses to check, or a configuration", id="nothing"),
        pytest.param(("herald",), "'herald' is no address", id="an id without configuration"),
        pytest.param(("ftp://a.org",), "begins with http:// or https://", id="another scheme"),
        pytest.param(("http://a.org", "--allow", "a"), "an address and port", id="no port"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], said: str) -> None:
    result = run("feeds", "check", *arguments)

    assert result.exit_code == 2
    assert said in result.stderr


def test_a_feed_that_is_not_configured_is_told_with_the_nearest(configured: Path) -> None:
    result = run("feeds", "check", "-c", configured, "herld")

    assert result.exit_code == 2
    assert "did you mean 'herald'?" in result.stderr


def test_a_certificate_is_told_with_its_end(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    feed_ = FeedSettings(id=FeedId("a"), url="https://a.example/rss")
    ends = NEWEST + timedelta(days=3)
    fetched = Fetched(
        url=feed_.url,
        body=b"x" * 1234,
        unchanged=False,
        validators=Validators(),
        content_type=RSS,
        certificate_ends=ends,
    )
    found = Finding(feed=feed_, health=FeedHealth.OK, took_s=0.25, fetched=fetched)

    show_one(found, (), NEWEST)
    show_table((found,), NEWEST)

    said = words(capfdbinary.readouterr().out.decode())
    assert "took 0.25 s, 1,234 bytes" in said
    assert "certificate ends 2026-03-04T12:00:00Z, in 3 days" in said
    assert "certificate ends kB s a ok in 3 days 1 0.2 a: Its certificate ends soon" in said
    assert "To do: Its certificate ends soon" in said
    show_one(found, (), NEWEST - timedelta(days=30))
    assert "ends soon" not in capfdbinary.readouterr().out.decode()
    assert document_of(found)["certificate_ends"] == "2026-03-04T12:00:00Z"
