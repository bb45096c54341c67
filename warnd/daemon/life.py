"""The daemon as one object: start, reload, stop."""

import asyncio
import random
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

import structlog

from warnd.alerts.channel_notices import Trouble
from warnd.config.load import load_settings
from warnd.daemon.channel_memory import StoredMemory
from warnd.daemon.clock import SystemClock
from warnd.daemon.compose import (
    Knowledge,
    build_channels,
    build_judgement,
    load_knowledge,
    paces_of,
)
from warnd.daemon.control import Control, control_path
from warnd.daemon.dressing import Desk, Dresser, dresser_of
from warnd.daemon.feed_watch import FeedWatch, Overview
from warnd.daemon.keeper import Keeper
from warnd.daemon.notify import ServiceManager
from warnd.daemon.packing import Words
from warnd.daemon.parsing_child import COMMAND as PARSING
from warnd.daemon.poller import Poller, PollerParts
from warnd.daemon.pruning import DailyPruning
from warnd.daemon.published import StoredAlerts
from warnd.daemon.pulse import Pulse
from warnd.daemon.questions import feed_states, pending, recovered, tense_areas
from warnd.daemon.records import Records
from warnd.daemon.scheduler import Scheduler
from warnd.daemon.sending import Sending
from warnd.daemon.tasks import TaskGuard
from warnd.daemon.vitals import Vitals
from warnd.daemon.web_pages import PageParts, pages_of
from warnd.daemon.worker import Worker
from warnd.drawing.artist import Artist
from warnd.errors import StoreBusy, WarndError
from warnd.feeds.behind.enrich import Enricher
from warnd.feeds.fetch import HttpFetcher
from warnd.feeds.parsing.parse import ChildParser
from warnd.intake import Intake
from warnd.model.identifiers import AreaId, ChannelId, FeedId
from warnd.pipeline import Outcome, Pipeline
from warnd.ports import Channel, Parser, Transaction
from warnd.settings import FeedSettings, Settings
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore
from warnd.telling import tell_of_channel
from warnd.transport import Client, open_client
from warnd.web.app import create_app
from warnd.web.metrics import Metrics
from warnd.web.server import WebServer

log = structlog.get_logger()

#: how often feeds that are due are looked for
_TICK = timedelta(seconds=1)
#: how often areas above calm are assessed without news
_ASSESS = timedelta(minutes=1)
#: how often people are told of what all feeds together show: a look at ten thousand costs 0.1 s
_LOOK = timedelta(seconds=15)
#: how often it is looked whether what is held may go, and whether anything is told again
_KEEP = timedelta(seconds=3)
#: how often it is looked whether it is time to prune
_PRUNE_LOOK = timedelta(seconds=5)
#: how often the numbers that only change slowly are told
_TELL = timedelta(seconds=15)
#: how long sends under way may take when the daemon ends (FAULTS, row 4)
_DRAIN_S = 30.0
#: what the secret of the links in messages is remembered under, beside what channels remember; no
#: channel has a colon in its id
_TICKETS = ChannelId("warnd:tickets")


