import asyncio
import gzip
import os
import resource
import socket
import ssl
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from tests.unit.transport.loopback import Answer, Heard, Loopback, redirect, reply
from warnd.errors import AddressRefused, AnswerHostile, ExchangeFailed, OutOfFiles
from warnd.transport import USER_AGENT, Limits, get, open_client, post
from warnd.transport.client import Client
from warnd.transport.guard import check_url
from warnd.transport.redirects import next_hop
from warnd.transport.wire import Wire

CERTIFICATE = Path(__file__).parents[2] / "channels" / "localhost.pem"
QUICK = Limits(total_s=0.3)


async def _pieces(*pieces: bytes, pause_s: float = 0.0) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
        await asyncio.sleep(pause_s)


async def _for_ever(head: bytes, piece: bytes, pause_s: float = 0.0) -> AsyncIterator[bytes]:
    yield head
    while True:
        yield piece
        await asyncio.sleep(pause_s)


async def test_an_answer_comes_with_its_headers_and_body() -> None:
    def answer(_: Heard) -> Answer:
        return reply(gzip.compress(b"<rss/>"), content_encoding="gzip", etag='"1"')

    async with Loopback(answer) as server:
        client = open_client([server.address])
        got = await get(client, server.url("/feed?a=1"), headers={"if-none-match": '"0"'})
        await client.aclose()
    assert (got.status, got.body, got.headers["etag"], got.cut) == (200, b"<rss/>", '"1"', False)
    heard = server.heard[0]
    assert (heard.method, heard.target) == ("GET", "/feed?a=1")
    sent = {name: heard.headers[name] for name in ("user-agent", "accept-encoding")}
    assert sent == {"user-agent": USER_AGENT, "accept-encoding": "gzip"}
    assert heard.headers["if-none-match"] == '"0"'


async def test_nothing_private_is_asked_unless_it_is_allowed() -> None:
    async with Loopback(lambda _: reply(b"secret")) as server:
        client = open_client()
        with pytest.raises(AddressRefused):
            await get(client, server.url())
        with pytest.raises(AddressRefused):
            await post(client, server.url(), content=b"{}")
        await client.aclose()
        assert server.connects == 0


async def test_proxies_of_the_environment_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Loopback(lambda _: reply(b"proxy")) as proxy, Loopback(lambda _: reply()) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        client = open_client([server.address])
        await get(client, server.url())
        await client.aclose()
        assert (proxy.connects, len(server.heard)) == (0, 1)


async def test_cookies_are_not_kept() -> None:
    async with Loopback(lambda _: reply(set_cookie="track=1; Path=/")) as server:
        client = open_client([server.address])
        for _ in range(2):
            await get(client, server.url())
        await client.aclose()
    assert "cookie" not in server.heard[1].headers


@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
async def test_a_redirect_is_followed(status: str) -> None:
    def answer(heard: Heard) -> bytes:
        return redirect("/b?c=d", status) if heard.target == "/a" else reply(b"here")

    async with Loopback(answer) as server:
        client = open_client([server.address])
        got = await get(client, server.url("/a"))
        await client.aclose()
        assert (got.body, got.url) == (b"here", server.url("/b?c=d"))


async def test_five_redirects_are_followed_and_no_more() -> None:
    def answer(heard: Heard) -> bytes:
        left = int(heard.target[1:])
        return redirect(f"/{left - 1}") if left else reply(b"here")

    async with Loopback(answer) as server:
        client = open_client([server.address])
        assert (await get(client, server.url("/5"))).body == b"here"
        with pytest.raises(AddressRefused, match="redirects"):
            await get(client, server.url("/6"))
        await client.aclose()


async def test_a_redirect_loop_ends() -> None:
    async with Loopback(lambda _: redirect("/")) as server:
        client = open_client([server.address])
        with pytest.raises(AddressRefused):
            await get(client, server.url())
        await client.aclose()
        assert len(server.heard) == 6


async def test_secrets_do_not_follow_a_redirect_to_another_origin() -> None:
    async with Loopback(lambda _: reply()) as other:
        hops = {"/": "/same", "/same": other.url("/there")}
        async with Loopback(lambda heard: redirect(hops[heard.target])) as server:
            client = open_client([server.address, other.address])
            secret = {"authorization": "Bearer s", "x-key": "s", "if-none-match": "e"}
            await get(client, server.url("/"), headers=secret)
            await client.aclose()
    assert all(heard.headers["authorization"] == "Bearer s" for heard in server.heard)
    sent = set(other.heard[0].headers)
    assert "if-none-match" in sent
    assert not sent & {"authorization", "x-key"}


