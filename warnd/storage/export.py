"""Reading records for export, some hundred at a time: between two reads the daemon may write."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Select, select

from warnd.model.alert import AlertVersion
from warnd.model.identifiers import AlertId, AreaId
from warnd.storage.failures import translated
from warnd.storage.paged import page_after
from warnd.storage.store import SqlStore
from warnd.storage.tables import alert_versions, articles, claims, signals

#: rows read in one transaction: some milliseconds
BATCH = 500

_ALERTS, _ARTICLES, _SIGNALS, _CLAIMS = alert_versions.c, articles.c, signals.c, claims.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which records are exported."""

    #: from when on; None: from the first
    since: datetime | None = None
    #: before when; None: to the last
    until: datetime | None = None
    #: of which area; None: of all
    area: AreaId | None = None


def exported_alerts(store: SqlStore, wanted: Wanted) -> Iterator[AlertVersion]:
    """Give the versions of alerts, oldest first, by when they were told."""
    key = (_ALERTS.at, _ALERTS.alert, _ALERTS.version)
    query = _within(select(*key), _ALERTS.at, wanted)
    if wanted.area is not None:
        query = query.where(_ALERTS.area == wanted.area)
    for rows in _pages(store.engine, query, key):
        with store.transaction() as transaction:
            found = [transaction.alert_version(AlertId(row.alert), row.version) for row in rows]
        yield from (version for version in found if version is not None)


def exported_articles(store: SqlStore, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Give the columns of articles, oldest first, by when they were seen first.

    Of an area are those that a claim about it rests on.
    """
    key = (_ARTICLES.first_seen, _ARTICLES.id)
    query = _of_area(_within(select(articles), _ARTICLES.first_seen, wanted), wanted)
    for rows in _pages(store.engine, query, key):
        yield from (dict(row._mapping) for row in rows)  # noqa: SLF001  its public name


def exported_signals(store: SqlStore, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Give the columns of signals and of what they were read in, in the order of the articles."""
    key = (_ARTICLES.first_seen, _ARTICLES.id, _SIGNALS.position)
    columns = (_ARTICLES.first_seen, _ARTICLES.id, _ARTICLES.published, _ARTICLES.publisher)
    told = (_ARTICLES.title, _ARTICLES.url, _ARTICLES.language, _ARTICLES.reliability)
    query = select(signals, *columns, *told).join(articles, _ARTICLES.id == _SIGNALS.article)
    query = _of_area(_within(query, _ARTICLES.first_seen, wanted), wanted)
    for rows in _pages(store.engine, query, key):
        for row in rows:
            evidence = row.evidence
            quote = evidence[0].get("text", "") if evidence else ""
            yield {**row._mapping, "quote": quote}  # noqa: SLF001  its public name


def _within(query: Select[Any], at: Any, wanted: Wanted) -> Select[Any]:
    if wanted.since is not None:
        query = query.where(at >= wanted.since)
    return query if wanted.until is None else query.where(at < wanted.until)


def _of_area(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.area is None:
        return query
    return query.where(_ARTICLES.id.in_(select(_CLAIMS.article).where(_CLAIMS.area == wanted.area)))


def _pages(engine: Engine, query: Select[Any], key: tuple[Any, ...]) -> Iterator[list[Any]]:
    """Give the rows of a query in the order of its key, each page in a transaction of its own."""
    last: tuple[Any, ...] | None = None
    while True:
        page = page_after(query, key, last, BATCH)
        with translated("the database"), engine.begin() as connection:
            rows = list(connection.execute(page))
        if rows:
            yield rows
            last = tuple(getattr(rows[-1], each.name) for each in key)
        if len(rows) < BATCH:
            return
