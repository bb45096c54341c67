"""What one sender takes from the outbox, and what it records there of each send.

All of it runs on the worker, each call one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from warnd.alerts.channel_notices import Trouble, topic_of
from warnd.alerts.paces import SOURCE_WINDOW, Pace
from warnd.alerts.parcels import Parcel, plan
from warnd.alerts.retry import CLOSED_FOR, MOST_FAULTS, retry_delay
from warnd.daemon.delivering.packing import Load
from warnd.daemon.delivering.sender_parts import SenderParts
from warnd.daemon.delivering.traffic import Traffic
from warnd.model.identifiers import ChannelId
from warnd.model.notice import NoticeReason
from warnd.model.notification import Waiting
from warnd.ports.store import Transaction

log = structlog.get_logger()

#: messages of one channel under way at once
_BATCH = 8
#: notifications that are looked at to choose from, the gravest and newest of those that wait
_LOOKED_AT = 5000
#: without news the outbox is looked at this often, in seconds
_LOOK_S = 15.0
#: how the error of a failure begins that is of our own making: so many in a row are counted
_FAULT = "fault: "


@dataclass(slots=True, kw_only=True)
class Outgoing:
    """The outbox as the sender of one channel sees it."""

    id: ChannelId
    parts: SenderParts
    #: what left of late; None until the outbox was asked who was silent before this start
    _traffic: Traffic | None = field(default=None, init=False)
    #: whether people were told that it takes nothing; None until the outbox was asked
    _closed: bool | None = field(default=None, init=False)

    def forget(self) -> None:
        """Let go of what is remembered of the channel, since another worker sent for it."""
        self._traffic = self._closed = None

    def claim(self, pace: Pace) -> tuple[Load, ...]:
        """Take what leaves now, as many messages as go at once."""
        now, now_s = self.parts.clock.now(), self.parts.clock.monotonic()
        with self.parts.store.transaction() as transaction:
            traffic = self._known_traffic(transaction)
            sources = transaction.sent_of_sources(self.id, now - SOURCE_WINDOW)
            waiting = transaction.waiting(self.id, _LOOKED_AT)
            parcels = plan(
                waiting, traffic.lately(now_s, sources), now, pace, traffic.silent(now_s)
            )
            # With a gap between messages each is chosen when its turn comes.
            most = 1 if pace.gap_s else _BATCH
            loads = [self._load(transaction, parcel, now) for parcel in parcels[:most]]
            lost = {key for load in loads for key in load.lost}
            self._part_with(transaction, [each for each in waiting if each.key in lost])
        return tuple(loads)

    def until_next(self) -> float:
        """Give the seconds until something comes due, or until it is time to look again."""
        now = self.parts.clock.now()
        with self.parts.store.transaction() as transaction:
            due = transaction.next_due(self.id, now)
        return _LOOK_S if due is None else min(_LOOK_S, max(0.0, (due - now).total_seconds()))

    def count(self, load: Load) -> bool:
        """Count a message that was taken; tell whether nothing had reached its recipient."""
        now_s = self.parts.clock.monotonic()
        traffic = self._traffic  # another thread may `forget` it meanwhile
        return traffic is not None and traffic.taken(load.parcel, now_s)

    def mark_delivered(self, load: Load, *, was_silent: bool) -> None:
        """Record that a message was taken; what waits for one who was silent goes now."""
        now, parcel = self.parts.clock.now(), load.parcel
        known = True
        with self.parts.store.transaction() as transaction:
            for key in _keys(load):
                note = "" if key == parcel.key else f"told within {parcel.key}"
                known &= transaction.mark_delivered(key, now, note)
            if was_silent:
                transaction.hasten(self.id, parcel.way.recipient, now)
            self._reopen(transaction, parcel.way.recipient, now)
        if not known:
            log.warning("delivered_unknown", delivery=parcel.key, channel=self.id)

    def mark_dead(self, load: Load, error: str) -> None:
        """Record that a message is given up, and tell people elsewhere."""
        with self.parts.store.transaction() as transaction:
            self._bury(transaction, _keys(load), load.parcel.way.recipient, error)

    def mark_closed(self, load: Load, error: str) -> None:
        """Record that the channel takes nothing: all waits for an hour, and people are told."""
        due = self.parts.clock.now() + CLOSED_FOR
        with self.parts.store.transaction() as transaction:
            for key in _keys(load):
                transaction.mark_deferred(key, due, error)
            transaction.put_off(self.id, load.parcel.way.recipient, due)
            self._tell_closed(transaction, error)

    def mark_unproven(self, error: str) -> None:
        """Tell people that the channel does not prove who it is, so that nothing gets through."""
        with self.parts.store.transaction() as transaction:
            self._tell_closed(transaction, error)

    def mark_deferred(
        self, load: Load, delay: timedelta, error: str, *, spare: bool = False
    ) -> None:
        """Record when a message is tried again; `spare` puts off all else of its recipient too."""
        recipient, now_s = load.parcel.way.recipient, self.parts.clock.monotonic()
        due = self.parts.clock.now() + delay
        with self.parts.store.transaction() as transaction:
            for key in _keys(load):
                transaction.mark_deferred(key, due, error)
            traffic = self._known_traffic(transaction)
            traffic.in_vain(recipient, now_s)
            if spare or recipient in traffic.silent(now_s):
                transaction.put_off(self.id, recipient, due)

    def _load(self, transaction: Transaction, parcel: Parcel, now: datetime) -> Load:
        held = tuple(
            replace(each, may_repeat=each.may_repeat or self.parts.was_told(each))
            for each in transaction.claim(parcel.key, parcel.keys, now)
        )
        read = tuple(each.key for each in held)
        lost = tuple(key for key in parcel.keys if key not in read)
        if lost and held:
            key = parcel.key if parcel.digest or parcel.key in read else read[0]
            parcel = replace(parcel, key=key, keys=read)
        alert = None if parcel.digest or not held else held[0].alert
        thread = transaction.sent_keys(alert.alert, self.id, parcel.way.recipient) if alert else ()
        return Load(parcel=parcel, held=held, thread=thread, lost=lost)

    def _part_with(self, transaction: Transaction, damaged: Sequence[Waiting]) -> None:
        """Put off what cannot be read, and give it up after some tries; it holds up no other."""
        for each in damaged:
            log.error("record_unreadable", channel=self.id, delivery=each.key)
            faults = 1 + faults_in(each.error)
            error = fault(faults, "its record cannot be read")
            if faults >= MOST_FAULTS:
                self._bury(transaction, [each.key], each.recipient, error)
            else:
                due = self.parts.clock.now() + retry_delay(faults, None, self.parts.chance())
                transaction.mark_deferred(each.key, due, error)

    def _known_traffic(self, transaction: Transaction) -> Traffic:
        """Give what left of late; at the start, with who was not reached before it."""
        known = self._traffic  # another thread may `forget` it meanwhile
        if known is None:
            known = Traffic()
            now, now_s = self.parts.clock.now(), self.parts.clock.monotonic()
            for recipient, since in transaction.troubled(self.id).items():
                known.in_vain(recipient, now_s - (now - since).total_seconds())
            self._traffic = known
        return known

    def _reopen(self, transaction: Transaction, recipient: str, now: datetime) -> None:
        """Tell that a channel works again of which people heard that it does not."""
        closed = self._closed  # another thread may `forget` it meanwhile
        if closed is None:
            newest = transaction.newest_notices().get(topic_of(self.id))
            closed = newest is not None and newest.reason is NoticeReason.CHANNEL_CLOSED
            self._closed = closed
        if closed:
            self._closed = False
            transaction.hasten(self.id, recipient, now)
            trouble = Trouble(reason=NoticeReason.CHANNEL_BACK, channel=self.id)
            self.parts.on_trouble(transaction, trouble)

    def _tell_closed(self, transaction: Transaction, error: str) -> None:
        trouble = Trouble(reason=NoticeReason.CHANNEL_CLOSED, channel=self.id, error=error)
        self.parts.on_trouble(transaction, trouble)
        self._closed = True

    def _bury(
        self, transaction: Transaction, keys: Sequence[str], recipient: str, error: str
    ) -> None:
        """Give up what one message holds, the first key its own, and tell people elsewhere."""
        for key in keys:
            transaction.mark_dead(key, self.parts.clock.now(), error)
        trouble = Trouble(
            reason=NoticeReason.CHANNEL_GAVE_UP,
            channel=self.id,
            recipient=recipient,
            error=error,
            message=keys[0],
        )
        self.parts.on_trouble(transaction, trouble)


def fault(number: int, error: str) -> str:
    """Give the words for a failure of our own making, the `number`th in a row."""
    return f"{_FAULT}{number}: {error}"


def faults_in(error: str) -> int:
    """Give how many faults of our own making came last, one after the other."""
    number = error.removeprefix(_FAULT).partition(":")[0] if error.startswith(_FAULT) else ""
    return int(number) if number.isdigit() else 0


def _keys(load: Load) -> Sequence[str]:
    return [held.key for held in load.held]
