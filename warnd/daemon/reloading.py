"""Reads the configuration again while the daemon runs."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import structlog

from warnd.daemon.alarms.alarming import alarm
from warnd.daemon.compose import build_channels, build_judgement
from warnd.daemon.configuring import Configured, configured_anew
from warnd.daemon.keeping import keep_copy
from warnd.daemon.opening import dresser_for, enricher_of, fetcher_of, intake_of, send_through
from warnd.daemon.trial import Difference, Trial
from warnd.daemon.watching.notify import ServiceManager
from warnd.daemon.works import Works, feeds_by_id
from warnd.errors import ConfigurationInvalid, StoreBusy, WarndError
from warnd.judging import Judgement
from warnd.model.notice import NoticeReason
from warnd.model.order import Answer
from warnd.settings import Settings
from warnd.transport import open_client

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reloading:
    """Takes a new configuration over, whole or not at all."""

    works: Works
    manager: ServiceManager
    config: Path

    async def run(self) -> Answer:
        """Read the configuration again; a mistake in it leaves everything as it was.

        Gives what came of it: what would have changed on the newest articles, or every mistake.
        """
        self.manager.reloading(self.works.clock.monotonic())
        log.info("reloading", config=str(self.config))
        try:
            configured = await asyncio.to_thread(configured_anew, self.config)
            difference = await self._adopt(configured)
        except WarndError as error:
            log.error("reload_refused", error=str(error))  # noqa: TRY400  its words are enough
            return self._refused(error)
        except Exception as error:
            log.exception("reload_failed")
            return self._refused(error)
        return await self._taken_over(configured, difference)

    def _refused(self, error: Exception) -> Answer:
        works = self.works
        mistakes = error.mistakes if isinstance(error, ConfigurationInvalid) else ()
        told = tuple(map(str, mistakes)) or (str(error) or repr(error),)
        works.standing.refused = told[0]
        works.metrics.reloaded(works.clock.now().timestamp(), well=False)
        self.manager.ready(works.vitals.status())
        words = "refused; warnd goes on with the configuration that it has"
        return Answer(done=False, words=words, mistakes=told)

    async def _taken_over(self, configured: Configured, difference: Difference) -> Answer:
        works, now = self.works, self.works.clock.now()
        standing, copied = works.standing, works.copied
        standing.reloaded_at, standing.refused, standing.last_good = now, "", ""
        works.metrics.reloaded(now.timestamp(), well=True)
        feeds, channels = len(works.settings.feeds), len(works.settings.channels)
        log.info("reloaded", feeds=feeds, channels=channels)
        self.manager.ready(works.vitals.status())
        await keep_copy(configured.kept, now)
        if copied is not None:
            works.copied = None
            await alarm(works, NoticeReason.CONFIGURATION_BACK, copied.at)
        return Answer(
            done=True, words=f"reloaded: {feeds} feeds, {channels} channels; {difference.words}"
        )

    async def _adopt(self, configured: Configured) -> Difference:
        """Make everything ready, then let it take over in one step."""
        works, settings = self.works, configured.settings
        channels = build_channels(settings, works.clock, works.memory)
        judgement = build_judgement(settings, configured.knowledge, channels, configured.reader)
        difference = await self._tried(judgement)
        dresser = await dresser_for(works, settings)
        await self._judge_by(judgement)
        send_through(works, channels, settings, configured.knowledge, dresser)
        intake = intake_of(works, settings)
        ours = works.teamwork.adopt(feeds_by_id(settings))
        works.poller.adopt(ours, intake, settings.allow_addresses)
        if settings.allow_addresses != works.settings.allow_addresses:
            self._fetch_anew(settings)
        for name in ("store", "listen"):
            if getattr(settings, name) != getattr(works.settings, name):
                log.warning("needs_restart", setting=name)
        works.settings = settings
        return difference

    async def _tried(self, judgement: Judgement) -> Difference:
        works = self.works
        trial = Trial(store=works.store, worker=works.worker, used=works.pipeline.judgement)
        try:
            found = await trial.of(judgement)
        except StoreBusy as error:  # a reload must not wait for a database that is locked
            log.warning("store_busy", task="try the configuration", error=str(error))
            return Difference()
        log.info("reload_difference", articles=found.articles, **found.counts, **found.named)
        return found

    async def _judge_by(self, judgement: Judgement) -> None:
        """Let a judgement take over between two transactions, never within one."""
        pipeline = self.works.pipeline
        try:
            await self.works.worker.run_alone(setattr, pipeline, "judgement", judgement)
        except StoreBusy:  # only a commit of nothing failed: it decides from here on
            pipeline.judgement = judgement

    def _fetch_anew(self, settings: Settings) -> None:
        """Fetch through a client that knows the addresses which are allowed now."""
        works = self.works
        client = open_client(settings.allow_addresses)
        works.cleanups.push_async_callback(client.aclose)
        fetcher, parts = fetcher_of(works, client), works.poller.parts
        parts.fetcher, parts.look_up = fetcher, fetcher.look_up
        parts.enricher = enricher_of(works, client, parts.parser)
