"""Claims about areas."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

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
from warnd.storage.tables import claims

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

#: how many claims are built at once; databases limit the variables of one statement
_CHUNK = 500


class SqlClaims(Rows):
    """The claims of `warnd.ports.ClaimStore`."""

    def add_claims(self, new: Sequence[Claim]) -> None:
        """Store claims; one that is known (area, article, kind, status) is left as it is."""
        self._add_missing(claims, [_values(claim) for claim in new])

    def claims(self, area: AreaId, since: datetime, until: datetime) -> tuple[Claim, ...]:
        """Give the claims about an area with `since < at <= until`, oldest first."""
        ids = [row[0] for row in self._all(_WINDOW, area=area, since=since, until=until)]
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
    _, area, article, url, title, place, admin1, placing, at, story, test = row[: len(_OWN_COLUMNS)]
    return Claim(
        area=AreaId(area),
        article=ArticleId(article),
        signal=signal_of(row[len(_OWN_COLUMNS) : -len(SOURCE_COLUMNS)]),
        source=source_of(row[-len(SOURCE_COLUMNS) :]),
        url=url,
        title=title,
        place=place,
        admin1=admin1,
        placing=placing,
        at=at,
        story=StoryId(story),
        possible_test=test,
    )
