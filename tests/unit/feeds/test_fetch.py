import asyncio
import gzip
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from tests.unit.transport.loopback import Answer, Heard, Loopback, redirect, reply
from warnd.errors import (
    CertificateRefused,
    ExchangeFailed,
    FeedHostile,
    FeedRefused,
    FetchFailed,
    OutOfFiles,
)
from warnd.feeds.fetch import HttpFetcher
from warnd.model.feed import FeedHealth, Fetched, Validators
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings
from warnd.transport import Limits, open_client
from warnd.transport.addresses import IPAddress

FEED = b"<rss version='2.0'><channel/></rss>"
NOTHING = Validators()
KNOWN = Validators(etag='W/"a"', last_modified="Mon, 28 Jan 2019 09:00:00 GMT")


class FixedClock:
    """A clock that stands."""

    def __init__(self, year: int = 2019) -> None:
        self._year = year

    def now(self) -> datetime:
        return datetime(self._year, 1, 28, 10, 0, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0


async def _fetch(
    answer: Callable[[Heard], Answer],
    validators: Validators = NOTHING,
    *,
    limits: Limits | None = None,
    within: timedelta = timedelta(seconds=60),
) -> tuple[Fetched, list[Heard]]:
    async with Loopback(answer) as server:
        client = open_client([server.address])
        fetcher = HttpFetcher(client, FixedClock(), limits=limits)
        feed = FeedSettings(id=FeedId("f"), url=server.url("/feed"), timeout=within)
        try:
            return await fetcher.fetch(feed, validators), server.heard
        finally:
            await client.aclose()


async def test_a_feed_is_fetched_with_its_validators_for_next_time() -> None:
    def answer(_: Heard) -> bytes:
        return reply(
            FEED,
            etag='"b"',
            last_modified="Mon, 28 Jan 2019 10:00:00 GMT",
            content_type="application/rss+xml",
            cache_control="max-age=60",
        )

    fetched, heard = await _fetch(answer)
    assert (fetched.body, fetched.unchanged, fetched.content_type, fetched.wait_s) == (
        FEED,
        False,
        "application/rss+xml",
        60.0,
    )
    assert fetched.validators == Validators(
        etag='"b"', last_modified="Mon, 28 Jan 2019 10:00:00 GMT"
    )
    assert not {"if-none-match", "if-modified-since"} & set(heard[0].headers)
    assert heard[0].headers["user-agent"].startswith("warnd/")


async def test_validators_are_sent_back_as_they_came() -> None:
    _, heard = await _fetch(lambda _: reply(FEED), KNOWN)
    assert heard[0].headers["if-none-match"] == KNOWN.etag
    assert heard[0].headers["if-modified-since"] == KNOWN.last_modified


async def test_an_unchanged_feed_keeps_its_validators() -> None:
    fetched, _ = await _fetch(lambda _: reply(status="304 Not Modified", content_length=""), KNOWN)
    assert (fetched.unchanged, fetched.body, fetched.validators) == (True, b"", KNOWN)


async def test_an_unchanged_feed_may_renew_its_validators() -> None:
    fetched, _ = await _fetch(
        lambda _: reply(status="304 Not Modified", content_length="", etag='"c"'), KNOWN
    )
    assert fetched.validators == Validators(etag='"c"', last_modified=KNOWN.last_modified)


async def test_unchanged_is_no_answer_to_somebody_who_knows_nothing() -> None:
    with pytest.raises(FetchFailed):
        await _fetch(lambda _: reply(status="304 Not Modified", content_length=""))


@pytest.mark.parametrize("etag", ["\xe9" * 3, "a" * 5000, "a\tb"])
async def test_a_validator_that_no_request_could_carry_is_dropped(etag: str) -> None:
    fetched, _ = await _fetch(lambda _: reply(FEED, etag=etag))
    assert fetched.validators == Validators()


@pytest.mark.parametrize(
    ("status", "health"),
    [
        (401, FeedHealth.BLOCKED),
        (403, FeedHealth.BLOCKED),
        (429, FeedHealth.BLOCKED),
        (451, FeedHealth.BLOCKED),
        (404, FeedHealth.GONE),
        (410, FeedHealth.GONE),
        (400, FeedHealth.UNREACHABLE),
        (418, FeedHealth.UNREACHABLE),
        (500, FeedHealth.UNREACHABLE),
        (502, FeedHealth.UNREACHABLE),
        (503, FeedHealth.UNREACHABLE),
        (204, FeedHealth.UNREACHABLE),
        (206, FeedHealth.UNREACHABLE),
        (300, FeedHealth.UNREACHABLE),
        (599, FeedHealth.UNREACHABLE),
    ],
)
async def test_a_status_tells_how_the_feed_is(status: int, health: FeedHealth) -> None:
    with pytest.raises(FetchFailed, match=str(status)) as caught:
        await _fetch(lambda _: reply(b"sorry", status=f"{status} x"))
    assert FeedHealth(caught.value.health) is health


async def test_a_busy_server_says_how_long_to_wait() -> None:
    with pytest.raises(FetchFailed) as caught:
        await _fetch(lambda _: reply(status="503 Busy", retry_after="120"))
    assert caught.value.delay_s == 120.0


async def test_gzip_is_unpacked() -> None:
    fetched, heard = await _fetch(lambda _: reply(gzip.compress(FEED), content_encoding="gzip"))
    assert fetched.body == FEED
    assert heard[0].headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        pytest.param(gzip.compress(b"\0" * 40_000_000), "gzip", id="bomb"),
        pytest.param(gzip.compress(gzip.compress(FEED)), "gzip, gzip", id="stacked"),
        pytest.param(FEED, "br", id="brotli"),
        pytest.param(FEED, "zstd", id="zstd"),
    ],
)
async def test_an_answer_that_would_unpack_beyond_belief_is_hostile(
    body: bytes, encoding: str
) -> None:
    with pytest.raises(FeedHostile):
        await _fetch(lambda _: reply(body, content_encoding=encoding))


