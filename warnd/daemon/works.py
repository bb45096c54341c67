"""Everything that a running daemon is made of, and what several of its parts ask of it."""

import random
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import structlog

from warnd.alerts.channel_notices import Trouble
from warnd.config.last_good import LastGood
from warnd.daemon.delivering.channel_memory import StoredMemory
from warnd.daemon.delivering.keeper import Keeper
from warnd.daemon.delivering.packing import Words
from warnd.daemon.delivering.sending import Sending
from warnd.daemon.disk.records import Records
from warnd.daemon.models import Models
from warnd.daemon.polling.poller import Poller
from warnd.daemon.pruning import DailyPruning
from warnd.daemon.sharing.crew import Crew
from warnd.daemon.sharing.teamwork import Teamwork
from warnd.daemon.standing import Standing
from warnd.daemon.tasks import TaskGuard
from warnd.daemon.timing.scheduler import Scheduler
from warnd.daemon.timing.steady_clock import EARLIEST, SteadyClock
from warnd.daemon.vitals import Vitals
from warnd.daemon.watching.feed_watch import FeedWatch
from warnd.daemon.watching.heartbeat import BLOCKED_S, Cycle
from warnd.daemon.watching.numbers import Numbers
from warnd.daemon.watching.pulse import Pulse
from warnd.daemon.watching.worker_watch import WorkerWatch
from warnd.daemon.worker import Worker
from warnd.drawing.artist import Artist
from warnd.model.identifiers import ChannelId, FeedId
from warnd.model.order import Answer, Command, Order
from warnd.pipeline import Outcome, Pipeline
from warnd.ports.store import Transaction
from warnd.settings import FeedSettings, Settings
from warnd.storage.repair import Repaired
from warnd.storage.store import SqlStore
from warnd.telling import tell_of_channel
from warnd.web.app import Health
from warnd.web.metrics import Metrics

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class Works:
    """The parts of one running warnd; `opening` puts those in that need the configuration."""

    #: called when a loop broke, with its name and its error: the daemon must end
    broke: Callable[[str, BaseException | None], None]
    #: reads the configuration again
    reload: Callable[[], Awaitable[Answer]]
    clock: SteadyClock = field(default_factory=partial(SteadyClock, EARLIEST))
    worker: Worker = field(default_factory=Worker)
    metrics: Metrics = field(default_factory=Metrics)
    scheduler: Scheduler = field(default_factory=Scheduler)
    #: whether feeds are looked for
    polling: Pulse = field(default_factory=Pulse)
    #: what is to be let go when the daemon ends, the last first
    cleanups: AsyncExitStack = field(default_factory=AsyncExitStack)
    #: how configuration and clock stand
    standing: Standing = field(default_factory=Standing)
    #: the copy of the configuration that is in use; None while the file itself is
    copied: LastGood | None = None
    #: what was done about a database that was found damaged; None: it was not
    repaired: Repaired | None = None
    #: the models in use; None before they are known
    models: Models | None = None
    #: when it was started; None before that
    started: datetime | None = None
    #: how often the pipeline judged something and stored what came of it
    judged: int = 0
    #: what the database says of the way out
    numbers: Numbers = field(default_factory=Numbers)
    guard: TaskGuard = field(init=False)
    worker_watch: WorkerWatch = field(init=False)
    settings: Settings = field(init=False)
    store: SqlStore = field(init=False)
    crew: Crew = field(init=False)
    teamwork: Teamwork = field(init=False)
    sending: Sending = field(init=False)
    records: Records = field(init=False)
    pruning: DailyPruning = field(init=False)
    poller: Poller = field(init=False)
    pipeline: Pipeline = field(init=False)
    watch: FeedWatch = field(init=False)
    keeper: Keeper = field(init=False)
    artist: Artist = field(init=False)
    #: what people read for the codes in an alert
    words: Words = field(init=False)
    _random: random.Random = field(default_factory=random.SystemRandom)

    def __post_init__(self) -> None:
        self.guard = TaskGuard(self.broke)
        self.worker_watch = WorkerWatch(worker=self.worker)

    @property
    def chance(self) -> Callable[[], float]:
        """What gives 0 to 1, for jitter."""
        return self._random.random

    def new_number(self) -> int:
        """Give a number that none was given before, above 0 and below 2^63."""
        return 1 + self._random.getrandbits(62)

    @property
    def vitals(self) -> Vitals:
        """How the daemon is."""
        return Vitals(
            poller=self.poller,
            pulses=self.pulses,
            disk=self.records.watch,
            standing=self.standing,
            numbers=self.numbers,
            models=self.models,
        )

    def health(self) -> Health:
        """Give how it is, as `/healthz` tells it."""
        return self.vitals.health()

    def cycle(self) -> Cycle:
        """Give how often the way from feeds to channels was gone."""
        rounds = {id_: sender.rounds for id_, sender in self.sending.senders.items()}
        return Cycle(read=self.metrics.polling.reads, judged=self.judged, sent=rounds)

    def is_blocked(self) -> bool:
        """Tell whether messages have waited too long on every channel."""
        now, channels = self.clock.now(), self.settings.channels
        ages = [self.numbers.oldest_age_s(channel, now) for channel in channels]
        return bool(ages) and min(ages) > BLOCKED_S

    def pulses(self) -> dict[str, Pulse]:
        """Give the signs of life of each loop."""
        senders = {f"sender {id_}": pulse for id_, pulse in self.sending.pulses().items()}
        return {"poller": self.polling, "pipeline": self.worker_watch.pulse, **senders}

    def memory(self, channel: ChannelId) -> StoredMemory:
        """Give what the database remembers for a channel."""
        return StoredMemory(channel=channel, store=self.store, worker=self.worker, clock=self.clock)

    async def obey(self, order: Order) -> Answer:
        """Do what somebody asks; give what came of it. Raises StoreBusy when it is not stored."""
        if order.command is Command.RELOAD:
            return await self.reload()
        return await self.keeper.obey(order)

    def on_outcome(self, outcome: Outcome) -> None:
        """Count and log what the pipeline decided, and have it sent."""
        self.judged += 1
        for version in outcome.versions:
            rule = version.evidence[0].quote.rule if version.evidence else None
            self.metrics.alert(rule or "model", version.severity, version.reason.value)
            log.info(
                "alert",
                alert=version.alert,
                version=version.version,
                reason=version.reason.value,
                to=version.level.value,
                area=version.area.id,
                index=version.index,
                notified=sum(1 for n in outcome.notifications if n.alert is version),
            )
        self._count_suppressed(outcome)
        if outcome.notifications:
            self.sending.wake()

    def _count_suppressed(self, outcome: Outcome) -> None:
        self.metrics.suppressed("old", outcome.old)
        self.metrics.suppressed("renamed", outcome.churned)
        for notification in outcome.notifications:
            if notification.hold is not None:
                self.metrics.suppressed(notification.hold.value)

    def on_channel_trouble(self, transaction: Transaction, trouble: Trouble) -> None:
        """Store what people are told of a channel in trouble."""
        routing, now = self.pipeline.judgement.routing, self.clock.now()
        told = tell_of_channel(transaction, trouble, routing.routes, routing.recipients, now)
        reason = trouble.reason.value
        log.warning("channel_trouble", channel=trouble.channel, reason=reason, notified=len(told))


def feeds_by_id(settings: Settings) -> dict[FeedId, FeedSettings]:
    """Give the feeds of a configuration by their ids."""
    return {feed.id: feed for feed in settings.feeds}
