"""What is remembered of feeds."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from warnd.model.feed import FeedState, Validators
from warnd.model.identifiers import ArticleId, FeedId
from warnd.model.moments import rfc3339
from warnd.storage.rows import Rows, Values
from warnd.storage.tables import articles, feed_documents, feeds

_EVERY = select(feeds).order_by(feeds.c.feed)
_ONE = select(feeds).where(feeds.c.feed == bindparam("feed"))
_DOCUMENT = select(feed_documents.c.entries).where(feed_documents.c.feed == bindparam("feed"))
_BROUGHT = (
    select(articles.c.feed, func.max(articles.c.first_seen).label("seen"))
    .where(articles.c.id.in_(bindparam("of", expanding=True)))
    .group_by(articles.c.feed)
    .subquery()
)
_LATER = (
    select(articles.c.id)
    .join(_BROUGHT, articles.c.feed == _BROUGHT.c.feed)
    .where(articles.c.first_seen > _BROUGHT.c.seen)
    .limit(1)
)


class SqlFeeds(Rows):
    """The feeds of `warnd.ports.intake.FeedStore`."""

    def feed_state(self, feed: FeedId) -> FeedState | None:
        """Give what is stored of a feed, None before its first poll."""
        row = self._first(_ONE, feed=feed)
        return None if row is None else _state(row)

    def feed_states(self) -> Mapping[FeedId, FeedState]:
        """Give what is stored of every feed."""
        return {FeedId(row.feed): _state(row) for row in self._all(_EVERY)}

    def save_feed_state(self, *states: FeedState) -> None:
        """Store what is known of feeds now, at most once of each."""
        self._put(feeds, [_row(state) for state in states])

    def heard_since(self, of: Sequence[ArticleId]) -> bool:
        """Tell whether a feed that brought one of these articles has brought anything new since."""
        return self._first(_LATER, of=list(of)) is not None

    def feed_document(self, feed: FeedId) -> Mapping[str, tuple[str, ...]]:
        """Give the identity keys of each entry of a feed's last document, by its digest."""
        rows = self._asked(_DOCUMENT, feed=feed)
        entries = rows[0].entries if rows else {}
        return {digest: tuple(keys) for digest, keys in entries.items()}

    def save_feed_document(self, feed: FeedId, entries: Mapping[str, Sequence[str]]) -> None:
        """Store the identity keys of each entry of a feed's document, in place of the last."""
        plain = {digest: list(keys) for digest, keys in entries.items()}
        self._put(feed_documents, [{"feed": feed, "entries": plain}])


def _row(state: FeedState) -> Values:
    return {
        "feed": state.feed,
        "due": state.due,
        "health": state.health,
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "last_success": state.last_success,
        "read_since": state.read_since,
        "last_full": state.last_full,
        "failures": state.failures,
        "error": state.error,
        "baselined": state.baselined,
        "failing_since": state.failing_since,
        "told": state.told,
        "arrivals": [rfc3339(moment) for moment in state.arrivals],
        "entries": state.entries,
        "digest": state.digest,
        "moved_to": state.moved_to,
        "moved_since": state.moved_since,
        "certificate_ends": state.certificate_ends,
        "certificate_refused": state.certificate_refused,
        "repeats_ids": state.repeats_ids,
    }


def _state(row: Any) -> FeedState:
    return FeedState(
        feed=FeedId(row.feed),
        due=row.due,
        health=row.health,
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
        last_success=row.last_success,
        read_since=row.read_since,
        last_full=row.last_full,
        failures=row.failures,
        error=row.error,
        baselined=row.baselined,
        failing_since=row.failing_since,
        told=row.told,
        arrivals=tuple(datetime.fromisoformat(moment) for moment in row.arrivals),
        entries=row.entries,
        digest=row.digest,
        moved_to=row.moved_to,
        moved_since=row.moved_since,
        certificate_ends=row.certificate_ends,
        certificate_refused=row.certificate_refused,
        repeats_ids=row.repeats_ids,
    )
