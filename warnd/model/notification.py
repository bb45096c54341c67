"""Notifications: versions of alerts on their way to channels."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warnd.model.alert import AlertVersion
from warnd.model.identifiers import ChannelId
from warnd.model.moments import aware


class NotificationState(StrEnum):
    """Where a notification stands."""

    #: to be sent as soon as `due`
    PENDING = "pending"
    #: handed to the channel; found so at start-up, it is sent again, marked
    SENDING = "sending"
    #: the channel proved that it took it
    DELIVERED = "delivered"
    #: given up, and said so
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """One version of one alert on its way to one recipient of one channel."""

    #: the idempotency key: the same for every try (Message-ID, webhook-id)
    key: str
    #: where to
    channel: ChannelId
    #: to whom there, such as a mail address; empty for a channel that is one recipient itself
    recipient: str
    #: what
    alert: AlertVersion
    #: where it stands
    state: NotificationState
    #: tries so far
    attempts: int
    #: not before
    due: datetime
    #: when it was put in the outbox
    created: datetime
    #: whether an earlier try may have arrived: the process died while it was under way
    may_repeat: bool = False
    #: what went wrong last; empty when nothing did
    error: str = ""
    #: ISO 639-1 code of the language it is written in
    language: str = "en"

    def __post_init__(self) -> None:
        aware(self.due)
        aware(self.created)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a channel carries: one alert version in words, and the record behind the words."""

    #: the idempotency key
    key: str
    #: to whom, as in the notification
    recipient: str
    #: the alert version
    alert: AlertVersion
    #: one line
    headline: str
    #: plain text
    text: str
    #: an HTML document, safe: every word from a feed is escaped
    html: str
    #: the JSON line of `warnd replay --json` with `headline`, `text` and `evidence` beside it
    payload: dict[str, object]
    #: keys of the earlier notifications of this alert to this channel, oldest first, for threading
    thread: tuple[str, ...] = ()
    #: whether an earlier try may have arrived
    may_repeat: bool = False
    #: ISO 639-1 code of the language it is written in
    language: str = "en"
