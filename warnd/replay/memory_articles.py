"""Articles of a replay, in memory: which are known, and what they are known again by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from warnd.articles.stories import SAME_EVENT
from warnd.model.article import Article
from warnd.model.fingerprint import Fingerprint
from warnd.model.identifiers import ArticleId, FeedId, Origin, StoryId
from warnd.model.reading import Reading
from warnd.replay.memory_claims import MemoryClaims

KeyT = TypeVar("KeyT")

#: a story that nobody told for this long is forgotten: no article is compared with one seen
#: longer ago than `SAME_EVENT`
FORGOTTEN = SAME_EVENT + timedelta(days=1)


class MemoryArticles(MemoryClaims):
    """The articles of `warnd.ports.intake.ArticleStore` and `FingerprintStore`, without texts.

    Stories and their claims are forgotten when nothing can be compared with them any more, so that
    memory grows by the ids of the articles alone.
    """

    def __init__(self) -> None:
        super().__init__()
        #: the feed that brought each article, and when it first did
        self._brought: dict[ArticleId, tuple[FeedId, datetime]] = {}
        #: when each feed last brought an article
        self._arrived: dict[FeedId, datetime] = {}
        #: how often each article was told
        self._revisions: dict[ArticleId, int] = {}
        self._prints: dict[ArticleId, Fingerprint] = {}
        self._alike: dict[str, list[ArticleId]] = {}
        #: when each story was last told, the one told longest ago first
        self._told: dict[StoryId, datetime] = {}

    def remember_keys(self, feed: FeedId, keys: Mapping[str, ArticleId], seen: datetime) -> None:
        """Do nothing: a replay polls no feed that could show an entry again."""

    def add_articles(self, read: Sequence[tuple[Article, Reading]]) -> frozenset[ArticleId]:
        """Store articles and what was understood of each; give those that were not known."""
        new = [article.id for article, _ in read if article.id not in self._revisions]
        self._revisions.update(dict.fromkeys(new, 1))
        for article, _ in read:
            self._brought[article.id] = (article.feed, article.first_seen)
            self._arrived[article.feed] = article.first_seen
        return frozenset(new)

    def heard_since(self, of: Sequence[ArticleId]) -> bool:
        """Tell whether a feed that brought one of these articles has brought anything new since."""
        last: dict[FeedId, datetime] = {}
        for feed, seen in (self._brought[article] for article in of if article in self._brought):
            last[feed] = max(seen, last.get(feed, seen))
        return any(self._arrived[feed] > seen for feed, seen in last.items())

    def revise_article(self, article: Article, reading: Reading) -> int:  # noqa: ARG002
        """Store an article in place of what it said before; give its revision, from 2 on."""
        revision = self._revisions.get(article.id, 1) + 1
        self._revisions[article.id] = revision
        return revision

    def count_articles(self) -> int:
        """Give how many articles are stored."""
        return len(self._revisions)

    def put_fingerprints(self, new: Sequence[Fingerprint]) -> None:
        """Store fingerprints, each in place of its article's last."""
        for each in new:
            self._drop(each.article)
            self._prints[each.article] = each
            self._alike.setdefault(each.fingerprint, []).append(each.article)
            self._stories.setdefault(each.story, []).append(each.article)
            last = self._told.pop(each.story, each.seen)
            self._told[each.story] = max(last, each.seen)
        if new:
            self._forget_stories(max(each.seen for each in new) - FORGOTTEN)

    def same_fingerprints(
        self, wanted: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[Fingerprint, ...]]:
        """Give the articles seen since a moment that have these fingerprints, newest first."""
        found = {}
        for key in wanted:
            prints = (self._prints[article] for article in self._alike.get(key, ()))
            alike = [each for each in prints if each.seen >= since]
            if alike:
                alike.sort(key=lambda each: (each.seen, each.article), reverse=True)
                found[key] = tuple(alike)
        return found

    def fingerprints_of(self, wanted: Sequence[ArticleId]) -> Mapping[ArticleId, Fingerprint]:
        """Give the fingerprints of articles; one whose is not known is left out."""
        return {article: self._prints[article] for article in wanted if article in self._prints}

    def newest_fingerprints(self, since: datetime, limit: int) -> tuple[Fingerprint, ...]:
        """Give the newest articles first seen since a moment, the oldest of them first."""
        prints = [each for each in self._prints.values() if each.seen >= since]
        prints.sort(key=lambda each: each.seen)
        return tuple(prints[-limit:])

    def told_by(self, story: StoryId, publisher: str) -> tuple[ArticleId, ...]:
        """Give the articles by which a publisher told a story."""
        articles = self._stories.get(story, ())
        return tuple(sorted(each for each in articles if self._prints[each].publisher == publisher))

    def attribute(self, article: ArticleId, origin: Origin) -> None:
        """Record whose report an article is, with all that rests on it."""
        known = self._prints.get(article)
        if known is not None:
            self._prints[article] = replace(known, origin=origin)
        self._attribute_claims(article, origin)

    def _drop(self, article: ArticleId) -> None:
        known = self._prints.pop(article, None)
        if known is not None:
            _without(self._alike, known.fingerprint, article)
            _without(self._stories, known.story, article)

    def _forget_stories(self, before: datetime) -> None:
        for story in self._longest_silent(before):
            del self._told[story]
            for article in tuple(self._stories.get(story, ())):
                self._drop(article)
                self._held.pop(article, None)

    def _longest_silent(self, before: datetime) -> Iterable[StoryId]:
        silent = []
        for story, last in self._told.items():
            if last >= before:
                break
            silent.append(story)
        return silent


def _without(lists: dict[KeyT, list[ArticleId]], key: KeyT, article: ArticleId) -> None:
    """Take an article out of the list of a key, and the key when its list is empty."""
    lists[key].remove(article)
    if not lists[key]:
        del lists[key]
