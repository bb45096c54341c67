"""The senders, one a channel, as the configuration comes and goes."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import structlog

from warnd.alerts.channel_notices import Trouble
from warnd.alerts.paces import Pace
from warnd.daemon.delivering.packing import Words
from warnd.daemon.delivering.sender import Sender
from warnd.daemon.delivering.sender_parts import PLAINLY, Dressing, SenderParts, never_told
from warnd.daemon.tasks import TaskGuard
from warnd.daemon.watching.pulse import Pulse
from warnd.daemon.worker import Worker
from warnd.model.identifiers import ChannelId
from warnd.model.notification import Notification
from warnd.ports.store import Store, Transaction
from warnd.ports.world import Channel, Clock
from warnd.web.metrics import Metrics

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class Sending:
    """Runs a sender for every channel that is configured or still owes notifications."""

    store: Store
    worker: Worker
    clock: Clock
    metrics: Metrics
    chance: Callable[[], float]
    guard: TaskGuard
    #: stores, in the transaction of a failure, what people are told of a channel
    on_trouble: Callable[[Transaction, Trouble], None] | None = None
    #: tells what was sent already while it could not be recorded
    was_told: Callable[[Notification], bool] = never_told
    _senders: dict[ChannelId, Sender] = field(default_factory=dict)

    def adopt(
        self,
        channels: Mapping[ChannelId, Channel],
        words: Words,
        paces: Mapping[ChannelId, Pace] | None = None,
        dress: Dressing | None = None,
    ) -> None:
        """Send through `channels` from now on.

        `paces` is how each may be spoken to, `dress` gives what goes with a message. A channel that
        is no longer configured keeps its sender, so that what waits for it is still delivered.
        """
        parts = self._parts(words, dress or PLAINLY)
        for id_, channel in channels.items():
            pace = (paces or {}).get(id_, Pace())
            known = self._senders.get(id_)
            if known is not None:
                known.adopt(channel, parts, pace)
                continue
            sender = Sender(
                id=id_,
                channel=channel,
                parts=parts,
                pace=pace,
            )
            sender.pulse.beat()
            self._senders[id_] = sender
            self.guard.start(_task_of(id_), sender.run())

    def _parts(self, words: Words, dress: Dressing) -> SenderParts:
        parts = SenderParts(
            store=self.store,
            worker=self.worker,
            clock=self.clock,
            metrics=self.metrics,
            chance=self.chance,
            words=words,
            wake=self.wake,
            dress=dress,
            was_told=self.was_told,
        )
        return replace(parts, on_trouble=self.on_trouble) if self.on_trouble is not None else parts

    @property
    def senders(self) -> Mapping[ChannelId, Sender]:
        """The senders, by their channels."""
        return self._senders

    def regain(self, channels: Iterable[ChannelId]) -> None:
        """Send for some channels anew, for which another worker sent."""
        for id_ in channels:
            self._senders[id_].regain()

    def wake(self) -> None:
        """Tell every sender that the outbox has something new."""
        for sender in self._senders.values():
            sender.news.set()

    def pulses(self) -> dict[ChannelId, Pulse]:
        """Give the signs of life of each sender."""
        return {id_: sender.pulse for id_, sender in self._senders.items()}

    async def stop(self, drain_s: float) -> None:
        """Let sends under way finish, at most `drain_s` seconds; what waits stays in the outbox.

        What is under way then stays so in the outbox: it may have arrived, and comes again marked.
        """
        for sender in self._senders.values():
            sender.stop()
        idle = {
            asyncio.create_task(sender.idle.wait()): id_ for id_, sender in self._senders.items()
        }
        if idle:
            _, late = await asyncio.wait(idle, timeout=drain_s)
            for task in late:
                task.cancel()
                await self.guard.end(_task_of(idle[task]))
            if late:
                log.warning("drain_ran_out", channels=len(late))
        for sender in self._senders.values():
            await sender.close()


def _task_of(channel: ChannelId) -> str:
    return f"send {channel}"
