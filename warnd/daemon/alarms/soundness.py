"""Whether the database file is sound: read through once a week, and mended at the next start.

A large file is not read through at the start, which it would hold up; it is soon after.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog

from warnd.daemon.alarms.alarming import alarm
from warnd.daemon.works import Works
from warnd.errors import StoreBusy
from warnd.model.notice import NoticeReason
from warnd.storage.check import Flaw, parts_of_file
from warnd.storage.connect import CHECK_BELOW_BYTES
from warnd.storage.repair import Repaired, file_of, suspicion

log = structlog.get_logger()

#: seconds from the start to the first look at a file that was too large for the start
FIRST_S = 300.0
#: seconds from one look to the next
WEEK_S = 7 * 24 * 3600.0


@dataclass(slots=True, kw_only=True)
class Soundness:
    """Looks through the database file from time to time."""

    works: Works
    #: when the next look is due, in monotonic seconds
    due_s: float
    #: what was found; it is told once
    found: str = ""

    async def look(self) -> None:
        """Read through the file when a look is due, and tell people when it is damaged."""
        works, path = self.works, file_of(self.works.settings.store)
        if path is None or works.clock.monotonic() < self.due_s:
            return
        self.due_s = works.clock.monotonic() + WEEK_S
        try:
            flaws = await asyncio.to_thread(_all, parts_of_file(path))
        except StoreBusy as error:
            log.warning("store_busy", task="read the database through", error=str(error))
            return
        log.info("database_read_through", flaws=len(flaws))
        if flaws and not self.found:
            self.found = works.standing.damaged = flaws[0].what
            log.error("database_damaged", error="; ".join(flaw.what for flaw in flaws))
            await asyncio.to_thread(mark_suspect, path)
            await alarm(works, NoticeReason.STORE_DAMAGED, works.clock.now())


def soundness_of(works: Works) -> Soundness:
    """Give what looks through the database of a daemon that has just started."""
    path = file_of(works.settings.store)
    is_read = path is None or path.stat().st_size < CHECK_BELOW_BYTES
    return Soundness(works=works, due_s=works.clock.monotonic() + (WEEK_S if is_read else FIRST_S))


async def tell_of_repair(works: Works, repaired: Repaired) -> None:
    """Tell people that a damaged database was moved aside, and what stands in its place."""
    backup, now = repaired.backup, works.clock.now()
    log.error(
        "database_repaired",
        damaged=str(repaired.damaged),
        backup=None if backup is None else str(backup.path),
        error=repaired.why,
    )
    if backup is None:
        await alarm(works, NoticeReason.STORE_LOST, now)
    else:
        await alarm(works, NoticeReason.STORE_RESTORED, backup.at, seed=now.isoformat())


def mark_suspect(path: Path) -> None:
    """Have a database file read through at the next start, however large it is."""
    try:
        suspicion(path).touch(mode=0o600)
    except OSError as error:
        log.warning("suspicion_not_noted", error=str(error))


def _all(flaws: Iterator[Flaw]) -> tuple[Flaw, ...]:
    return tuple(flaws)
