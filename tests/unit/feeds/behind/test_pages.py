import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from tests.unit.feeds.behind.behind import MovableClock, Site, Skips, document, feed
from tests.unit.transport.loopback import Answer, Loopback, reply
from warnd.feeds.behind import pages as pages_module
from warnd.feeds.behind.manners import Manners
from warnd.feeds.behind.page_reader import PageReader, PageUnread
from warnd.feeds.behind.pages import MOST_PAGES, Pages
from warnd.feeds.behind.robots import Robots
from warnd.model.entry import Entry
from warnd.transport import Client, open_client

FEED = feed(full_text=True)
TOLD = "The market of the town was closed on Monday after a night that kept its people awake."
MORE = "Shells fell on the bakery at dawn, and three families left for the north."


def page(*paragraphs: str, **headers: str) -> bytes:
    told = "".join(f"<p>{each}</p>" for each in (*paragraphs, TOLD, MORE))
    body = f"<html><body><nav>Home</nav><article>{told}</article></body></html>"
    return reply(body.encode(), **{"content_type": "text/html; charset=utf-8", **headers})


def entry(link: str) -> Entry:
    return Entry(link=link, title="Market closed", summary="The market was closed on Monday.")


def _pages(client: Client, skips: Skips) -> Pages:
    return Pages(client, Robots(client, MovableClock()), skips, manners=Manners(spacing_s=0.0))


async def _read(host: Loopback, *paths: str) -> tuple[tuple[Entry, ...], Skips]:
    skips = Skips()
    async with open_client([host.address]) as client:
        reading = _pages(client, skips)
        entries = (entry(host.url(path)) for path in paths)
        enriched = await reading.enriched(FEED, document(*entries))
        await reading.close()
    return enriched.entries, skips


async def test_a_teaser_gets_the_text_of_its_page() -> None:
    async with Loopback(Site({"/1": page()})) as host:
        (read,), skips = await _read(host, "/1")
        assert read.content == f"<p>{TOLD}</p><p>{MORE}</p>"
        assert read.summary == entry("").summary
        assert skips.told == {}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(reply(status="404 Not Found"), "status 404", id="not found"),
        pytest.param(reply(b"%PDF", content_type="application/pdf"), "pdf", id="no page"),
        pytest.param(
            reply(b"<p>Log in</p>", content_type="text/html"), "does not go on", id="a login"
        ),
        pytest.param(reply(b"", content_type="text/html"), "does not go on", id="empty"),
        pytest.param(page(content_encoding="br"), "br", id="a coding nobody asked for"),
    ],
)
async def test_a_page_that_fails_costs_its_entry_nothing(answer: Answer, reason: str) -> None:
    async with Loopback(Site({"/1": answer, "/2": page()})) as host:
        (first, second), skips = await _read(host, "/1", "/2")
        assert first == entry(host.url("/1"))
        assert MORE in second.content
        assert reason in skips.told[host.url("/1")]


async def test_a_page_is_fetched_once_and_its_text_stays() -> None:
    async with Loopback(Site({"/1": page()})) as host, open_client([host.address]) as client:
        reading = _pages(client, Skips())
        told = document(entry(host.url("/1")), entry(host.url("/2")))
        first = await reading.enriched(FEED, told)
        again = await reading.enriched(FEED, told)
        await reading.close()
        assert first == again
        assert [heard.target for heard in host.heard] == ["/robots.txt", "/1", "/2"]


async def test_so_many_pages_are_fetched_a_poll() -> None:
    paths = [f"/{number}" for number in range(MOST_PAGES + 3)]
    async with Loopback(Site(dict.fromkeys(paths, page()))) as host:
        entries, _ = await _read(host, *paths)
        assert len(host.heard) <= MOST_PAGES + 1  # and robots.txt
        assert [bool(each.content) for each in entries[MOST_PAGES:]] == [False] * 3


async def test_what_is_no_teaser_is_left_as_it_is() -> None:
    async with open_client() as client:
        whole = document(Entry(title="a", content="b" * 5000), Entry(title="no link"))
        assert await _pages(client, Skips()).enriched(FEED, whole) == whole


async def test_pages_that_hang_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang() -> AsyncIterator[bytes]:
        await asyncio.Event().wait()
        yield b""

    monkeypatch.setattr(pages_module, "PATIENCE_S", 0.2)
    hanging = Loopback(lambda heard: reply(b"") if "robots" in heard.target else hang())
    async with hanging as host:
        (read,), skips = await _read(host, "/1")
        assert read == entry(host.url("/1"))
        assert skips.told == {host.url("/1"): "no text within 0.2 s"}


async def test_a_page_that_takes_too_long_to_read_is_given_up_and_the_next_is_read() -> None:
    reader = PageReader(deadline_s=0.001)
    with pytest.raises(PageUnread, match="no text within"):
        await reader.text_of(b"<p>a</p>", "text/html")
    patient = PageReader()
    async with patient.kept():
        assert MORE in await patient.text_of(_body(page()), "text/html")
        assert MORE in await patient.text_of(_body(page()), "text/html; charset=nonsense")
        assert await patient.text_of(b"", "text/html") == ""


async def test_a_reader_that_is_lost_to_a_page_is_replaced() -> None:
    reader = PageReader()
    async with reader.kept():
        await reader.text_of(_body(page()), "text/html")
        child = reader._child
        assert child is not None
        child.kill()
        with pytest.raises(PageUnread, match="lost"):
            await reader.text_of(_body(page()), "text/html")
        assert MORE in await reader.text_of(_body(page()), "text/html")
    assert reader._child is None


def _body(wire: bytes) -> bytes:
    return wire.partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param(b"<p>a</p>" * 250_000, id="a quarter of a million paragraphs"),
        pytest.param(b"<div>" * 400_000, id="nested as deep as it goes"),
        pytest.param(b"a<br>" * 400_000, id="nothing but breaks"),
        pytest.param(b"\x00" * 2_000_000, id="no characters"),
    ],
)
async def test_a_hostile_page_costs_no_more_than_its_time(hostile: bytes) -> None:
    reader = PageReader(deadline_s=5.0)
    async with reader.kept():
        with contextlib.suppress(PageUnread):
            assert await reader.text_of(hostile, "text/html") == ""
        assert MORE in await reader.text_of(_body(page()), "text/html")


@pytest.mark.parametrize(
    "link", ["http://10.0.0.1/1", "http://169.254.169.254/", "file:///etc/passwd", "http://["]
)
async def test_a_link_that_must_not_be_followed_is_not(link: str) -> None:
    skips = Skips()
    async with open_client() as client:
        reading = _pages(client, skips)
        told = document(entry(link))
        assert await reading.enriched(FEED, told) == told
        await reading.close()
    assert set(skips.told) == {link}
