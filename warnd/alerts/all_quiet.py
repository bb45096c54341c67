"""The word of every day: that warnd is alive, and what it read; by it a silent channel is noticed.

Each route that gives a time is told at that time, whatever it is about and whatever it matches.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from warnd.alerts.route import Chosen, Recipients, courses_of, notice_on
from warnd.model.daily import DailyTime
from warnd.model.feed import FeedHealth, FeedState
from warnd.model.identifiers import ChannelId, FeedId
from warnd.model.notice import Day, Notice, NoticeFeed, NoticeId, NoticeReason, Topic
from warnd.model.notification import Notification
from warnd.settings import FeedSettings, RouteSettings, every_route

#: what the word is about
TOPIC = Topic("day")
#: the day that it sums up
SPAN = timedelta(days=1)
#: how late it may still come: whoever was off in the night says so in the morning, and a machine
#: that comes back in the evening does not begin with an old word
LATEST = timedelta(hours=6)


def times_of(routes: Sequence[RouteSettings]) -> frozenset[str]:
    """Give the times at which some route is told, as they are written."""
    return frozenset(route.all_quiet for route in every_route(routes) if route.all_quiet)


def due_at(written: str, now: datetime) -> datetime | None:
    """Give the last such time, None when it is too long ago to be told of."""
    time = DailyTime.read(written)
    if time is None:
        return None
    at = time.after(now - LATEST - timedelta(microseconds=1))
    return at if at <= now else None


def word_of(
    at: datetime,
    written: str,
    feeds: Mapping[FeedId, FeedSettings],
    states: Mapping[FeedId, FeedState],
    alerts: int,
    now: datetime,
) -> Notice:
    """Give the word that is due at `at`; `alerts` is how many began in the day before.

    The same time of the same day gives the same notice, so that it is told once.
    """
    known = {id_: states.get(id_) for id_ in feeds}
    failing = tuple(
        _feed(feeds[id_], state)
        for id_, state in known.items()
        if state is not None and state.failures
    )
    read = sum(1 for state in known.values() if state is not None and _was_read(state, now))
    seed = f"{TOPIC}\n{written}\n{at.isoformat()}"
    return Notice(
        id=NoticeId(hashlib.sha256(seed.encode()).hexdigest()[:12]),
        reason=NoticeReason.STILL_WATCHING if alerts else NoticeReason.ALL_QUIET,
        topic=TOPIC,
        at=now,
        feeds=failing,
        day=Day(feeds_read=read, alerts=alerts, feeds_failing=len(failing)),
    )


def notifications_at(
    written: str, notice: Notice, routes: Sequence[RouteSettings], recipients: Recipients
) -> tuple[Notification, ...]:
    """Give the notifications of a word, one a channel, recipient and language."""
    chosen = [each for each in _all(routes) if each.route.all_quiet == written]
    found: dict[tuple[ChannelId, str, str], Notification] = {}
    for course in courses_of(chosen, recipients):
        way = (course.channel, course.recipient, course.chosen.route.language)
        found.setdefault(way, notice_on(notice, *way, route=course.chosen.path))
    return tuple(found.values())


def _all(routes: Sequence[RouteSettings], within: str = "") -> Iterator[Chosen]:
    for number, route in enumerate(routes, start=1):
        path = f"{within}{number}"
        yield Chosen(route=route, path=path)
        yield from _all(route.routes, f"{path}.")


def _was_read(state: FeedState, now: datetime) -> bool:
    return state.last_success is not None and state.last_success > now - SPAN


def _feed(feed: FeedSettings, state: FeedState) -> NoticeFeed:
    return NoticeFeed(
        id=feed.id,
        publisher=feed.publisher,
        url=feed.url,
        health=FeedHealth(state.health),
        trouble=state.error,
    )
