"""Which articles are known, their texts, and what was understood of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, exists, func, select, update

from warnd.model.article import Article
from warnd.model.identifiers import ArticleId, FeedId, StoryId
from warnd.model.place import Place, PlaceMention
from warnd.model.reading import Reading
from warnd.storage.columns import storable
from warnd.storage.rows import Rows, Values
from warnd.storage.signals import (
    SIGNAL_COLUMNS,
    SOURCE_COLUMNS,
    signal_of,
    signal_values,
    source_of,
    source_values,
)
from warnd.storage.tables import articles, entry_keys, places, signals

#: how many keys are asked for at once; databases limit the variables of one statement
_CHUNK = 500

#: so many keys take longer to ask for than whether there is any
_MANY_KEYS = 8

#: keys that are still shown are marked as seen when the mark is this old
_SEEN_EVERY = timedelta(days=1)

_KNOWN = select(entry_keys.c.key, entry_keys.c.article).where(
    entry_keys.c.feed == bindparam("feed"),
    entry_keys.c.key.in_(bindparam("keys", expanding=True)),
)
_HAS_KEYS = select(exists().where(entry_keys.c.feed == bindparam("feed")).label("has_keys"))
_SHOWN = (
    update(entry_keys)
    .where(
        entry_keys.c.feed == bindparam("of"),
        entry_keys.c.key.in_(bindparam("keys", expanding=True)),
        entry_keys.c.seen < bindparam("before"),
    )
    .values(seen=bindparam("now"))
)
_STORED = select(articles.c.id).where(articles.c.id.in_(bindparam("keys", expanding=True)))
_REVISION = select(articles.c.revision).where(articles.c.id == bindparam("article"))
_GONE = delete(articles).where(articles.c.id == bindparam("article"))
_COUNT = select(func.count()).select_from(articles)
_ARTICLE = select(
    *(articles.c[name] for name in SOURCE_COLUMNS),
    articles,
).where(articles.c.id == bindparam("article"))
_SIGNALS = (
    select(*(signals.c[name] for name in SIGNAL_COLUMNS))
    .where(signals.c.article == bindparam("article"))
    .order_by(signals.c.position)
)
_PLACES = select(places).where(places.c.article == bindparam("article")).order_by(places.c.position)


class SqlArticles(Rows):
    """The articles of `warnd.ports.intake.ArticleStore`."""

    def known_keys(self, feed: FeedId, keys: Sequence[str]) -> frozenset[str]:
        """Give those of `keys` (identity keys of entries) that the feed has shown before."""
        return frozenset(self.keyed_articles(feed, keys))

    def keyed_articles(self, feed: FeedId, keys: Sequence[str]) -> Mapping[str, ArticleId]:
        """Give the articles behind those of `keys` that the feed has shown before."""
        if len(keys) > _MANY_KEYS and not self._asked(_HAS_KEYS, feed=feed)[0].has_keys:
            return {}  # as on the first poll of every feed
        rows = self._listed(_KNOWN, keys, feed=feed)
        found = {row.key: ArticleId(row.article) for row in rows}
        return {key: found[stored] for key in keys if (stored := storable(key)) in found}

    def remember_keys(self, feed: FeedId, keys: Mapping[str, ArticleId], seen: datetime) -> None:
        """Store which identity keys a feed showed, what article each became, and when last."""
        self._put(
            entry_keys,
            [
                {"feed": feed, "key": key, "article": article, "seen": seen}
                for key, article in keys.items()
            ],
        )

    def still_shown(self, feed: FeedId, keys: Sequence[str], now: datetime) -> None:
        """Mark keys as seen now where the mark is older than a day."""
        for start in range(0, len(keys), _CHUNK):
            self._change(
                _SHOWN,
                of=feed,
                keys=keys[start : start + _CHUNK],
                before=now - _SEEN_EVERY,
                now=now,
            )

    def add_article(self, article: Article, reading: Reading) -> bool:
        """Store an article and what was understood of it; False when it is known already."""
        return bool(self.add_articles([(article, reading)]))

    def add_articles(self, read: Sequence[tuple[Article, Reading]]) -> frozenset[ArticleId]:
        """Store articles and what was understood of each; give those that were not known."""
        new = self._added(read)
        self._add(
            signals,
            [
                {"article": article.id, "position": position, **signal_values(signal)}
                for article, reading in new
                for position, signal in enumerate(reading.signals)
            ],
        )
        self._add(
            places,
            [
                {"article": article.id, "position": position, **_place_values(mention)}
                for article, reading in new
                for position, mention in enumerate(reading.places)
            ],
        )
        return frozenset(article.id for article, _ in new)

    def revise_article(self, article: Article, reading: Reading) -> int:
        """Store an article in place of what it said before; give its revision, from 2 on."""
        row = self._first(_REVISION, article=article.id)
        revision = 2 if row is None else int(row.revision) + 1
        self._change(_GONE, article=article.id)
        self.add_articles([(replace(article, revision=revision), reading)])
        return revision

    def _added(self, read: Sequence[tuple[Article, Reading]]) -> Sequence[tuple[Article, Reading]]:
        """Store the rows of articles alone; give those that were not known."""
        if len(read) == 1:  # one statement tells whether one is new; of many, no driver says which
            return read if self._is_new(articles, _article_values(*read[0])) else ()
        # Nearly always all are new, and asking takes as long as half of storing.
        if self._are_new(articles, [_article_values(*pair) for pair in read]):
            return read
        by_id = {article.id: (article, reading) for article, reading in reversed(read)}
        known = self._stored(list(by_id))
        new = [pair for id_, pair in reversed(by_id.items()) if id_ not in known]
        self._add(articles, [_article_values(article, reading) for article, reading in new])
        return new

    def _stored(self, ids: Sequence[ArticleId]) -> frozenset[str]:
        return frozenset(row.id for row in self._listed(_STORED, ids))

    def count_articles(self) -> int:
        """Give how many articles are stored."""
        row = self._first(_COUNT)
        return 0 if row is None else int(row[0])

    def article(self, article: ArticleId) -> Article | None:
        """Give a stored article, None when it is not known."""
        row = self._first(_ARTICLE, article=article)
        if row is None:
            return None
        return Article(
            id=article,
            feed=FeedId(row.feed),
            source=source_of(tuple(row)[: len(SOURCE_COLUMNS)]),
            url=row.url,
            title=row.title,
            text=row.text,
            language=row.language,
            published=row.published,
            date_confidence=row.date_confidence,
            first_seen=row.first_seen,
            readings=tuple(row.readings),
            revision=row.revision,
            story=StoryId(row.story),
            correction=row.correction,
            possible_test=row.possible_test,
        )

    def reading(self, article: ArticleId) -> Reading | None:
        """Give what was understood of an article, without near misses; None when not known."""
        row = self._first(_ARTICLE, article=article)
        if row is None:
            return None
        found = self._all(_SIGNALS, article=article)
        return Reading(
            language=row.read_as,
            score=row.score,
            signals=tuple(signal_of(tuple(signal)) for signal in found),
            places=tuple(
                PlaceMention(
                    place=Place(
                        name=place.name,
                        country=place.country,
                        admin1=place.admin1,
                        lat=place.lat,
                        lon=place.lon,
                        population=place.population,
                    ),
                    text=place.text,
                    start=place.start,
                    end=place.end,
                    locates=place.locates,
                )
                for place in self._all(_PLACES, article=article)
            ),
        )


def _article_values(article: Article, reading: Reading) -> Values:
    return {
        "id": article.id,
        "feed": article.feed,
        **source_values(article.source),
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "published": article.published,
        "date_confidence": article.date_confidence,
        "first_seen": article.first_seen,
        "readings": list(article.readings),
        "revision": article.revision,
        "story": article.story,
        "correction": article.correction,
        "possible_test": article.possible_test,
        "read_as": reading.language,
        "score": reading.score,
    }


def _place_values(mention: PlaceMention) -> Values:
    place = mention.place
    return {
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "population": place.population,
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "locates": mention.locates,
    }
