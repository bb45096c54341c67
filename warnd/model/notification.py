"""Notifications: versions of alerts, and notices about feeds, on their way to channels."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warnd.model.alert import AlertVersion
from warnd.model.identifiers import ChannelId
from warnd.model.level import Level
from warnd.model.moments import aware
from warnd.model.notice import Notice


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
    """One version of one alert, or one notice, on its way to one recipient of one channel."""

    #: the idempotency key: the same for every try (Message-ID, webhook-id)
    key: str
    #: where to
    channel: ChannelId
    #: to whom there, such as a mail address; empty for a channel that is one recipient itself
    recipient: str
    #: where it stands
    state: NotificationState
    #: tries so far
    attempts: int
    #: not before
    due: datetime
    #: when it was put in the outbox
    created: datetime
    #: what: a version of an alert ...
    alert: AlertVersion | None = None
    #: ... or a notice about feeds; one of the two
    notice: Notice | None = None
    #: whether an earlier try may have arrived: the process died while it was under way
    may_repeat: bool = False
    #: what went wrong last; empty when nothing did
    error: str = ""
    #: ISO 639-1 code of the language it is written in
    language: str = "en"

    def __post_init__(self) -> None:
        aware(self.due)
        aware(self.created)
        if (self.alert is None) is (self.notice is None):
            raise ValueError(f"notification {self.key} must hold an alert or a notice")

    @property
    def level(self) -> Level:
        """How grave it is."""
        if self.notice is not None:
            return self.notice.level
        return self.alert.level if self.alert else Level.CALM


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is known of a notification that waits, before it is taken for sending."""

    #: its idempotency key
    key: str
    #: to whom, and in which language
    recipient: str
    language: str
    #: the alert or the notice
    subject: str
    #: the alert's version; 0 for a notice
    version: int
    #: how grave, 0 to 3
    rank: int
    #: not before
    due: datetime
    #: when it was put in the outbox
    created: datetime
    #: tries so far
    attempts: int = 0
    #: the publisher that nearly all of the alert rests on; empty when it rests on several
    source: str = ""
    #: the key of the message it went out in when the process died, or its own; empty before
    carrier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a channel carries, in words, with the record behind the words.

    It holds one version of an alert, one notice about feeds, or a digest of several.
    """

    #: the idempotency key
    key: str
    #: to whom, as in the notification
    recipient: str
    #: how grave the gravest in it is
    level: Level
    #: one line
    headline: str
    #: plain text
    text: str
    #: an HTML document, safe: every word from a feed is escaped
    html: str
    #: the JSON line of `warnd replay --json` with `headline`, `text` and `evidence` beside it; a
    #: notice and a digest name their `type`
    payload: dict[str, object]
    #: keys of the earlier notifications of this alert to this channel, oldest first, for threading
    thread: tuple[str, ...] = ()
    #: whether an earlier try may have arrived
    may_repeat: bool = False
    #: ISO 639-1 code of the language it is written in
    language: str = "en"
