"""What warnd remembers of a feed between polls."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warnd.model.identifiers import FeedId


class FeedHealth(StrEnum):
    """How the last poll of a feed went."""

    #: never polled
    UNKNOWN = "unknown"
    #: answered with a feed
    OK = "ok"
    #: answers, and has brought nothing new for longer than it usually or declaredly does
    QUIET = "quiet"
    #: answered with a feed that had to be recovered
    DEGRADED = "degraded"
    #: answered with a feed most of whose entries have no date that can be read
    UNDATED = "undated"
    #: read, and its address has told for days that it stands elsewhere now
    MOVED = "moved"
    #: refused us: 401, 403, 429
    BLOCKED = "blocked"
    #: answered with something that is no feed
    NOT_A_FEED = "not_a_feed"
    #: sent a document that ran past its limits
    HOSTILE = "hostile"
    #: gone: 404 or 410
    GONE = "gone"
    #: no answer: network, DNS, TLS, time-out, 5xx
    UNREACHABLE = "unreachable"


#: health of polls that brought no document, or one that costs too much
TROUBLES = frozenset(
    {
        FeedHealth.BLOCKED,
        FeedHealth.NOT_A_FEED,
        FeedHealth.HOSTILE,
        FeedHealth.GONE,
        FeedHealth.UNREACHABLE,
    }
)


class Uplink(StrEnum):
    """How this machine stands to the world, judged by all feeds together."""

    #: some feeds answer
    ONLINE = "online"
    #: many hosts fail alike: it is us
    OFFLINE = "offline"
    #: many hosts answer with one page: somebody wants a login
    CAPTIVE = "captive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a conditional GET sends back to the server."""

    #: its ETag as sent; empty when none
    etag: str = ""
    #: its Last-Modified as sent; empty when none
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is stored of a feed, in the same transaction as the articles of its poll."""

    #: the feed
    feed: FeedId
    #: when it is due again
    due: datetime
    #: how the last poll went
    health: FeedHealth = FeedHealth.UNKNOWN
    #: the validators of the last document that was read in full
    validators: Validators = Validators()
    #: when a document was last read, by full answer or 304; None before the first
    last_success: datetime | None = None
    #: when a document was first read; None before that
    read_since: datetime | None = None
    #: when a document was last fetched without validators; None before the first
    last_full: datetime | None = None
    #: polls in a row that failed
    failures: int = 0
    #: what went wrong last; empty when nothing did
    error: str = ""
    #: whether the first poll, which is a baseline, is behind it
    baselined: bool = False
    #: the first of the failures in a row; None when the last poll went well
    failing_since: datetime | None = None
    #: the trouble that people were told of and have not been told the end of; None when none
    told: FeedHealth | None = None
    #: when polls brought something new, the last twenty, oldest first; the baseline is none
    arrivals: tuple[datetime, ...] = ()
    #: how many entries the last document had; None before the first
    entries: int | None = None
    #: the digest of the last document that was read; empty when none, or when it was cut short
    digest: str = ""
    #: where permanent redirects lead; empty when they lead nowhere
    moved_to: str = ""
    #: since when they do
    moved_since: datetime | None = None
    #: when the certificate of its server ends; None without TLS, or when not known
    certificate_ends: datetime | None = None
    #: whether its last poll failed since its server did not prove who it is
    certificate_refused: bool = False
    #: whether it has shown one id for several entries: then ids are not believed any more
    repeats_ids: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A feed's answer: a body, or the word that nothing changed."""

    #: the address after redirects
    url: str
    #: the document, decoded from its transfer compression; empty when `unchanged`
    body: bytes
    #: whether the server said 304 Not Modified
    unchanged: bool
    #: validators to send next time
    validators: Validators
    #: the Content-Type header, empty when none
    content_type: str
    #: the least wait in seconds that cache headers or Retry-After ask for; None when they do not
    wait_s: float | None = None
    #: where permanent redirects lead from the configured address; empty when there were none
    moved_to: str = ""
    #: when the certificate of the server ends; None without TLS
    certificate_ends: datetime | None = None
    #: whether the body went on beyond the size limit
    cut: bool = False
    #: what stands behind the address, as the value of its `FeedType`
    type: str = "feed"
    #: ISO 639-1 codes of the languages that are wanted of it, where it has several
    languages: tuple[str, ...] = ()
