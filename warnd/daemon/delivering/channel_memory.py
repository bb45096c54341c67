"""What channels remember, in the database."""

from dataclasses import dataclass

from warnd.daemon.worker import Worker
from warnd.model.identifiers import ChannelId
from warnd.ports.store import Store
from warnd.ports.world import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMemory:
    """What one channel remembers; implements `warnd.ports.world.ChannelMemory`."""

    channel: ChannelId
    store: Store
    worker: Worker
    clock: Clock

    async def recall(self, subject: str) -> str | None:
        """Give what was noted of a subject last, None when nothing was."""
        return await self.worker.run(self._read, subject)

    async def remember(self, subject: str, note: str) -> None:
        """Note something of a subject, in the place of what was noted before."""
        await self.worker.run(self._write, subject, note)

    async def agree(self, subject: str, note: str) -> str:
        """Note something of a subject unless something is noted; give what is.

        Workers that start at once come to the same.
        """
        return await self.worker.run(self._agreed, subject, note)

    def _read(self, subject: str) -> str | None:
        with self.store.transaction() as transaction:
            return transaction.channel_note(self.channel, subject)

    def _write(self, subject: str, note: str) -> None:
        with self.store.transaction() as transaction:
            transaction.note_for_channel(self.channel, subject, note, self.clock.now())

    def _agreed(self, subject: str, note: str) -> str:
        with self.store.transaction() as transaction:
            transaction.take_turn()
            known = transaction.channel_note(self.channel, subject)
            if known is None:
                now = self.clock.now()
                transaction.note_for_channel(self.channel, subject, note, now)
            return note if known is None else known
