"""Stories: articles on their way in, compared with those of the last days.

What is compared stands in `warnd.articles.stories`; here the stored fingerprints meet the articles
that are kept in memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from warnd.articles.incoming import Incoming
from warnd.articles.origin import WIRES
from warnd.articles.sketch import Sketch
from warnd.articles.stories import (
    KEPT,
    SAME_EVENT,
    WINDOW,
    Kin,
    Kinship,
    StoryBook,
    fingerprint_of,
    origin_beside,
    same_event,
    told_now,
    told_of,
)
from warnd.model.article import Article, Correction
from warnd.model.crew import News
from warnd.model.fingerprint import Fingerprint
from warnd.model.identifiers import ArticleId, Origin, StoryId
from warnd.model.reading import Reading
from warnd.ports.store import Transaction


@dataclass(slots=True, kw_only=True)
class Taken:
    """One article on its way through a transaction."""

    item: Incoming
    #: the article, with its story and whose report it is
    article: Article
    reading: Reading
    sketch: Sketch
    #: what was there before and is like it; None for the first of a story
    kin: Kin | None = None
    #: what it will be known again by; None until it was compared
    fingerprint: Fingerprint | None = None

    @property
    def takes_back(self) -> bool:
        """Whether it may take back, or put right, what was said before."""
        return self.article.correction is not Correction.NONE or bool(self.item.replaces)


class Comparer:
    """Tells which stories articles belong to, and whose report each is."""

    def __init__(self) -> None:
        self._book: StoryBook | None = None

    def forget(self) -> None:
        """Let go of what is kept in memory: some of it may not be stored."""
        self._book = None

    def compared(
        self, transaction: Transaction, read: Sequence[Taken], now: datetime
    ) -> Iterator[Taken]:
        """Give articles with the stories they tell, each compared with those before it."""
        self._hear(transaction.news())
        book = self._loaded(transaction, now)
        # What cannot alert makes no claims: whose words it repeats makes no difference.
        wanted = [taken.sketch.fingerprint for taken in read if taken.item.alerts]
        said = dict(transaction.same_fingerprints(wanted, now - SAME_EVENT)) if wanted else {}
        revised = [taken.article.id for taken in read if taken.item.revises]
        before = transaction.fingerprints_of(revised) if revised else {}
        for taken in read:
            known = before.get(taken.article.id)
            if taken.item.alerts and not known:
                alike = said.get(taken.sketch.fingerprint, ())
                taken.kin = _kin(book, alike, taken, now)
            taken.article = article = _in_story(taken.article, taken.kin, known)
            self._unmask(transaction, book, taken)
            taken.fingerprint = own = fingerprint_of(article, taken.sketch)
            if taken.item.alerts:
                book.add(told_now(article, taken.sketch))
            if wanted:
                said[own.fingerprint] = (own, *said.get(own.fingerprint, ()))
            yield taken

    def _unmask(self, transaction: Transaction, book: StoryBook, taken: Taken) -> None:
        """Record the agency whose report the one before an article was too, where it shows."""
        agency = _unmasked(taken.article, taken.kin)
        if taken.kin is not None and agency is not None:
            transaction.attribute(taken.kin.told.article, agency)
            book.attribute(taken.kin.told.article, agency)

    def _hear(self, news: News) -> None:
        """Keep what other workers stored since the last transaction of this one."""
        if not news.is_whole:
            self._book = None
        if self._book is None:
            return
        for each in news.told:
            self._book.add(told_of(each))
        for article, agency in news.attributed:
            self._book.attribute(article, agency)

    def _loaded(self, transaction: Transaction, now: datetime) -> StoryBook:
        if self._book is None:
            stored = transaction.newest_fingerprints(now - WINDOW, KEPT)
            self._book = StoryBook(map(told_of, stored))
        return self._book

    def retracted(
        self, transaction: Transaction, taken: Taken, now: datetime
    ) -> tuple[ArticleId, ...]:
        """Give the articles by which the publisher told the story that it takes back."""
        publisher = taken.article.source.publisher
        titled = self._loaded(transaction, now).titled(taken.article, taken.sketch, now)
        stories = {titled.story} if titled else set()
        if taken.kin is not None:
            stories.add(taken.kin.told.story)
        return tuple(
            each for story in sorted(stories) for each in transaction.told_by(story, publisher)
        )


def _kin(book: StoryBook, said: Sequence[Fingerprint], taken: Taken, now: datetime) -> Kin | None:
    article = taken.article
    same = same_event(said, article, taken.sketch)
    if same is not None:
        return Kin(told=same, kinship=Kinship.REPEATS)
    found = book.kin(taken.sketch, article.source.publisher, now)
    return None if found is None or found.told.article == article.id else found


def _in_story(article: Article, kin: Kin | None, known: Fingerprint | None) -> Article:
    """Give an article with the story it tells, and whose report it is."""
    source = article.source
    if known is not None:
        story, origin = known.story, known.origin if source.origin not in WIRES else source.origin
    elif kin is not None:
        story, origin = kin.told.story, origin_beside(kin, source)
    else:
        story, origin = StoryId(article.id), source.origin
    if origin != source.origin:
        source = replace(source, origin=origin)
    elif story == article.story:
        return article
    return replace(article, story=story, source=source)


def _unmasked(article: Article, kin: Kin | None) -> Origin | None:
    """Give the agency whose report the one before an article was too, as the article shows."""
    if kin is None or kin.kinship is Kinship.RELATED or kin.told.origin is None:
        return None
    return None if article.source.origin == kin.told.origin else article.source.origin
