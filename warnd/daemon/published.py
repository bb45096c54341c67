"""The alerts as the web asks for them, from the database."""

from collections.abc import Sequence
from dataclasses import dataclass

from warnd.channel_settings import CapSettings
from warnd.daemon.worker import Worker
from warnd.model.alert import AlertVersion
from warnd.model.identifiers import AlertId
from warnd.ports.store import Store
from warnd.settings import Settings

#: who sends CAP messages where no `cap` channel says so; reserved by RFC 2606, so that nobody else
#: is taken for us
NOBODY = "warnd.invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAlerts:
    """Reads alerts; implements `warnd.web.alert_feeds.PublishedAlerts`."""

    store: Store
    worker: Worker

    async def newest(self, limit: int) -> Sequence[AlertVersion]:
        """Give the newest version of the newest alerts, newest first."""
        return await self.worker.run(self._newest, limit)

    async def versions(self, alert: AlertId) -> Sequence[AlertVersion]:
        """Give all versions of an alert, oldest first; empty when it is not known."""
        return await self.worker.run(self._versions, alert)

    def _newest(self, limit: int) -> Sequence[AlertVersion]:
        with self.store.transaction() as transaction:
            return transaction.alerts(limit)

    def _versions(self, alert: AlertId) -> Sequence[AlertVersion]:
        with self.store.transaction() as transaction:
            return transaction.alert_versions(alert)


def cap_sender(settings: Settings) -> str:
    """Give who sends CAP messages: as the first `cap` channel says."""
    senders = (one.sender for one in settings.channels.values() if isinstance(one, CapSettings))
    return next(senders, NOBODY)
