"""Notifications that are held, and what is known of what was told of an alert."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update

from warnd.model.identifiers import AlertId, ChannelId
from warnd.model.level import Level
from warnd.model.notification import HoldKind, NotificationState, Told
from warnd.storage.rows import Rows
from warnd.storage.tables import Standing, alert_versions, notifications

_SENT = notifications.c
_LEVELS = tuple(Level)
#: states in which a notification has not arrived, and might
_ON_ITS_WAY = (NotificationState.PENDING, NotificationState.SENDING)
#: what may end before its time
_MAY_END = (HoldKind.SILENCE, HoldKind.COVERED)

_OF_ALERT = (
    select(notifications)
    .where(_SENT.alert == bindparam("alert"))
    .order_by(_SENT.created, _SENT.key)
)
_RIPE = (
    select(notifications)
    .where(
        _SENT.state == NotificationState.HELD,
        or_(_SENT.until.is_(None), _SENT.until <= bindparam("now"), _SENT.hold.in_(_MAY_END)),
    )
    .order_by(_SENT.created, _SENT.key)
)
_OF_OPEN = (
    select(notifications)
    .join(alert_versions, alert_versions.c.alert == _SENT.alert)
    .where(alert_versions.c.standing == Standing.OPEN)
    .order_by(_SENT.created, _SENT.key)
)
_TO_ONE = (
    _SENT.channel == bindparam("of_channel"),
    _SENT.recipient == bindparam("of_recipient"),
    _SENT.language == bindparam("of_language"),
)
_GATHERING = (
    select(_SENT.due)
    .where(
        *_TO_ONE,
        _SENT.state == NotificationState.HELD,
        func.substr(_SENT.bundle, 1, bindparam("length")) == bindparam("name"),
    )
    .order_by(_SENT.due.desc())
    .limit(1)
)
# What waits longer than a channel may be down, and all else that waits for the same recipient.
_STUCK = (
    select(_SENT.channel, _SENT.recipient)
    .where(_SENT.state.in_(_ON_ITS_WAY), _SENT.attempts > 0, _SENT.tried <= bindparam("before"))
    .distinct()
)
_UNDIVERTED = select(notifications).where(
    _SENT.channel == bindparam("channel"),
    _SENT.recipient == bindparam("recipient"),
    _SENT.state.in_(_ON_ITS_WAY),
    _SENT.diverted.is_(False),
    _SENT.alert.is_not(None),
)
_DEAD = select(notifications).where(
    _SENT.state == NotificationState.DEAD, _SENT.diverted.is_(False), _SENT.alert.is_not(None)
)
_DIVERT = update(notifications).where(_SENT.key == bindparam("of_key")).values(diverted=True)
_ONE_HELD = (_SENT.key == bindparam("of_key"), _SENT.state == NotificationState.HELD)
_LET_GO = (
    update(notifications)
    .where(*_ONE_HELD)
    .values(state=NotificationState.PENDING, due=bindparam("now"))
)
_LET_GO_WITH = (
    update(notifications)
    .where(
        *_TO_ONE,
        _SENT.alert == bindparam("of_alert"),
        _SENT.state == NotificationState.HELD,
        _SENT.hold != HoldKind.APPROVAL,
    )
    .values(state=NotificationState.PENDING, due=bindparam("now"))
)
_HOLD_ON = (
    update(notifications)
    .where(*_ONE_HELD)
    .values(hold=bindparam("for"), until=bindparam("ends"), because=bindparam("reason"))
)
_DROP = (
    update(notifications)
    .where(*_ONE_HELD)
    .values(state=NotificationState.DROPPED, settled=bindparam("now"), error=bindparam("reason"))
)


class SqlHeld(Rows):
    """The held notifications of `warnd.ports.life.HeldStore`."""

    def told_of(self, alert: AlertId) -> tuple[Told, ...]:
        """Give every notification of an alert, oldest first."""
        return tuple(_told(row) for row in self._all(_OF_ALERT, alert=alert))

    def ripe(self, now: datetime) -> tuple[Told, ...]:
        """Give what is held and may go by now, oldest first."""
        return tuple(_told(row) for row in self._all(_RIPE, now=now))

    def told_of_open(self) -> tuple[Told, ...]:
        """Give every notification of every open alert, oldest first."""
        return tuple(_told(row) for row in self._all(_OF_OPEN))

    def gathering(
        self, channel: ChannelId, recipient: str, language: str, name: str
    ) -> datetime | None:
        """Give when the bundle leaves that is being gathered under a name, None without one."""
        row = self._first(
            _GATHERING,
            of_channel=channel,
            of_recipient=recipient,
            of_language=language,
            name=f"{name}#",
            length=len(name) + 1,
        )
        return None if row is None else row[0]

    def let_go(self, keys: Iterable[str], now: datetime) -> int:
        """Let held notifications go; give how many were held."""
        return sum(self._change(_LET_GO, of_key=key, now=now) for key in keys)

    def let_go_with(
        self, alert: AlertId, channel: ChannelId, recipient: str, language: str, now: datetime
    ) -> int:
        """Let go what is held of an alert on a way, drafts left out; give how many."""
        return self._change(
            _LET_GO_WITH,
            of_alert=alert,
            of_channel=channel,
            of_recipient=recipient,
            of_language=language,
            now=now,
        )

    def hold_on(self, key: str, kind: HoldKind, until: datetime | None, because: str) -> bool:
        """Record what a held notification waits for now; False when it is not held."""
        values = {"of_key": key, "for": kind, "ends": until, "reason": because}
        return self._change(_HOLD_ON, **values) == 1

    def drop(self, key: str, now: datetime, because: str) -> bool:
        """Record that a held notification is let fall; False when it is not held."""
        return self._change(_DROP, of_key=key, now=now, reason=because) == 1

    def undiverted(self, before: datetime) -> tuple[Told, ...]:
        """Give what no other way round was looked for yet: given up, or on a way that is down.

        A way is down when something was first tried on it before that moment and waits still.
        """
        rows = list(self._all(_DEAD))
        for channel, recipient in self._all(_STUCK, before=before):
            rows += self._all(_UNDIVERTED, channel=channel, recipient=recipient)
        return tuple(_told(row) for row in rows)

    def mark_diverted(self, keys: Sequence[str]) -> None:
        """Record that another way round was looked for."""
        for key in keys:
            self._change(_DIVERT, of_key=key)


def _told(row: Any) -> Told:
    return Told(
        key=row.key,
        channel=ChannelId(row.channel),
        recipient=row.recipient,
        language=row.language,
        detail=row.detail,
        alert=AlertId(row.alert or ""),
        version=row.version or 0,
        level=_LEVELS[row.level_rank],
        state=row.state,
        created=row.created,
        due=row.due,
        route=row.route,
        cause=row.cause,
        urgent=row.urgent,
        hold=row.hold,
        until=row.until,
        because=row.because,
        bundle=row.bundle,
        tried=row.tried,
        settled=row.settled,
        attempts=row.attempts,
        error=row.error,
    )
