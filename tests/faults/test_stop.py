"""SIGTERM under load: what is under way is finished, what waits is kept (FAULTS, row 4)."""

import json
import urllib.error
from pathlib import Path

import pytest

from tests.faults.stories import TOWNS, quick_config, story
from tests.live import outbox, running, until
from tests.loopback import FeedServer, Ledger, ServiceSocket

#: as many messages of one channel are under way at once
AT_ONCE = 8


def test_sigterm_finishes_what_is_under_way_and_keeps_the_rest(tmp_path: Path) -> None:
    areas = list(TOWNS)[:30]
    with FeedServer() as feeds, Ledger() as ledger, ServiceSocket(tmp_path / "notify") as manager:
        # Two publishers, since more than twenty alerts an hour from one would go into a digest.
        config = quick_config(tmp_path, feeds, {"hook": ledger}, read=("wire", "herald"))
        ledger.gate.clear()
        for number, area in enumerate(areas):
            feeds.add(("wire", "herald")[number % 2], story(area))
        with running(config, NOTIFY_SOCKET=manager.address) as warnd:
            until(lambda: len(ledger.posts) == AT_ONCE, what="as many posts as go at once")
            until(lambda: outbox(config) == {"sending": AT_ONCE, "pending": 22}, what="the rest")
            warnd.ask_to_end()
            warnd.await_event("stopping")
            until(lambda: "STOPPING=1" in manager.lines, what="STOPPING=1")
            asked = len(feeds.requests)
            with pytest.raises(urllib.error.URLError):
                until(lambda: warnd.get("/healthz") is None, what="nobody listens")
            ledger.gate.set()
            assert warnd.process.wait(45) == 0
        assert len(feeds.requests) == asked
        assert len(ledger.posts) == AT_ONCE
        assert outbox(config) == {"delivered": AT_ONCE, "pending": 22}

        settings = json.loads(config.read_text())
        config.write_text(json.dumps({**settings, "channels": {}, "routes": []}))
        with running(config) as warnd:  # nobody is there to send them, which is said
            stranded = warnd.await_event("pending_without_channel")
            assert (stranded["channel"], stranded["notifications"]) == ("hook", 22)
            warnd.await_event("ready")
            assert warnd.terminate() == 0
        config.write_text(json.dumps(settings))

        with running(config) as warnd:
            until(lambda: outbox(config) == {"delivered": 30}, what="the rest after a new start")
            assert warnd.terminate() == 0
        assert ledger.areas() == set(areas)
        assert len(ledger.keys) == len(set(ledger.keys)) == 30
        assert not [post for _, post in ledger.posts if "may_repeat" in post]
