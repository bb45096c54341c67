"""The daemon as one object: start, reload, stop."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from warnd.daemon.alarms.alarming import alarm
from warnd.daemon.alarms.soundness import tell_of_repair
from warnd.daemon.configuring import Configured, configured_at_start, told_of_copy
from warnd.daemon.garbage import no_collector
from warnd.daemon.keeping import keep_copy
from warnd.daemon.opening import open_all
from warnd.daemon.reloading import Reloading
from warnd.daemon.rounds import Rounds
from warnd.daemon.watching.extending import extending
from warnd.daemon.watching.notify import ServiceManager
from warnd.daemon.works import Works
from warnd.model.notice import NoticeReason
from warnd.model.order import Answer
from warnd.web.metrics import Metrics

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class Daemon:
    """One running warnd: `opening` puts it together, `rounds` keeps it going."""

    config: Path
    manager: ServiceManager
    #: ends the process at once, with a trace, when a loop of it is frozen
    abort: Callable[[], None]
    #: whether a broken configuration keeps it from starting, whatever worked before
    strict: bool = False
    #: set when the daemon is to end
    ending: asyncio.Event = field(default_factory=asyncio.Event)
    #: 0, or 1 when a loop of the daemon broke
    exit_code: int = 0
    works: Works = field(init=False)
    _reloading: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.works = Works(broke=self._broke, reload=self.reload)

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
                with no_collector():
                    await self._start()
            await self.ending.wait()
            log.info("stopping")
            self.works.standing.unready = "it is ending"
            self.manager.stopping()
        return self.exit_code

    def end(self) -> None:
        """Ask the daemon to finish what is under way and end."""
        self.ending.set()

    async def reload(self) -> Answer:
        """Read the configuration again; a mistake in it leaves everything as it was."""
        async with self._reloading:  # one after the other, so that the last one asked for holds
            return await Reloading(works=self.works, manager=self.manager, config=self.config).run()

    async def _start(self) -> None:
        works = self.works
        configured = configured_at_start(self.config, strict=self.strict)
        async with extending(self.manager, "opening the database"):
            await open_all(works, configured)
        Rounds(works=works, manager=self.manager, abort=self.abort).open()
        await works.poller.tick()
        now, copy = works.clock.now(), configured.copy
        works.metrics.reloaded(now.timestamp(), well=copy is None)
        if copy is None:
            works.standing.reloaded_at = now
        else:
            works.copied = copy
            works.standing.last_good = told_of_copy(copy, configured.broken)
        feeds, channels = len(works.settings.feeds), len(works.settings.channels)
        log.info("ready", feeds=feeds, channels=channels)
        works.started, works.standing.unready = works.clock.now(), ""
        self.manager.ready(works.vitals.status())
        await self._started(configured)

    async def _started(self, configured: Configured) -> None:
        """Tell what was not as it should be, and keep the configuration that was started with."""
        works = self.works
        if works.repaired is not None:
            await tell_of_repair(works, works.repaired)
        if configured.copy is None:
            await keep_copy(configured.kept, works.clock.now())
            return
        why = str(configured.broken)
        log.error("started_on_last_good", since=configured.copy.at.isoformat(), error=why)
        daily = f"{works.clock.now():%Y-%m-%d} {why}"  # told again each day that it is started so
        await alarm(works, NoticeReason.CONFIGURATION_BROKEN, configured.copy.at, seed=daily)

    def _broke(self, _task: str, _error: BaseException | None) -> None:
        self.exit_code = 1
        self.ending.set()
