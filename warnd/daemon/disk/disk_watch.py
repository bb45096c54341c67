"""Whether anything can be recorded, and what helps when nothing can (FAULTS, rows 6, 7 and 10)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from warnd.daemon.disk.ballast import Ballast
from warnd.errors import StoreBusy, StoreDamaged, StoreFailed, StoreFull, StoreInvalid
from warnd.ports.world import Clock

log = structlog.get_logger()

#: failures of the disk itself, or of a damaged file, one after the other, after which a new process
#: should try
MOST_FAILED = 3
#: seconds for which a lock of another process may last before people are told
LOCKED_S = 60.0
#: seconds for which nothing can be written, with the ballast gone, before people are told
FULL_S = 3.0
#: seconds between two tries to store something while nothing can be
PROBE_S = 5.0
#: seconds from the start, and from one look, to the next look whether there is room for the ballast
BALLAST_S = 60.0


@dataclass(slots=True, kw_only=True)
class DiskWatch:
    """Watches what becomes of commits, and acts on it."""

    clock: Clock
    #: room to give up; None where the database is no file of ours
    ballast: Ballast | None
    #: stores what needs room, and gives the room back
    probe: Callable[[], Awaitable[None]]
    #: deletes early what is over
    prune: Callable[[], None]
    #: tells people that records are in trouble, since when and why; whether that can be recorded
    on_trouble: Callable[[datetime, str, bool], Awaitable[None]]
    #: tells people that all is well again, since the trouble that began then
    on_back: Callable[[datetime], Awaitable[None]]
    #: ends this process, so that a new one begins with files opened anew
    give_up: Callable[[], None]
    #: what went wrong last; empty while nothing is wrong
    trouble: str = ""
    #: since when nothing can be recorded; None while it can
    failing_since: datetime | None = None
    _failing_since_s: float = 0.0
    _is_full: bool = False
    _failed: int = 0
    _has_given_up: bool = False
    #: since when the ballast is gone for good reason; None while it is not
    _released_since: datetime | None = None
    #: since when people know; None while they have been told of nothing
    _told_since: datetime | None = None
    _probed_s: float = float("-inf")
    _looked_s: float = field(init=False)

    def __post_init__(self) -> None:
        self._looked_s = self.clock.monotonic()

    def ended(self, error: StoreBusy | StoreInvalid | None) -> None:
        """Note that something was recorded, or could not be; any thread may call it.

        Where a file cannot grow, what needs no more room is recorded all the same: then only a
        probe tells that there is room.
        """
        if error is None:
            if not self._is_full:
                self._is_well()
            return
        if self.failing_since is None:
            self._failing_since_s = self.clock.monotonic()
            self.failing_since = self.clock.now()
        self.trouble = str(error)
        self._is_full = isinstance(error, StoreFull)
        is_lasting = isinstance(error, StoreFailed | StoreDamaged)
        self._failed = self._failed + 1 if is_lasting else 0
        if self._is_full and self.ballast is not None and self.ballast.release():
            self._released_since = self.clock.now()
            log.error("ballast_released", freed=self.ballast.size, error=str(error))

    def _is_well(self) -> None:
        self.failing_since, self.trouble = None, ""
        self._failed, self._is_full = 0, False

    @property
    def is_dire(self) -> bool:
        """Whether nothing has been recorded for so long that it will not pass by itself."""
        bound_s = FULL_S if self._is_full else LOCKED_S
        return self.failing_since is not None and self._lasted_s() >= bound_s

    async def look(self) -> None:
        """Do what is to be done now: tell, try, give up, or take room again."""
        if self._failed >= MOST_FAILED and not self._has_given_up:
            self._has_given_up = True
            log.critical("disk_failed", times=self._failed, error=self.trouble)
            self.give_up()
        elif self.failing_since is not None:
            await self._probe()
        await self._tell()
        self._keep_ballast()

    def _lasted_s(self) -> float:
        return self.clock.monotonic() - self._failing_since_s

    async def _probe(self) -> None:
        now_s = self.clock.monotonic()
        if now_s - self._probed_s < PROBE_S:
            return
        self._probed_s = now_s
        try:
            await self.probe()
        except StoreBusy as error:
            log.warning("store_busy", task="try to store", error=str(error))
        else:
            self._is_well()

    async def _tell(self) -> None:
        since = self.failing_since or self._released_since
        if self._told_since is None and (self.is_dire or self._released_since) and since:
            self._told_since = since
            can_record = self.failing_since is None
            log.error("store_failing", since=since.isoformat(), error=self.trouble)
            self.prune()
            await self.on_trouble(since, self.trouble, can_record)
        elif self._told_since is not None and since is None:
            since, self._told_since = self._told_since, None
            log.warning("store_back", since=since.isoformat())
            await self.on_back(since)

    def _keep_ballast(self) -> None:
        now_s = self.clock.monotonic()
        if self.ballast is None or self.failing_since or now_s - self._looked_s < BALLAST_S:
            return
        self._looked_s = now_s
        if self.ballast.make():
            self._released_since = None