async def test_a_redirect_without_a_target_is_the_answer() -> None:
    async with Loopback(lambda _: reply(status="302 Found")) as server:
        client = open_client([server.address])
        assert (await get(client, server.url())).status == 302
        await client.aclose()


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param((b"HTTP/1.1 200 OK\r\n", b"x"), id="headers that trickle"),
        pytest.param((b"HTTP/1.1 200 OK\r\n\r\n", b"x"), id="a body that trickles"),
        pytest.param((b"", b""), id="silence"),
    ],
)
async def test_an_answer_that_trickles_is_given_up_in_time(pieces: tuple[bytes, bytes]) -> None:
    async with Loopback(lambda _: _for_ever(*pieces, pause_s=0.01)) as server:
        client = open_client([server.address])
        with pytest.raises(ExchangeFailed, match=r"within 0\.3 s"):
            await get(client, server.url(), limits=QUICK)
        await client.aclose()


async def test_a_body_below_the_least_rate_is_given_up_before_the_deadline() -> None:
    limits = Limits(total_s=10, slow_after_s=0.05, slow_rate=1_000_000)
    head = b"HTTP/1.1 200 OK\r\n\r\n"
    async with Loopback(lambda _: _for_ever(head, b"x", 0.01)) as server:
        client = open_client([server.address])
        with pytest.raises(ExchangeFailed, match="too slow"):
            await get(client, server.url(), limits=limits)
        await client.aclose()


class SlowWire:
    """A connection over which bytes come at moments of a clock that nothing else moves."""

    certificate_ends: datetime | None = None

    def __init__(self, arrivals: Sequence[tuple[float, int]]) -> None:
        whole = sum(count for _, count in arrivals)
        head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % whole
        self._arrivals = [(0.0, head), *((at_s, b"x" * count) for at_s, count in arrivals)]
        self.now_s = 0.0
        self.ended = False

    async def send(self, content: bytes) -> None:
        """Take all of it at once."""

    async def receive(self) -> bytes:
        self.now_s, piece = self._arrivals.pop(0)
        return piece

    def end(self) -> None:
        self.ended = True


@dataclass(frozen=True)
class SlowClient(Client):
    """A client of one server that is slow."""

    wire: SlowWire

    async def dial(self, _url: httpx.URL, /, **_: float) -> Wire:  # type: ignore[override]
        return self.wire


@pytest.mark.parametrize(
    ("arrivals", "words"),
    [
        pytest.param([(29.0, 1), (30.0, 1)], "", id="half a minute is given to all"),
        pytest.param([(31.0, 3100), (45.0, 1400), (59.0, 1400)], "", id="as fast as it must be"),
        pytest.param([(31.0, 3099), (59.0, 2900)], "3099 bytes in 31 s", id="a byte too slow"),
        pytest.param([(9.0, 3500), (36.0, 9), (50.0, 1)], "3509 bytes in 36 s", id="ever slower"),
    ],
)
async def test_after_half_a_minute_a_hundred_bytes_a_second_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, arrivals: Sequence[tuple[float, int]], words: str
) -> None:
    wire = SlowWire(arrivals)
    own = open_client()
    client = SlowClient(guard=own.guard, tls=own.tls, timeout_s=own.timeout_s, wire=wire)
    monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: wire.now_s)
    expected = pytest.raises(ExchangeFailed, match=f"{words} is too slow") if words else None
    with expected or nullcontext():
        answer = await get(client, "http://feed.example/")
        assert len(answer.body) == sum(count for _, count in arrivals)
    assert wire.ended


async def test_an_endless_body_is_cut_at_the_limit() -> None:
    head = b"HTTP/1.1 200 OK\r\n\r\n"
    async with Loopback(lambda _: _for_ever(head, b"x" * 65_536)) as server:
        client = open_client([server.address])
        got = await get(client, server.url(), limits=Limits(size=300_000))
        await client.aclose()
    assert (len(got.body), got.cut) == (300_000, True)


@pytest.mark.parametrize("share", range(0, 10, 3))
async def test_a_body_shorter_than_it_was_announced_is_no_answer(share: int) -> None:
    body = b"<rss>" * 200
    wire = reply(body)
    cut = wire[: len(wire) - len(body) + len(body) * share // 10]
    async with Loopback(lambda _: cut) as server:
        client = open_client([server.address])
        with pytest.raises(ExchangeFailed):
            await get(client, server.url())
        await client.aclose()


@pytest.mark.parametrize(
    "wire",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"SSH-2.0-OpenSSH\r\n", id="another protocol"),
        pytest.param(b"HTTP/1.1 200 OK\r\nBad Header\r\n\r\n", id="a bad header"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", id="a bad chunk"
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", id="a short chunk"
        ),
        pytest.param(b"HTTP/1.1 200 OK\r\nx: " + b"a" * 200_000, id="endless headers"),
    ],
)
async def test_what_is_no_http_is_no_answer(wire: bytes) -> None:
    async with Loopback(lambda _: wire) as server:
        client = open_client([server.address])
        with pytest.raises(ExchangeFailed):
            await get(client, server.url())
        await client.aclose()