async def test_a_document_that_never_ends_comes_cut_and_is_asked_for_in_full_again() -> None:
    async def endless(_: Heard) -> AsyncIterator[bytes]:
        yield b'HTTP/1.1 200 OK\r\nETag: "x"\r\n\r\n'
        while True:
            yield b"<item/>" * 1000

    fetched, _ = await _fetch(endless, limits=Limits(size=50_000))
    assert (len(fetched.body), fetched.validators) == (50_000, Validators())


@pytest.mark.parametrize("share", range(1, 10, 2))
async def test_a_body_that_breaks_off_is_no_document(share: int) -> None:
    wire = reply(FEED, etag='"x"')
    with pytest.raises(FetchFailed) as caught:
        await _fetch(lambda _: wire[: len(wire) - len(FEED) + len(FEED) * share // 10])
    assert caught.value.health == FeedHealth.UNREACHABLE


async def test_the_address_after_redirects_is_told() -> None:
    fetched, _ = await _fetch(
        lambda heard: redirect("/moved") if heard.target == "/feed" else reply(FEED)
    )
    assert fetched.url.endswith("/moved")


async def test_a_private_address_is_refused_and_not_asked() -> None:
    async with Loopback(lambda _: reply(FEED)) as server:
        client = open_client()
        feed = FeedSettings(id=FeedId("f"), url=server.url())
        with pytest.raises(FeedRefused) as caught:
            await HttpFetcher(client, FixedClock()).fetch(feed, Validators())
        await client.aclose()
        assert server.connects == 0
    assert FeedHealth(caught.value.health) is FeedHealth.UNREACHABLE


@pytest.mark.parametrize("url", ["ftp://feed.example/", "http://a@b/", "", "feed.example/rss"])
async def test_an_address_that_is_none_is_refused(url: str) -> None:
    client = open_client()
    with pytest.raises(FeedRefused):
        await HttpFetcher(client, FixedClock()).fetch(
            FeedSettings(id=FeedId("f"), url=url), Validators()
        )
    await client.aclose()


async def test_where_a_feed_moved_for_good_is_told_and_what_was_cut() -> None:
    fetched, _ = await _fetch(
        lambda heard: redirect("/new", "301 x") if heard.target == "/feed" else reply(FEED)
    )
    assert fetched.moved_to.endswith("/new")
    assert (fetched.cut, fetched.certificate_ends) == (False, None)
    cut, _ = await _fetch(lambda _: reply(FEED), limits=Limits(size=10))
    assert (cut.cut, cut.moved_to) == (True, "")


async def test_a_feed_has_the_time_that_its_settings_give_it() -> None:
    async def silent(_: Heard) -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        await asyncio.sleep(60)

    with pytest.raises(FetchFailed, match=r"within 0\.2 s"):
        await _fetch(silent, within=timedelta(seconds=0.2))


async def test_a_feed_that_falls_back_to_http_says_which_setting_lets_it() -> None:
    async with _insecure() as (address, tls), open_client([address], tls=tls) as client:
        fetcher = HttpFetcher(client, FixedClock())
        feed = FeedSettings(id=FeedId("f"), url=f"https://{address}/")
        with pytest.raises(FetchFailed, match="allow_downgrade"):
            await fetcher.fetch(feed, NOTHING)
        with pytest.raises(FeedRefused, match="must not be dialled"):  # asked, and judged again
            await fetcher.fetch(replace(feed, allow_downgrade=True), NOTHING)


@pytest.mark.parametrize(
    ("error", "year", "doubted"),
    [
        pytest.param(CertificateRefused("expired", of_time=True), 2019, True, id="by the time"),
        pytest.param(CertificateRefused("expired", of_time=True), 2027, False, id="time is right"),
        pytest.param(CertificateRefused("unknown"), 2019, False, id="by its issuer"),
        pytest.param(ExchangeFailed("reset"), 2019, False, id="otherwise"),
    ],
)
def test_the_clock_is_doubted_where_it_says_what_cannot_be(
    error: ExchangeFailed, year: int, *, doubted: bool
) -> None:
    told = HttpFetcher(open_client(), FixedClock(year))._told(error)
    assert told.startswith(str(error))
    assert ("check this machine's clock" in told) is doubted


async def test_descriptors_that_ran_out_are_no_failure_of_the_feed() -> None:
    class NoneLeft:
        async def resolve(self, host: str, *, stale_s: float = 0.0) -> tuple[IPAddress, ...]:
            raise OutOfFiles(f"{host} {stale_s}")

        def knows(self, host: str) -> bool:
            return not host

    async with open_client(resolver=NoneLeft()) as client:
        fetcher = HttpFetcher(client, FixedClock())
        feed = FeedSettings(id=FeedId("f"), url="http://feed.example/")
        look_up = fetcher.look_up(feed)
        assert look_up is not None
        await look_up
        with pytest.raises(OutOfFiles):
            await fetcher.fetch(feed, NOTHING)


@asynccontextmanager
async def _insecure() -> AsyncIterator[tuple[str, ssl.SSLContext]]:
    """Serve over TLS what leads to http; give the address, and what trusts its certificate."""
    authority = trustme.CA()
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trusting = ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    authority.configure_trust(trusting)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(redirect("http://127.0.0.1:1/"))
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0, ssl=tls) as server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}", trusting
