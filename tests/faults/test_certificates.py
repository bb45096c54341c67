"""Row F24: certificates that prove nothing, one that ends soon, and a clock that is wrong."""

import json
import ssl
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme

from tests.faults.clock import MovedClock
from tests.faults.receivers import alerts_in
from tests.faults.servers import Scripted, feed, presenting, reply
from tests.faults.stored import feed_states, moment, titles
from tests.faults.stories import hook, quick_config, story
from tests.live import running, until, write_config
from tests.loopback import LOOPBACK, FeedServer, Item, Ledger

TITLE = "Shells fall on the valley"
NEWS = feed(Item(id="1", title=TITLE, text="Shells fell at dawn."))
#: what people are told of each certificate that proves nothing
REFUSED = {
    "expired": "has expired",
    "early": "is not valid yet",
    "other-name": "is for another",
    "unknown": "comes from an issuer this machine does not know",
    "gap": "comes from an issuer this machine does not know, or lacks one in between",
}
#: who proves who they are, one of them not for much longer
PROVEN = {"whole", "soon", "later"}
#: when one ends that people are told of: within 14 days
SOON = timedelta(days=10)
CLOCK = "check this machine's clock"


def test_a_feed_is_read_only_from_a_server_that_proves_who_it_is(tmp_path: Path) -> None:
    now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    shown = _shown(authority, now)
    clock = MovedClock(tmp_path)
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(Scripted(lambda _: reply(NEWS), tls=tls))
            for name, tls in shown.items()
        }
        urls = {name: server.url() for name, server in servers.items()}
        duty = stack.enter_context(Ledger())
        addresses = [duty.address, *(server.address for server in servers.values())]
        config = write_config(
            tmp_path,
            allow_addresses=addresses,
            channels={"duty": hook(duty.address)},
            routes=[{"about": "feeds", "to": ["duty"]}],
            feeds=[{"id": name, "url": url, "interval": "30m"} for name, url in urls.items()],
        )
        trusting = {**clock.environment, "SSL_CERT_FILE": str(tmp_path / "ca.pem")}
        with running(config, **trusting) as warnd:
            until(lambda: len(feed_states(config)) == len(urls), what=warnd.tail())
            states = feed_states(config)
            for name, words in REFUSED.items():
                state = states[name]
                assert (state["health"], titles(config, name)) == ("unreachable", set()), name
                assert words in state["error"], (name, state["error"])
                assert CLOCK not in state["error"]
            for name in PROVEN:
                assert (states[name]["health"], titles(config, name)) == ("ok", {TITLE})
            assert moment(states["soon"]["certificate_ends"]) == now + SOON
            # Nothing was asked of those that prove nothing, neither over TLS nor without it.
            assert {name for name, server in servers.items() if server.heard} == PROVEN
            # People are told after the second poll, half a minute later.
            clock.pass_by(timedelta(minutes=2))
            until(lambda: _told(duty, "feed-trouble") == set(REFUSED), what=warnd.tail())
            states = feed_states(config)
            assert {states[name]["failures"] for name in REFUSED} == {2}
            clock.set_wrong(timedelta(days=-20_000))
            clock.pass_by(timedelta(hours=1))
            doubted = ("expired", "early")
            until(
                lambda: all(CLOCK in feed_states(config)[name]["error"] for name in doubted),
                what=warnd.tail(),
            )
            assert CLOCK not in feed_states(config)["unknown"]["error"]
            until(lambda: _told(duty, "certificate-ends") == {"soon"}, what=warnd.tail)


def test_a_receiver_that_does_not_prove_who_it_is_is_sent_nothing_and_told_of(
    tmp_path: Path,
) -> None:
    now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    shown = _shown(authority, now)
    clock = MovedClock(tmp_path)
    with FeedServer() as feeds, Ledger() as duty, Ledger() as other, ExitStack() as stack:
        servers = {
            name: stack.enter_context(Scripted(lambda _: reply(), tls=tls))
            for name, tls in shown.items()
        }
        config = quick_config(tmp_path, feeds, {"duty": duty, "other": other})
        settings = json.loads(config.read_text())
        settings["channels"] |= {
            name: {"type": "webhook", "url": server.url("hook")} for name, server in servers.items()
        }
        settings["allow_addresses"] += [server.address for server in servers.values()]
        settings["routes"] = [
            {"to": list(servers), "fallback": "other"},
            {"about": "feeds", "to": ["duty"]},
        ]
        config.write_text(json.dumps(settings))
        feeds.add("wire", story("SY-ID"))
        trusting = {**clock.environment, "SSL_CERT_FILE": str(tmp_path / "ca.pem")}
        with running(config, **trusting) as warnd:
            taken = {f"{name} delivered": 1 for name in PROVEN}
            kept = {f"{name} pending": 1 for name in REFUSED}
            until(lambda: alerts_in(config) == taken | kept, what=warnd.tail)
            clock.pass_by(timedelta(minutes=3))
            until(lambda: _told(duty, "channel-closed") == set(REFUSED), what=warnd.tail)
            for _, notice in duty.posts:
                (about,) = notice["feeds"]
                assert REFUSED[about["id"]] in about["trouble"]
            until(lambda: other.areas() == {"SY-ID"}, what=warnd.tail)
            feeds.add("wire", story("SY-HM"))
            until(lambda: all(len(servers[name].heard) == 2 for name in PROVEN), what=warnd.tail)
            # Nothing was sent to those that prove nothing, neither over TLS nor without it.
            assert {name for name, server in servers.items() if server.heard} == PROVEN

            authority.issue_cert(LOOPBACK).configure_cert(shown["expired"])
            clock.pass_by(timedelta(minutes=15))
            warnd.reload()  # so that the senders look at the clock at once
            until(lambda: alerts_in(config).get("expired delivered") == 2, what=warnd.tail)
            until(lambda: _told(duty, "channel-back") == {"expired"}, what=warnd.tail)
    reasons = [notice["reason"] for _, notice in duty.posts]
    assert len(reasons) == len(REFUSED) + 1, "people are told once of each"


def _told(duty: Ledger, reason: str) -> set[str]:
    """Give the feeds or channels that people were told of for a reason."""
    told = [document for _, document in duty.posts if document["reason"] == reason]
    return {feed["id"] for document in told for feed in document["feeds"]}


def _shown(authority: trustme.CA, now: datetime) -> Mapping[str, ssl.SSLContext]:
    """Give what each server presents, by the name of its feed."""
    day = timedelta(days=1)
    between = authority.create_child_ca()
    return {
        "expired": presenting(
            authority.issue_cert(LOOPBACK, not_before=now - 90 * day, not_after=now - day)
        ),
        "early": presenting(
            authority.issue_cert(LOOPBACK, not_before=now + day, not_after=now + 90 * day)
        ),
        "other-name": presenting(authority.issue_cert("other.example", "127.0.0.2")),
        "unknown": presenting(trustme.CA().issue_cert(LOOPBACK)),
        "gap": presenting(between.issue_cert(LOOPBACK), with_issuers=False),
        "whole": presenting(between.issue_cert(LOOPBACK)),
        "soon": presenting(authority.issue_cert(LOOPBACK, not_after=now + SOON)),
        "later": presenting(authority.issue_cert(LOOPBACK, not_after=now + 15 * day)),
    }