@dataclass(slots=True, kw_only=True)
class Daemon:
    """One running warnd."""

    config: Path
    manager: ServiceManager
    clock: SystemClock = field(default_factory=SystemClock)
    worker: Worker = field(default_factory=Worker)
    metrics: Metrics = field(default_factory=Metrics)
    scheduler: Scheduler = field(default_factory=Scheduler)
    pulse: Pulse = field(default_factory=Pulse)
    #: set when the daemon is to end
    ending: asyncio.Event = field(default_factory=asyncio.Event)
    #: 0, or 1 when a loop of the daemon broke
    exit_code: int = 0
    settings: Settings = field(init=False)
    store: SqlStore = field(init=False)
    sending: Sending = field(init=False)
    records: Records = field(init=False)
    pruning: DailyPruning = field(init=False)
    poller: Poller = field(init=False)
    pipeline: Pipeline = field(init=False)
    watch: FeedWatch = field(init=False)
    keeper: Keeper = field(init=False)
    artist: Artist = field(init=False)
    words: Words = field(init=False)
    _random: random.Random = field(default_factory=random.SystemRandom)
    _cleanups: AsyncExitStack = field(default_factory=AsyncExitStack)
    _reloading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def run(self) -> int:
        """Run until told to end; give the exit code.

        Raises WarndError when it cannot start.
        """
        async with self._cleanups:
            async with self._reloading:  # a SIGHUP that comes early waits
                await self._start()
            await self.ending.wait()
            log.info("stopping")
            self.manager.stopping()
        return self.exit_code

    def end(self) -> None:
        """Ask the daemon to finish what is under way and end."""
        self.ending.set()

    async def reload(self) -> None:
        """Read the configuration again; a mistake in it leaves everything as it was."""
        async with self._reloading:  # one after the other, so that the last one asked for holds
            self.manager.reloading(self.clock.monotonic())
            log.info("reloading", config=str(self.config))
            try:
                await self._adopt(await asyncio.to_thread(load_settings, self.config))
            except WarndError as error:
                log.error("reload_refused", error=str(error))  # noqa: TRY400  its words are enough
                self._refuse(str(error))
            except Exception as error:
                log.exception("reload_failed")
                self._refuse(repr(error))
            else:
                self.metrics.reloaded(self.clock.now().timestamp(), well=True)
                feeds, channels = len(self.settings.feeds), len(self.settings.channels)
                log.info("reloaded", feeds=feeds, channels=channels)
                self.manager.ready(self.vitals.status())

    def _refuse(self, why: str) -> None:
        self.metrics.reloaded(self.clock.now().timestamp(), well=False)
        self.manager.ready(f"running on the OLD configuration: {(why.splitlines() or [''])[0]}")

    async def _start(self) -> None:
        self.settings = load_settings(self.config)
        knowledge = load_knowledge(self.settings, by_language=True)
        self._cleanups.callback(self.worker.close)
        await self._open_store()
        guard = TaskGuard(self._broke)
        self.sending = Sending(
            store=self.store,
            worker=self.worker,
            clock=self.clock,
            metrics=self.metrics,
            chance=self._random.random,
            guard=guard,
            on_trouble=self._channel_trouble,
        )
        self._open_records()
        self._cleanups.push_async_callback(guard.stop)
        self._cleanups.push_async_callback(self.sending.stop, _DRAIN_S)
        await self._open_polling(knowledge)
        await self._open_keeper()
        await self._open_web(guard)
        self._open_schedule()
        await self.poller.tick()
        self.metrics.reloaded(self.clock.now().timestamp(), well=True)
        log.info("ready", feeds=len(self.settings.feeds), channels=len(self.settings.channels))
        self.manager.ready(self.vitals.status())

    async def _open_store(self) -> None:
        store = await self.worker.run(open_store, self.settings.store, exclusive=True)
        self.worker.share(store.together, in_a_file=self.settings.store.startswith("sqlite"))
        self.store = store
        self._cleanups.push_async_callback(self.worker.run, self.store.close)
        in_flight = await self.worker.run(recovered, self.store)
        if in_flight:
            log.warning("resending_in_flight", notifications=in_flight)
        for channel, waiting in (await self.worker.run(pending, self.store)).items():
            if channel not in self.settings.channels:
                log.error("pending_without_channel", channel=channel, notifications=waiting)

    def _open_records(self) -> None:
        self.pruning = DailyPruning(store=self.store, worker=self.worker, clock=self.clock)
        self.records = Records(
            store=self.store,
            address=self.settings.store,
            worker=self.worker,
            clock=self.clock,
            sending=self.sending,
            pipeline=lambda: self.pipeline,
            prune=self.pruning.hasten,
            give_up=partial(self._broke, "disk", None),
        )
        self._cleanups.push_async_callback(self.records.unrecorded.stop)

    async def _open_polling(self, knowledge: Knowledge) -> None:
        channels = build_channels(self.settings, self.clock, self._memory)
        self.pipeline = Pipeline(self.store, build_judgement(self.settings, knowledge, channels))
        self.worker.on_lost = self.pipeline.forget
        self.artist = Artist()
        self._cleanups.push_async_callback(self.artist.close)
        dresser = await self._dresser(self.settings)
        self._send_through(channels, self.settings, knowledge, dresser)
        self.watch = FeedWatch(
            store=self.store,
            pipeline=self.pipeline,
            worker=self.worker,
            clock=self.clock,
            on_told=self.sending.wake,
        )
        client = open_client(self.settings.allow_addresses)
        self._cleanups.push_async_callback(client.aclose)
        parser = ChildParser(on_kill=self.metrics.parser_killed, command=PARSING)
        self._cleanups.push_async_callback(parser.close)
        parser.start_ahead()
        enricher = self._enricher(client, parser)
        self._cleanups.push_async_callback(enricher.close)
        self.poller = Poller(
            feeds=_by_id(self.settings),
            intake=Intake(self.store, self.pipeline, self.settings.max_age, self.settings.feeds),
            parts=PollerParts(
                fetcher=(fetcher := HttpFetcher(client, self.clock)),
                look_up=fetcher.look_up,
                parser=parser,
                enricher=enricher,
                worker=self.worker,
                clock=self.clock,
                metrics=self.metrics,
                chance=self._random.random,
                on_outcome=self._outcome,
                on_standing=self.watch.on_standing,
                on_odd_entries=self.watch.on_odd_entries,
                rehearse=self.records.rehearse,
                own=self.settings.allow_addresses,
            ),
            states=dict(await self.worker.run(feed_states, self.store)),
        )
        self._cleanups.push_async_callback(self.poller.stop)

    def _send_through(
        self,
        channels: Mapping[ChannelId, Channel],
        settings: Settings,
        knowledge: Knowledge,
        dresser: Dresser,
    ) -> None:
        self.words = knowledge.words
        self.sending.adopt(channels, self.words, paces_of(settings), dresser.dress)

    async def _dresser(self, settings: Settings) -> Dresser:
        desk = Desk(
            store=self.store,
            worker=self.worker,
            clock=self.clock,
            artist=self.artist,
            thresholds=lambda: self.pipeline.judgement.judge.scale.scoring.thresholds,
        )
        return await dresser_of(settings, self._memory(_TICKETS), desk)

    def _memory(self, channel: ChannelId) -> StoredMemory:
        return StoredMemory(channel=channel, store=self.store, worker=self.worker, clock=self.clock)

    async def _open_keeper(self) -> None:
        self.keeper = Keeper(
            store=self.store,
            pipeline=self.pipeline,
            worker=self.worker,
            clock=self.clock,
            on_news=self.sending.wake,
        )
        path = control_path(self.settings.store)
        if path is not None:
            control = Control(path=path, obey=self.keeper.obey)
            await control.open()
            self._cleanups.push_async_callback(control.close)

    def _enricher(self, client: Client, parser: Parser) -> Enricher:
        return Enricher(client, parser, self.clock, _left_behind)

    async def _open_web(self, guard: TaskGuard) -> None:
        parts = PageParts(
            alerts=StoredAlerts(store=self.store, worker=self.worker),
            memory=self._memory(_TICKETS),
            clock=self.clock,
            words=lambda: self.words,
            obey=self.keeper.obey,
        )
        pages = await pages_of(self.settings, parts)
        server = WebServer(
            create_app(self.vitals.health, self.metrics, pages), self.settings.listen
        )
        address = server.open()
        log.info("listening", address=address)
        guard.start("web", server.run())
        self._cleanups.push_async_callback(server.stop)

    def _open_schedule(self) -> None:
        self.scheduler.every(_TICK, "poll what is due", self.poller.tick)
        self.scheduler.every(_ASSESS, "assess areas", self._assess)
        self.scheduler.every(_TELL, "tell numbers", self._tell)
        self.scheduler.every(_KEEP, "look at what is held", self.keeper.look)
        self.scheduler.every(_PRUNE_LOOK, "prune", self._prune)
        self.scheduler.every(_LOOK, "look at all feeds", self._look)
        self.scheduler.every(_TICK, "look at the disk", self.records.watch.look)
        watchdog = self.manager.watchdog_interval_s
        if watchdog is not None:
            self.scheduler.every(timedelta(seconds=watchdog), "watchdog", self._watchdog)
        self.scheduler.start()
        self._cleanups.callback(self.scheduler.stop)

    async def _adopt(self, settings: Settings) -> None:
        # Rules take seconds to compile, in which the loop must go on.
        knowledge = await asyncio.to_thread(load_knowledge, settings)
        channels = build_channels(settings, self.clock, self._memory)
        judgement = await asyncio.to_thread(build_judgement, settings, knowledge, channels)
        dresser = await self._dresser(settings)
        self.pipeline.judgement = judgement
        self._send_through(channels, settings, knowledge, dresser)
        self.poller.adopt(
            _by_id(settings),
            Intake(self.store, self.pipeline, settings.max_age, settings.feeds),
            settings.allow_addresses,
        )
        if settings.allow_addresses != self.settings.allow_addresses:
            client = open_client(settings.allow_addresses)
            self._cleanups.push_async_callback(client.aclose)
            fetcher = HttpFetcher(client, self.clock)
            self.poller.parts.fetcher, self.poller.parts.look_up = fetcher, fetcher.look_up
            self.poller.parts.enricher = self._enricher(client, self.poller.parts.parser)
        for name in ("store", "listen"):
            if getattr(settings, name) != getattr(self.settings, name):
                log.warning("needs_restart", setting=name)
        self.settings = settings

    async def _assess(self) -> None:
        self.pulse.beat("pipeline", self.clock.monotonic())
        try:
            outcome = await self.worker.run(self.pipeline.tick, self.clock.now())
            self.poller.watch(await self.worker.run(tense_areas, self.store))
        except StoreBusy as error:  # the loop moves, and the database does not
            log.warning("store_busy", task="assess areas", error=str(error))
        else:
            self._outcome(outcome)
        self.pulse.beat("pipeline", self.clock.monotonic())

    async def _look(self) -> None:
        poller = self.poller
        silent = poller.silent_areas()
        homes = {area: _at_home(poller, area) for area in silent}
        await self.watch.look(
            Overview(feeds=poller.feeds, states=poller.states, uplink=poller.uplink, silent=homes)
        )

    async def _prune(self) -> None:
        scoring = self.pipeline.judgement.judge.scale.scoring
        await self.pruning.run(self.settings.retention, scoring.horizon.value)

    async def _tell(self) -> None:
        self.manager.status(self.vitals.status())
        try:
            waiting = await self.worker.run(pending, self.store)
        except StoreBusy:  # told by whoever had something to store
            return
        for channel in {*self.settings.channels, *waiting}:
            self.metrics.pending(channel, waiting.get(channel, 0))

    async def _watchdog(self) -> None:
        if not self.vitals.stuck():
            self.manager.watchdog()

    def _outcome(self, outcome: Outcome) -> None:
        for version in outcome.versions:
            self.metrics.alert(version.reason.value, version.level)
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
        if outcome.notifications:
            self.sending.wake()

    @property
    def vitals(self) -> Vitals:
        """How the daemon is."""
        return Vitals(
            poller=self.poller,
            sending=self.sending,
            pulse=self.pulse,
            clock=self.clock,
            disk=self.records.watch,
        )

    def _broke(self, _task: str, _error: BaseException | None) -> None:
        self.exit_code = 1
        self.ending.set()

    def _channel_trouble(self, transaction: Transaction, trouble: Trouble) -> None:
        routing, now = self.pipeline.judgement.routing, self.clock.now()
        told = tell_of_channel(transaction, trouble, routing.routes, routing.recipients, now)
        reason = trouble.reason.value
        log.warning("channel_trouble", channel=trouble.channel, reason=reason, notified=len(told))


def _at_home(poller: Poller, area: AreaId) -> tuple[FeedSettings, ...]:
    """Give the feeds of an area that were read at least once."""
    return tuple(
        feed
        for feed in poller.feeds.values()
        if feed.id in poller.states and area in poller.stands_in(feed)
    )


def _left_behind(feed: FeedSettings, link: str, reason: str) -> None:
    log.info("left_behind", feed=feed.id, link=link, reason=reason)


def _by_id(settings: Settings) -> dict[FeedId, FeedSettings]:
    return {feed.id: feed for feed in settings.feeds}
