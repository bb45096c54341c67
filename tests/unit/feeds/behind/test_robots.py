from datetime import timedelta

import pytest

from tests.unit.feeds.behind.behind import MovableClock, Site
from tests.unit.transport.loopback import Answer, Loopback, redirect, reply
from warnd.feeds.behind.robots import MOST_LINES, Robots
from warnd.transport import open_client


@pytest.mark.parametrize(
    ("answer", "path", "allowed"),
    [
        pytest.param(reply(b"User-agent: *\nDisallow: /a"), "/a/1", False, id="forbidden"),
        pytest.param(reply(b"User-agent: *\nDisallow: /a"), "/b/1", True, id="another path"),
        pytest.param(reply(b"User-agent: warnd\nDisallow: /"), "/b", False, id="us by name"),
        pytest.param(reply(b"User-agent: other\nDisallow: /"), "/b", True, id="somebody else"),
        pytest.param(reply(b""), "/b", True, id="nothing said"),
        pytest.param(reply(b"\xff\xfe junk \x00"), "/b", True, id="junk"),
        pytest.param(reply(status="404 Not Found"), "/b", True, id="no such file"),
        pytest.param(reply(status="403 Forbidden"), "/b", True, id="refused"),
        pytest.param(reply(status="503 Busy"), "/b", False, id="the server fails"),
        pytest.param(redirect("http://10.0.0.1/"), "/b", False, id="a private address"),
        pytest.param(
            reply(b"#\n" * MOST_LINES + b"User-agent: *\nDisallow: /"), "/b", True, id="endless"
        ),
    ],
)
async def test_what_a_host_asks_is_respected(answer: Answer, path: str, *, allowed: bool) -> None:
    site = Site({"/robots.txt": answer})
    async with Loopback(site) as host, open_client([host.address]) as client:
        assert await Robots(client, MovableClock()).allow(host.url(path)) is allowed


async def test_a_host_is_asked_once_a_day() -> None:
    clock = MovableClock()
    async with Loopback(Site({})) as host, open_client([host.address]) as client:
        robots = Robots(client, clock)
        for hours, asked in ((0, 1), (23, 1), (2, 2)):
            clock.at += timedelta(hours=hours)
            assert await robots.allow(host.url("/a"))
            assert len(host.heard) == asked


async def test_a_host_that_does_not_answer_is_asked_again_soon() -> None:
    clock = MovableClock()
    async with (
        Loopback(Site({"/robots.txt": reply(status="500 No")})) as host,
        open_client([host.address]) as client,
    ):
        robots = Robots(client, clock)
        assert not await robots.allow(host.url("/a"))
        clock.at += timedelta(minutes=11)
        host.answer = Site({})
        assert await robots.allow(host.url("/a"))
