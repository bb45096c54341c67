"""Notifications on their way: pending, sending, delivered or dead.

Every move is one conditional UPDATE whose row count says whether it was ours to make.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Update, bindparam, exists, func, or_, select, update

from warnd.model.identifiers import AlertId, ChannelId
from warnd.model.notification import Notification, NotificationState, Waiting
from warnd.storage.damaged import DAMAGE, WRITTEN, version_of
from warnd.storage.notice_codec import notice_from
from warnd.storage.restored import is_after_restore, may_repeat
from warnd.storage.rows import Rows, Values
from warnd.storage.tables import alert_versions, leases, notices, notifications, workers

_SENT = notifications.c

# SQLite, which has one writer, leaves `with_for_update` out of its SQL.
_WAITING = (
    select(
        _SENT.key,
        _SENT.recipient,
        _SENT.language,
        _SENT.alert,
        _SENT.version,
        _SENT.notice,
        _SENT.level_rank,
        _SENT.due,
        _SENT.created,
        _SENT.attempts,
        _SENT.source,
        _SENT.carrier,
        _SENT.bundle,
        _SENT.error,
    )
    .where(_SENT.channel == bindparam("channel"), _SENT.state == NotificationState.PENDING)
    .order_by(_SENT.level_rank.desc(), _SENT.created.desc(), _SENT.version.desc(), _SENT.key)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
# Where several workers share the database, one of them sends for a channel.
_WAITING_FOR_US = _WAITING.where(
    exists().where(
        leases.c.name == bindparam("lease"),
        leases.c.worker == bindparam("by"),
        leases.c.leaving.is_(False),
    )
)
_BY_KEY = (
    select(
        notifications,
        WRITTEN,
        alert_versions.c.area,
        alert_versions.c.at,
        alert_versions.c.reason,
        alert_versions.c.level,
        notices.c.document.label("notice_document"),
    )
    .join(
        alert_versions,
        (alert_versions.c.alert == _SENT.alert) & (alert_versions.c.version == _SENT.version),
        isouter=True,
    )
    .join(notices, notices.c.id == _SENT.notice, isouter=True)
    .where(_SENT.key == bindparam("of_key"))
)
#: what left in a message of its own, and not within another's
_ITSELF = or_(_SENT.carrier == "", _SENT.carrier == _SENT.key)
_SENT_KEYS = (
    select(_SENT.key)
    .where(
        _SENT.alert == bindparam("alert"),
        _SENT.channel == bindparam("channel"),
        _SENT.recipient == bindparam("recipient"),
        _SENT.state == NotificationState.DELIVERED,
        _ITSELF,
    )
    .order_by(_SENT.version)
)
_SOURCES = (
    select(_SENT.recipient, _SENT.language, _SENT.source, func.count())
    .where(
        _SENT.channel == bindparam("channel"),
        _SENT.source != "",
        _SENT.state != NotificationState.PENDING,
        _SENT.claimed > bindparam("since"),
        _ITSELF,
    )
    .group_by(_SENT.recipient, _SENT.language, _SENT.source)
)
_PENDING = (
    select(_SENT.channel, func.count())
    .where(_SENT.state == NotificationState.PENDING)
    .group_by(_SENT.channel)
    .order_by(_SENT.channel)
)
_NEXT_DUE = select(func.min(_SENT.due)).where(
    _SENT.channel == bindparam("channel"),
    _SENT.state == NotificationState.PENDING,
    _SENT.due > bindparam("after"),
)
_TROUBLED = (
    select(_SENT.recipient, func.min(_SENT.created))
    .where(
        _SENT.channel == bindparam("channel"),
        _SENT.state == NotificationState.PENDING,
        _SENT.attempts > 0,
    )
    .group_by(_SENT.recipient)
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
#: what was claimed by a worker that is taken for dead is no longer its own to record
_OURS = (_ONE, _SENT.owner == bindparam("by"))
_CLAIM = _move(
    NotificationState.PENDING,
    NotificationState.SENDING,
    _ONE,
    owner=bindparam("by"),
    attempts=_SENT.attempts + 1,
    claimed=bindparam("now"),
    tried=func.coalesce(_SENT.tried, bindparam("now")),
    carrier=bindparam("within"),
)
_DELIVER = _move(
    NotificationState.SENDING,
    NotificationState.DELIVERED,
    *_OURS,
    settled=bindparam("now"),
    error=bindparam("reason"),
)
_DEFER = _move(
    NotificationState.SENDING,
    NotificationState.PENDING,
    *_OURS,
    due=bindparam("again"),
    error=bindparam("reason"),
    carrier="",
)
_BURY = _move(
    NotificationState.SENDING,
    NotificationState.DEAD,
    *_OURS,
    settled=bindparam("now"),
    error=bindparam("reason"),
)
_RECOVER = _move(
    NotificationState.SENDING,
    NotificationState.PENDING,
    may_repeat=True,
)
_RECOVER_ORPHANS = _RECOVER.where(_SENT.owner.not_in(select(workers.c.id)))
_WAY = (_SENT.channel == bindparam("of_channel"), _SENT.recipient == bindparam("of_recipient"))
_PUT_OFF = _move(
    NotificationState.PENDING,
    NotificationState.PENDING,
    *_WAY,
    _SENT.due < bindparam("not_before"),
    due=bindparam("not_before"),
)
_HASTEN = _move(
    NotificationState.PENDING,
    NotificationState.PENDING,
    *_WAY,
    _SENT.due > bindparam("now"),
    due=bindparam("now"),
)


def channel_lease(channel: ChannelId) -> str:
    """Give the name of the lease under which a worker sends for a channel."""
    return f"channel:{channel}"


class SqlOutbox(Rows):
    """The notifications of `warnd.ports.delivery.Outbox`."""

    def add_notifications(self, new: Sequence[Notification]) -> None:
        """Put notifications into the outbox; a key that is there already is left as it is."""
        rows = [_values(notification) for notification in new]
        if may_repeat(self._connection, new):
            rows = [{**row, "may_repeat": True} for row in rows]
        self._add_missing(notifications, rows)

    def waiting(self, channel: ChannelId, limit: int) -> tuple[Waiting, ...]:
        """Give what waits on a channel, due or not, gravest first, then newest first."""
        by = self._caches.worker
        if not by:
            rows = self._all(_WAITING, channel=channel, most=limit)
        else:
            lease = channel_lease(channel)
            rows = self._all(_WAITING_FOR_US, channel=channel, most=limit, lease=lease, by=by)
        return tuple(_waiting(row) for row in rows)

    def claim(self, carrier: str, keys: Sequence[str], now: datetime) -> tuple[Notification, ...]:
        """Move waiting notifications to sending in one message; give those that can be read.

        `carrier` is the key of the message that they leave in. The attempt that begins is counted
        in their `attempts`.
        """
        values = {"now": now, "within": carrier, "by": self._caches.worker}
        ours = [key for key in keys if self._change(_CLAIM, of_key=key, **values) == 1]
        return tuple(filter(None, map(self._readable, ours)))

    def mark_delivered(self, key: str, now: datetime, note: str = "") -> bool:
        """Record that the channel took it, and how when not alone; False when not sending."""
        return self._settle(_DELIVER, key, now=now, reason=note)

    def mark_deferred(self, key: str, due: datetime, error: str) -> bool:
        """Put it back to be tried again; False when it was not sending."""
        return self._settle(_DEFER, key, again=due, reason=error)

    def mark_dead(self, key: str, now: datetime, error: str) -> bool:
        """Record that it is given up; False when it was not sending."""
        return self._settle(_BURY, key, now=now, reason=error)

    def put_off(self, channel: ChannelId, recipient: str, until: datetime) -> int:
        """Let nothing that waits for a recipient be due before a moment; give how many moved."""
        return self._change(_PUT_OFF, of_channel=channel, of_recipient=recipient, not_before=until)

    def hasten(self, channel: ChannelId, recipient: str, now: datetime) -> int:
        """Let everything that waits for a recipient be due now; give how many moved."""
        return self._change(_HASTEN, of_channel=channel, of_recipient=recipient, now=now)

    def recover_in_flight(self) -> int:
        """Put back, marked `may_repeat`, what was in flight at a crash; give how many."""
        return self._change(_RECOVER_ORPHANS if self._caches.worker else _RECOVER)

    def sent_keys(self, alert: AlertId, channel: ChannelId, recipient: str) -> tuple[str, ...]:
        """Give the keys delivered there for earlier versions of an alert, oldest first."""
        rows = self._all(_SENT_KEYS, alert=alert, channel=channel, recipient=recipient)
        return tuple(row.key for row in rows)

    def sent_of_sources(
        self, channel: ChannelId, since: datetime
    ) -> Mapping[tuple[str, str, str], int]:
        """Give how many left one by one since then, by recipient, language and source."""
        rows = self._all(_SOURCES, channel=channel, since=since)
        return {(recipient, language, source): n for recipient, language, source, n in rows}

    def pending(self) -> Mapping[ChannelId, int]:
        """Give how many notifications wait, by channel."""
        return {ChannelId(channel): count for channel, count in self._all(_PENDING)}

    def next_due(self, channel: ChannelId, after: datetime) -> datetime | None:
        """Give when the next waiting notification comes due after a moment, None when none does."""
        row = self._first(_NEXT_DUE, channel=channel, after=after)
        return None if row is None else row[0]

    def troubled(self, channel: ChannelId) -> Mapping[str, datetime]:
        """Give since when something was tried in vain and waits, by recipient."""
        return dict(self._all(_TROUBLED, channel=channel))

    def _settle(self, how: Update, key: str, **values: Any) -> bool:
        return self._change(how, of_key=key, by=self._caches.worker, **values) == 1

    def _readable(self, key: str) -> Notification | None:
        try:
            return self.notification(key)
        except DAMAGE:
            return None

    def notification(self, key: str) -> Notification | None:
        """Give a notification as it stands, None when it is not known."""
        row = self._first(_BY_KEY, of_key=key)
        if row is None:
            return None
        restored = row.may_repeat and is_after_restore(self._connection, row.created)
        return _notification(row, after_restore=restored)


def _values(notification: Notification) -> Values:
    alert, notice = notification.alert, notification.notice
    return {
        "key": notification.key,
        "channel": notification.channel,
        "recipient": notification.recipient,
        "alert": alert.alert if alert else None,
        "version": alert.version if alert else None,
        "notice": notice.id if notice else None,
        "level_rank": notification.level.rank,
        "state": notification.state,
        "attempts": notification.attempts,
        "due": notification.due,
        "created": notification.created,
        "may_repeat": notification.may_repeat,
        "error": notification.error,
        "language": notification.language,
        "source": alert.rests_on if alert else "",
        "detail": notification.detail,
        "route": notification.route,
        "cause": notification.cause,
        "urgent": notification.urgent,
        "hold": notification.hold,
        "until": notification.until,
        "because": notification.because,
        "bundle": notification.bundle,
    }


def _waiting(row: Any) -> Waiting:
    return Waiting(
        key=row.key,
        recipient=row.recipient,
        language=row.language,
        subject=row.notice if row.alert is None else row.alert,
        version=row.version or 0,
        rank=row.level_rank,
        due=row.due,
        created=row.created,
        attempts=row.attempts,
        source=row.source,
        carrier=row.carrier,
        bundle=row.bundle,
        error=row.error,
    )


def _notification(row: Any, *, after_restore: bool) -> Notification:
    return Notification(
        key=row.key,
        channel=ChannelId(row.channel),
        recipient=row.recipient,
        alert=None if row.document is None else version_of(row),
        notice=None if row.notice_document is None else notice_from(row.notice_document),
        state=row.state,
        attempts=row.attempts,
        due=row.due,
        created=row.created,
        may_repeat=row.may_repeat,
        after_restore=after_restore,
        error=row.error,
        language=row.language,
        detail=row.detail,
        route=row.route,
        cause=row.cause,
        urgent=row.urgent,
        hold=row.hold,
        until=row.until,
        because=row.because,
        bundle=row.bundle,
    )
