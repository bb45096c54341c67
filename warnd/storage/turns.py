"""Whose turn it is to decide, and what the others decided meanwhile.

Stories and situations rest on all that was stored before. So one worker decides at a time: it takes
the turn, compares and judges, and lets it go when its transaction ends, however it ends. Articles
are read before, outside of it.
"""

from sqlalchemy import BigInteger, bindparam, delete, func, select

from warnd.model.crew import News
from warnd.model.identifiers import ArticleId, Origin
from warnd.storage.fingerprints import SqlFingerprints
from warnd.storage.tables import news, workers

#: the advisory lock that is the turn: "warnd" as a number
TURN = 0x7761726E64
#: news that are kept: a worker that has not asked for so long reads all anew
NEWS_KEPT = 20_000

_TURN = select(func.pg_advisory_xact_lock(bindparam("turn", type_=BigInteger)))
_STANDING = select(
    select(func.count()).select_from(workers).scalar_subquery().label("workers"),
    select(func.coalesce(func.min(news.c.id), 0)).scalar_subquery().label("first"),
    select(func.coalesce(func.max(news.c.id), 0)).scalar_subquery().label("last"),
)
_SINCE = (
    select(news.c.article, news.c.origin)
    .where(news.c.id > bindparam("after"), news.c.worker != bindparam("by"))
    .order_by(news.c.id)
)
_OLD_NEWS = delete(news).where(news.c.id < bindparam("before"))


class SqlTurns(SqlFingerprints):
    """The turns of `warnd.ports.store.Turns`."""

    def take_turn(self) -> None:
        """Wait until no other worker decides; the turn ends with the transaction."""
        if self._dialect == "postgresql":
            self._first(_TURN, turn=TURN)

    def news(self) -> News:
        """Give what other workers stored of articles since this was asked last, in one's turn."""
        caches = self._caches
        if not caches.worker:
            return News()
        standing = self._first(_STANDING)
        after, caches.news_read = caches.news_read, standing.last
        caches.has_others = standing.workers > 1
        if after is None or standing.first > after + 1:
            caches.claims.clear()
            return News(is_whole=False)
        return News() if standing.last == after else self._since(after)

    def forget_old_news(self) -> int:
        """Delete news that nobody needs any more; give how many."""
        return self._change(_OLD_NEWS, before=self._first(_STANDING).last - NEWS_KEPT)

    def _since(self, after: int) -> News:
        by = self._caches.worker
        rows = self._all(_SINCE, after=after, by=by)
        told = dict.fromkeys(ArticleId(row.article) for row in rows if row.origin is None)
        known = self.fingerprints_of(list(told))
        attributed = tuple(
            (ArticleId(row.article), Origin(row.origin)) for row in rows if row.origin is not None
        )
        if attributed:  # what it claims was built into records when it was somebody else's report
            self._caches.claims.clear()
        return News(told=tuple(known[id_] for id_ in told if id_ in known), attributed=attributed)
