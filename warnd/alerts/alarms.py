"""What people are told of this warnd itself, on every channel: database, settings, clock, model."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from warnd.alerts.route import Recipients, notice_on
from warnd.model.identifiers import ChannelId
from warnd.model.notice import Notice, NoticeId, NoticeReason, Topic
from warnd.model.notification import Notification
from warnd.settings import ENGLISH, RouteSettings, every_route

#: what each alarm, or its end, is about
_TOPICS = {
    NoticeReason.STORE_DAMAGED: Topic("store"),
    NoticeReason.STORE_RESTORED: Topic("store"),
    NoticeReason.STORE_LOST: Topic("store"),
    NoticeReason.CONFIGURATION_BROKEN: Topic("configuration"),
    NoticeReason.CONFIGURATION_BACK: Topic("configuration"),
    NoticeReason.CLOCK_SUSPECT: Topic("clock"),
    NoticeReason.CLOCK_BACK: Topic("clock"),
    NoticeReason.MODEL_TROUBLE: Topic("model"),
}


def alarm_notice(
    reason: NoticeReason, since: datetime, now: datetime, seed: str | None = None
) -> Notice:
    """Give the notice of what began at `since`.

    `seed` tells one alarm of a reason from the next; None: the moment does.
    """
    topic = _TOPICS[reason]
    parts = (topic, reason, since.isoformat() if seed is None else seed)
    return Notice(
        id=NoticeId(hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]),
        reason=reason,
        topic=topic,
        at=now,
        feeds=(),
        since=since,
    )


def on_every_channel(
    notice: Notice, routes: Sequence[RouteSettings], recipients: Recipients
) -> tuple[Notification, ...]:
    """Give the notifications of a notice that nobody may miss: every channel, every recipient."""
    return tuple(
        notice_on(notice, channel, recipient, _language_on(channel, routes))
        for channel, reached in recipients.items()
        for recipient in reached
    )


def _language_on(channel: ChannelId, routes: Sequence[RouteSettings]) -> str:
    """Give the language of the first route that tells a channel."""
    spoken = (route.language for route in every_route(routes) if channel in _channels(route))
    return next(spoken, ENGLISH)


def _channels(route: RouteSettings) -> tuple[ChannelId | None, ...]:
    return (*route.to, *route.escalate_to, route.fallback)
