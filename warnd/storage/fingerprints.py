"""Fingerprints of articles: which say the same, and which tell one story."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from warnd.model.fingerprint import Fingerprint
from warnd.model.identifiers import ArticleId, FeedId, Origin, StoryId
from warnd.storage.rows import Rows
from warnd.storage.tables import articles, claims, fingerprints, news

_SAME = (
    select(fingerprints)
    .where(
        fingerprints.c.fingerprint.in_(bindparam("keys", expanding=True)),
        fingerprints.c.seen >= bindparam("since"),
    )
    .order_by(fingerprints.c.seen.desc(), fingerprints.c.article.desc())
)
_BY_ARTICLE = select(fingerprints).where(
    fingerprints.c.article.in_(bindparam("keys", expanding=True))
)
_NEWEST = (
    select(fingerprints)
    .where(fingerprints.c.seen >= bindparam("since"))
    .order_by(fingerprints.c.seen.desc())
    .limit(bindparam("most"))
)
_TOLD_BY = (
    select(fingerprints.c.article)
    .where(
        fingerprints.c.story == bindparam("story"),
        fingerprints.c.publisher == bindparam("publisher"),
    )
    .order_by(fingerprints.c.article)
)
_ATTRIBUTED = (
    update(fingerprints)
    .where(fingerprints.c.article == bindparam("of"))
    .values(origin=bindparam("whose")),
    update(articles).where(articles.c.id == bindparam("of")).values(origin=bindparam("whose")),
    update(claims).where(claims.c.article == bindparam("of")).values(origin=bindparam("whose")),
)


class SqlFingerprints(Rows):
    """The fingerprints of `warnd.ports.intake.FingerprintStore`."""

    def put_fingerprints(self, new: Sequence[Fingerprint]) -> None:
        """Store fingerprints, each in place of its article's last."""
        self._put(
            fingerprints,
            [
                {
                    "article": each.article,
                    "fingerprint": each.fingerprint,
                    "story": each.story,
                    "feed": each.feed,
                    "publisher": each.publisher,
                    "origin": each.origin,
                    "language": each.language,
                    "url": each.url,
                    "seen": each.seen,
                    "signature": each.signature,
                }
                for each in new
            ],
        )
        self._tell_others([(each.article, None) for each in new])

    def same_fingerprints(
        self, wanted: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[Fingerprint, ...]]:
        """Give the articles seen since a moment that have these fingerprints, newest first."""
        found: dict[str, list[Fingerprint]] = {}
        for row in self._listed(_SAME, wanted, since=since):
            found.setdefault(row.fingerprint, []).append(_fingerprint(row))
        return {key: tuple(each) for key, each in found.items()}

    def fingerprints_of(self, wanted: Sequence[ArticleId]) -> Mapping[ArticleId, Fingerprint]:
        """Give the fingerprints of articles; one whose is not known is left out."""
        return {
            ArticleId(row.article): _fingerprint(row) for row in self._listed(_BY_ARTICLE, wanted)
        }

    def newest_fingerprints(self, since: datetime, limit: int) -> tuple[Fingerprint, ...]:
        """Give the newest articles first seen since a moment, the oldest of them first."""
        rows = self._all(_NEWEST, since=since, most=limit)
        return tuple(_fingerprint(row) for row in reversed(rows))

    def told_by(self, story: StoryId, publisher: str) -> tuple[ArticleId, ...]:
        """Give the articles by which a publisher told a story."""
        rows = self._all(_TOLD_BY, story=story, publisher=publisher)
        return tuple(ArticleId(row.article) for row in rows)

    def attribute(self, article: ArticleId, origin: Origin) -> None:
        """Record whose report an article is, with all that rests on it."""
        for statement in _ATTRIBUTED:
            self._change(statement, of=article, whose=origin)
        self._caches.claims.clear()
        self._tell_others([(article, origin)])

    def _tell_others(self, told: Sequence[tuple[ArticleId, Origin | None]]) -> None:
        """Let other workers know what they remember wrongly from now on."""
        if self._caches.has_others:
            by = self._caches.worker
            self._add(
                news,
                [{"worker": by, "article": each, "origin": origin} for each, origin in told],
            )


def _fingerprint(row: Any) -> Fingerprint:
    return Fingerprint(
        article=ArticleId(row.article),
        fingerprint=row.fingerprint,
        story=StoryId(row.story),
        feed=FeedId(row.feed),
        publisher=row.publisher,
        origin=None if row.origin is None else Origin(row.origin),
        language=row.language,
        url=row.url,
        seen=row.seen,
        signature=row.signature,
    )
