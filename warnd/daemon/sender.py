"""Carries notifications from the outbox to one channel."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ParamSpec

import structlog

from warnd.alerts.retry import retry_delay
from warnd.alerts.wording import compose, compose_bare
from warnd.daemon.worker import Worker
from warnd.errors import DeliveryDeferred, DeliveryRefused, StoreBusy
from warnd.model.identifiers import ChannelId, KindId
from warnd.model.notification import Message, Notification
from warnd.ports import Channel, Clock, Store
from warnd.web.metrics import Metrics

P = ParamSpec("P")

log = structlog.get_logger()

#: notifications of one channel under way at once
_BATCH = 8
#: without news the outbox is looked at this often, in seconds
_LOOK_S = 15.0
#: the pause before a database that is locked or full is tried again, in seconds; the try itself
#: waits for its lock
_BUSY_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What people read for the codes in an alert."""

    #: for each kind
    kinds: Mapping[KindId, str]
    #: for ISO 3166 countries and divisions
    places: Mapping[str, str]


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


@dataclass(slots=True, kw_only=True)
class Sender:
    """Sends what is due for one channel; a slow channel holds up nobody but itself.

    Send, then record: a crash in between repeats one message under the same key and never loses
    one.
    """

    id: ChannelId
    channel: Channel
    parts: SenderParts
    #: set when the outbox has something new
    news: asyncio.Event = field(default_factory=asyncio.Event)
    #: set while nothing is under way and nothing more will be taken
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    #: monotonic time of the last round, for the watchdog
    alive_at: float = 0.0
    #: the pause before a database that is locked or full is tried again, in seconds
    pause_s: float = _BUSY_S
    _stopping: bool = False
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

    def adopt(self, channel: Channel, parts: SenderParts) -> None:
        """Send through `channel` from now on; a send under way ends on the one it began with."""
        self._replaced.append(self.channel)
        self.channel, self.parts = channel, parts
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
        """Send what is due now; give how many were tried."""
        due = await self.parts.worker.run(self._claim)
        await asyncio.gather(*(self._send(notification) for notification in due))
        return len(due)

    async def _wait(self) -> None:
        delay = await self.parts.worker.run(self._until_next)
        try:
            async with asyncio.timeout(delay):
                await self.news.wait()
        except TimeoutError:
            pass
        self.news.clear()

    def _claim(self) -> tuple[Notification, ...]:
        with self.parts.store.transaction() as transaction:
            return transaction.claim_due(self.id, self.parts.clock.now(), _BATCH)

    def _until_next(self) -> float:
        with self.parts.store.transaction() as transaction:
            due = transaction.next_due(self.id)
        if due is None:
            return _LOOK_S
        return min(_LOOK_S, max(0.0, (due - self.parts.clock.now()).total_seconds()))

    async def _send(self, notification: Notification) -> None:
        bound = log.bind(
            channel=self.id,
            alert=notification.alert.alert,
            version=notification.alert.version,
            delivery=notification.key,
            attempt=notification.attempts,
        )
        started = self.parts.clock.monotonic()
        try:
            message = await self.parts.worker.run(self._compose, notification)
            await self.channel.send(message)
        except DeliveryDeferred as error:
            await self._defer(notification, str(error), error.delay_s)
            bound.warning("delivery_deferred", error=str(error))
        except DeliveryRefused as error:
            await self._record(self._mark_dead, notification, str(error))
            self.parts.metrics.delivery(self.id, "dead")
            bound.error("delivery_refused", error=str(error))
        except Exception as error:  # noqa: BLE001  the edge of one notification: the others go on
            await self._defer(notification, repr(error), None)
            bound.exception("delivery_failed")
        else:
            await self._record(self._mark_delivered, notification)
            self.parts.metrics.delivery(self.id, "delivered")
            duration = self.parts.clock.monotonic() - started
            bound.info("delivered", duration_s=round(duration, 3))

    def _compose(self, notification: Notification) -> Message:
        with self.parts.store.transaction() as transaction:
            thread = transaction.sent_keys(
                notification.alert.alert, self.id, notification.recipient
            )
        words = self.parts.words
        try:
            return compose(notification, words.kinds, thread, words.places)
        except Exception:
            log.exception("compose_failed", alert=notification.alert.alert, channel=self.id)
            return compose_bare(notification, thread)

    async def _defer(self, notification: Notification, error: str, asked_s: float | None) -> None:
        self.parts.metrics.delivery(self.id, "deferred")
        delay = retry_delay(max(1, notification.attempts), asked_s, self.parts.chance())
        due = self.parts.clock.now() + delay
        await self._record(self._mark_deferred, notification, due, error)

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
        await asyncio.sleep(self.pause_s)

    async def _let_go(self) -> None:
        while self._replaced:
            try:
                await self._replaced.pop().close()
            except Exception:  # a channel that cannot even be closed must stop no other
                log.exception("close_failed", channel=self.id)

    def _mark_delivered(self, notification: Notification) -> None:
        with self.parts.store.transaction() as transaction:
            known = transaction.mark_delivered(notification.key, self.parts.clock.now())
        if not known:
            log.warning("delivered_unknown", delivery=notification.key, channel=self.id)

    def _mark_dead(self, notification: Notification, error: str) -> None:
        with self.parts.store.transaction() as transaction:
            transaction.mark_dead(notification.key, self.parts.clock.now(), error)

    def _mark_deferred(self, notification: Notification, due: datetime, error: str) -> None:
        with self.parts.store.transaction() as transaction:
            transaction.mark_deferred(notification.key, due, error)
