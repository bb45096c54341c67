"""What people should be told of the feeds, and of our own line: how it stands to a notice.

Whether a feed is in trouble is judged where feeds are; here it is decided whether that is news,
given what was told before.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from warnd.model.area import Area
from warnd.model.feed import TROUBLES, FeedHealth, FeedState, Uplink
from warnd.model.identifiers import AreaId, FeedId
from warnd.model.notice import Notice, NoticeFeed, NoticeId, NoticeReason, Topic
from warnd.settings import FeedSettings

#: the topic of our own line
UPLINK = Topic("uplink")
#: what is told of a feed that is read and not well
_TOLD_OF = {
    FeedHealth.QUIET: NoticeReason.FEED_QUIET,
    FeedHealth.MOVED: NoticeReason.FEED_MOVED,
    FeedHealth.DEGRADED: NoticeReason.FEED_DAMAGED,
}
#: what has an end that is told: a feed that has moved simply is where it is
_WITH_END = TROUBLES | {FeedHealth.QUIET, FeedHealth.DEGRADED}
_LOST = {Uplink.OFFLINE: NoticeReason.OFFLINE, Uplink.CAPTIVE: NoticeReason.CAPTIVE}


def standing_notice(
    feed: FeedSettings,
    before: FeedState | None,
    after: FeedState,
    concern: FeedHealth | None,
    now: datetime,
) -> Notice | None:
    """Give the notice for what people should be told of a feed now, None when that is no news.

    `concern` is what is the matter with the feed, None when nothing is; `after.told` what was told.
    One kind of trouble after the other is one trouble.
    """
    told = after.told
    if concern is told or (concern in TROUBLES and told in TROUBLES):
        return None
    if concern in TROUBLES:
        return _of_feed(NoticeReason.FEED_TROUBLE, feed, after, now, after.failing_since)
    if told in TROUBLES or (concern is None and told in _WITH_END):
        since = before.failing_since if before else None
        return _of_feed(NoticeReason.FEED_BACK, feed, after, now, since or _last_news(before))
    return None if concern is None else _not_well(concern, feed, after, now)


def told_after(told: FeedHealth | None, concern: FeedHealth | None) -> FeedHealth | None:
    """Give what people know of a feed once they were told of `concern`.

    After a trouble its end comes first; what else is the matter is told with the next poll.
    """
    return None if told in TROUBLES and concern not in TROUBLES else concern


def certificate_notice(feed: FeedSettings, state: FeedState, now: datetime) -> Notice:
    """Give the notice that the certificate of a feed's server ends; one for each certificate."""
    ends = state.certificate_ends or now
    reason = NoticeReason.CERTIFICATE_ENDS
    topic = certificate_topic(feed)
    return Notice(
        id=_id(topic, reason, ends.isoformat()),
        reason=reason,
        topic=topic,
        at=now,
        feeds=(_feed(feed, state),),
        until=ends,
    )


def certificate_topic(feed: FeedSettings) -> Topic:
    """Give what notices about a feed's certificate are about."""
    return Topic(f"certificate:{feed.id}")


def area_topic(area: AreaId) -> Topic:
    """Give what notices about the feeds of an area are about."""
    return Topic(f"area:{area}")


def old_entries_notice(feed: FeedSettings, number: int, now: datetime) -> Notice:
    """Give the one line about many entries older than the age limit; one a day."""
    return _counted(NoticeReason.OLD_ENTRIES, feed, number, now)


def ids_changed_notice(feed: FeedSettings, number: int, now: datetime) -> Notice:
    """Give the one line about known entries that came under new ids; one a day."""
    return _counted(NoticeReason.IDS_CHANGED, feed, number, now)


def uplink_notice(newest: Notice | None, uplink: Uplink, now: datetime) -> Notice | None:
    """Give the notice about our own line, None when people know how it stands."""
    lost = newest is not None and newest.reason is not NoticeReason.ONLINE
    if uplink is Uplink.ONLINE:
        return _of_us(NoticeReason.ONLINE, now, newest.at) if newest and lost else None
    return None if lost else _of_us(_LOST[uplink], now, now)


