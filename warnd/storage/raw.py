"""The bytes of entries as they came: to look into what could not be read, and what was misread."""

import zlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from warnd.model.identifiers import FeedId
from warnd.model.raw import RawEntry
from warnd.storage.rows import Rows
from warnd.storage.tables import raw_entries

# Most entries are smaller than 8 KB. With zlib's own window of 32 KB, making its state ready takes
# five times as long as compressing one; with this one nothing comes out larger.
_WINDOW_BITS = 13
_MEMORY_LEVEL = 6
# Level 6 takes a fifth longer and saves half a percent.
_LEVEL = 3

_QUARANTINED = (
    select(raw_entries)
    .where(raw_entries.c.readable.is_(False))
    .order_by(raw_entries.c.id.desc())
    .limit(bindparam("most"))
)


class SqlRaw(Rows):
    """The raw entries of `warnd.ports.intake.RawStore`."""

    def add_raw(
        self,
        feed: FeedId,
        at: datetime,
        url: str,
        content_type: str,
        bodies: Sequence[bytes],
        readable: bool,
    ) -> None:
        """Store the bytes of entries of one document; not `readable` puts them in quarantine."""
        how = {
            "feed": feed,
            "at": at,
            "url": url,
            "content_type": content_type,
            "readable": readable,
        }
        self._add(raw_entries, [{**how, "body": _compressed(body)} for body in bodies])

    def quarantined(self, limit: int) -> tuple[RawEntry, ...]:
        """Give the entries that could not be read, newest first."""
        return tuple(
            RawEntry(
                feed=FeedId(row.feed),
                at=row.at,
                url=row.url,
                content_type=row.content_type,
                body=zlib.decompress(row.body),
                readable=row.readable,
            )
            for row in self._all(_QUARANTINED, most=limit)
        )


def _compressed(body: bytes) -> bytes:
    compressor = zlib.compressobj(_LEVEL, wbits=_WINDOW_BITS, memLevel=_MEMORY_LEVEL)
    return compressor.compress(body) + compressor.flush()
