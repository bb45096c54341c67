"""The past of areas, for people: thinned by the database, so that years of it can be looked at."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, bindparam, case, cast, extract, func, select

from warnd.model.alert import AlertVersion
from warnd.model.identifiers import AreaId, ArticleId
from warnd.model.level import Level
from warnd.model.past import Peak, Point
from warnd.storage.codec import alert_version_from
from warnd.storage.rows import Rows
from warnd.storage.tables import alert_versions, articles, situation_history, situations

_H = situation_history.c
_OF_AREA = _H.area == bindparam("area")
_WITHIN = _OF_AREA & (_H.at >= bindparam("since")) & (_H.at <= bindparam("until"))
_POINT = (_H.at, _H.level, _H.index, _H.reasons)
_LEVELS = tuple(Level)

_STEP = (
    cast(extract("epoch", _H.at) - bindparam("first_s", type_=BigInteger), BigInteger)
    // bindparam("step_s", type_=BigInteger)
).label("step")
_RANK = case({level: level.rank for level in Level}, value=_H.level)
PEAKS = (
    select(_STEP, func.max(_RANK), func.max(_H.index))
    .where(_WITHIN)
    .group_by("step")
    .order_by("step")
)
# A row tells of a change of level when the level holds since the moment of the row.
TURNS = select(*_POINT).where(_WITHIN, _H.at == _H.since).order_by(_H.at, _H.id)
LAST_BEFORE = (
    select(*_POINT)
    .where(_OF_AREA, _H.at < bindparam("before"))
    .order_by(_H.at.desc(), _H.id.desc())
    .limit(1)
)
AREAS = select(situations.c.area).order_by(situations.c.area)
ALERTS = (
    select(alert_versions.c.document)
    .where(
        alert_versions.c.area == bindparam("area"),
        alert_versions.c.at >= bindparam("since"),
        alert_versions.c.at <= bindparam("until"),
    )
    .order_by(alert_versions.c.at, alert_versions.c.alert, alert_versions.c.version)
)
NEWEST = select(articles.c.id).order_by(articles.c.first_seen.desc()).limit(bindparam("most"))


class SqlPast(Rows):
    """What is asked of the past, by nobody but people and what is done for them."""

    def newest_articles(self, most: int) -> tuple[ArticleId, ...]:
        """Give the articles that were seen first most lately, the newest first."""
        return tuple(ArticleId(row.id) for row in self._all(NEWEST, most=most))

    def known_areas(self) -> tuple[AreaId, ...]:
        """Give the areas that were ever assessed, watched still or not, by id."""
        return tuple(AreaId(row.area) for row in self._all(AREAS))

    def peaks(
        self, area: AreaId, since: datetime, until: datetime, step: timedelta
    ) -> tuple[Peak, ...]:
        """Give the highest index and level of an area in each step of a time, both ends included.

        Steps are whole seconds long, and moments are told to the second; a step in which nothing
        was stored is left out.
        """
        rows = self._all(
            PEAKS,
            area=area,
            since=since,
            until=until,
            first_s=int(since.timestamp()),
            step_s=int(step.total_seconds()),
        )
        return tuple(
            Peak(step=step, level=_LEVELS[rank], index=index) for step, rank, index in rows
        )

    def turns(self, area: AreaId, since: datetime, until: datetime) -> tuple[Point, ...]:
        """Give the states in which an area's level had just changed, oldest first."""
        rows = self._all(TURNS, area=area, since=since, until=until)
        turns: list[Point] = []
        for at, level, index, reasons in rows:
            if not turns or turns[-1].level is not level:  # two rows may be of one moment
                turns.append(Point(at=at, level=level, index=index, reasons=tuple(reasons)))
        return tuple(turns)

    def point_before(self, area: AreaId, before: datetime) -> Point | None:
        """Give the last state of an area before a moment, None when there is none."""
        row = self._first(LAST_BEFORE, area=area, before=before)
        if row is None:
            return None
        at, level, index, reasons = row
        return Point(at=at, level=level, index=index, reasons=tuple(reasons))

    def alerts_of(self, area: AreaId, since: datetime, until: datetime) -> tuple[AlertVersion, ...]:
        """Give the versions of an area's alerts that were told in a time, oldest first."""
        rows = self._all(ALERTS, area=area, since=since, until=until)
        return tuple(alert_version_from(row.document) for row in rows)
