"""Rows F26 and F28: a login page for everybody, and feeds that are gone, silent or stuck."""

import re
import threading
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path

from tests.faults.clock import MovedClock
from tests.faults.servers import Answer, Heard, Scripted, feed, redirect, reply
from tests.faults.stored import feed_states, titles
from tests.faults.stories import QUICK, TOWNS, story
from tests.live import Warnd, metric, outbox, running, until, write_config
from tests.loopback import Item, Ledger

#: the last bytes of the hosts' addresses, all of loopback
HOSTS = range(2, 10)
LOGIN = b"<!doctype html><html><title>Welcome</title><form>Please log in to go on.</form></html>"
NEWS = feed(Item(id="1", title="Rain", text="It rained."))


def test_a_login_page_for_everybody_is_told_apart_and_loses_nothing(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    portal = threading.Event()
    areas = dict(zip((f"host{nth}" for nth in HOSTS), TOWNS, strict=False))
    fresh_area = "MZ-P"
    fresh = story(fresh_area)
    added: list[Item] = []

    def answer(heard: Heard) -> Answer:
        if portal.is_set():
            return reply(LOGIN, content_type="text/html; charset=utf-8")
        name = heard.target.strip("/")
        items = [story(areas[name]), *(added if name == "host2" else ())]
        return reply(feed(*items), etag=f'"{len(items)}"')

    with ExitStack() as open_:
        servers = {
            f"host{nth}": open_.enter_context(Scripted(answer, host=f"127.0.0.{nth}"))
            for nth in HOSTS
        }
        ledger = open_.enter_context(Ledger())
        config = write_config(
            tmp_path,
            rules=[str(QUICK)],
            allow_addresses=[ledger.address, *(server.address for server in servers.values())],
            channels={"desk": {"type": "webhook", "url": ledger.url}},
            routes=[{"to": "desk"}],
            feeds=[
                {
                    "id": name,
                    "url": server.url(name),
                    "publisher": name,
                    "reliability": "A",
                    "language": "en",
                    "interval": "10m",
                    "first_poll": "alert",
                }
                for name, server in servers.items()
            ],
        )
        with running(config, **clock.environment) as warnd:
            until(lambda: _healths(config) == dict.fromkeys(servers, "ok"), what=warnd.tail())
            until(lambda: ledger.areas() >= set(areas.values()), what=warnd.tail())
            stored = _kept(config)

            portal.set()
            clock.pass_by(timedelta(minutes=12))
            assert warnd.await_event("uplink_lost")["uplink"] == "captive"
            until(lambda: "warnd_uplink_online 0.0" in warnd.get("/metrics")[1])
            until(lambda: _kept(config) == stored, what=warnd.tail())
            asked = _asked(servers)
            clock.pass_by(timedelta(seconds=61))
            until(lambda: _asked(servers) > asked, what=warnd.tail())
            clock.pass_by(timedelta(seconds=61))
            until(lambda: _asked(servers) > asked + 7, what=warnd.tail())
            assert _asked(servers) <= asked + 14  # a handful each minute
            assert _kept(config) == stored
            until(lambda: set(outbox(config)) == {"delivered"}, what=warnd.tail())
            told = len(ledger.posts)

            added.append(fresh)
            portal.clear()
            clock.pass_by(timedelta(seconds=61))
            warnd.await_event("uplink_back")
            until(lambda: fresh.title in titles(config, "host2"), what=warnd.tail())
            until(lambda: len(ledger.posts) > told, what=warnd.tail())
            until(lambda: set(outbox(config)) == {"delivered"}, what=warnd.tail())
            new_areas = {post["area"]["id"] for _, post in ledger.posts[told:]}
            assert {area.partition("-")[0] for area in new_areas} == {fresh_area.partition("-")[0]}
            until(lambda: "warnd_uplink_online 1.0" in warnd.get("/metrics")[1])
            events = [event["event"] for event in warnd.events()]
            assert (events.count("uplink_lost"), events.count("uplink_back")) == (1, 1)
            assert all(len(titles(config, name)) == 1 for name in servers if name != "host2")


def test_a_feed_that_is_gone_silent_or_stuck_is_never_given_up(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    stuck = [Item(id="1", title="Old", text="Old news.")]

    def answer(heard: Heard) -> Answer:
        match heard.target.strip("/"):
            case "missing":
                return reply(status="404 Not Found")
            case "gone":
                return reply(status="410 Gone")
            case "moved":
                return redirect(f"http://{server.address}/silent", "301 Moved Permanently")
            case "stuck":  # keeps its ETag, whatever becomes of it
                if heard.headers.get("if-none-match"):
                    return reply(status="304 Not Modified")
                return reply(feed(*stuck), etag='"1"')
        return reply(NEWS)

    expected = {"missing": "1d", "gone": "1d", "moved": "90d", "stuck": "1d", "silent": "4h"}
    names = list(expected)
    with Scripted(answer) as server:
        config = write_config(
            tmp_path,
            allow_addresses=[server.address],
            feeds=[
                {"id": name, "url": server.url(name), "interval": "20m", "expect": expect}
                for name, expect in expected.items()
            ],
        )
        with running(config, **clock.environment) as warnd:
            until(lambda: len(_healths(config)) == len(names), what=warnd.tail())
            assert _healths(config) == {
                "missing": "gone",
                "gone": "gone",
                "moved": "ok",
                "stuck": "ok",
                "silent": "ok",
            }
            stuck.append(Item(id="2", title="New", text="New news."))
            for nth in range(2, 7):  # an hour at a time
                clock.pass_by(timedelta(minutes=67))
                until(partial(_every_feed_was_polled, warnd, server, names, nth))
            until(lambda: _healths(config)["silent"] == "quiet", what=warnd.tail())
            assert _healths(config)["gone"] == _healths(config)["missing"] == "gone"
            until(lambda: feed_states(config)["gone"]["failures"] == 6, what=warnd.tail())
            assert titles(config, "stuck") == {"Old"}
            clock.pass_by(timedelta(hours=19))
            until(lambda: titles(config, "stuck") == {"Old", "New"}, what=warnd.tail())
            for nth, days in ((7, 3), (8, 2)):
                until(partial(_every_feed_was_polled, warnd, server, names, nth))
                clock.pass_by(timedelta(days=days))
            until(partial(_every_feed_was_polled, warnd, server, names, 9))
            assert _healths(config)["moved"] == "ok"
            clock.pass_by(timedelta(days=2))
            until(lambda: _healths(config)["moved"] == "moved", what=warnd.tail())
            numbers = warnd.get("/metrics")[1]
            assert re.search(r'^warnd_feeds{health="gone"} 2.0$', numbers, re.MULTILINE)


def _every_feed_was_polled(warnd: Warnd, server: Scripted, names: list[str], times: int) -> bool:
    asked = all(len(server.asked(name)) >= times for name in names)
    return asked and metric(warnd.get("/metrics")[1], "warnd_fetches_under_way") == 0


def _asked(servers: dict[str, Scripted]) -> int:
    return sum(len(server.heard) for server in servers.values())


def _healths(config: Path) -> dict[str, str]:
    return {name: state["health"] for name, state in feed_states(config).items()}


def _kept(config: Path) -> dict[str, tuple[object, ...]]:
    """Give what must outlive a login page."""
    kept = ("health", "etag", "failures", "entries", "digest", "error")
    return {
        name: tuple(state[each] for each in kept) for name, state in feed_states(config).items()
    }
