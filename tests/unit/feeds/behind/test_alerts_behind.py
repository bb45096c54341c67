from dataclasses import replace
from typing import Any

import pytest

from tests.unit.feeds.behind.behind import Site, Skips, document, feed
from tests.unit.feeds.sources.alerts import Message, info
from tests.unit.transport.loopback import Answer, Loopback, reply
from warnd.errors import FeedHostile
from warnd.feeds.behind.alerts_behind import MOST_ALERTS, AlertsBehind
from warnd.feeds.behind.manners import Manners
from warnd.feeds.sources.adapter import Received
from warnd.feeds.sources.table import ADAPTERS
from warnd.model.entry import Entry, FeedDocument
from warnd.model.feed import Fetched
from warnd.settings import FeedType
from warnd.transport import open_client

FEED = feed(type_=FeedType.CAP)
ALERT = Message(identifier="a-1", infos=[info("Shelling", "Shells fell.")])


class PlainParser:
    """Parses here and now, without a child."""

    async def parse(
        self,
        fetched: Fetched,
        known: frozenset[str] = frozenset(),
        about: tuple[Any, ...] | None = None,
    ) -> FeedDocument:
        if b"bomb" in fetched.body:
            raise FeedHostile("too much")
        received = Received(url=fetched.url, body=fetched.body, languages=fetched.languages)
        assert not known
        assert about is None
        return ADAPTERS[fetched.type].read(received, lambda _: document())


def cap(message: Message) -> bytes:
    return reply(message.xml().encode(), content_type="application/cap+xml")


async def _behind(host: Loopback, *entries: Entry) -> tuple[tuple[Entry, ...], Skips]:
    skips = Skips()
    async with open_client([host.address]) as client:
        alerts = AlertsBehind(client, PlainParser(), skips, manners=Manners(spacing_s=0.0))
        told = await alerts.enriched(FEED, document(*entries))
        again = await alerts.enriched(FEED, document(*entries))
    assert told == again
    return told.entries, skips


async def test_an_alert_takes_the_place_of_the_entry_that_links_to_it() -> None:
    async with Loopback(Site({"/1": cap(ALERT)})) as host:
        (read,), skips = await _behind(host, Entry(id="e", link=host.url("/1")))
        assert read.id.startswith("duty@civildefence.example,a-1,")
        assert read.link == host.url("/1")
        assert "Shells fell." in read.content
        assert skips.told == {}
        assert len(host.heard) == 1


async def test_an_exercise_behind_a_link_is_left_out() -> None:
    exercise = Message(identifier="a-2", infos=ALERT.infos, status="Exercise")
    async with Loopback(Site({"/1": cap(exercise), "/2": cap(ALERT)})) as host:
        read, _ = await _behind(
            host, Entry(id="e", link=host.url("/1")), Entry(id="f", link=host.url("/2"))
        )
        assert len(read) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(reply(status="500 No"), "status 500", id="the server fails"),
        pytest.param(reply(b"<html/>"), "neither an alert", id="a page"),
        pytest.param(reply(b"bomb"), "too much", id="hostile"),
        pytest.param(reply(b"x", content_encoding="br"), "br", id="a coding nobody asked for"),
    ],
)
async def test_an_alert_that_cannot_be_read_costs_its_entry_nothing(
    answer: Answer, reason: str
) -> None:
    async with Loopback(Site({"/1": answer})) as host:
        entry = Entry(id="e", title="Shelling", link=host.url("/1"))
        read, skips = await _behind(host, entry)
        assert read == (replace(entry, digest="?", unproven=True),)
        assert reason in skips.told[entry.link]


async def test_what_is_an_alert_already_is_not_followed() -> None:
    async with Loopback(Site({})) as host:
        entry = Entry(id="e", link=host.url("/1"), content="<p>Shells fell.</p>")
        read, _ = await _behind(host, entry, Entry(id="no link"))
        assert read == (entry, Entry(id="no link"))
        assert host.heard == []


async def test_so_many_alerts_are_fetched_a_poll() -> None:
    paths = [f"/{number}" for number in range(MOST_ALERTS + 2)]
    async with Loopback(Site(dict.fromkeys(paths, cap(ALERT)))) as host:
        skips = Skips()
        async with open_client([host.address]) as client:
            alerts = AlertsBehind(client, PlainParser(), skips, manners=Manners(spacing_s=0.0))
            entries = [Entry(id=path, link=host.url(path)) for path in paths]
            told = await alerts.enriched(FEED, document(*entries))
            assert len(host.heard) == MOST_ALERTS
            left = [replace(entry, digest="?", unproven=True) for entry in entries[MOST_ALERTS:]]
            assert told.entries[MOST_ALERTS:] == tuple(left)
            await alerts.enriched(FEED, document(*entries))
            assert len(host.heard) == MOST_ALERTS + 2


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("http://10.0.0.1/1.xml", id="a private address"),
        pytest.param("http://169.254.169.254/latest", id="of a cloud's own"),
        pytest.param("file:///etc/passwd", id="a file"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("http://[", id="no address"),
    ],
)
async def test_a_link_that_must_not_be_followed_is_not(link: str) -> None:
    async with Loopback(Site({})) as host:
        entry = Entry(id="e", link=link)
        read, skips = await _behind(host, entry)
        assert read == (replace(entry, digest="?", unproven=True),)
        assert set(skips.told) == {link}
        assert host.connects == 0
