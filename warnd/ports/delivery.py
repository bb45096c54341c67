"""What is stored of the way to people: notifications, notices, and what channels remember."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from warnd.model.identifiers import (
    AlertId,
    ChannelId,
)
from warnd.model.notice import Notice, Topic
from warnd.model.notification import Notification, Waiting


class NoticeStore(Protocol):
    """What people were told of the feeds themselves."""

    def add_notice(self, notice: Notice) -> bool:
        """Store a notice; False when it is known already."""
        ...

    def newest_notices(self) -> Mapping[Topic, Notice]:
        """Give the newest notice on each topic."""
        ...


class Outbox(Protocol):
    """Notifications on their way."""

    def add_notifications(self, notifications: Sequence[Notification]) -> None:
        """Put notifications into the outbox; a key that is there already is left as it is."""
        ...

    def waiting(self, channel: ChannelId, limit: int) -> tuple[Waiting, ...]:
        """Give what waits on a channel, due or not, gravest first, then newest first."""
        ...

    def claim(self, carrier: str, keys: Sequence[str], now: datetime) -> tuple[Notification, ...]:
        """Move waiting notifications to sending in one message; give those that can be read.

        `carrier` is the key of the message that they leave in. One whose record is damaged is moved
        too, and not given.
        """
        ...

    def mark_delivered(self, key: str, now: datetime, note: str = "") -> bool:
        """Record that the channel took it, and how when not alone; False when not sending."""
        ...

    def mark_deferred(self, key: str, due: datetime, error: str) -> bool:
        """Put it back to be tried again; False when it was not sending."""
        ...

    def mark_dead(self, key: str, now: datetime, error: str) -> bool:
        """Record that it is given up; False when it was not sending."""
        ...

    def put_off(self, channel: ChannelId, recipient: str, until: datetime) -> int:
        """Let nothing that waits for a recipient be due before a moment; give how many moved."""
        ...

    def hasten(self, channel: ChannelId, recipient: str, now: datetime) -> int:
        """Let everything that waits for a recipient be due now; give how many moved."""
        ...

    def recover_in_flight(self) -> int:
        """Put back, marked `may_repeat`, what was in flight at a crash; give how many."""
        ...

    def sent_keys(self, alert: AlertId, channel: ChannelId, recipient: str) -> tuple[str, ...]:
        """Give the keys delivered there for earlier versions of an alert, oldest first."""
        ...

    def sent_of_sources(
        self, channel: ChannelId, since: datetime
    ) -> Mapping[tuple[str, str, str], int]:
        """Give how many left one by one since then, by recipient, language and source."""
        ...

    def pending(self) -> Mapping[ChannelId, int]:
        """Give how many notifications wait, by channel."""
        ...

    def next_due(self, channel: ChannelId, after: datetime) -> datetime | None:
        """Give when the next waiting notification comes due after a moment, None when none does."""
        ...

    def troubled(self, channel: ChannelId) -> Mapping[str, datetime]:
        """Give since when something was tried in vain and waits, by recipient."""
        ...


class ChannelNotes(Protocol):
    """What channels noted of what they carried."""

    def channel_note(self, channel: ChannelId, subject: str) -> str | None:
        """Give what a channel noted of a subject last, None when nothing."""
        ...

    def note_for_channel(self, channel: ChannelId, subject: str, note: str, now: datetime) -> None:
        """Store what a channel notes of a subject, in the place of what it noted before."""
        ...