def area_notice(
    area: Area,
    newest: Notice | None,
    feeds: Sequence[FeedSettings],
    states: Mapping[FeedId, FeedState],
    now: datetime,
) -> Notice | None:
    """Give the notice that all feeds of an area are silent, None when people know.

    `feeds` are those of the area, `states` how they stand.
    """
    if newest is not None and newest.reason is NoticeReason.AREA_SILENT:
        return None
    since = [moment for state in states.values() if (moment := _silent_since(state)) is not None]
    return Notice(
        id=_id(area_topic(area.id), NoticeReason.AREA_SILENT, now.isoformat()),
        reason=NoticeReason.AREA_SILENT,
        topic=area_topic(area.id),
        at=now,
        feeds=tuple(_feed(feed, states[feed.id]) for feed in feeds),
        since=max(since, default=None),
        area=area.id,
        area_name=area.name,
    )


def area_back_notice(newest: Notice, states: Iterable[FeedState], now: datetime) -> Notice | None:
    """Give the notice that an area is heard again, None while it is not, or people know.

    `states` are how the feeds that fell silent stand now.
    """
    silent = newest.reason is NoticeReason.AREA_SILENT
    heard = any(not state.failures and state.health is not FeedHealth.QUIET for state in states)
    if not (silent and heard):
        return None
    return Notice(
        id=_id(newest.topic, NoticeReason.AREA_BACK, newest.id),
        reason=NoticeReason.AREA_BACK,
        topic=newest.topic,
        at=now,
        feeds=newest.feeds,
        since=newest.since,
        area=newest.area,
        area_name=newest.area_name,
    )


def _not_well(
    concern: FeedHealth, feed: FeedSettings, after: FeedState, now: datetime
) -> Notice | None:
    reason = _TOLD_OF.get(concern)
    if reason is None:
        return None
    since = after.moved_since if reason is NoticeReason.FEED_MOVED else now
    if reason is NoticeReason.FEED_QUIET:
        since = _last_news(after)
    return _of_feed(reason, feed, after, now, since)


def _of_feed(
    reason: NoticeReason,
    feed: FeedSettings,
    state: FeedState,
    now: datetime,
    since: datetime | None,
) -> Notice:
    topic = Topic(f"feed:{feed.id}")
    return Notice(
        id=_id(topic, reason, (since or now).isoformat(), now.isoformat()),
        reason=reason,
        topic=topic,
        at=now,
        feeds=(_feed(feed, state),),
        since=since,
        moved_to=state.moved_to if reason is NoticeReason.FEED_MOVED else "",
    )


def _of_us(reason: NoticeReason, now: datetime, since: datetime) -> Notice:
    return Notice(
        id=_id(UPLINK, reason, now.isoformat()),
        reason=reason,
        topic=UPLINK,
        at=now,
        feeds=(),
        since=since,
    )


def _counted(reason: NoticeReason, feed: FeedSettings, number: int, now: datetime) -> Notice:
    topic = Topic(f"entries:{feed.id}")
    return Notice(
        id=_id(topic, reason, now.date().isoformat()),
        reason=reason,
        topic=topic,
        at=now,
        feeds=(NoticeFeed(id=feed.id, publisher=feed.publisher, url=feed.url),),
        number=number,
    )


def _feed(feed: FeedSettings, state: FeedState) -> NoticeFeed:
    return NoticeFeed(
        id=feed.id,
        publisher=feed.publisher,
        url=feed.url,
        health=state.health,
        trouble=state.error,
    )


def _last_news(state: FeedState | None) -> datetime | None:
    if state is None:
        return None
    return state.arrivals[-1] if state.arrivals else state.read_since


def _silent_since(state: FeedState) -> datetime | None:
    return state.failing_since or _last_news(state)


def _id(*parts: str) -> NoticeId:
    return NoticeId(hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12])
