"""An installation that moves from SQLite to PostgreSQL goes on where it was."""

import subprocess
import sys
from pathlib import Path

from tests.faults.crews import asked, crew, shared_config, states
from tests.faults.stories import quick_config, story
from tests.live import outbox, running, until
from tests.loopback import FeedServer, Ledger
from tests.storage.postgresql import Cluster


def test_a_moved_installation_tells_nothing_again_and_loses_nothing(
    tmp_path: Path, cluster: Cluster
) -> None:
    store, is_open = cluster.database(), False
    with FeedServer() as feeds, Ledger() as hook, Ledger(lambda _: 204 if is_open else 503) as shut:
        config = quick_config(tmp_path, feeds, {"hook": hook, "shut": shut})
        feeds.add("wire", story("SY-ID"))
        with running(config) as warnd:
            until(lambda: hook.areas() == shut.areas() == {"SY-ID"}, what=warnd.tail())
            until(lambda: outbox(config) == {"delivered": 1, "pending": 1}, what="recorded")
            assert warnd.terminate(120) == 0
        tried = set(shut.keys)
        copied = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-m", "warnd", "db", "copy", "--config", str(config), "--to", store],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert copied.returncode == 0, copied.stderr
        shared_config(config, store)
        is_open = True
        # What stood in the feed is known, and asked for with the validators of before.
        before = len(feeds.requests)
        with crew(config, 2) as workers:
            feeds.add("wire", story("SD-KH"))
            until(
                lambda: hook.areas() == shut.areas() == {"SY-ID", "SD-KH"},
                what="the next",
                patience_s=120.0,
            )
            until(lambda: states(store) == {"delivered": 4}, what=workers[0].tail())
            assert [each.terminate(120) for each in workers] == [0, 0]
        assert feeds.requests[before].etag == '"1"'
        assert len(hook.keys) == len(set(hook.keys)) == 2
        assert tried < set(shut.keys)
        assert len(set(shut.keys)) == 2
        assert asked(store, "SELECT count(*) FROM articles") == [(2,)]
