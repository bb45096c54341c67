"""Lets go what was held, tells again what nobody answered, and does what people ask."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from warnd.attending import Looked, look
from warnd.daemon.worker import Worker
from warnd.errors import StoreBusy
from warnd.model.order import Answer, Order
from warnd.orders import perform
from warnd.pipeline import Pipeline
from warnd.ports.store import Store
from warnd.ports.world import Clock

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class Keeper:
    """Looks after what waits for something other than its channel."""

    store: Store
    #: has the routes, and who is reached by each channel
    pipeline: Pipeline
    worker: Worker
    clock: Clock
    #: called when there is something new in the outbox
    on_news: Callable[[], None]
    #: called when drafts were dropped, with how many
    on_dropped: Callable[[int], None] = lambda _: None

    async def look(self) -> None:
        """Look once at all that waits; a database that is away is asked the next time."""
        try:
            looked = await self.worker.run(self._look)
        except StoreBusy as error:
            log.warning("store_busy", task="look at what is held", error=str(error))
            return
        if looked.is_news or looked.dropped:
            made = [told.cause.value for told in looked.made]
            log.info("held_looked_at", released=looked.released, dropped=looked.dropped, made=made)
        if looked.dropped:
            self.on_dropped(looked.dropped)
        if looked.is_news:
            self.on_news()

    async def obey(self, order: Order) -> Answer:
        """Do what somebody asks; give what came of it. Raises StoreBusy when it is not stored."""
        answer = await self.worker.run(self._perform, order)
        log.info(
            "order",
            command=order.command.value,
            who=order.who,
            subject=order.subject,
            done=answer.done,
            words=answer.words,
        )
        if answer.is_news:
            await self.look()
            self.on_news()
        return answer

    def _look(self) -> Looked:
        with self.store.transaction() as transaction:
            return look(transaction, self.pipeline.judgement.routing, self.clock.now())

    def _perform(self, order: Order) -> Answer:
        with self.store.transaction() as transaction:
            return perform(transaction, order, self.clock.now())
