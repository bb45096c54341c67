"""Entries as they came, before anybody read them."""

from dataclasses import dataclass
from datetime import datetime

from warnd.model.identifiers import FeedId


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """The bytes of one entry, and how they came."""

    #: the feed it came by
    feed: FeedId
    #: when it came, in UTC
    at: datetime
    #: the address of its document, after redirects
    url: str
    #: the Content-Type of its document; empty when none
    content_type: str
    #: its bytes, decoded from their transfer compression
    body: bytes
    #: whether it could be read
    readable: bool
