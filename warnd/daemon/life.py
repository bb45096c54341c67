"""The daemon as one object: start, reload, stop."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from warnd.config.load import load_settings
from warnd.daemon.compose import load_knowledge
from warnd.daemon.notify import ServiceManager
from warnd.daemon.opening import open_all
from warnd.daemon.reloading import Reloading
from warnd.daemon.rounds import Rounds
from warnd.daemon.works import Works
from warnd.web.metrics import Metrics

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class Daemon:
    """One running warnd: `opening` puts it together, `rounds` keeps it going."""

    config: Path
    manager: ServiceManager
    #: set when the daemon is to end
    ending: asyncio.Event = field(default_factory=asyncio.Event)
    #: 0, or 1 when a loop of the daemon broke
    exit_code: int = 0
    works: Works = field(init=False)
    _reloading: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.works = Works(broke=self._broke)

    @property
    def metrics(self) -> Metrics:
        """The numbers for Prometheus."""
        return self.works.metrics

    async def run(self) -> int:
        """Run until told to end; give the exit code.

        Raises WarndError when it cannot start.
        """
        async with self.works.cleanups:
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
            await Reloading(works=self.works, manager=self.manager, config=self.config).run()

    async def _start(self) -> None:
        works = self.works
        works.settings = settings = load_settings(self.config)
        await open_all(works, load_knowledge(settings, by_language=True))
        Rounds(works=works, manager=self.manager).open()
        await works.poller.tick()
        works.metrics.reloaded(works.clock.now().timestamp(), well=True)
        log.info("ready", feeds=len(settings.feeds), channels=len(settings.channels))
        self.manager.ready(works.vitals.status())

    def _broke(self, _task: str, _error: BaseException | None) -> None:
        self.exit_code = 1
        self.ending.set()
