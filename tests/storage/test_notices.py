from dataclasses import replace

import pytest

from tests.storage.records import HOUR, NOON, notification
from warnd.model.feed import FeedHealth
from warnd.model.identifiers import AreaId, FeedId
from warnd.model.notice import Notice, NoticeFeed, NoticeId, NoticeReason, Topic
from warnd.storage.store import SqlStore

_TROUBLE = Notice(
    id=NoticeId("n1"),
    reason=NoticeReason.FEED_TROUBLE,
    topic=Topic("feed:valley"),
    at=NOON,
    feeds=(
        NoticeFeed(
            id=FeedId("valley"),
            publisher="Valley Herald",
            url="https://valley.example/rss",
            health=FeedHealth.GONE,
            trouble="404 \U0001f512",
        ),
    ),
)
_SILENT = Notice(
    id=NoticeId("n2"),
    reason=NoticeReason.AREA_SILENT,
    topic=Topic("area:SY-ID"),
    at=NOON,
    feeds=(NoticeFeed(id=FeedId("valley")), NoticeFeed(id=FeedId("hill"))),
    since=NOON - HOUR,
    area=AreaId("SY-ID"),
    area_name="Idlib",
    until=NOON + HOUR,
    moved_to="https://new.example/",
    number=12,
)


@pytest.mark.parametrize(
    "notice", [pytest.param(_TROUBLE, id="short"), pytest.param(_SILENT, id="whole")]
)
def test_a_notice_and_its_notification_come_back_as_they_were(
    store: SqlStore, notice: Notice
) -> None:
    waiting = notification(alert=None, notice=notice)
    with store.transaction() as transaction:
        assert transaction.add_notice(notice)
        transaction.add_notifications([waiting])
    with store.transaction() as transaction:
        assert transaction.notification(waiting.key) == waiting
        (held,) = transaction.waiting(waiting.channel, 10)
    assert (held.subject, held.version, held.rank) == (notice.id, 0, notice.level.rank)


def test_a_notice_that_is_known_is_left_as_it_is(store: SqlStore) -> None:
    with store.transaction() as transaction:
        assert transaction.add_notice(_TROUBLE)
        assert not transaction.add_notice(replace(_TROUBLE, at=NOON + HOUR))
        assert transaction.newest_notices() == {_TROUBLE.topic: _TROUBLE}


def test_the_newest_notice_on_each_topic_is_given(store: SqlStore) -> None:
    back = replace(_TROUBLE, id=NoticeId("n3"), reason=NoticeReason.FEED_BACK, at=NOON + HOUR)
    with store.transaction() as transaction:
        for notice in (back, _TROUBLE, _SILENT):
            transaction.add_notice(notice)
        newest = transaction.newest_notices()
    assert newest == {back.topic: back, _SILENT.topic: _SILENT}
