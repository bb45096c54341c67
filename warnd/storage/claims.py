"""Claims about areas."""

from collections.abc import Sequence
from datetime import datetime
from sys import intern
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId, ArticleId, StoryId
from warnd.storage.rows import Rows, Values
from warnd.storage.signals import (
    SIGNAL_COLUMNS,
    SOURCE_COLUMNS,
    signal_of,
    signal_values,
    source_of,
    source_values,
)
from warnd.storage.tables import claims, fingerprints

_OWN_COLUMNS = (
    "id",
    "area",
    "article",
    "url",
    "title",
    "place",
    "admin1",
    "placing",
    "at",
    "story",
    "possible_test",
)

# Asked first, for the ids alone: most of a window was built into records by an earlier call.
_WINDOW = (
    select(claims.c.id)
    .where(
        claims.c.area == bindparam("area"),
        claims.c.at > bindparam("since"),
        claims.c.at <= bindparam("until"),
        claims.c.withdrawn.is_(None),
    )
    .order_by(claims.c.at, claims.c.id)
)
_COLUMNS = tuple(claims.c[name] for name in (*_OWN_COLUMNS, *SIGNAL_COLUMNS, *SOURCE_COLUMNS))
_BY_ID = select(*_COLUMNS).where(claims.c.id.in_(bindparam("ids", expanding=True)))
_OF_ARTICLES = (
    select(claims.c.id, claims.c.area, claims.c.article, claims.c.kind, claims.c.status)
    .where(claims.c.article.in_(bindparam("articles", expanding=True)))
    .order_by(claims.c.id)
)
_STANDING = _OF_ARTICLES.where(claims.c.withdrawn.is_(None))
_OF_STORY = (
    select(claims.c.id)
    .join(fingerprints, fingerprints.c.article == claims.c.article)
    .where(fingerprints.c.story == bindparam("story"), claims.c.withdrawn.is_(None))
    .order_by(claims.c.at, claims.c.id)
)
_WITHDRAWN = (
    update(claims)
    .where(claims.c.id.in_(bindparam("ids", expanding=True)))
    .values(withdrawn=bindparam("now"))
)
_REMOVED = delete(claims).where(claims.c.id.in_(bindparam("ids", expanding=True)))

#: how many claims are built at once; databases limit the variables of one statement
_CHUNK = 500


class SqlClaims(Rows):
    """The claims of `warnd.ports.judgement.ClaimStore`."""

    def add_claims(self, new: Sequence[Claim]) -> None:
        """Store claims; one that is known (area, article, kind, status) is left as it is."""
        self._add_missing(claims, [_values(claim) for claim in new])

    def claims(self, area: AreaId, since: datetime, until: datetime) -> tuple[Claim, ...]:
        """Give the claims about an area with `since < at <= until`, oldest first."""
        self._caches.forget_claims(since)
        return self._built(
            [row[0] for row in self._all(_WINDOW, area=area, since=since, until=until)]
        )

    def story_claims(self, story: StoryId) -> tuple[Claim, ...]:
        """Give the claims that the articles of a story make and nobody took back, oldest first."""
        return self._built([row[0] for row in self._all(_OF_STORY, story=story)])

    def article_claims(self, article: ArticleId) -> tuple[Claim, ...]:
        """Give the claims that an article makes and nobody took back."""
        return self._built([row[0] for row in self._all(_STANDING, articles=[article])])

    def replace_claims(
        self, article: ArticleId, new: Sequence[Claim], now: datetime
    ) -> frozenset[AreaId]:
        """Store what an article claims now; what it no longer claims is withdrawn.

        Gives the areas that lost a claim.
        """
        made = {(claim.area, claim.signal.kind, claim.signal.status) for claim in new}
        rows = self._all(_OF_ARTICLES, articles=[article])
        self._remove([row.id for row in rows if (row.area, row.kind, row.status) in made])
        areas = self.withdraw_claims([article], now)
        self.add_claims(new)
        return areas

    def withdraw_claims(self, of: Sequence[ArticleId], now: datetime) -> frozenset[AreaId]:
        """Take back what articles claim: it weighs nothing any more. Gives the areas."""
        areas: set[AreaId] = set()
        for start in range(0, len(of), _CHUNK):
            rows = self._all(_STANDING, articles=of[start : start + _CHUNK])
            areas.update(AreaId(row.area) for row in rows)
            ids = [row.id for row in rows]
            for first in range(0, len(ids), _CHUNK):
                self._change(_WITHDRAWN, ids=ids[first : first + _CHUNK], now=now)
        return frozenset(areas)

    def _remove(self, ids: Sequence[int]) -> None:
        for start in range(0, len(ids), _CHUNK):
            self._change(_REMOVED, ids=ids[start : start + _CHUNK])
        for row_id in ids:  # the database may give the id to another row
            self._caches.claims.forget(row_id)

    def _built(self, ids: Sequence[int]) -> tuple[Claim, ...]:
        kept = self._caches.claims
        found = {row_id: claim for row_id in ids if (claim := kept.get(row_id)) is not None}
        missing = [row_id for row_id in ids if row_id not in found]
        for start in range(0, len(missing), _CHUNK):
            for row in self._all(_BY_ID, ids=missing[start : start + _CHUNK]):
                found[row[0]] = kept.keep(row[0], _claim(tuple(row)))
        return tuple(found[row_id] for row_id in ids)


def _values(claim: Claim) -> Values:
    return {
        "area": claim.area,
        "article": claim.article,
        **signal_values(claim.signal),
        **source_values(claim.source),
        "url": claim.url,
        "title": claim.title,
        "place": claim.place,
        "admin1": claim.admin1,
        "placing": claim.placing,
        "at": claim.at,
        "story": claim.story,
        "possible_test": claim.possible_test,
    }


def _claim(row: tuple[Any, ...]) -> Claim:
    """Give a row as a claim, its words shared with other claims: there are tens of thousands."""
    _, area, article, url, title, place, admin1, placing, at, story, test = row[: len(_OWN_COLUMNS)]
    return Claim(
        area=AreaId(intern(area)),
        article=ArticleId(intern(article)),
        signal=signal_of(row[len(_OWN_COLUMNS) : -len(SOURCE_COLUMNS)]),
        source=source_of(row[-len(SOURCE_COLUMNS) :]),
        url=intern(url),
        title=intern(title),
        place=intern(place),
        admin1=None if admin1 is None else intern(admin1),
        placing=placing,
        at=at,
        story=StoryId(intern(story)),
        possible_test=test,
    )
