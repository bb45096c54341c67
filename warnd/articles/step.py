"""What one step of a poll takes in."""

from dataclasses import dataclass, field

from warnd.articles.arrivals import Arrival
from warnd.articles.incoming import Incoming
from warnd.model.identifiers import ArticleId
from warnd.model.unread import Unread

#: bytes of a document that are kept where its entries could not be cut out
BODY_AT_MOST = 1_000_000


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
