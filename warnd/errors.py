"""Every error warnd raises, as one tree.

    WarndError
    ├── Temporary                 may pass: try again after `delay_s`
    │   ├── FetchFailed           a feed could not be fetched this time
    │   ├── ExchangeFailed        no whole HTTP answer came: DNS, TLS, time-out, reset
    │   │   └── CertificateRefused  a server whose certificate does not prove who it is
    │   ├── OutOfFiles            this machine or process has no file descriptor left
    │   ├── StoreBusy             the database is locked or away
    │   │   ├── StoreFull         nothing can be written: disk full, quota, read-only
    │   │   ├── StoreFailed       the disk failed to read or write
    │   │   ├── StoreChanged      what was known of the database holds no more
    │   │   └── LeaseLost         other workers took this one for dead
    │   └── DeliveryDeferred      a channel asks to be tried again
    │       └── ChannelClosed     a channel takes nothing until somebody mends it
    └── Permanent                 will not pass by itself
        ├── ConfigurationInvalid  the mistakes found in the configuration or in rule files
        ├── QueryInvalid          a rule's query cannot be read
        ├── AddressRefused        an address that must not be dialled
        ├── AnswerHostile         an HTTP answer that ran past its limits
        ├── FeedRefused           an address that must not be fetched
        ├── NotAFeed              an answer that is no feed
        ├── FeedHostile           a document that ran past its limits in the parser
        ├── ModelInvalid          a model file that is missing, damaged or not ours
        ├── GazetteerInvalid      a gazetteer file that is missing or damaged
        ├── StoreInvalid          a database that is damaged, foreign or newer than this program
        │   ├── StoreDamaged      a database of ours that is damaged
        │   └── StateForbidden    the folder of the records may not be used by this user
        ├── StoreInUse            another process holds the database
        ├── ListenFailed          the address of health and metrics cannot be taken
        ├── ClusterUnreachable    no Dask cluster that could help is at an address
        ├── WorkersLost           the processes that read a replay's articles are gone
        └── DeliveryRefused       a channel will never take this message as it is

The two bases decide retrying and nothing else does.
"""

from dataclasses import dataclass
from pathlib import Path


class WarndError(Exception):
    """The root of everything warnd raises on purpose."""


class Temporary(WarndError):  # noqa: N818  the words of STYLE: Temporary and Permanent
    """A failure that may pass; `delay_s` is the least wait in seconds, None if nobody said."""

    def __init__(self, message: str, *, delay_s: float | None = None) -> None:
        super().__init__(message)
        self.delay_s = delay_s


class Permanent(WarndError):  # noqa: N818
    """A failure that trying again will not mend."""


class FetchFailed(Temporary):
    """A feed could not be fetched this time; `health` is the value of the FeedHealth it shows.

    `signature` is what many hosts fail alike by when it is us: "unanswered" when no HTTP answer
    came, "certificate" when one was refused; empty when the server itself said no.
    """

    def __init__(
        self,
        message: str,
        *,
        delay_s: float | None = None,
        health: str = "unreachable",
        signature: str = "",
    ) -> None:
        super().__init__(message, delay_s=delay_s)
        self.health = health
        self.signature = signature


class ExchangeFailed(Temporary):
    """No whole HTTP answer came; the other side may have taken the request all the same."""


class CertificateRefused(ExchangeFailed):
    """A certificate does not prove who a server is; `of_time` when the date is what it fails by."""

    def __init__(self, message: str, *, of_time: bool = False) -> None:
        super().__init__(message)
        self.of_time = of_time


class OutOfFiles(Temporary):
    """No file descriptor is left: our own trouble, which says nothing of the other side."""


class StoreBusy(Temporary):
    """The database is locked by another process or away."""


class StoreFull(StoreBusy):
    """The database can be read and not be written: the disk or a quota is full, or read-only."""


class StoreFailed(StoreBusy):
    """The disk under the database failed: nothing that was not committed before can be trusted."""


class StoreChanged(StoreBusy):
    """What was known of the database holds no more: whoever relied on it begins anew."""


class LeaseLost(StoreBusy):
    """Others took this worker for dead, and its work over: it begins anew."""


class DeliveryDeferred(Temporary):
    """A channel could not take a message now.

    `throttled` when it asks for fewer messages (HTTP 429), `greylisted` when a mail server puts a
    recipient off (4xx): such waits grow in steps of their own. `unproven` when its certificate does
    not prove who it is.
    """

    def __init__(
        self,
        message: str,
        *,
        delay_s: float | None = None,
        throttled: bool = False,
        greylisted: bool = False,
        unproven: bool = False,
    ) -> None:
        super().__init__(message, delay_s=delay_s)
        self.throttled = throttled
        self.greylisted = greylisted
        self.unproven = unproven


class ChannelClosed(DeliveryDeferred):
    """A channel refuses whatever it is sent (HTTP 401, 403, 404, 410): a person must mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake in a file, told so that a person can mend it."""

    #: what is wrong, and what to write instead
    message: str
    #: the file it stands in
    file: Path
    #: 1-based line, 0 when the whole file is meant
    line: int = 0
    #: 1-based column, 0 when the whole line is meant
    column: int = 0
    #: where in the document, as `feeds[2].url`; empty for the whole document
    path: str = ""

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        what = f"{self.path}: {self.message}" if self.path else self.message
        return f"{where}: {what}"


class ConfigurationInvalid(Permanent):
    """The configuration or rule files hold `mistakes`, all that were found."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


class QueryInvalid(Permanent):
    """A query cannot be read; `column` is 1-based within the query."""

    def __init__(self, message: str, *, column: int = 0) -> None:
        super().__init__(message)
        self.column = column


class AddressRefused(Permanent):
    """An address that warnd must not dial: private, wrong scheme, too many redirects."""


class AnswerHostile(Permanent):
    """An HTTP answer that ran past its limits, or came in a coding nobody asked for."""


class FeedRefused(Permanent):
    """An address that warnd must not fetch: private, wrong scheme, too many redirects."""

    #: the value of the FeedHealth it shows
    health = "unreachable"


class NotAFeed(Permanent):
    """An answer that is no feed, such as a login page."""

    #: the value of the FeedHealth it shows
    health = "not_a_feed"


class FeedHostile(Permanent):
    """An answer or a document that ran past its limits of size, time or memory."""

    #: the value of the FeedHealth it shows
    health = "hostile"


class ModelInvalid(Permanent):
    """A model file that is missing, damaged or not one of ours."""


class GazetteerInvalid(Permanent):
    """A gazetteer file that is missing or damaged."""


class StoreInvalid(Permanent):
    """A database that is damaged, foreign or newer than this program."""


class StoreDamaged(StoreInvalid):
    """A database that was ours and is damaged: a backup may take its place."""


class StateForbidden(StoreInvalid):
    """The folder or the files of the records may not be used by the user that warnd runs as."""


class StoreInUse(Permanent):
    """Another process holds the database."""


class ListenFailed(Permanent):
    """The address of health and metrics cannot be taken."""


class ClusterUnreachable(Permanent):
    """No Dask cluster that could help stands at an address."""


class WorkersLost(Permanent):
    """The processes that read a replay's articles are gone."""


class DeliveryRefused(Permanent):
    """A channel will never take this message as it is."""
