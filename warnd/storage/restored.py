"""What is told again after a restore: the database forgot that it was told before (FAULTS, 52).

A backup does not know what was read and told after it was made. Feeds still show most of that, so
it is told a second time, marked as a possible repeat.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, update

from warnd.model.identifiers import ChannelId
from warnd.model.notification import Notification, NotificationState
from warnd.storage.channel_notes import SqlChannelNotes
from warnd.storage.rows import Caches
from warnd.storage.tables import notifications

#: what the moment is remembered under, beside what channels remember; no channel has a colon in its
#: id
_NOTE = ChannelId("warnd:restored")
_UNTIL = "repeats until"
#: how long after a restore all that is told is marked: within a day every feed was read in full
REPEATS = timedelta(days=1)


def mark_restored(connection: Connection, now: datetime) -> None:
    """Note that the database was restored, and mark what waits in it as a possible repeat."""
    connection.execute(
        update(notifications)
        .where(
            notifications.c.state.in_([NotificationState.PENDING, NotificationState.SENDING]),
        )
        .values(may_repeat=True)
    )
    notes = SqlChannelNotes(connection, Caches())
    notes.note_for_channel(_NOTE, _UNTIL, (now + REPEATS).isoformat(), now)


def may_repeat(connection: Connection, new: Sequence[Notification]) -> bool:
    """Tell whether what is told now may have been told before the database was restored."""
    until = _repeats_until(connection)
    return until is not None and any(each.created < until for each in new)


def is_after_restore(connection: Connection, created: datetime) -> bool:
    """Tell whether what was made at a moment is told after a restore, or was restored itself."""
    until = _repeats_until(connection)
    return until is not None and created < until


def _repeats_until(connection: Connection) -> datetime | None:
    until = SqlChannelNotes(connection, Caches()).channel_note(_NOTE, _UNTIL)
    return None if until is None else datetime.fromisoformat(until)
