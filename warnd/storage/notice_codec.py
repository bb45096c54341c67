"""Notices to plain JSON and back; what an older warnd wrote is read with today's defaults."""

from datetime import datetime
from typing import Any

from warnd.model.feed import FeedHealth
from warnd.model.identifiers import AreaId, FeedId
from warnd.model.notice import Day, Notice, NoticeFeed, NoticeId, NoticeReason, Topic
from warnd.storage.codec import Plain


def plain_notice(notice: Notice) -> Plain:
    """Give a notice as plain JSON."""
    return {
        "id": notice.id,
        "reason": notice.reason.value,
        "topic": notice.topic,
        "at": notice.at.isoformat(),
        "feeds": [_plain_feed(feed) for feed in notice.feeds],
        "since": _written(notice.since),
        "area": notice.area,
        "area_name": notice.area_name,
        "until": _written(notice.until),
        "moved_to": notice.moved_to,
        "number": notice.number,
        **({"day": _plain_day(notice.day)} if notice.day else {}),
    }


def notice_from(plain: Plain) -> Notice:
    """Give the notice that `plain_notice` wrote."""
    area = plain.get("area")
    return Notice(
        id=NoticeId(plain["id"]),
        reason=NoticeReason(plain["reason"]),
        topic=Topic(plain["topic"]),
        at=datetime.fromisoformat(plain["at"]),
        feeds=tuple(_feed_from(feed) for feed in plain["feeds"]),
        since=_moment(plain.get("since")),
        area=None if area is None else AreaId(area),
        area_name=plain.get("area_name", ""),
        until=_moment(plain.get("until")),
        moved_to=plain.get("moved_to", ""),
        number=plain.get("number"),
        day=_day_from(plain.get("day")),
    )


def _plain_feed(feed: NoticeFeed) -> Plain:
    return {
        "id": feed.id,
        "publisher": feed.publisher,
        "url": feed.url,
        "health": feed.health.value,
        "trouble": feed.trouble,
    }


def _feed_from(plain: Plain) -> NoticeFeed:
    return NoticeFeed(
        id=FeedId(plain["id"]),
        publisher=plain["publisher"],
        url=plain["url"],
        health=FeedHealth(plain["health"]),
        trouble=plain["trouble"],
    )


def _plain_day(day: Day) -> Plain:
    return {
        "feeds_read": day.feeds_read,
        "alerts": day.alerts,
        "feeds_failing": day.feeds_failing,
    }


def _day_from(plain: Plain | None) -> Day | None:
    return None if plain is None else Day(**plain)


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(written: Any) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)
