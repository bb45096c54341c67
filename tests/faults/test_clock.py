from datetime import timedelta
from pathlib import Path

from tests.faults.clock import MovedClock
from tests.live import running, until, write_config
from tests.loopback import FeedServer


def test_a_feed_is_due_again_when_its_time_has_gone_by(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    with FeedServer() as server:
        config = write_config(
            tmp_path,
            allow_addresses=[server.address],
            feeds=[{"id": "far", "url": server.url("far"), "interval": "1d"}],
        )
        with running(config, **clock.environment) as warnd:
            warnd.await_event("ready")
            read = 'warnd_feed_polls_total{feed="far",result="ok"} 1.0'
            until(lambda: read in warnd.get("/metrics")[1], what=warnd.tail())
            clock.pass_by(timedelta(hours=27))
            until(lambda: len(server.requests) == 2, what=warnd.tail())
