"""Whoever looks at situations sees what a running daemon stored, and is not noticed by it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.faults.stories import quick_config, story
from tests.live import running, until
from tests.loopback import FeedServer, Ledger


def looked(config: Path, *arguments: str) -> list[dict[str, Any]]:
    """Give what a command about situations prints for programs."""
    command = (sys.executable, "-m", "warnd", "situations", *arguments, "--json", "-c", str(config))
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)  # noqa: S603
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_situations_are_shown_beside_the_daemon_that_judges_them(tmp_path: Path) -> None:
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        with running(config) as warnd:
            warnd.await_event("ready")
            feeds.add("wire", story("SY-ID"))
            until(lambda: ledger.areas() == {"SY-ID"}, what="the alert")
            (listed,) = looked(config, "list", "--country", "SY")
            (shown,) = looked(config, "show", listed["area"]["id"])
            history = looked(config, "history", listed["area"]["id"], "--since", "1d")
            polls = len(feeds.requests)
            feeds.add("wire", story("UA-63"))
            until(lambda: ledger.areas() == {"SY-ID", "UA-63"}, what="the next alert")
            assert len(feeds.requests) > polls
            assert warnd.terminate() == 0

    assert shown["level"] == listed["level"] != "calm"
    assert {claim["kind"] for claim in shown["claims"]} == {"shelling", "truce_collapse"}
    assert {each["what"] for each in history} == {"step", "change", "alert"}
    (change,) = (each for each in history if each["what"] == "change")
    assert (change["level_before"], change["level"]) == ("calm", listed["level"])
