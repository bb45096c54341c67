"""What a poll brought, what there is to do about it, and what one step of it takes in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from warnd.articles.arrivals import Arrival, Arrivals, Shown
from warnd.articles.cleaned import About
from warnd.articles.incoming import Incoming
from warnd.articles.sketch import Sketch
from warnd.model.article import Article
from warnd.model.entry import FeedDocument
from warnd.model.feed import FeedState, Fetched
from warnd.model.identifiers import ArticleId
from warnd.model.unread import Unread
from warnd.settings import FeedSettings

#: bytes of a document that are kept where its entries could not be cut out
BODY_AT_MOST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What one poll of a feed brought."""

    #: what was stored of the feed before; None on the first poll
    before: FeedState | None
    #: what is to be stored of it now; or what gives that by how many entries turn out to be new to
    #: the feed, and how many of those have no date that can be told
    state: FeedState | Callable[[int, int], FeedState]
    #: its document; None when nothing changed
    document: FeedDocument | None
    #: the answer that the document was parsed from; None when its bytes are not at hand
    fetched: Fetched | None = None


@dataclass(slots=True, kw_only=True)
class Work:
    """What there is to do about one poll."""

    feed: FeedSettings
    polled: Polled
    document: FeedDocument
    now: datetime
    #: what the feed showed before
    before: Shown
    arrivals: Arrivals
    #: the articles behind the keys that were shown before
    known: Mapping[str, ArticleId]
    #: what its entries are cleaned by
    about: About
    #: how many entries were new to the feed in all its steps so far, and how many of them undated
    arrived: int = 0
    undated: int = 0
    #: whether most of the document are old entries under new ids
    churns: bool = False
    #: the entries that could not be read: they are to come again
    failed: set[str] = field(default_factory=set)
    #: what was cleaned for a first look, by the digest of the entry
    looked_at: dict[str, tuple[Article, Sketch]] = field(default_factory=dict)

    @property
    def silent(self) -> bool:
        """Whether nothing of it may alert: the first poll, which is a baseline."""
        return self.about.silent

    def state(self) -> FeedState:
        """Give what is to be stored of the feed, once its entries are told apart."""
        state, repeats_ids = self.polled.state, self.arrivals.repeats_ids
        if not isinstance(state, FeedState):
            state = state(self.arrived, self.undated)
        if state.repeats_ids == repeats_ids:
            return state
        return replace(state, repeats_ids=repeats_ids)

    def known_article(self, arrival: Arrival) -> ArticleId | None:
        """Give the article that an entry is known as, None when it is new."""
        return next((self.known[key] for key in arrival.keys if key in self.known), None)


@dataclass(slots=True, kw_only=True)
class Step:
    """What one step takes in, as it is gathered."""

    #: the articles, new or changed
    incoming: list[Incoming] = field(default_factory=list)
    #: the entries that could not be read
    unread: list[Unread] = field(default_factory=list)
    #: further keys of articles that are known
    renamed: dict[str, ArticleId] = field(default_factory=dict)
    #: the entries whose bytes are kept
    raw: list[Arrival] = field(default_factory=list)
    #: the digests of entries by their articles
    digests: dict[ArticleId, str] = field(default_factory=dict)
    #: how many entries were new to the feed
    arrived: int = 0
    #: how many of them have no date that can be told
    undated: int = 0
    #: how many entries were known under other ids
    churned: int = 0
    #: how many articles are too old to alert
    old: int = 0
    #: the digests of all that the document shows, once they are stored
    shown: tuple[str, ...] = ()

    def bodies(self, document: bytes, *, is_first: bool) -> list[bytes]:
        """Give the bytes of its entries in a document.

        Where one could not be cut out, the first step of a poll gives those of the document.
        """
        spans = [arrival.entry.span for arrival in self.raw]
        bodies = [document[span[0] : span[1]] for span in spans if span]
        if None in spans and is_first:
            bodies.append(document[:BODY_AT_MOST])
        return bodies
