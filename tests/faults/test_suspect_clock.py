"""Row F15: a clock that is years off, or starts in 1970, ends nothing and holds nothing back."""

import json
from datetime import timedelta
from functools import partial
from pathlib import Path

from tests.faults.clock import MovedClock
from tests.faults.stories import quick_config, story
from tests.live import running, until
from tests.loopback import FeedServer, Ledger

YEARS = timedelta(days=3652)
FIRST = "UA-63"
#: after each jump one more area is told
JUMPS = {YEARS: "SY-ID", -YEARS: "YE-TA"}


def is_told(sink: Ledger, area: str) -> bool:
    return area in sink.areas()


def reasons(sink: Ledger) -> list[str]:
    return [post["reason"] for _, post in list(sink.posts) if post.get("type") == "feed-notice"]


def has(sink: Ledger, reason: str, times: int) -> bool:
    return reasons(sink).count(reason) == times


def test_a_clock_that_is_years_off_is_told_of_and_ends_nothing(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    with FeedServer() as feeds, Ledger() as sink:
        config = quick_config(tmp_path, feeds, {"hook": sink})
        feeds.add("wire", story(FIRST))
        with running(config, **clock.environment) as warnd:
            until(partial(is_told, sink, FIRST), what=warnd.tail)
            for nth, (jump, area) in enumerate(JUMPS.items(), start=1):
                clock.set_wrong(jump)
                until(partial(has, sink, "clock-suspect", nth), what=warnd.tail)
                assert "clock is suspect" in json.loads(warnd.get("/healthz")[1])["degraded"][0]
                assert "warnd_clock_suspect 1.0" in warnd.get("/metrics")[1]
                feeds.add("wire", story(area))  # ten years old, or of ten years ahead
                until(partial(is_told, sink, area), what=warnd.tail)
                clock.set_wrong(timedelta(0))
                until(partial(has, sink, "clock-back", nth), what=warnd.tail)
            assert "warnd_clock_suspect 0.0" in warnd.get("/metrics")[1]
    told = [post for _, post in sink.posts if post.get("area")]
    assert {post["reason"] for post in told} <= {"new", "escalated", "updated"}
    assert {post["area"]["id"] for post in told} == {FIRST, *JUMPS.values()}


def test_a_start_in_1970_reads_and_tells_and_is_put_right_by_the_first_sync(
    tmp_path: Path,
) -> None:
    clock = MovedClock(tmp_path)
    clock.set_wrong(timedelta(days=-56 * 365))
    with FeedServer() as feeds, Ledger() as sink:
        config = quick_config(tmp_path, feeds, {"hook": sink})
        with running(config, **clock.environment) as warnd:
            until(lambda: reasons(sink) == ["clock-suspect"], what=warnd.tail)
            feeds.add("wire", story(FIRST))
            until(partial(is_told, sink, FIRST), what=warnd.tail)
            clock.set_wrong(timedelta(0))
            until(lambda: reasons(sink) == ["clock-suspect", "clock-back"], what=warnd.tail)
            feeds.add("wire", story("SY-ID"))
            until(partial(is_told, sink, "SY-ID"), what=warnd.tail)
    told = [post["area"]["id"] for _, post in sink.posts if post.get("reason") == "new"]
    assert told == [FIRST, "SY-ID"]
