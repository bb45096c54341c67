"""What is stored of feeds and articles."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from warnd.model.article import Article
from warnd.model.feed import FeedState
from warnd.model.fingerprint import Fingerprint
from warnd.model.identifiers import (
    ArticleId,
    FeedId,
    Origin,
    StoryId,
)
from warnd.model.raw import RawEntry
from warnd.model.reading import Reading


class FeedStore(Protocol):
    """What is remembered of feeds."""

    def feed_state(self, feed: FeedId) -> FeedState | None:
        """Give what is stored of a feed, None before its first poll."""
        ...

    def feed_states(self) -> Mapping[FeedId, FeedState]:
        """Give what is stored of every feed."""
        ...

    def save_feed_state(self, *states: FeedState) -> None:
        """Store what is known of feeds now, at most once of each."""
        ...

    def heard_since(self, of: Sequence[ArticleId]) -> bool:
        """Tell whether a feed that brought one of these articles has brought anything new since."""
        ...

    def feed_document(self, feed: FeedId) -> Mapping[str, tuple[str, ...]]:
        """Give the identity keys of each entry of a feed's last document, by its digest."""
        ...

    def save_feed_document(self, feed: FeedId, entries: Mapping[str, Sequence[str]]) -> None:
        """Store the identity keys of each entry of a feed's document, in place of the last."""
        ...


class RawStore(Protocol):
    """Entries as they came."""

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
        ...

    def quarantined(self, limit: int) -> tuple[RawEntry, ...]:
        """Give the entries that could not be read, newest first."""
        ...


class ArticleStore(Protocol):
    """Which articles are known, and their texts."""

    def known_keys(self, feed: FeedId, keys: Sequence[str]) -> frozenset[str]:
        """Give those of `keys` (identity keys of entries) that the feed has shown before."""
        ...

    def keyed_articles(self, feed: FeedId, keys: Sequence[str]) -> Mapping[str, ArticleId]:
        """Give the articles behind those of `keys` that the feed has shown before."""
        ...

    def remember_keys(self, feed: FeedId, keys: Mapping[str, ArticleId], seen: datetime) -> None:
        """Store which identity keys a feed showed and what article each became."""
        ...

    def still_shown(self, feed: FeedId, keys: Sequence[str], now: datetime) -> None:
        """Mark keys as seen now where the mark is older than a day."""
        ...

    def add_article(self, article: Article, reading: Reading) -> bool:
        """Store an article and what was understood of it; False when it is known already."""
        ...

    def add_articles(self, read: Sequence[tuple[Article, Reading]]) -> frozenset[ArticleId]:
        """Store articles and what was understood of each; give those that were not known."""
        ...

    def revise_article(self, article: Article, reading: Reading) -> int:
        """Store an article in place of what it said before; give its revision, from 2 on."""
        ...

    def count_articles(self) -> int:
        """Give how many articles are stored."""
        ...


class FingerprintStore(Protocol):
    """What articles are known again by, long after their texts are gone."""

    def put_fingerprints(self, new: Sequence[Fingerprint]) -> None:
        """Store fingerprints, each in place of its article's last."""
        ...

    def same_fingerprints(
        self, wanted: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[Fingerprint, ...]]:
        """Give the articles seen since a moment that have these fingerprints, newest first."""
        ...

    def fingerprints_of(self, wanted: Sequence[ArticleId]) -> Mapping[ArticleId, Fingerprint]:
        """Give the fingerprints of articles; one whose is not known is left out."""
        ...

    def newest_fingerprints(self, since: datetime, limit: int) -> tuple[Fingerprint, ...]:
        """Give the newest articles first seen since a moment, the oldest of them first."""
        ...

    def told_by(self, story: StoryId, publisher: str) -> tuple[ArticleId, ...]:
        """Give the articles by which a publisher told a story."""
        ...

    def attribute(self, article: ArticleId, origin: Origin) -> None:
        """Record whose report an article is, with all that rests on it."""
        ...
