"""Keeps alerts coming where nothing can be recorded: what a full or locked database asks for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import structlog

from warnd.alerts.route import notifications_of
from warnd.alerts.store_notices import store_notice
from warnd.daemon.delivering.channel_memory import StoredMemory
from warnd.daemon.delivering.sending import Sending
from warnd.daemon.disk.ballast import Ballast
from warnd.daemon.disk.disk_watch import DiskWatch
from warnd.daemon.disk.unrecorded import Unrecorded
from warnd.daemon.worker import Worker
from warnd.errors import StoreBusy
from warnd.model.identifiers import ChannelId
from warnd.model.notice import Notice, NoticeReason
from warnd.model.notification import Notification
from warnd.pipeline import Outcome, Pipeline
from warnd.ports.world import Clock
from warnd.storage.store import SqlStore
from warnd.telling import tell

log = structlog.get_logger()

#: what tries whether something can be stored notes it under; no channel has a colon in its id
_DISK = ChannelId("warnd:disk")
#: bytes that it stores: more than an article with its alerts takes, so that one fits afterwards
_ROOM = 64 * 1024


def folder_of(store: str) -> Path | None:
    """Give the folder that a database stands in; None for one that is no file."""
    scheme, _, path = store.partition(":///")
    return Path(path).absolute().parent if scheme == "sqlite" and path else None


def ballast_of(store: str) -> Ballast | None:
    """Give the ballast beside a database; None for one that is no file."""
    scheme, _, path = store.partition(":///")
    return Ballast(path=Path(f"{path}.ballast")) if scheme == "sqlite" and path else None


@dataclass(slots=True, kw_only=True)
class Records:
    """Knows whether anything can be recorded, and sends what is grave when it cannot."""

    store: SqlStore
    #: where the database stands, as the configuration has it
    address: str
    worker: Worker
    clock: Clock
    sending: Sending
    #: the pipeline as it is now
    pipeline: Callable[[], Pipeline]
    #: deletes early what is over
    prune: Callable[[], None]
    #: ends this process
    give_up: Callable[[], None]
    watch: DiskWatch = field(init=False)
    unrecorded: Unrecorded = field(init=False)

    def __post_init__(self) -> None:
        self.unrecorded = Unrecorded(sending=self.sending)
        self.sending.was_told = self.unrecorded.was_told
        self.watch = DiskWatch(
            clock=self.clock,
            ballast=ballast_of(self.address),
            probe=self._probe,
            prune=self.prune,
            on_trouble=self._on_trouble,
            on_back=self._on_back,
            give_up=self.give_up,
        )
        self.store.on_end = self.watch.ended

    async def rehearse(self, steps: Callable[[], Iterator[Outcome]]) -> None:
        """Send what is grave of what these steps would cause, and have none of it recorded."""
        try:
            caused = await self.worker.run_alone(self._rehearsed, steps)
        except StoreBusy as error:  # it cannot even be read
            log.warning("store_busy", task="rehearse", error=str(error))
            return
        begun = self.unrecorded.send(caused)
        if begun:
            log.warning("sent_unrecorded", messages=begun)

    def _rehearsed(self, steps: Callable[[], Iterator[Outcome]]) -> list[Notification]:
        self.store.rehearse()
        try:
            return [each for outcome in steps() for each in outcome.notifications]
        finally:
            self.pipeline().forget()

    async def _probe(self) -> None:
        memory = StoredMemory(channel=_DISK, store=self.store, worker=self.worker, clock=self.clock)
        await memory.remember("probe", "room" * (_ROOM // 4))
        await memory.remember("probe", self.clock.now().isoformat())

    async def _on_trouble(self, since: datetime, _trouble: str, can_record: bool) -> None:
        notice = store_notice(NoticeReason.STORE_TROUBLE, since, self.clock.now())
        if not (can_record and await self._told(notice)):
            routing = self.pipeline().judgement
            self.unrecorded.send(notifications_of(notice, routing.routes, routing.recipients))

    async def _on_back(self, since: datetime) -> None:
        await self._told(store_notice(NoticeReason.STORE_BACK, since, self.clock.now()))

    async def _told(self, notice: Notice) -> bool:
        """Store a notice and what it causes; tell whether that worked."""
        try:
            await self.worker.run(self._tell, notice)
        except StoreBusy:
            return False
        self.sending.wake()
        return True

    def _tell(self, notice: Notice) -> None:
        routing = self.pipeline().judgement
        with self.store.transaction() as transaction:
            tell(transaction, notice, routing.routes, routing.recipients)
