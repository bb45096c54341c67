"""The wall clock is set forward and back: feeds are read, areas weighed and people told."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from tests.faults.clock import MovedClock
from tests.faults.stored import moment, rows
from tests.faults.stories import quick_config, story
from tests.live import Warnd, running, until
from tests.loopback import FeedServer, Ledger

HOUR = timedelta(hours=1)
#: areas of which one is told before the first jump and one after each
BEFORE, *AFTER = ("UA-63", "SY-ID", "YE-TA")
#: far enough for an index to have moved, and back again to where days were missing
JUMPS = (30 * HOUR, -12 * HOUR)
#: too far to be believed, and what goes by after it
YEARS, PASSED = timedelta(days=3652), 2 * HOUR


def assessed(config: Path) -> datetime:
    """Give when the area was weighed last whose alert stands longest."""
    found: list[datetime] = []

    def is_read() -> bool:
        """Read it, which fails while it is written."""
        query = "SELECT at FROM situations WHERE area = ?"
        found.extend(moment(row["at"]) for row in rows(config, query, BEFORE))
        return bool(found)

    until(is_read, what="an area that was weighed")
    return found[0]


def is_near(config: Path, expected: datetime) -> bool:
    """Tell whether the area was weighed last at about a moment."""
    return abs(assessed(config) - expected) < HOUR


def is_suspect(warnd: Warnd) -> bool:
    return "clock is suspect" in warnd.get("/healthz")[1]


def is_told(ledger: Ledger, area: str) -> bool:
    return area in ledger.areas()


def test_however_the_clock_is_set_the_daemon_goes_on(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        feeds.add("wire", story(BEFORE))
        with running(config, **clock.environment) as warnd:
            until(lambda: ledger.areas() == {BEFORE}, what=warnd.tail)
            began = assessed(config)
            for jump, area in zip(JUMPS, AFTER, strict=True):
                clock.set_wrong(jump)
                until(partial(is_near, config, began + jump), what=warnd.tail)
                feeds.add("wire", story(area))
                until(partial(is_told, ledger, area), what=warnd.tail)
            clock.set_wrong(YEARS)
            until(partial(is_suspect, warnd), what=warnd.tail)
            clock.pass_by(PASSED)
            # Time goes on from the last moment that was believed, and areas are weighed in it.
            until(partial(is_near, config, began + JUMPS[-1] + PASSED), what=warnd.tail)
            assert warnd.terminate() == 0
    assert len(ledger.keys) == len(set(ledger.keys)), "nothing comes twice"
