"""Notifications: versions of alerts, and notices about feeds, on their way to channels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from warnd.model.alert import AlertVersion
from warnd.model.identifiers import AlertId, ChannelId
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
    #: waits for something other than its channel: `hold` says for what
    HELD = "held"
    #: a draft that nobody released, dropped as its route asks
    DROPPED = "dropped"


class HoldKind(StrEnum):
    """What a notification waits for."""

    #: others of the same route or country, to come together
    GROUP = "group"
    #: the hour of a summary
    DIGEST = "digest"
    #: the end of the hours in which nobody wants to be woken
    QUIET = "quiet"
    #: the end of a silence
    SILENCE = "silence"
    #: the end of an emergency of the whole country, which says more
    COVERED = "covered"
    #: a person who releases it
    APPROVAL = "approval"


class Cause(StrEnum):
    """Why a notification was made."""

    #: a route takes the version
    ROUTE = "route"
    #: nobody acknowledged what was told before
    REPEAT = "repeat"
    #: nobody acknowledged it in time, so somebody else is told
    ESCALATION = "escalation"
    #: the first channel is down
    FALLBACK = "fallback"
    #: somebody asked for it once more
    RESENT = "resent"


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
    #: whether that is so because the database was restored from an older copy
    after_restore: bool = False
    #: what went wrong last; empty when nothing did
    error: str = ""
    #: ISO 639-1 code of the language it is written in
    language: str = "en"
    #: how much of it is told, `full` or `brief`
    detail: str = "full"
    #: the route it is told by, counted from 1 as `2.1`; empty when by none
    route: str = ""
    #: why it was made
    cause: Cause = Cause.ROUTE
    #: whether it is worse than what its recipient knows: then only a draft may wait
    urgent: bool = False
    #: what it waits for while it is held; None when it never was
    hold: HoldKind | None = None
    #: until when; None while that is not known
    until: datetime | None = None
    #: why it was held, in words; kept when it is let go
    because: str = ""
    #: what shares this leaves in one message; empty: by itself
    bundle: str = ""

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
    #: what shares this leaves in one message; empty: by itself
    bundle: str = ""
    #: what went wrong last; empty when nothing did
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is on its way to one recipient, or reached it, of one version of an alert."""

    #: its idempotency key
    key: str
    #: where to
    channel: ChannelId
    recipient: str
    language: str
    detail: str
    #: which version, and how grave it is
    alert: AlertId
    version: int
    level: Level
    #: where it stands, and since when it is known
    state: NotificationState
    created: datetime
    due: datetime
    #: by which route, why, and what shares it leaves together
    route: str = ""
    cause: Cause = Cause.ROUTE
    urgent: bool = False
    #: what it waits for, or waited for
    hold: HoldKind | None = None
    until: datetime | None = None
    because: str = ""
    bundle: str = ""
    #: when it was first tried, and when it was taken or given up
    tried: datetime | None = None
    settled: datetime | None = None
    attempts: int = 0
    error: str = ""


class Purpose(StrEnum):
    """What a message is for; the Common Alerting Protocol names them so."""

    #: to be acted upon
    ACTUAL = "Actual"
    #: a drill, for those who take part in it
    EXERCISE = "Exercise"
    #: a test of the way, to be disregarded
    TEST = "Test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that a page shows."""

    #: what the page calls it: `<img src="cid:...">`; letters, digits and hyphens
    name: str
    #: the PNG
    content: bytes
    #: what it shows, in words
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A link by which a recipient answers, such as to acknowledge; it stands in the text too."""

    #: what following it says, such as "I have it in hand"
    words: str
    #: where it leads, on this installation's own address
    address: str

    @property
    def lines(self) -> str:
        """How it stands in a text."""
        return f"{self.words}\n{self.address}"


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
    #: the versions it tells of: one of an alert, several of a digest, none of a notice
    alerts: tuple[AlertVersion, ...] = ()
    #: what it is for
    purpose: Purpose = Purpose.ACTUAL
    #: the pictures that its page shows
    pictures: tuple[Picture, ...] = ()
    #: how its recipient answers, the most important first
    replies: tuple[Reply, ...] = ()
    #: the P-codes of the divisions that its alerts name, by ISO 3166-2 code, as far as known
    pcodes: Mapping[str, str] = field(default_factory=dict)
