"""SIGTERM under load: what is under way is finished, what waits is kept (docs/faults.md, F4).

`WARND_PENDING=1000` is the long form: so many notifications, receivers that take 5 seconds, and one
that never answers.
"""

import json
import os
import socket
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from tests.faults.stored import rows
from tests.faults.stories import TOWNS, hook, quick_config, story
from tests.live import Warnd, outbox, running, until
from tests.loopback import FeedServer, Ledger, ServiceSocket

PENDING = int(os.environ.get("WARND_PENDING", "60"))
#: more than forty messages a minute to one recipient would go into digests
AREAS = list(TOWNS)[:40] if PENDING > 60 else list(TOWNS)[:30]
CHANNELS = [f"hook{number}" for number in range(-(-PENDING // len(AREAS)))]
#: more than twenty alerts an hour from one publisher would too
PUBLISHERS = ("wire", "herald", "gazette")
#: as many messages of one channel are under way at once
AT_ONCE = 8
#: seconds that a receiver takes in the long form
SLOW_S = 5.0 if PENDING > 60 else 0.0
#: seconds that a daemon takes to end at most: thirty of sends, and what comes before and after
END_S = 45.0


def slowly(_nth: int) -> int:
    """Answer as a receiver that takes its time."""
    threading.Event().wait(SLOW_S)
    return 204


def configured(folder: Path, feeds: FeedServer, ledger: Ledger) -> Path:
    """Write a configuration that tells of every area on all channels, one receiver behind them."""
    config = quick_config(folder, feeds, dict.fromkeys(CHANNELS, ledger), read=PUBLISHERS)
    settings = json.loads(config.read_text())
    patient = {**hook(ledger.address), "timeout": "5m"}
    settings["channels"] = dict.fromkeys(CHANNELS, patient)
    config.write_text(json.dumps(settings))
    return config


def keys(config: Path, state: str) -> set[str]:
    """Give the keys of the notifications in a state."""
    found = rows(config, "SELECT key FROM notifications WHERE lower(state) = ?", state)
    return {row["key"] for row in found}


def polls_end(warnd: Warnd, feeds: FeedServer) -> None:
    """Wait until no feed has been asked for three of their intervals."""
    seen = (len(feeds.requests), time.monotonic())

    def is_quiet() -> bool:
        nonlocal seen
        if len(feeds.requests) != seen[0]:
            seen = (len(feeds.requests), time.monotonic())
        return time.monotonic() - seen[1] > 3.0

    until(is_quiet, what=warnd.tail())


def is_refused(warnd: Warnd) -> bool:
    """Tell whether nobody takes connections where the daemon listened."""
    host, _, port = warnd.await_event("listening")["address"].rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=10).close()
    except ConnectionRefusedError:
        return True
    except OSError:  # taken and dropped, or too late
        return False
    return False


def told_again(ledger: Ledger) -> Sequence[str]:
    """Give the keys of the posts that say that they may be repeats."""
    return [key for key, post in ledger.posts if "may_repeat" in post]


def out_of_patience(config: Path, ledger: Ledger, manager: ServiceSocket) -> int:
    """Ask a daemon to end whose receiver never answers; give how many sends it left in flight."""
    ledger.gate.clear()
    before, at_once = len(ledger.posts), AT_ONCE * len(CHANNELS)
    with running(config, NOTIFY_SOCKET=manager.address) as warnd:
        until(lambda: len(ledger.posts) == before + at_once, 120, what=warnd.tail())
        began = time.monotonic()
        assert warnd.terminate(END_S) == 0
        print(f"ended after {time.monotonic() - began:.1f} s without an answer")  # noqa: T201
    ledger.gate.set()
    assert outbox(config)["sending"] == at_once
    return at_once


def test_sigterm_finishes_what_is_under_way_and_keeps_the_rest(tmp_path: Path) -> None:
    most, at_once = len(AREAS) * len(CHANNELS), AT_ONCE * len(CHANNELS)
    waits = most - at_once
    with (
        FeedServer() as feeds,
        Ledger(slowly, patience_s=600) as ledger,
        ServiceSocket(tmp_path / "notify") as manager,
    ):
        config = configured(tmp_path, feeds, ledger)
        ledger.gate.clear()
        for number, area in enumerate(AREAS):
            feeds.add(PUBLISHERS[number % len(PUBLISHERS)], story(area))
        with running(config, NOTIFY_SOCKET=manager.address) as warnd:
            until(lambda: len(ledger.posts) == at_once, 120, what="as many posts as go at once")
            until(lambda: outbox(config) == {"sending": at_once, "pending": waits}, 120)
            kept = keys(config, "pending")
            warnd.ask_to_end()
            warnd.await_event("stopping")
            until(lambda: "STOPPING=1" in manager.lines, what="STOPPING=1")
            until(lambda: is_refused(warnd), what="nobody listens")
            polls_end(warnd, feeds)
            asked = len(feeds.requests)
            ledger.gate.set()
            assert warnd.process.wait(END_S) == 0
        assert len(feeds.requests) == asked
        assert len(ledger.posts) == at_once
        assert outbox(config) == {"delivered": at_once, "pending": waits}
        assert keys(config, "pending") == kept

        settings = json.loads(config.read_text())
        config.write_text(json.dumps({**settings, "channels": {}, "routes": []}))
        with running(config) as warnd:  # nobody is there to send them, which is said
            stranded = warnd.await_event("pending_without_channel")
            assert stranded["channel"] in CHANNELS
            assert stranded["notifications"] == len(AREAS) - AT_ONCE
            warnd.await_event("ready")
            assert warnd.terminate() == 0
        config.write_text(json.dumps(settings))

        left = out_of_patience(config, ledger, manager) if SLOW_S else 0
        with running(config) as warnd:
            until(lambda: outbox(config) == {"delivered": most}, 30 + 2 * SLOW_S * len(AREAS))
            assert warnd.terminate() == 0
        assert ledger.areas() == set(AREAS)
        assert set(ledger.keys) == keys(config, "delivered")
        assert kept <= set(ledger.keys)
        assert len(told_again(ledger)) == len(ledger.keys) - most == left
