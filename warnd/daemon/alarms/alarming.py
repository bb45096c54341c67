"""Tells people on every channel what is the matter with this warnd itself."""

from datetime import datetime

import structlog

from warnd.alerts.alarms import alarm_notice
from warnd.daemon.works import Works
from warnd.errors import StoreBusy
from warnd.model.notice import Notice, NoticeReason
from warnd.telling import tell_everybody

log = structlog.get_logger()


async def alarm(
    works: Works, reason: NoticeReason, since: datetime, seed: str | None = None
) -> None:
    """Store an alarm, or its end, and have it sent; one that was told before is not told again.

    `since` is when it began, `seed` what tells one from the next where that is not the moment.
    """
    notice = alarm_notice(reason, since, works.clock.now(), seed)
    try:
        told = await works.worker.run(_store, works, notice)
    except StoreBusy as error:
        log.error("alarm_not_stored", reason=reason.value, error=str(error))  # noqa: TRY400
        return
    log.warning("alarm", reason=reason.value, since=since.isoformat(), notified=told)
    works.sending.wake()


def _store(works: Works, notice: Notice) -> int:
    routing = works.pipeline.judgement.routing
    with works.store.transaction() as transaction:
        return len(tell_everybody(transaction, notice, routing.routes, routing.recipients))
