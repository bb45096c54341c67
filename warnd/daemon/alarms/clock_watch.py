"""Tells people when the clock of this machine is not to be believed, and when it is again."""

from dataclasses import dataclass

import structlog

from warnd.daemon.alarms.alarming import alarm
from warnd.daemon.timing.steady_clock import Doubt
from warnd.daemon.works import Works
from warnd.model.notice import NoticeReason

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class ClockWatch:
    """Looks whether the clock is believed."""

    works: Works
    #: the doubt that people know of
    told: Doubt | None = None

    async def look(self) -> None:
        """Tell of a doubt that is new, or over."""
        works, doubt = self.works, self.works.clock.doubt
        works.standing.clock_suspect = f"the clock is suspect: {doubt.why}" if doubt else ""
        known, self.told = self.told, doubt
        if doubt is not None and known is None:
            log.error("clock_suspect", why=doubt.why, wall=works.clock.wall().isoformat())
            await alarm(works, NoticeReason.CLOCK_SUSPECT, doubt.since)
        elif doubt is None and known is not None:
            log.warning("clock_trusted", since=known.since.isoformat())
            await alarm(works, NoticeReason.CLOCK_BACK, known.since)
