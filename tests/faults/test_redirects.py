"""Row F25 and S5: redirects that loop, move, fall back to http, or lead secrets away."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import trustme

from tests.faults.clock import MovedClock
from tests.faults.servers import Answer, Heard, Scripted, feed, presenting, redirect, reply
from tests.faults.stored import feed_states, titles
from tests.live import running, until, write_config
from tests.loopback import LOOPBACK, Item

TITLE = "Shells fall on the valley"
NEWS = feed(Item(id="1", title=TITLE, text="Shells fell at dawn."))

#: how each way of moving house is told, redirect by redirect
MOVES = {
    "moved": ["301 Moved Permanently"],
    "moved-308": ["308 Permanent Redirect"],
    "moved-twice": ["301 Moved Permanently", "308 Permanent Redirect"],
    "then-passing": ["301 Moved Permanently", "302 Found"],
    "passing-then": ["302 Found", "301 Moved Permanently"],
    "passing": ["307 Temporary Redirect"],
    "five": ["302 Found"] * 5,
    "six": ["302 Found"] * 6,
}
#: how far the permanent redirects lead, where they do
HOPS_FOR_GOOD = {"moved": 1, "moved-308": 1, "moved-twice": 2, "then-passing": 1}


def _moving(heard: Heard) -> Answer:
    name, _, hop = heard.target.strip("/").partition("/")
    passed = int(hop or 0)
    if name == "loop":
        return redirect("/loop", "301 Moved Permanently")
    if passed == len(MOVES[name]):
        return reply(NEWS, etag='"1"')
    return redirect(f"/{name}/{passed + 1}", MOVES[name][passed])


def test_a_feed_that_moved_is_read_where_it_stands_and_asked_where_it_was(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    names = (*MOVES, "loop")
    with Scripted(_moving) as server:
        config = write_config(
            tmp_path,
            allow_addresses=[server.address],
            feeds=[{"id": name, "url": server.url(name), "interval": "5m"} for name in names],
        )
        with running(config, **clock.environment) as warnd:
            until(lambda: len(feed_states(config)) == len(names), what=warnd.tail())
            states = feed_states(config)
            for name in names:
                lost = name in ("six", "loop")
                told = (states[name]["health"], titles(config, name))
                assert told == (("unreachable", set()) if lost else ("ok", {TITLE})), name
                hops = HOPS_FOR_GOOD.get(name)
                moved_to = server.url(f"{name}/{hops}") if hops else ""
                assert states[name]["moved_to"] == moved_to, name
            assert "more than 5 redirects" in states["six"]["error"]
            assert "more than 5 redirects" in states["loop"]["error"]
            assert len(server.asked("loop")) == 6
            clock.pass_by(timedelta(minutes=6))
            until(lambda: len(server.asked("moved")) > 1, what=warnd.tail())


def test_a_redirect_from_https_to_http_is_followed_only_where_it_is_allowed(
    tmp_path: Path,
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with ExitStack() as stack:
        plain = stack.enter_context(Scripted(lambda _: reply(NEWS)))
        secure = stack.enter_context(
            Scripted(
                lambda heard: redirect(plain.url(heard.target)),
                tls=presenting(authority.issue_cert(LOOPBACK)),
            )
        )
        config = write_config(
            tmp_path,
            allow_addresses=[plain.address, secure.address],
            feeds=[
                {"id": "strict", "url": secure.url("strict")},
                {"id": "lax", "url": secure.url("lax"), "allow_downgrade": True},
            ],
        )
        with running(config, SSL_CERT_FILE=str(tmp_path / "ca.pem")) as warnd:
            until(lambda: len(feed_states(config)) == 2, what=warnd.tail())
            states = feed_states(config)
            assert (states["strict"]["health"], states["lax"]["health"]) == ("unreachable", "ok")
            assert "allow_downgrade" in states["strict"]["error"]
            assert [heard.target for heard in plain.heard] == ["/lax"]


def test_no_credential_follows_a_redirect_to_another_origin(tmp_path: Path) -> None:
    with ExitStack() as stack:
        last = stack.enter_context(Scripted(lambda _: reply(NEWS, set_cookie="c=3; Path=/")))
        third = stack.enter_context(Scripted(_to(last, "c=2; Path=/")))
        second = stack.enter_context(Scripted(_to(third, "b=1; Domain=127.0.0.1; Path=/")))
        first = stack.enter_context(Scripted(_to(second, "a=1; Path=/")))
        servers = (first, second, third, last)
        config = write_config(
            tmp_path,
            allow_addresses=[server.address for server in servers],
            feeds=[{"id": "wandering", "url": first.url("feed?key=secret"), "interval": "5m"}],
        )
        clock = MovedClock(tmp_path)
        with running(config, **clock.environment) as warnd:
            until(lambda: titles(config, "wandering") == {TITLE}, what=warnd.tail())
            clock.pass_by(timedelta(minutes=6))
            until(lambda: len(last.heard) > 1, what=warnd.tail())
        ledger = [(server, heard) for server in servers for heard in list(server.heard)]
        assert len(ledger) >= 8
        allowed = {
            "host",
            "user-agent",
            "accept",
            "accept-encoding",
            "connection",
            "if-none-match",
            "if-modified-since",
        }
        for server, heard in ledger:
            assert set(heard.headers) <= allowed
            assert ("secret" in heard.target) is (server is first)


def _to(target: Scripted, cookie: str) -> Callable[[Heard], Answer]:
    def answer(_: Heard) -> Answer:
        return reply(status="302 Found", location=target.url(), set_cookie=cookie)

    return answer
