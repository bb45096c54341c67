from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.alerts.versions import NOON
from warnd.alerts.notices import (
    area_back_notice,
    area_notice,
    certificate_notice,
    ids_changed_notice,
    old_entries_notice,
    standing_notice,
    told_after,
    uplink_notice,
)
from warnd.model.area import Area
from warnd.model.feed import FeedHealth, FeedState, Uplink
from warnd.model.identifiers import AreaId, FeedId
from warnd.model.notice import NoticeReason
from warnd.settings import FeedSettings

HOUR = timedelta(hours=1)
FEED = FeedSettings(id=FeedId("wire"), url="https://wire.example/rss", publisher="Wire")
STATE = FeedState(feed=FEED.id, due=NOON, health=FeedHealth.OK)
FAILING = replace(
    STATE,
    health=FeedHealth.UNREACHABLE,
    failures=3,
    failing_since=NOON - HOUR,
    error="no answer",
)
IDLIB = Area(id=AreaId("SY-ID"), name="Idlib", country="SY", divisions=("SY-ID",))


@pytest.mark.parametrize(
    ("told", "concern", "reason", "known"),
    [
        pytest.param(None, None, None, None, id="well and well"),
        pytest.param(
            None, FeedHealth.GONE, NoticeReason.FEED_TROUBLE, FeedHealth.GONE, id="trouble"
        ),
        pytest.param(FeedHealth.GONE, FeedHealth.GONE, None, FeedHealth.GONE, id="the same"),
        pytest.param(
            FeedHealth.GONE, FeedHealth.BLOCKED, None, FeedHealth.BLOCKED, id="one trouble"
        ),
        pytest.param(FeedHealth.GONE, None, NoticeReason.FEED_BACK, None, id="back"),
        pytest.param(
            None, FeedHealth.QUIET, NoticeReason.FEED_QUIET, FeedHealth.QUIET, id="silent"
        ),
        pytest.param(FeedHealth.QUIET, None, NoticeReason.FEED_BACK, None, id="heard again"),
        pytest.param(
            FeedHealth.GONE, FeedHealth.QUIET, NoticeReason.FEED_BACK, None, id="back and silent"
        ),
        pytest.param(
            FeedHealth.QUIET,
            FeedHealth.GONE,
            NoticeReason.FEED_TROUBLE,
            FeedHealth.GONE,
            id="silent, then trouble",
        ),
        pytest.param(None, FeedHealth.MOVED, NoticeReason.FEED_MOVED, FeedHealth.MOVED, id="moved"),
        pytest.param(FeedHealth.MOVED, None, None, None, id="the address was mended"),
        pytest.param(
            None,
            FeedHealth.DEGRADED,
            NoticeReason.FEED_DAMAGED,
            FeedHealth.DEGRADED,
            id="damaged",
        ),
        pytest.param(None, FeedHealth.UNDATED, None, FeedHealth.UNDATED, id="nobody is told"),
    ],
)
def test_a_notice_is_sent_when_it_is_news(
    told: FeedHealth | None,
    concern: FeedHealth | None,
    reason: NoticeReason | None,
    known: FeedHealth | None,
) -> None:
    after = replace(FAILING, told=told, moved_to="https://new.example/", moved_since=NOON - HOUR)
    notice = standing_notice(FEED, FAILING, after, concern, NOON)
    assert (notice.reason if notice else None) is reason
    assert told_after(told, concern) is known


def test_a_notice_of_trouble_says_since_when_and_what_the_log_has() -> None:
    notice = standing_notice(FEED, STATE, FAILING, FeedHealth.UNREACHABLE, NOON)
    assert notice is not None
    (told,) = notice.feeds
    assert (notice.since, told.trouble, told.health) == (
        NOON - HOUR,
        "no answer",
        FeedHealth.UNREACHABLE,
    )


def test_the_end_of_a_trouble_says_since_when_it_lasted() -> None:
    after = replace(STATE, told=FeedHealth.UNREACHABLE)
    notice = standing_notice(FEED, FAILING, after, None, NOON)
    assert notice is not None
    assert notice.since == FAILING.failing_since


def test_a_certificate_is_told_once_and_the_next_one_again() -> None:
    ends = replace(STATE, certificate_ends=NOON + 24 * HOUR)
    first = certificate_notice(FEED, ends, NOON)
    again = certificate_notice(FEED, ends, NOON + HOUR)
    renewed = certificate_notice(FEED, replace(ends, certificate_ends=NOON + 48 * HOUR), NOON)
    assert first.id == again.id != renewed.id
    assert first.until == NOON + 24 * HOUR


def test_our_own_line_is_told_once_lost_and_once_back() -> None:
    assert uplink_notice(None, Uplink.ONLINE, NOON) is None
    lost = uplink_notice(None, Uplink.CAPTIVE, NOON)
    assert lost is not None
    assert lost.reason is NoticeReason.CAPTIVE
    assert uplink_notice(lost, Uplink.OFFLINE, NOON + HOUR) is None
    back = uplink_notice(lost, Uplink.ONLINE, NOON + HOUR)
    assert back is not None
    assert (back.reason, back.since) == (NoticeReason.ONLINE, NOON)
    assert uplink_notice(back, Uplink.ONLINE, NOON + HOUR) is None


def test_an_area_that_fell_silent_is_told_once_and_once_when_it_is_heard() -> None:
    quiet = replace(STATE, health=FeedHealth.QUIET, arrivals=(NOON - 2 * HOUR,))
    silent = area_notice(IDLIB, None, [FEED], {FEED.id: quiet}, NOON)
    assert silent is not None
    assert (silent.since, silent.area, silent.area_name) == (NOON - 2 * HOUR, "SY-ID", "Idlib")
    assert area_notice(IDLIB, silent, [FEED], {FEED.id: quiet}, NOON) is None
    assert area_back_notice(silent, [quiet, FAILING], NOON) is None
    back = area_back_notice(silent, [quiet, STATE], NOON)
    assert back is not None
    assert back.reason is NoticeReason.AREA_BACK
    assert area_back_notice(back, [STATE], NOON) is None


def test_what_is_counted_of_a_feed_is_told_once_a_day() -> None:
    for make in (old_entries_notice, ids_changed_notice):
        first, later = make(FEED, 12, NOON), make(FEED, 20, NOON + HOUR)
        next_day = make(FEED, 12, NOON + 24 * HOUR)
        assert first.id == later.id != next_day.id
        assert first.number == 12


def test_the_end_of_a_trouble_that_nobody_remembers_the_beginning_of_is_told_all_the_same() -> None:
    after = replace(STATE, told=FeedHealth.UNREACHABLE)
    notice = standing_notice(FEED, None, after, None, NOON)
    assert notice is not None
    assert (notice.reason, notice.since) == (NoticeReason.FEED_BACK, None)
