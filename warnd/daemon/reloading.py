"""Reads the configuration again while the daemon runs."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import structlog

from warnd.config.load import load_settings
from warnd.daemon.compose import build_channels, build_judgement, load_knowledge
from warnd.daemon.notify import ServiceManager
from warnd.daemon.opening import dresser_for, enricher_of, intake_of, send_through
from warnd.daemon.works import Works, feeds_by_id
from warnd.errors import WarndError
from warnd.feeds.fetch import HttpFetcher
from warnd.settings import Settings
from warnd.transport import open_client

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reloading:
    """Takes a new configuration over, whole or not at all."""

    works: Works
    manager: ServiceManager
    config: Path

    async def run(self) -> None:
        """Read the configuration again; a mistake in it leaves everything as it was."""
        works = self.works
        self.manager.reloading(works.clock.monotonic())
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
            works.metrics.reloaded(works.clock.now().timestamp(), well=True)
            feeds, channels = len(works.settings.feeds), len(works.settings.channels)
            log.info("reloaded", feeds=feeds, channels=channels)
            self.manager.ready(works.vitals.status())

    def _refuse(self, why: str) -> None:
        works = self.works
        works.metrics.reloaded(works.clock.now().timestamp(), well=False)
        self.manager.ready(f"running on the OLD configuration: {(why.splitlines() or [''])[0]}")

    async def _adopt(self, settings: Settings) -> None:
        works = self.works
        # Rules take seconds to compile, in which the loop must go on.
        knowledge = await asyncio.to_thread(load_knowledge, settings)
        channels = build_channels(settings, works.clock, works.memory)
        judgement = await asyncio.to_thread(build_judgement, settings, knowledge, channels)
        dresser = await dresser_for(works, settings)
        works.pipeline.judgement = judgement
        send_through(works, channels, settings, knowledge, dresser)
        intake = intake_of(works, settings)
        works.poller.adopt(feeds_by_id(settings), intake, settings.allow_addresses)
        if settings.allow_addresses != works.settings.allow_addresses:
            self._fetch_anew(settings)
        for name in ("store", "listen"):
            if getattr(settings, name) != getattr(works.settings, name):
                log.warning("needs_restart", setting=name)
        works.settings = settings

    def _fetch_anew(self, settings: Settings) -> None:
        """Fetch through a client that knows the addresses which are allowed now."""
        works = self.works
        client = open_client(settings.allow_addresses)
        works.cleanups.push_async_callback(client.aclose)
        fetcher, parts = HttpFetcher(client, works.clock), works.poller.parts
        parts.fetcher, parts.look_up = fetcher, fetcher.look_up
        parts.enricher = enricher_of(works, client, parts.parser)
