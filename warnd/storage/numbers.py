"""Numbers about what is stored, for those who watch over warnd; no judgement rests on them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, func, select, text

from warnd.model.identifiers import ChannelId
from warnd.model.notification import NotificationState
from warnd.storage.rows import Rows
from warnd.storage.tables import alert_versions, notifications

#: deliveries that are looked through for the newest of each channel, beside what is known already
NEWEST = 500

_SENT = notifications.c
_OLDEST = (
    select(_SENT.channel, func.min(_SENT.created))
    .where(_SENT.state == NotificationState.PENDING)
    .group_by(_SENT.channel)
)
_EVER_DELIVERED = (
    select(_SENT.channel, func.max(_SENT.settled))
    .where(_SENT.state == NotificationState.DELIVERED)
    .group_by(_SENT.channel)
)
_JUST_DELIVERED = (
    select(_SENT.channel, _SENT.settled)
    .where(_SENT.state == NotificationState.DELIVERED)
    .order_by(_SENT.settled.desc())
    .limit(bindparam("most"))
)
_BEGUN = select(func.count()).where(
    alert_versions.c.version == 1, alert_versions.c.at > bindparam("since")
)
#: how each database tells its size in bytes
_SIZE = {
    "sqlite": text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"),
    "postgresql": text("SELECT pg_database_size(current_database())"),
}


class SqlNumbers(Rows):
    """What is counted and measured in the database."""

    def oldest_waiting(self) -> Mapping[ChannelId, datetime]:
        """Give when the oldest notification was made that waits on each channel."""
        return {ChannelId(channel): made for channel, made in self._all(_OLDEST)}

    def ever_delivered(self) -> Mapping[ChannelId, datetime]:
        """Give when each channel took a message last; looks at all that was ever sent."""
        return {ChannelId(channel): at for channel, at in self._all(_EVER_DELIVERED)}

    def just_delivered(self) -> Mapping[ChannelId, datetime]:
        """Give the same for channels that took one of the newest, which is quickly told."""
        rows = self._all(_JUST_DELIVERED, most=NEWEST)
        return {ChannelId(channel): at for channel, at in reversed(rows)}

    def alerts_begun(self, since: datetime) -> int:
        """Give how many alerts began after a moment."""
        return int(self._first(_BEGUN, since=since)[0])

    def size_bytes(self) -> int:
        """Give how large the database is."""
        return int(self._first(_SIZE[self._dialect])[0])
