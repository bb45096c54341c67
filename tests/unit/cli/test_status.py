"""`warnd status`: how an installation stands."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.loopback import LOOPBACK
from tests.storage.records import alert_version, notification
from tests.unit.cli.conftest import CONTROLS, run
from warnd.daemon.timing.clock import SystemClock
from warnd.model.feed import FeedHealth, FeedState
from warnd.model.identifiers import ChannelId, FeedId
from warnd.model.moments import rfc3339
from warnd.storage.connect import open_store

TROUBLE = "no answer from its server"
NOW = SystemClock().now()
#: what a daemon answers that was started two hours ago and doubts its clock
DOCUMENT = {
    "status": "degraded",
    "degraded": ["[/red] \x1b]0;owned\x07 \u202egnp.exe"],
    "started": rfc3339(NOW - timedelta(hours=2)),
    "last_reload": rfc3339(NOW - timedelta(days=3)),
    "uplink": "captive",
    "clock_suspect": True,
}
HOSTILE = "[/red] \x1b]0;owned\x07 \u202egnp.exe"


@pytest.fixture
def daemon() -> Iterator[str]:
    """Give the address of what answers as a daemon does."""

    asked: list[str] = []

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = json.dumps(DOCUMENT).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((LOOPBACK, 0), Answering)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"{LOOPBACK}:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    assert set(asked) == {"/status"}


@pytest.fixture
def known(config: Path) -> Path:
    """Give a configuration whose database has a feed in trouble and a message that waits."""
    store = open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)
    with store.transaction() as transaction:
        state = FeedState(
            feed=FeedId("gazette"), due=NOW, health=FeedHealth.BLOCKED, failures=3, error=TROUBLE
        )
        transaction.save_feed_state(state)
        transaction.add_alert_version(alert_version())
        for key, channel in (("k1", "screen"), ("k2", HOSTILE)):
            made = NOW - timedelta(hours=3)
            transaction.add_notifications(
                [notification(key, channel=ChannelId(channel), created=made)]
            )
    store.close()
    return config


def test_feeds_channels_and_the_daemon_are_told_for_people(known: Path, daemon: str) -> None:
    document = json.loads(known.read_text())
    known.write_text(json.dumps({**document, "listen": daemon}))
    result = run("status", "--config", known)
    assert result.exit_code == 0, result.output
    assert "daemon: degraded, running for 2 hours" in result.stdout
    assert "line: captive" in result.stdout
    assert "clock: not believed" in result.stdout
    assert "configuration: read 3 days ago" in result.stdout
    assert "no answer from its server" in result.stdout
    assert "blocked" in result.stdout
    assert "3 hours" in result.stdout
    assert "not in the configuration any more" in result.stdout
    assert "All that is watched is calm" in result.stdout
    assert CONTROLS.findall(result.stdout) == []


def test_the_same_is_told_to_programs(known: Path) -> None:
    run("db", "backup", "--config", known)
    document = json.loads(run("status", "--json", "--config", known).stdout)
    away = dict.fromkeys(("started", "last_reload", "uplink", "clock_suspect"))
    assert document["daemon"] == {"status": "away", "degraded": [], **away}
    assert document["feeds"] == {"blocked": 1}
    assert document["failing"] == [{"feed": "gazette", "last_ok": None, "error": TROUBLE}]
    screen = document["channels"][0]
    assert (screen["channel"], screen["pending"], screen["configured"]) == ("screen", 1, True)
    assert document["backup"] is not None


def test_a_daemon_that_does_not_answer_is_told(known: Path) -> None:
    result = run("status", "--config", known)
    assert "daemon: none answers" in result.stdout
    assert "backup: never" in result.stdout


def test_a_database_that_is_not_there_is_told(config: Path) -> None:
    result = run("status", "--config", config)
    assert result.exit_code == 1
    assert "there is no database at" in result.stderr
