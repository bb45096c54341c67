"""How a feed answered that was asked once."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warnd.articles.language import UNKNOWN
from warnd.errors import WarndError
from warnd.model.article import Article, DateConfidence
from warnd.model.entry import FeedDocument
from warnd.model.feed import TROUBLES, FeedHealth, Fetched
from warnd.settings import FeedSettings

#: the share of entries that a language must have to be told
LEAST_OF_LANGUAGE = 0.2


class Conditional(StrEnum):
    """What a server does with a conditional request."""

    #: asked again, it said that nothing changed
    HEEDED = "heeded"
    #: it gives validators, and sends everything all the same
    IGNORED = "ignored"
    #: it gives validators; whether it heeds them was not asked
    OFFERED = "offered"
    #: it gives no validators: each poll costs the whole document
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How one feed answered."""

    #: the feed
    feed: FeedSettings
    #: the state it would have after this poll
    health: FeedHealth
    #: what went wrong; None when nothing did
    cause: WarndError | None = None
    #: what to do; empty when nothing is to be done
    advice: str = ""
    #: seconds until its answer was there
    took_s: float
    #: its answer; None when there was none
    fetched: Fetched | None = None
    #: its document; None when it could not be read
    document: FeedDocument | None = None
    #: the articles of its first entries, as the daemon would read them
    articles: tuple[Article, ...] = ()
    #: what it does with conditional requests; None when that is not known
    conditional: Conditional | None = None

    @property
    def error(self) -> str:
        """What went wrong in words; empty when nothing did."""
        return "" if self.cause is None else str(self.cause)

    @property
    def is_trouble(self) -> bool:
        """Whether the poll brought no document."""
        return self.health in TROUBLES

    @property
    def dated(self) -> int:
        """How many of the articles read have a date that can be read."""
        return sum(each.date_confidence is not DateConfidence.FIRST_SEEN for each in self.articles)

    @property
    def newest(self) -> datetime | None:
        """When its newest entry was published; None when none has a date."""
        moments = [
            each.published
            for each in self.articles
            if each.date_confidence is not DateConfidence.FIRST_SEEN
        ]
        return max(moments, default=None)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that its entries read like, the most frequent first."""
        counts = Counter(each.language for each in self.articles if each.language != UNKNOWN)
        least = LEAST_OF_LANGUAGE * len(self.articles)
        return tuple(code for code, count in counts.most_common() if count >= least)