async def test_a_stacked_encoding_is_refused_unread() -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 1_000_000))
    async with Loopback(lambda _: reply(bomb, content_encoding="gzip, gzip")) as server:
        client = open_client([server.address])
        with pytest.raises(AnswerHostile):
            await get(client, server.url())
        await client.aclose()


async def test_a_closed_port_is_a_failure_that_may_pass() -> None:
    async with Loopback(lambda _: reply()) as server:
        address, url = server.address, server.url()
    client = open_client([address])
    with pytest.raises(ExchangeFailed):
        await get(client, url)
    await client.aclose()


async def test_a_certificate_nobody_vouches_for_is_refused_unread() -> None:
    heard: list[bytes] = []

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(100))
        writer.close()

    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(CERTIFICATE)
    server = await asyncio.start_server(hear, "127.0.0.1", 0, ssl=tls)
    address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    client = open_client([address])
    with pytest.raises(ExchangeFailed, match="signed by itself"):
        await get(client, f"https://{address}/")
    await client.aclose()
    server.close()
    assert heard == []


@pytest.mark.parametrize(
    ("url", "location"),
    [
        pytest.param("http://a.example/", "ht\ttp://b.example/", id="with a tab"),
        pytest.param("http://a.example/", "http://[::1", id="to what cannot be read"),
        pytest.param("http://a.example/", "mailto:a@b.example", id="to another scheme"),
    ],
)
def test_a_redirect_that_is_less_safe_is_refused(url: str, location: str) -> None:
    with pytest.raises(AddressRefused):
        next_hop(check_url(url), location)


@pytest.mark.parametrize(
    "location",
    [
        pytest.param("http://a.example/", id="at one host"),
        pytest.param("http://b.example/", id="to another host"),
    ],
)
def test_a_redirect_from_https_to_http_is_followed_only_where_it_is_allowed(location: str) -> None:
    secure = check_url("https://a.example/")
    with pytest.raises(ExchangeFailed, match="allow_downgrade"):
        next_hop(secure, location)
    assert str(next_hop(secure, location, allow_downgrade=True)) == location


def test_a_redirect_to_https_is_followed() -> None:
    assert str(next_hop(check_url("http://a.example/x"), "https://b.example/")).startswith("https")


async def test_a_post_gives_its_answer_whatever_the_status() -> None:
    async with Loopback(lambda _: reply(b"no", status="503 Busy", retry_after="7")) as server:
        client = open_client([server.address])
        got = await post(client, server.url(), content=b'{"a":1}', headers={"x-id": "k"})
        await client.aclose()
    heard = server.heard[0]
    assert (got.status, got.body, got.headers["retry-after"]) == (503, b"no", "7")
    assert (heard.method, heard.body, heard.headers["x-id"]) == ("POST", b'{"a":1}', "k")


async def test_a_post_follows_no_redirect() -> None:
    async with Loopback(lambda _: redirect("/elsewhere")) as server:
        client = open_client([server.address])
        assert (await post(client, server.url(), content=b"")).status == 302
        await client.aclose()
        assert len(server.heard) == 1


async def test_a_post_that_hangs_is_given_up_and_names_no_path() -> None:
    async with Loopback(lambda _: _for_ever(b"", b"", 0.01)) as server:
        client = open_client([server.address])
        with pytest.raises(ExchangeFailed) as caught:
            await post(client, server.url("/T0/secret"), content=b"", timeout_s=0.1)
        await client.aclose()
    assert "secret" not in str(caught.value)


async def test_one_hanging_server_holds_up_no_other() -> None:
    async with (
        Loopback(lambda _: _for_ever(b"", b"", 0.01)) as hanging,
        Loopback(lambda _: reply(b"on time")) as good,
    ):
        client = open_client([hanging.address, good.address])
        stuck = [asyncio.create_task(get(client, hanging.url())) for _ in range(30)]
        while hanging.connects < len(stuck):  # noqa: ASYNC110  the server tells no event
            await asyncio.sleep(0.01)
        assert (await get(client, good.url())).body == b"on time"
        assert not any(task.done() for task in stuck)
        for task in stuck:
            task.cancel()
        await asyncio.gather(*stuck, return_exceptions=True)
        await client.aclose()


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        pytest.param([], 0, id="none"),
        pytest.param([301], 1, id="moved"),
        pytest.param([308, 301], 2, id="moved twice"),
        pytest.param([301, 302], 1, id="moved, and passing from there"),
        pytest.param([302, 301], 0, id="passing, and moved from there"),
        pytest.param([303], 0, id="see other"),
        pytest.param([307, 308], 0, id="passing first"),
        pytest.param([308, 307, 301], 1, id="only the first ones count"),
    ],
)
async def test_an_answer_tells_where_an_address_moved_for_good(
    statuses: list[int], moved: int
) -> None:
    def answer(heard: Heard) -> Answer:
        hop = int(heard.target[1:])
        return redirect(f"/{hop + 1}", f"{statuses[hop]} x") if hop < len(statuses) else reply()

    async with Loopback(answer) as server, open_client([server.address]) as client:
        got = await get(client, server.url("/0"))
    assert got.url == server.url(f"/{len(statuses)}")
    assert got.moved_to == (server.url(f"/{moved}") if moved else "")


