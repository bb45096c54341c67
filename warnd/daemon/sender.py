"""Carries notifications from the outbox to one channel."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, ParamSpec, Protocol

import structlog

from warnd.alerts.channel_notices import Trouble, topic_of
from warnd.alerts.dress import PLAIN, Dress
from warnd.alerts.paces import LATE, SOURCE_WINDOW, Pace
from warnd.alerts.parcels import Parcel, plan
from warnd.alerts.retry import CLOSED_FOR, MOST_FAULTS, Failure, retry_delay
from warnd.daemon.packing import Load, Words, bare_message_of, message_of
from warnd.daemon.traffic import Traffic
from warnd.daemon.worker import Worker
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused, StoreBusy
from warnd.model.identifiers import ChannelId
from warnd.model.notice import NoticeReason
from warnd.model.notification import Message, Notification, Waiting
from warnd.ports import Channel, Clock, Store, Transaction
from warnd.web.metrics import Metrics

P = ParamSpec("P")

log = structlog.get_logger()

#: messages of one channel under way at once
_BATCH = 8
#: notifications that are looked at to choose from, the gravest and newest of those that wait
_LOOKED_AT = 5000
#: without news the outbox is looked at this often, in seconds
_LOOK_S = 15.0
#: the pause before a database that is locked or full is tried again, in seconds; the try itself
#: waits for its lock
_BUSY_S = 5.0
#: how the error of a failure begins that is of our own making: so many in a row are counted
_FAULT = "fault: "


def _nobody(_transaction: Transaction, _trouble: Trouble) -> None:
    """Tell nobody."""


def _nothing() -> None:
    """Do nothing."""


def never_told(_notification: Notification) -> bool:
    """Tell that nothing was sent without a record."""
    return False


async def _undressed(notification: Notification, *, pictures: bool) -> Dress:  # noqa: ARG001
    """Give nothing beside the words."""
    return PLAIN


class Dressing(Protocol):
    """Gives what goes with the message of a notification."""

    async def __call__(self, notification: Notification, *, pictures: bool) -> Dress:
        """Give it; `pictures` tells whether the channel shows them."""
        ...


#: gives nothing beside the words
PLAINLY: Dressing = _undressed


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderParts:
    """What every sender works with."""

    store: Store
    worker: Worker
    clock: Clock
    metrics: Metrics
    #: gives 0 to 1, for jitter
    chance: Callable[[], float]
    #: what people read
    words: Words
    #: stores, in the transaction of a failure, what people are told of a channel
    on_trouble: Callable[[Transaction, Trouble], None] = _nobody
    #: called on the loop when other channels may have something new
    wake: Callable[[], None] = _nothing
    #: gives what goes with a message
    dress: Dressing = PLAINLY
    #: tells what was sent already while it could not be recorded
    was_told: Callable[[Notification], bool] = never_told


@dataclass(slots=True, kw_only=True)
class Sender:
    """Sends what is due for one channel; a slow channel holds up nobody but itself.

    Send, then record: a crash in between repeats one message under the same key and never loses
    one.
    """

    id: ChannelId
    channel: Channel
    parts: SenderParts
    #: how the channel may be spoken to
    pace: Pace = field(default_factory=Pace)
    #: set when the outbox has something new
    news: asyncio.Event = field(default_factory=asyncio.Event)
    #: set while nothing is under way and nothing more will be taken
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    #: monotonic time of the last round, for the watchdog
    alive_at: float = 0.0
    #: the pause before a database that is locked or full is tried again, in seconds
    pause_s: float = _BUSY_S
    _stopping: bool = False
    #: what left of late; None until the outbox was asked who was silent before this start
    _traffic: Traffic | None = None
    #: monotonic time of the last message, where messages need a gap
    _spoke_at: float | None = None
    #: whether people were told that it takes nothing; None until the outbox was asked
    _closed: bool | None = None
    #: channels whose place another took, and that may still have sends under way
    _replaced: list[Channel] = field(default_factory=list)

    async def run(self) -> None:
        """Send until `stop` or cancelled."""
        while not self._stopping:
            self.alive_at = self.parts.clock.monotonic()
            try:
                sent = await self.send_due()
                await self._let_go()
                if not sent and not self._stopping:
                    await self._wait()
            except StoreBusy as error:
                await self._pause(error)
        self.idle.set()
        await asyncio.Event().wait()  # a loop that ends unbidden would end the daemon

    def adopt(self, channel: Channel, parts: SenderParts, pace: Pace) -> None:
        """Send through `channel` from now on; a send under way ends on the one it began with."""
        self._replaced.append(self.channel)
        self.channel, self.parts, self.pace = channel, parts, pace
        self.news.set()

    def stop(self) -> None:
        """Take nothing more from the outbox; `idle` is set when what is under way has ended."""
        self._stopping = True
        self.news.set()

    async def close(self) -> None:
        """Let go of the channel."""
        self._replaced.append(self.channel)
        await self._let_go()

    async def send_due(self) -> int:
        """Send what is due now; give how many messages were tried.

        After a while without a way out, and where a channel wants a gap, they go one after the
        other, so that the gravest is there first.
        """
        claimed = await self.parts.worker.run(self._claim)
        if any(load.lost for load in claimed):
            self.parts.wake()
        loads = [load for load in claimed if load.held]
        if self.pace.gap_s or any(self._is_late(load.parcel) for load in loads):
            for load in loads:
                await self._gap()
                await self._send(load)
        else:
            await asyncio.gather(*(self._send(load) for load in loads))
        return len(loads)

    def _is_late(self, parcel: Parcel) -> bool:
        return self.parts.clock.now() - parcel.created > LATE

    async def _gap(self) -> None:
        now_s = self.parts.clock.monotonic()
        if self.pace.gap_s and self._spoke_at is not None:
            await asyncio.sleep(max(0.0, self._spoke_at + self.pace.gap_s - now_s))
        self._spoke_at = self.parts.clock.monotonic()

    async def _wait(self) -> None:
        delay = await self.parts.worker.run(self._until_next)
        try:
            async with asyncio.timeout(delay):
                await self.news.wait()
        except TimeoutError:
            pass
        self.news.clear()

    def _claim(self) -> tuple[Load, ...]:
        now, now_s = self.parts.clock.now(), self.parts.clock.monotonic()
        with self.parts.store.transaction() as transaction:
            traffic = self._known_traffic(transaction)
            sources = transaction.sent_of_sources(self.id, now - SOURCE_WINDOW)
            waiting = transaction.waiting(self.id, _LOOKED_AT)
            parcels = plan(
                waiting,
                traffic.lately(now_s, sources),
                now,
                self.pace,
                traffic.silent(now_s),
            )
            # With a gap between messages each is chosen when its turn comes.
            most = 1 if self.pace.gap_s else _BATCH
            loads = [self._load(transaction, parcel, now) for parcel in parcels[:most]]
            lost = {key for load in loads for key in load.lost}
            self._part_with(transaction, [each for each in waiting if each.key in lost])
        return tuple(loads)

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
            faults = 1 + _faults(each.error)
            error = f"{_FAULT}{faults}: its record cannot be read"
            if faults >= MOST_FAULTS:
                self._bury(transaction, [each.key], each.recipient, error)
            else:
                due = self.parts.clock.now() + retry_delay(faults, None, self.parts.chance())
                transaction.mark_deferred(each.key, due, error)

    def _known_traffic(self, transaction: Transaction) -> Traffic:
        """Give what left of late; at the start, with who was not reached before it."""
        if self._traffic is None:
            self._traffic = Traffic()
            now, now_s = self.parts.clock.now(), self.parts.clock.monotonic()
            for recipient, since in transaction.troubled(self.id).items():
                self._traffic.in_vain(recipient, now_s - (now - since).total_seconds())
        return self._traffic

    def _until_next(self) -> float:
        now = self.parts.clock.now()
        with self.parts.store.transaction() as transaction:
            due = transaction.next_due(self.id, now)
        return _LOOK_S if due is None else min(_LOOK_S, max(0.0, (due - now).total_seconds()))

    async def _send(self, load: Load) -> None:
        bound = log.bind(**self._bearings(load))
        started = self.parts.clock.monotonic()
        try:
            await self._deliver(load, bound)
        except ChannelClosed as error:
            await self._shut(load, error)
            bound.error("channel_closed", error=str(error))
        except DeliveryDeferred as error:
            await self._defer(load, str(error), error.delay_s, _failure(error))
            bound.warning("delivery_deferred", error=str(error))
        except DeliveryRefused as error:
            await self._refused(load, str(error))
            bound.error("delivery_refused", error=str(error))
        except Exception as error:  # noqa: BLE001  the edge of one message: the others go on
            await self._failed(load, repr(error))
            bound.exception("delivery_failed")
        else:
            was_silent = self._count(load)
            await self._record(self._mark_delivered, load, was_silent=was_silent)
            self.parts.metrics.delivery(self.id, "delivered")
            duration = self.parts.clock.monotonic() - started
            bound.info("delivered", duration_s=round(duration, 3))

    async def _deliver(self, load: Load, bound: Any) -> None:
        """Send a message; one that is refused is sent at once in bare words, if it is no digest."""
        dress = Dress()
        if not load.parcel.digest:
            pictures = self.pace.shows_pictures
            dress = await self.parts.dress(load.held[0], pictures=pictures)
        message = await self.parts.worker.run(self._compose, load, dress)
        try:
            await self.channel.send(message)
        except DeliveryRefused as error:
            if load.parcel.digest:
                raise
            bound.warning("delivery_refused_dressed", error=str(error))
            await self.channel.send(bare_message_of(load, self.parts.clock.now()))

    def _bearings(self, load: Load) -> dict[str, Any]:
        """Give what the log knows a message by."""
        first = load.held[0]
        known = {"channel": self.id, "delivery": load.parcel.key, "attempt": load.attempts}
        if load.parcel.digest:
            return {**known, "digest_of": len(load.held)}
        if first.notice is not None:
            return {**known, "notice": first.notice.id}
        alert = first.alert
        return {**known, "alert": alert.alert, "version": alert.version} if alert else known

    def _compose(self, load: Load, dress: Dress) -> Message:
        return message_of(load, self.parts.words, self.pace, self.parts.clock.now(), dress)

    async def _refused(self, load: Load, error: str) -> None:
        """Give up what was refused; a digest may be refused for its size, and is told in parts."""
        if not load.parcel.digest:
            await self._give_up(load, error)
            return
        self.pace = replace(self.pace, digest_most=max(1, len(load.held) // 2))
        await self._record(self._mark_deferred, load, timedelta(0), error)

    async def _give_up(self, load: Load, error: str) -> None:
        await self._record(self._mark_dead, load, error)
        self.parts.metrics.delivery(self.id, "dead")
        self.parts.wake()

    async def _failed(self, load: Load, error: str) -> None:
        """Try again after a fault of ours; give up after some of them in a row (FAULTS, row 47)."""
        faults = 1 + max(_faults(held.error) for held in load.held)
        told = f"{_FAULT}{faults}: {error}"
        if faults >= MOST_FAULTS and not load.parcel.digest:
            await self._give_up(load, told)
        else:
            await self._defer(load, told, None)

    async def _shut(self, load: Load, error: ChannelClosed) -> None:
        """Keep all for a channel that takes nothing, ask it once an hour, and tell people."""
        self.parts.metrics.delivery(self.id, "deferred")
        await self._record(self._mark_closed, load, str(error))
        self.parts.wake()

    async def _defer(
        self,
        load: Load,
        error: str,
        asked_s: float | None,
        failure: Failure = Failure.PASSING,
    ) -> None:
        self.parts.metrics.delivery(self.id, "deferred")
        delay = retry_delay(load.attempts, asked_s, self.parts.chance(), failure)
        # What asks for fewer messages is spared all of them.
        spare = failure is Failure.THROTTLED or asked_s is not None
        await self._record(self._mark_deferred, load, delay, error, spare=spare)

    async def _record(self, mark: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Record what became of a send, however long the database is away.

        Unrecorded, it would stay in flight until the daemon starts again (FAULTS, row 7).
        """
        while True:
            try:
                await self.parts.worker.run(mark, *args, **kwargs)
            except StoreBusy as error:
                await self._pause(error)
            else:
                return

    async def _pause(self, error: StoreBusy) -> None:
        log.warning("store_busy", channel=self.id, error=str(error))
        self.alive_at = self.parts.clock.monotonic()  # it moves, and the database does not
        await asyncio.sleep(self.pause_s)

    async def _let_go(self) -> None:
        while self._replaced:
            try:
                await self._replaced.pop().close()
            except Exception:  # a channel that cannot even be closed must stop no other
                log.exception("close_failed", channel=self.id)

    def _count(self, load: Load) -> bool:
        """Count a message that was taken; tell whether nothing had reached its recipient."""
        now_s = self.parts.clock.monotonic()
        return self._traffic is not None and self._traffic.taken(load.parcel, now_s)

    def _mark_delivered(self, load: Load, *, was_silent: bool) -> None:
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

    def _reopen(self, transaction: Transaction, recipient: str, now: datetime) -> None:
        """Tell that a channel works again of which people heard that it does not."""
        if self._closed is None:
            newest = transaction.newest_notices().get(topic_of(self.id))
            self._closed = newest is not None and newest.reason is NoticeReason.CHANNEL_CLOSED
        if self._closed:
            self._closed = False
            transaction.hasten(self.id, recipient, now)
            trouble = Trouble(reason=NoticeReason.CHANNEL_BACK, channel=self.id)
            self.parts.on_trouble(transaction, trouble)

    def _mark_dead(self, load: Load, error: str) -> None:
        with self.parts.store.transaction() as transaction:
            self._bury(transaction, _keys(load), load.parcel.way.recipient, error)

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

    def _mark_closed(self, load: Load, error: str) -> None:
        due = self.parts.clock.now() + CLOSED_FOR
        with self.parts.store.transaction() as transaction:
            for key in _keys(load):
                transaction.mark_deferred(key, due, error)
            transaction.put_off(self.id, load.parcel.way.recipient, due)
            trouble = Trouble(reason=NoticeReason.CHANNEL_CLOSED, channel=self.id, error=error)
            self.parts.on_trouble(transaction, trouble)
        self._closed = True

    def _mark_deferred(
        self, load: Load, delay: timedelta, error: str, *, spare: bool = False
    ) -> None:
        recipient, now_s = load.parcel.way.recipient, self.parts.clock.monotonic()
        due = self.parts.clock.now() + delay
        with self.parts.store.transaction() as transaction:
            for key in _keys(load):
                transaction.mark_deferred(key, due, error)
            traffic = self._known_traffic(transaction)
            traffic.in_vain(recipient, now_s)
            if spare or recipient in traffic.silent(now_s):
                transaction.put_off(self.id, recipient, due)


def _failure(error: DeliveryDeferred) -> Failure:
    if error.throttled:
        return Failure.THROTTLED
    return Failure.GREYLISTED if error.greylisted else Failure.PASSING


def _faults(error: str) -> int:
    """Give how many faults of our own making came last, one after the other."""
    number = error.removeprefix(_FAULT).partition(":")[0] if error.startswith(_FAULT) else ""
    return int(number) if number.isdigit() else 0


def _keys(load: Load) -> Sequence[str]:
    return [held.key for held in load.held]
