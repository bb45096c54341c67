"""What the daemon does again and again, and how often."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import structlog

from warnd.daemon.alarms.clock_watch import ClockWatch
from warnd.daemon.alarms.model_watch import ModelWatch
from warnd.daemon.alarms.soundness import soundness_of
from warnd.daemon.delivering.all_quiet import AllQuiet
from warnd.daemon.polling.overseeing import common_overview, own_overview
from warnd.daemon.questions import feed_states, tense_areas
from warnd.daemon.watching.heartbeat import Heartbeat, fetching
from warnd.daemon.watching.notify import ServiceManager
from warnd.daemon.watching.watchdog import Watchdog
from warnd.daemon.works import Works
from warnd.errors import StoreBusy
from warnd.pipeline import Outcome

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
#: how often it is looked whether a model is no good; the first time soon after the start, beside it
_MODELS = timedelta(seconds=5)
#: how often it is looked whether a heartbeat is due
_BEAT = timedelta(seconds=2)
#: how often the numbers that only change slowly are told
_TELL = timedelta(seconds=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """The tasks of a running daemon, each at its interval."""

    works: Works
    manager: ServiceManager
    #: ends the process at once, with a trace
    abort: Callable[[], None]

    def open(self) -> None:
        """Begin; needs a running event loop."""
        works = self.works
        every = works.scheduler.every
        every(_TICK, "poll what is due", self._poll)
        every(_ASSESS, "assess areas", self._assess)
        every(_TELL, "tell numbers", self._tell)
        every(_KEEP, "look at what is held", self._keep)
        every(_PRUNE_LOOK, "prune", self._prune)
        every(_LOOK, "look at all feeds", self._look)
        every(_TICK, "look at the disk", works.records.watch.look)
        every(_LOOK, "read the database through", soundness_of(works).look)
        every(_BEAT, "look at the clock", ClockWatch(works=works).look)
        every(_MODELS, "look at the models", ModelWatch(works=works).look)
        if works.crew.is_shared:
            round_s = timedelta(seconds=works.crew.round_s)
            every(round_s, "renew the lease", works.teamwork.look)
            every(_TICK, "look for news of others", works.teamwork.listen)
        every(_LOOK, "tell the word of the day", self._all_quiet().look)
        every(_BEAT, "heartbeat", self._heartbeat().look)
        self._open_watchdog()
        works.scheduler.start()
        works.cleanups.push_async_callback(works.worker_watch.stop)
        works.cleanups.callback(works.scheduler.stop)

    def _heartbeat(self) -> Heartbeat:
        works = self.works
        return Heartbeat(
            clock=works.clock,
            settings=lambda: works.settings.heartbeat,
            cycle=works.cycle,
            is_blocked=works.is_blocked,
            fetch=fetching(lambda: works.settings.allow_addresses),
        )

    def _all_quiet(self) -> AllQuiet:
        works = self.works
        return AllQuiet(
            store=works.store,
            worker=works.worker,
            clock=works.clock,
            pipeline=works.pipeline,
            settings=lambda: works.settings,
            leads=lambda: works.crew.leads,
            on_news=works.sending.wake,
        )

    def _open_watchdog(self) -> None:
        works = self.works
        interval_s = self.manager.watchdog_interval_s
        if interval_s is None:
            return
        watchdog = Watchdog(
            sign=self.manager.watchdog,
            clock=works.clock,
            still=works.vitals.still,
            interval_s=interval_s,
            abort=self.abort,
        )
        works.scheduler.every(timedelta(seconds=watchdog.look_s), "watchdog", watchdog.look)

    async def _poll(self) -> None:
        works = self.works
        works.worker_watch.look()
        await works.poller.tick()
        works.polling.beat()

    async def _assess(self) -> None:
        works = self.works
        outcome = Outcome()
        try:
            if works.crew.leads:
                outcome = await works.worker.run(works.pipeline.tick, works.clock.now())
            works.poller.watch(await works.worker.run(tense_areas, works.store))
        except StoreBusy as error:  # the loop moves, and the database does not
            log.warning("store_busy", task="assess areas", error=str(error))
        else:
            works.on_outcome(outcome)

    async def _look(self) -> None:
        works = self.works
        if not works.crew.leads:
            return
        overview = own_overview(works.poller)
        if not works.store.is_alone:
            try:
                states = await works.worker.run(feed_states, works.store)
            except StoreBusy:  # told by whoever had something to store
                return
            now, uplink = works.clock.now(), works.poller.uplink
            overview = common_overview(works.teamwork.feeds, states, uplink, now)
        await works.watch.look(overview)

    async def _keep(self) -> None:
        if self.works.crew.leads:
            await self.works.keeper.look()

    async def _prune(self) -> None:
        works = self.works
        if not works.crew.leads:
            return
        scoring = works.pipeline.judgement.judge.scale.scoring
        await works.pruning.run(works.settings.retention, scoring.horizon.value)

    async def _tell(self) -> None:
        works = self.works
        self.manager.status(works.vitals.status())
        with suppress(StoreBusy):  # told by whoever had something to store
            await works.worker.run(works.numbers.refresh, works.store)
        works.numbers.tell(works.metrics, frozenset(works.settings.channels), works.clock.now())
