"""Deleting what was kept long enough, some rows at a time."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Delete,
    bindparam,
    delete,
    exists,
    func,
    select,
    update,
)

from warnd.model.kept import Expiry, Kept, Pruned
from warnd.model.notification import NotificationState
from warnd.storage.rows import Rows
from warnd.storage.tables import (
    articles,
    claims,
    entry_keys,
    feed_documents,
    fingerprints,
    notices,
    notifications,
    raw_entries,
    situation_history,
)

#: keys asked for at once; databases limit the variables of one statement
_CHUNK = 500
#: pages of a SQLite file, of 4 KB each, that are given back in one transaction
_PAGES = 2_000
#: the share of a SQLite file that stays in it unused: tomorrow's articles go there
_SPARE_SHARE = 0.1
#: where a feed's document could not be cut, what it shows is what was marked as seen with the
#: newest: marks are renewed when they are a day old
_SAME_SHOWING = timedelta(days=2)

_BEFORE: BindParameter[datetime] = bindparam("before")
_MOST: BindParameter[int] = bindparam("most")

#: of each sort of which a row's age alone decides: the row's key, when it is over, and its age
_BY_AGE: dict[Kept, tuple[ColumnElement[Any], ColumnElement[bool], ColumnElement[Any]]] = {
    Kept.RAW: (raw_entries.c.id, raw_entries.c.at < _BEFORE, raw_entries.c.at),
    Kept.TEXTS: (articles.c.id, articles.c.first_seen < _BEFORE, articles.c.first_seen),
    Kept.CLAIMS: (claims.c.id, claims.c.at < _BEFORE, claims.c.at),
    Kept.HISTORY: (
        situation_history.c.id,
        (situation_history.c.at < _BEFORE) & (situation_history.c.at != situation_history.c.since),
        situation_history.c.at,
    ),
    Kept.DELIVERIES: (
        notifications.c.key,
        (notifications.c.state == NotificationState.DELIVERED)
        & (notifications.c.settled < _BEFORE),
        notifications.c.settled,
    ),
    Kept.NOTICES: (
        notices.c.id,
        (notices.c.at < _BEFORE) & ~exists().where(notifications.c.notice == notices.c.id),
        notices.c.at,
    ),
}


def _deleting(key: Any, over: ColumnElement[bool], age: ColumnElement[Any]) -> Delete:
    oldest = select(key).where(over).order_by(age).limit(_MOST)
    return delete(key.table).where(key.in_(oldest))


DELETE = {what: _deleting(*by_age) for what, by_age in _BY_AGE.items()}
COUNT = {
    **{what: select(func.count(key)).where(over) for what, (key, over, _) in _BY_AGE.items()},
    Kept.KEYS: select(func.count(entry_keys.c.key)).where(entry_keys.c.seen < _BEFORE),
    Kept.FINGERPRINTS: select(func.count(fingerprints.c.article)).where(
        fingerprints.c.seen < _BEFORE
    ),
}
OLD_KEYS = (
    select(entry_keys.c.feed, entry_keys.c.key)
    .where(entry_keys.c.seen < _BEFORE)
    .order_by(entry_keys.c.seen)
    .limit(_MOST)
)
OLD_FINGERPRINTS = (
    select(fingerprints.c.feed, fingerprints.c.article)
    .where(fingerprints.c.seen < _BEFORE)
    .order_by(fingerprints.c.seen)
    .limit(_MOST)
)
DOCUMENTS = select(feed_documents).where(
    feed_documents.c.feed.in_(bindparam("feeds", expanding=True))
)
NEWEST_MARK = select(func.max(entry_keys.c.seen)).where(entry_keys.c.feed == bindparam("feed"))
MARKED = select(entry_keys.c.key).where(
    entry_keys.c.feed == bindparam("feed"), entry_keys.c.seen >= bindparam("since")
)
ARTICLES_OF = select(entry_keys.c.article).where(
    entry_keys.c.feed == bindparam("feed"), entry_keys.c.key.in_(bindparam("keys", expanding=True))
)
_KEY = (entry_keys.c.feed == bindparam("of_feed")) & (entry_keys.c.key == bindparam("of_key"))
DELETE_KEY = delete(entry_keys).where(_KEY)
KEEP_KEY = update(entry_keys).where(_KEY).values(seen=_BEFORE)
_ARTICLE = fingerprints.c.article == bindparam("of_article")
DELETE_FINGERPRINT = delete(fingerprints).where(_ARTICLE)
KEEP_FINGERPRINT = update(fingerprints).where(_ARTICLE).values(seen=_BEFORE)


class SqlPruning(Rows):
    """The pruning of `warnd.ports.store.Pruning`."""

    def count_over(self, expiry: Expiry) -> int:
        """Give how many rows are over; of keys and fingerprints some may still be shown."""
        return int(self._first(COUNT[expiry.what], before=expiry.before)[0])

    def prune(self, expiry: Expiry, limit: int) -> Pruned:
        """Delete the oldest rows that are over, at most `limit`.

        Keys and fingerprints of what a feed's document still shows stay; to be passed over next
        time, they are marked as if they had been seen when the time was over.
        """
        if expiry.what is Kept.KEYS:
            return self._prune_keys(expiry.before, limit)
        if expiry.what is Kept.FINGERPRINTS:
            return self._prune_fingerprints(expiry.before, limit)
        if expiry.what is Kept.CLAIMS:
            # SQLite gives the ids of deleted rows out again. The others stay: to build them all
            # anew each day would leave the memory in pieces.
            self._caches.claims.forget_all(lambda claim: claim.at < expiry.before)
        deleted = self._change(DELETE[expiry.what], before=expiry.before, most=limit)
        return Pruned(looked=deleted, deleted=deleted)

    def give_back(self) -> int:
        """Give unused pages of a SQLite file back to the disk; give how many, 0 when done."""
        if self._dialect != "sqlite":
            return 0
        unused, pages = (self._pragma(name) for name in ("freelist_count", "page_count"))
        most = min(_PAGES, unused - int(_SPARE_SHARE * pages))
        driver = self._connection.connection.dbapi_connection
        if most > 0 and driver is not None:
            # One step a page, which SQLAlchemy does not take: the rows have no columns.
            driver.cursor().execute(f"PRAGMA incremental_vacuum({most})").fetchall()
        return unused - self._pragma("freelist_count")

    def _pragma(self, name: str) -> int:
        return int(self._connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())

    def _prune_keys(self, before: datetime, limit: int) -> Pruned:
        old = [(row.feed, row.key) for row in self._all(OLD_KEYS, before=before, most=limit)]
        shown = self._shown({feed for feed, _ in old})
        rows = [
            {"of_feed": feed, "of_key": key, "is_shown": key in shown[feed]} for feed, key in old
        ]
        return self._sorted_out(DELETE_KEY, KEEP_KEY, rows, before)

    def _prune_fingerprints(self, before: datetime, limit: int) -> Pruned:
        old = self._all(OLD_FINGERPRINTS, before=before, most=limit)
        shown = {
            feed: self._articles(feed, keys)
            for feed, keys in self._shown({row.feed for row in old}).items()
        }
        rows = [
            {"of_article": row.article, "is_shown": row.article in shown[row.feed]} for row in old
        ]
        return self._sorted_out(DELETE_FINGERPRINT, KEEP_FINGERPRINT, rows, before)

    def _sorted_out(
        self, deleting: Any, keeping: Any, rows: Iterable[dict[str, Any]], before: datetime
    ) -> Pruned:
        """Delete rows, or mark those as seen that are still shown."""
        gone: list[dict[str, Any]] = []
        kept: list[dict[str, Any]] = []
        for row in rows:
            (kept if row.pop("is_shown") else gone).append(row)
        if gone:
            self._connection.execute(deleting, gone)
        if kept:
            self._connection.execute(keeping, [{**row, "before": before} for row in kept])
        return Pruned(looked=len(gone) + len(kept), deleted=len(gone))

    def _shown(self, feeds: set[str]) -> dict[str, set[str]]:
        """Give the keys that the documents of feeds show, as far as is known."""
        shown = {
            row.feed: {key for keys in row.entries.values() for key in keys}
            for row in self._all(DOCUMENTS, feeds=sorted(feeds))
        }
        for feed in feeds:
            if not shown.get(feed):
                shown[feed] = self._marked_last(feed)
        return shown

    def _marked_last(self, feed: str) -> set[str]:
        row = self._first(NEWEST_MARK, feed=feed)
        if row[0] is None:
            return set()
        return {each.key for each in self._all(MARKED, feed=feed, since=row[0] - _SAME_SHOWING)}

    def _articles(self, feed: str, keys: Iterable[str]) -> set[str]:
        every: Sequence[str] = sorted(keys)
        return {
            row.article
            for start in range(0, len(every), _CHUNK)
            for row in self._all(ARTICLES_OF, feed=feed, keys=every[start : start + _CHUNK])
        }
