"""What people are told of the channels themselves, and on which other channel."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from warnd.alerts.route import Chosen, Course, Recipients, courses_of, notice_on, routes_about
from warnd.model.identifiers import ChannelId, FeedId
from warnd.model.notice import Notice, NoticeFeed, NoticeId, NoticeReason, Topic
from warnd.model.notification import Notification
from warnd.settings import RouteSettings, every_route


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is the matter with a channel, or no more."""

    #: a message given up, a channel closed, or one that works again
    reason: NoticeReason
    channel: ChannelId
    #: the recipient of what was given up; empty where it is the channel itself
    recipient: str = ""
    #: what it said
    error: str = ""
    #: the key of the message that was given up; empty where it is the channel itself
    message: str = ""


def topic_of(channel: ChannelId) -> Topic:
    """Give what notices about a channel are about."""
    return Topic(f"channel:{channel}")


def channel_notice(trouble: Trouble, newest: Notice | None, now: datetime) -> Notice | None:
    """Give the notice of a trouble, None when people know.

    `newest` is the newest notice about whether the channel is closed.
    """
    is_known_closed = newest is not None and newest.reason is NoticeReason.CHANNEL_CLOSED
    if trouble.reason is NoticeReason.CHANNEL_GAVE_UP:
        return _notice(trouble, now, Topic(f"message:{trouble.message}"), now)
    if trouble.reason is NoticeReason.CHANNEL_CLOSED:
        return None if is_known_closed else _notice(trouble, now, topic_of(trouble.channel), now)
    if newest is None or not is_known_closed:
        return None
    return _notice(trouble, now, topic_of(trouble.channel), newest.at)


def told_elsewhere(
    notice: Notice, channel: ChannelId, routes: Sequence[RouteSettings], recipients: Recipients
) -> tuple[Notification, ...]:
    """Give the notifications of a notice about a channel, none of them on that channel.

    They go where trouble is told; without such a way to the fallback of its routes, and without
    one to every other channel that a route tells.
    """
    about = courses_of(routes_about("feeds", routes), recipients)
    for courses in (
        [course for course in about if course.channel != channel],
        list(_fallbacks(channel, routes, recipients)),
        [course for course in _everywhere(routes, recipients) if course.channel != channel],
    ):
        if courses:
            return _notified(notice, courses)
    return ()


def _notified(notice: Notice, courses: Sequence[Course]) -> tuple[Notification, ...]:
    made = {
        (course.channel, course.recipient, course.chosen.route.language): course
        for course in reversed(courses)
    }
    return tuple(notice_on(notice, *way, route=course.chosen.path) for way, course in made.items())


def _fallbacks(
    channel: ChannelId, routes: Sequence[RouteSettings], recipients: Recipients
) -> Iterator[Course]:
    for course in _everywhere(routes, recipients):
        fallback = course.chosen.route.fallback
        if course.channel == channel and fallback not in (None, channel):
            for recipient in recipients.get(fallback or channel, ()):
                yield Course(channel=fallback or channel, recipient=recipient, chosen=course.chosen)


def _everywhere(routes: Sequence[RouteSettings], recipients: Recipients) -> list[Course]:
    from_all = [Chosen(route=route, path="") for route in every_route(routes)]
    return list(courses_of(from_all, recipients))


def _notice(trouble: Trouble, now: datetime, topic: Topic, since: datetime) -> Notice:
    seed = (topic, trouble.reason, since.isoformat() if not trouble.message else "")
    name = " ".join(part for part in (trouble.channel, trouble.recipient) if part)
    return Notice(
        id=NoticeId(hashlib.sha256("\n".join(seed).encode()).hexdigest()[:12]),
        reason=trouble.reason,
        topic=topic,
        at=now,
        feeds=(NoticeFeed(id=FeedId(name), trouble=trouble.error),),
        since=since,
    )
