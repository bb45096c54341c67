"""Carries notifications from the outbox to one channel."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, ParamSpec

import structlog

from warnd.alerts.dress import Dress
from warnd.alerts.paces import LATE, Pace
from warnd.alerts.parcels import Parcel
from warnd.alerts.retry import MOST_FAULTS, UNPROVEN_TRIES, Failure, retry_delay
from warnd.daemon.delivering.outgoing import Outgoing, fault, faults_in
from warnd.daemon.delivering.packing import Load, bare_message_of, message_of
from warnd.daemon.delivering.sender_parts import SenderParts
from warnd.daemon.watching.pulse import Pulse
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused, StoreBusy
from warnd.model.identifiers import ChannelId
from warnd.model.notification import Message
from warnd.ports.world import Channel
from warnd.web.outgoing_metrics import Ending

P = ParamSpec("P")

log = structlog.get_logger()

#: the pause before a database that is locked or full is tried again, in seconds; the try itself
#: waits for its lock
_BUSY_S = 5.0
#: seconds that handing over one message may take before the sender counts as frozen: a mail server
#: may think for ten minutes before it says that it has taken a mail (RFC 5321, 4.5.3.2.6)
_LONGEST_SEND_S = 15 * 60.0


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
    #: whether it moves, for the watchdog
    pulse: Pulse = field(default_factory=Pulse)
    #: how often it looked for what is due and sent it
    rounds: int = 0
    #: the pause before a database that is locked or full is tried again, in seconds
    pause_s: float = _BUSY_S
    #: set when nothing more is to be taken
    _ending: asyncio.Event = field(default_factory=asyncio.Event)
    #: monotonic time of the last message, where messages need a gap
    _spoke_at: float | None = None
    #: channels whose place another took, and that may still have sends under way
    _replaced: list[Channel] = field(default_factory=list)
    _outgoing: Outgoing = field(init=False)

    def __post_init__(self) -> None:
        self._outgoing = Outgoing(id=self.id, parts=self.parts)

    async def run(self) -> None:
        """Send until `stop` or cancelled."""
        while not self._stopping:
            self.pulse.beat()
            try:
                sent = await self.send_due()
                self.rounds += 1
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
        self._outgoing.parts = parts
        self.news.set()

    def regain(self) -> None:
        """Begin anew on a channel that another worker sent for meanwhile."""
        self._outgoing.forget()
        self.news.set()

    def stop(self) -> None:
        """Take nothing more from the outbox; `idle` is set when what is under way has ended."""
        self._ending.set()
        self.news.set()

    async def close(self) -> None:
        """Let go of the channel."""
        self._replaced.append(self.channel)
        await self._let_go()

    async def send_due(self) -> int:
        """Send what is due now; give how many messages were tried.

        After a while without a way out, and where a channel wants a gap, they go one after the
        other, so that the gravest is there first. What goes is chosen when the gap is over: what
        got worse meanwhile goes before what waited.
        """
        await self._gap()
        if self._stopping:
            return 0
        with self.pulse.waiting():
            claimed = await self.parts.worker.run(self._outgoing.claim, self.pace)
        if any(load.lost for load in claimed):
            self.parts.wake()
        loads = [load for load in claimed if load.held]
        if self.pace.gap_s or any(self._is_late(load.parcel) for load in loads):
            for load in loads:
                await self._send(load)
        else:
            await asyncio.gather(*(self._send(load) for load in loads))
        return len(loads)

    def _is_late(self, parcel: Parcel) -> bool:
        return self.parts.clock.now() - parcel.created > LATE

    async def _gap(self) -> None:
        """Wait until the channel may be spoken to again, or until told to stop."""
        if not self.pace.gap_s or self._spoke_at is None:
            return
        gap_s = max(0.0, self._spoke_at + self.pace.gap_s - self.parts.clock.monotonic())
        with self.pulse.waiting(gap_s), suppress(TimeoutError):
            async with asyncio.timeout(gap_s):
                await self._ending.wait()

    async def _wait(self) -> None:
        with self.pulse.waiting():
            delay = await self.parts.worker.run(self._outgoing.until_next)
        with self.pulse.waiting(delay), suppress(TimeoutError):
            async with asyncio.timeout(delay):
                await self.news.wait()
        self.news.clear()

    async def _send(self, load: Load) -> None:
        bound = log.bind(**self._bearings(load))
        started = self.parts.clock.monotonic()
        try:
            await self._deliver(load, bound)
        except ChannelClosed as error:
            self._count(Ending.CLOSED)
            await self._shut(load, error)
            bound.error("channel_closed", error=str(error))
        except DeliveryDeferred as error:
            failure = _failure(error)
            self._count(Ending(failure.value))
            await self._defer(load, str(error), error.delay_s, failure)
            if error.unproven and load.attempts >= UNPROVEN_TRIES:
                await self._record(self._outgoing.mark_unproven, str(error))
                self.parts.wake()
            bound.warning("delivery_deferred", error=str(error))
        except DeliveryRefused as error:
            self._count(Ending.REFUSED)
            await self._refused(load, str(error))
            bound.error("delivery_refused", error=str(error))
        except Exception as error:  # noqa: BLE001  the edge of one message: the others go on
            self._count(Ending.FAULT)
            await self._failed(load, repr(error))
            bound.exception("delivery_failed")
        else:
            was_silent = self._outgoing.count(load)
            await self._record(self._outgoing.mark_delivered, load, was_silent=was_silent)
            self._tell_delivered(load)
            duration = self.parts.clock.monotonic() - started
            bound.info("delivered", duration_s=round(duration, 3))

    async def _deliver(self, load: Load, bound: Any) -> None:
        """Send a message; one that is refused is sent at once in bare words, if it is no digest."""
        dress = Dress()
        if not load.parcel.digest:
            pictures = self.pace.shows_pictures
            with self.pulse.waiting(_LONGEST_SEND_S):
                dress = await self.parts.dress(load.held[0], pictures=pictures)
        with self.pulse.waiting():
            message = await self.parts.worker.run(self._compose, load, dress)
        try:
            await self._hand_over(message)
        except DeliveryRefused as error:
            if load.parcel.digest:
                raise
            self._count(Ending.REFUSED)
            bound.warning("delivery_refused_dressed", error=str(error))
            await self._hand_over(bare_message_of(load, self.parts.clock.now()))

    def _count(self, ending: Ending) -> None:
        self.parts.metrics.outgoing.attempt(self.id, ending)

    def _tell_delivered(self, load: Load) -> None:
        self._count(Ending.DELIVERED)
        now, outgoing = self.parts.clock.now(), self.parts.metrics.outgoing
        outgoing.delivery(self.id, "delivered")
        outgoing.last_success(self.id, now.timestamp())
        for held in load.held:
            if not held.because:  # what waited on purpose is not late
                outgoing.latency((now - held.created).total_seconds())

    @property
    def _stopping(self) -> bool:
        return self._ending.is_set()

    async def _hand_over(self, message: Message) -> None:
        self._spoke_at = self.parts.clock.monotonic()
        with self.pulse.waiting(_LONGEST_SEND_S):
            await self.channel.send(message)

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
        await self._record(self._outgoing.mark_deferred, load, timedelta(0), error)

    async def _give_up(self, load: Load, error: str) -> None:
        await self._record(self._outgoing.mark_dead, load, error)
        self.parts.metrics.outgoing.delivery(self.id, "dead")
        self.parts.wake()

    async def _failed(self, load: Load, error: str) -> None:
        """Try again after a fault of ours; give up after some in a row (docs/faults.md, F47)."""
        faults = 1 + max(faults_in(held.error) for held in load.held)
        told = fault(faults, error)
        if faults >= MOST_FAULTS and not load.parcel.digest:
            await self._give_up(load, told)
        else:
            await self._defer(load, told, None)

    async def _shut(self, load: Load, error: ChannelClosed) -> None:
        """Keep all for a channel that takes nothing, ask it once an hour, and tell people."""
        self.parts.metrics.outgoing.delivery(self.id, "deferred")
        await self._record(self._outgoing.mark_closed, load, str(error))
        self.parts.wake()

    async def _defer(
        self,
        load: Load,
        error: str,
        asked_s: float | None,
        failure: Failure = Failure.PASSING,
    ) -> None:
        self.parts.metrics.outgoing.delivery(self.id, "deferred")
        delay = retry_delay(load.attempts, asked_s, self.parts.chance(), failure)
        # What asks for fewer messages is spared all of them.
        spare = failure is Failure.THROTTLED or asked_s is not None
        await self._record(self._outgoing.mark_deferred, load, delay, error, spare=spare)

    async def _record(self, mark: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Record what became of a send, however long the database is away.

        Unrecorded, it would stay in flight until the daemon starts again (docs/faults.md, F7).
        """
        while True:
            try:
                with self.pulse.waiting():
                    await self.parts.worker.run(mark, *args, **kwargs)
            except StoreBusy as error:
                await self._pause(error)
            else:
                return

    async def _pause(self, error: StoreBusy) -> None:
        log.warning("store_busy", channel=self.id, error=str(error))
        with self.pulse.waiting(self.pause_s):
            await asyncio.sleep(self.pause_s)

    async def _let_go(self) -> None:
        while self._replaced:
            try:
                await self._replaced.pop().close()
            except Exception:  # a channel that cannot even be closed must stop no other
                log.exception("close_failed", channel=self.id)


def _failure(error: DeliveryDeferred) -> Failure:
    if error.throttled:
        return Failure.THROTTLED
    return Failure.GREYLISTED if error.greylisted else Failure.PASSING
