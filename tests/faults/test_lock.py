"""Another process keeps the database locked, for longer than anybody should (FAULTS, row 7)."""

from datetime import timedelta
from pathlib import Path

from tests.faults.clock import MovedClock
from tests.faults.stories import story
from tests.faults.test_crash import locked
from tests.faults.test_disk import config_telling, health, reasons
from tests.live import outbox, running, until
from tests.loopback import FeedServer, Ledger


def test_a_lock_of_ninety_seconds_is_waited_for_told_of_and_costs_nothing(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    with FeedServer() as feeds, Ledger() as alerts, Ledger() as duty:
        config = config_telling(tmp_path, feeds, alerts, duty)
        with running(config, **clock.environment) as warnd:
            until(lambda: any(asked.status == 304 for asked in feeds.requests), what=warnd.tail())
            with locked(config):
                feeds.add("wire", story("SY-ID"))
                until(lambda: feeds.requests[-1].status == 200, what="the story was answered")
                warnd.await_event("store_busy")
                assert health(warnd)[0] == 200
                assert "locked" in health(warnd)[1]
                clock.pass_by(timedelta(seconds=50))
                assert health(warnd)[0] == 200
                assert not duty.posts
                clock.pass_by(timedelta(seconds=15))
                until(lambda: reasons(duty) == ["store-trouble"], what="the alarm, unrecorded")
                assert health(warnd)[0] == 503
                assert not alerts.posts
            until(lambda: alerts.areas() == {"SY-ID"}, what=warnd.tail())
            until(lambda: health(warnd)[0] == 200, what="all is well")
            until(lambda: reasons(duty) == ["store-trouble", "store-back"], what="the end of it")
            until(lambda: set(outbox(config)) == {"delivered"}, what="all recorded")
            assert not warnd.ended
            assert warnd.terminate() == 0
        assert len(alerts.keys) == 1
