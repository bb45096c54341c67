"""Tells each channel that wants it, once a day, that warnd is alive and what it read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from warnd.alerts.all_quiet import SPAN, due_at, notifications_at, times_of, word_of
from warnd.daemon.worker import Worker
from warnd.errors import StoreBusy
from warnd.pipeline import Pipeline
from warnd.ports.world import Clock
from warnd.settings import Settings
from warnd.storage.store import SqlStore

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class AllQuiet:
    """Looks whether the word of the day is due; what was told already is known by its id."""

    store: SqlStore
    worker: Worker
    clock: Clock
    #: has the routes, and who is reached by each channel
    pipeline: Pipeline
    #: gives the settings as they are now
    settings: Callable[[], Settings]
    #: tells whether this process does what one of several should do
    leads: Callable[[], bool]
    #: called when there is something new in the outbox
    on_news: Callable[[], None]
    #: the last moments that were told of, or found told, by the times as they are written
    _told: dict[str, datetime] = field(default_factory=dict)

    async def look(self) -> None:
        """Tell whoever is due now; a database that is away is asked the next time."""
        now = self.clock.now()
        if not self.leads():
            return
        for written in sorted(times_of(self.pipeline.judgement.routing.routes)):
            at = due_at(written, now)
            if at is None or self._told.get(written) == at:
                continue
            try:
                told = await self.worker.run(self._tell, written, at, now)
            except StoreBusy as error:
                log.warning("store_busy", task="tell the word of the day", error=str(error))
                return
            self._told[written] = at
            if told:
                log.info("all_quiet_told", time=written, notified=told)
                self.on_news()

    def _tell(self, written: str, at: datetime, now: datetime) -> int:
        routing = self.pipeline.judgement.routing
        feeds = {feed.id: feed for feed in self.settings().feeds}
        with self.store.transaction() as stored:
            states = stored.feed_states()
            since = (state.read_since for state in states.values())
            begun = min(filter(None, since), default=now)
            if begun >= at:  # nothing was read yet when it was due
                return 0
            notice = word_of(at, written, feeds, states, stored.alerts_begun(now - SPAN), now)
            if not stored.add_notice(notice):
                return 0
            told = notifications_at(written, notice, routing.routes, routing.recipients)
            stored.add_notifications(told)
        return len(told)
