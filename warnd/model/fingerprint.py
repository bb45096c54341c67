"""Fingerprints: what is kept of an article to know it again."""

from dataclasses import dataclass
from datetime import datetime

from warnd.model.identifiers import ArticleId, FeedId, Origin, StoryId
from warnd.model.moments import aware


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What is kept of an article, long after its text, to know it again."""

    #: the article
    article: ArticleId
    #: what articles share whose titles and beginnings say the same, 16 hex digits
    fingerprint: str
    #: the story it belongs to
    story: StoryId
    #: the feed it came by
    feed: FeedId
    #: its publisher as people know it, and whose report it is
    publisher: str
    origin: Origin | None
    #: ISO 639-1 code of its language
    language: str
    #: its canonical address; empty when it has none
    url: str
    #: when it was first seen
    seen: datetime
    #: the rest of its sketch (`warnd.articles.sketch.pack`)
    signature: bytes

    def __post_init__(self) -> None:
        aware(self.seen)