@contextmanager
def _no_descriptor_left() -> Iterator[None]:
    usual = resource.getrlimit(resource.RLIMIT_NOFILE)
    kept: list[socket.socket] = []
    held = len(os.listdir("/proc/self/fd"))  # noqa: PTH208  to be counted, not to be walked
    resource.setrlimit(resource.RLIMIT_NOFILE, (held, usual[1]))
    try:
        with suppress(OSError):
            while True:
                kept.append(socket.socket())
        yield
    finally:
        for each in kept:
            each.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, usual)


async def test_a_machine_without_descriptors_blames_no_server() -> None:
    async with Loopback(lambda _: reply()) as server, open_client([server.address]) as client:
        with _no_descriptor_left():
            with pytest.raises(OutOfFiles):
                await get(client, server.url())
            with pytest.raises(OutOfFiles):
                await post(client, server.url(), content=b"{}")
        assert (await get(client, server.url())).status == 200


@pytest.mark.parametrize(
    ("wire", "words"),
    [
        pytest.param(b"", "hung up without an answer", id="nothing"),
        pytest.param(b"SSH-2.0\r\n\r\n", "does not answer in HTTP", id="another protocol"),
        pytest.param(reply(b"<rss>")[:-2], "broke off in the middle of the body", id="short"),
        pytest.param(b"HTTP/1.1 100 x\r\n\r\n" * 20, "does not answer in HTTP", id="interim"),
    ],
)
async def test_what_went_wrong_is_told_in_words_that_name_the_host(wire: bytes, words: str) -> None:
    async with Loopback(lambda _: wire) as server, open_client([server.address]) as client:
        with pytest.raises(ExchangeFailed) as caught:
            await get(client, server.url("/path?key=secret"))
    assert str(caught.value) == f"127.0.0.1 {words}"


async def test_a_closed_port_is_told_in_words() -> None:
    async with Loopback(lambda _: reply()) as server:
        pass
    async with open_client([server.address]) as client:
        with pytest.raises(ExchangeFailed, match=r"127\.0\.0\.1: connection refused"):
            await get(client, server.url())


@pytest.mark.parametrize(
    "wire",
    [
        pytest.param(b"HTTP/1.1 304 x\r\nContent-Length: 5\r\n\r\nhello", id="with a body"),
        pytest.param(
            b"HTTP/1.1 304 x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", id="with a last chunk"
        ),
        pytest.param(b"HTTP/1.1 304 x\r\nContent-Length: 500\r\n\r\n", id="with a length"),
    ],
)
async def test_the_word_that_nothing_changed_is_understood_however_it_is_said(wire: bytes) -> None:
    async with Loopback(lambda _: wire) as server, open_client([server.address]) as client:
        got = await get(client, server.url())
    assert (got.status, got.body) == (304, b"")


async def test_headers_are_text_whatever_bytes_came() -> None:
    wire = b"HTTP/1.1 200 OK\r\nX-A: caf\xe9\r\nX-A: \xd8\xb3\r\n\r\n"
    async with Loopback(lambda _: wire) as server, open_client([server.address]) as client:
        got = await get(client, server.url())
    assert got.headers["x-a"] == "caf\xe9, \u0633"


async def test_a_name_is_looked_up_beforehand_only_where_that_is_needed() -> None:
    async with open_client() as client:
        assert client.look_up("http://127.0.0.1/") is None
        assert client.look_up("http://user@feed.example/") is None
        look_up = client.look_up("http://localhost/")
        assert look_up is not None
        await look_up
        assert client.look_up("http://localhost/") is None


async def test_ipv6_is_dialled_as_it_is_written() -> None:
    async with Loopback(lambda _: reply(b"six"), host="::1") as server:
        address = f"[::1]:{server.port}"
        async with open_client([address]) as client:
            got = await get(client, f"http://{address}/")
    assert (got.body, server.heard[0].headers["host"]) == (b"six", address)


async def test_a_path_is_asked_for_as_it_is_written() -> None:
    async with Loopback(lambda _: reply()) as server, open_client([server.address]) as client:
        await get(client, f"HTTP://{server.address}/a%20b/c d?e=%C3%A9&f=é#part")
    heard = server.heard[0]
    assert heard.target == "/a%20b/c%20d?e=%C3%A9&f=%C3%A9"
    assert heard.headers["host"] == server.address
