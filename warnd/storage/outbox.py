"""Notifications on their way: pending, sending, delivered or dead.

Every move is one conditional UPDATE whose row count says whether it was ours to make.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Update, bindparam, func, select, update

from warnd.model.identifiers import AlertId, ChannelId
from warnd.model.notification import Notification, NotificationState
from warnd.storage.codec import alert_version_from
from warnd.storage.rows import Rows, Values
from warnd.storage.tables import alert_versions, notifications

_SENT = notifications.c

# `with_for_update` is the seam for several senders on PostgreSQL; SQLite, which has one writer,
# leaves it out of its SQL.
_DUE = (
    select(_SENT.key)
    .where(
        _SENT.channel == bindparam("channel"),
        _SENT.state == NotificationState.PENDING,
        _SENT.due <= bindparam("now"),
    )
    .order_by(_SENT.level_rank.desc(), _SENT.created, _SENT.version, _SENT.key)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_BY_KEY = (
    select(notifications, alert_versions.c.document)
    .join(
        alert_versions,
        (alert_versions.c.alert == _SENT.alert) & (alert_versions.c.version == _SENT.version),
    )
    .where(_SENT.key == bindparam("of_key"))
)
_SENT_KEYS = (
    select(_SENT.key)
    .where(
        _SENT.alert == bindparam("alert"),
        _SENT.channel == bindparam("channel"),
        _SENT.recipient == bindparam("recipient"),
        _SENT.state == NotificationState.DELIVERED,
    )
    .order_by(_SENT.version)
)
_PENDING = (
    select(_SENT.channel, func.count())
    .where(_SENT.state == NotificationState.PENDING)
    .group_by(_SENT.channel)
    .order_by(_SENT.channel)
)
_NEXT_DUE = select(func.min(_SENT.due)).where(
    _SENT.channel == bindparam("channel"), _SENT.state == NotificationState.PENDING
)


def _move(
    before: NotificationState,
    after: NotificationState,
    *conditions: ColumnElement[bool],
    **values: Any,
) -> Update:
    moved = {**values, "state": after}
    return update(notifications).where(_SENT.state == before, *conditions).values(moved)


_ONE = _SENT.key == bindparam("of_key")
_CLAIM = _move(
    NotificationState.PENDING,
    NotificationState.SENDING,
    _ONE,
    attempts=_SENT.attempts + 1,
    claimed=bindparam("now"),
)
_DELIVER = _move(
    NotificationState.SENDING,
    NotificationState.DELIVERED,
    _ONE,
    settled=bindparam("now"),
    error="",
)
_DEFER = _move(
    NotificationState.SENDING,
    NotificationState.PENDING,
    _ONE,
    due=bindparam("again"),
    error=bindparam("reason"),
)
_BURY = _move(
    NotificationState.SENDING,
    NotificationState.DEAD,
    _ONE,
    settled=bindparam("now"),
    error=bindparam("reason"),
)
_RECOVER = _move(
    NotificationState.SENDING,
    NotificationState.PENDING,
    may_repeat=True,
)


class SqlOutbox(Rows):
    """The notifications of `warnd.ports.Outbox`."""

    def add_notifications(self, new: Sequence[Notification]) -> None:
        """Put notifications into the outbox; a key that is there already is left as it is."""
        self._add_missing(notifications, [_values(notification) for notification in new])

    def claim_due(self, channel: ChannelId, now: datetime, limit: int) -> tuple[Notification, ...]:
        """Move a channel's due notifications to sending; give them gravest, then oldest first.

        The attempt that begins is counted in their `attempts`.
        """
        due = [row.key for row in self._all(_DUE, channel=channel, now=now, most=limit)]
        ours = [key for key in due if self._change(_CLAIM, of_key=key, now=now)]
        return tuple(
            notification for key in ours if (notification := self.notification(key)) is not None
        )

    def mark_delivered(self, key: str, now: datetime) -> bool:
        """Record that the channel took it; False when it was not sending."""
        return self._change(_DELIVER, of_key=key, now=now) == 1

    def mark_deferred(self, key: str, due: datetime, error: str) -> bool:
        """Put it back to be tried again; False when it was not sending."""
        return self._change(_DEFER, of_key=key, again=due, reason=error) == 1

    def mark_dead(self, key: str, now: datetime, error: str) -> bool:
        """Record that it is given up; False when it was not sending."""
        return self._change(_BURY, of_key=key, now=now, reason=error) == 1

    def recover_in_flight(self) -> int:
        """Put back, marked `may_repeat`, what was in flight at a crash; give how many."""
        return self._change(_RECOVER)

    def sent_keys(self, alert: AlertId, channel: ChannelId, recipient: str) -> tuple[str, ...]:
        """Give the keys delivered there for earlier versions of an alert, oldest first."""
        rows = self._all(_SENT_KEYS, alert=alert, channel=channel, recipient=recipient)
        return tuple(row.key for row in rows)

    def pending(self) -> Mapping[ChannelId, int]:
        """Give how many notifications wait, by channel."""
        return {ChannelId(channel): count for channel, count in self._all(_PENDING)}

    def next_due(self, channel: ChannelId) -> datetime | None:
        """Give when the next waiting notification of a channel is due, None when none waits."""
        row = self._first(_NEXT_DUE, channel=channel)
        return None if row is None else row[0]

    def notification(self, key: str) -> Notification | None:
        """Give a notification as it stands, None when it is not known."""
        row = self._first(_BY_KEY, of_key=key)
        return None if row is None else _notification(row)


def _values(notification: Notification) -> Values:
    return {
        "key": notification.key,
        "channel": notification.channel,
        "recipient": notification.recipient,
        "alert": notification.alert.alert,
        "version": notification.alert.version,
        "level_rank": notification.alert.level.rank,
        "state": notification.state,
        "attempts": notification.attempts,
        "due": notification.due,
        "created": notification.created,
        "may_repeat": notification.may_repeat,
        "error": notification.error,
        "language": notification.language,
    }


def _notification(row: Any) -> Notification:
    return Notification(
        key=row.key,
        channel=ChannelId(row.channel),
        recipient=row.recipient,
        alert=alert_version_from(row.document),
        state=row.state,
        attempts=row.attempts,
        due=row.due,
        created=row.created,
        may_repeat=row.may_repeat,
        error=row.error,
        language=row.language,
    )
