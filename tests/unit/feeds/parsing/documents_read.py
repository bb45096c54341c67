"""Documents read within the test, as the parser's child reads them."""

from dataclasses import replace

from warnd.feeds.parsing.documents import Asked, read_document
from warnd.feeds.parsing.limits import ParseLimits
from warnd.feeds.sources.adapter import Received
from warnd.model.entry import Entry, FeedDocument

URL = "http://feed.example/dir/feed.xml"
RSS = "application/rss+xml"
#: time enough, whatever else the machine does
PATIENT = ParseLimits(quick_cpu_s=20, whole_cpu_s=20, entry_cpu_s=20, entries_cpu_s=60, cpu_s=100)


def read(
    body: bytes,
    *,
    known: frozenset[str] = frozenset(),
    cut: bool = False,
    content_type: str = RSS,
    limits: ParseLimits = PATIENT,
) -> FeedDocument:
    """Give a document as the child would."""
    received = Received(url=URL, body=body, content_type=content_type)
    return read_document(Asked(received=received, known=known, cut=cut), limits)


def bare(entry: Entry) -> Entry:
    """Give an entry without where it stood."""
    return replace(entry, digest="", span=None)


def bares(document: FeedDocument) -> list[Entry]:
    return [bare(entry) for entry in document.entries]
