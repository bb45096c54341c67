"""What channels noted of what they carried."""

from datetime import datetime

from sqlalchemy import bindparam, select

from warnd.model.identifiers import ChannelId
from warnd.storage.rows import Rows, insert_or_replace
from warnd.storage.tables import channel_notes

_NOTES = channel_notes.c
_NOTE = select(_NOTES.note).where(
    _NOTES.channel == bindparam("channel"), _NOTES.subject == bindparam("subject")
)


class SqlChannelNotes(Rows):
    """The notes of `warnd.ports.delivery.ChannelNotes`."""

    def channel_note(self, channel: ChannelId, subject: str) -> str | None:
        """Give what a channel noted of a subject last, None when nothing."""
        row = self._first(_NOTE, channel=channel, subject=subject)
        return None if row is None else str(row.note)

    def note_for_channel(self, channel: ChannelId, subject: str, note: str, now: datetime) -> None:
        """Store what a channel notes of a subject, in the place of what it noted before."""
        self._change(
            insert_or_replace(channel_notes, self._dialect),
            channel=channel,
            subject=subject,
            note=note,
            at=now,
        )
