"""What is remembered of feeds."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select

from warnd.model.feed import FeedState, Validators
from warnd.model.identifiers import FeedId
from warnd.storage.rows import Rows
from warnd.storage.tables import feeds

_EVERY = select(feeds).order_by(feeds.c.feed)
_ONE = select(feeds).where(feeds.c.feed == bindparam("feed"))


class SqlFeeds(Rows):
    """The feeds of `warnd.ports.FeedStore`."""

    def feed_state(self, feed: FeedId) -> FeedState | None:
        """Give what is stored of a feed, None before its first poll."""
        row = self._first(_ONE, feed=feed)
        return None if row is None else _state(row)

    def feed_states(self) -> Mapping[FeedId, FeedState]:
        """Give what is stored of every feed."""
        return {FeedId(row.feed): _state(row) for row in self._all(_EVERY)}

    def save_feed_state(self, state: FeedState) -> None:
        """Store what is known of a feed now."""
        self._put(
            feeds,
            [
                {
                    "feed": state.feed,
                    "due": state.due,
                    "health": state.health,
                    "etag": state.validators.etag,
                    "last_modified": state.validators.last_modified,
                    "last_success": state.last_success,
                    "last_full": state.last_full,
                    "failures": state.failures,
                    "error": state.error,
                    "baselined": state.baselined,
                }
            ],
        )


def _state(row: Any) -> FeedState:
    return FeedState(
        feed=FeedId(row.feed),
        due=row.due,
        health=row.health,
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
        last_success=row.last_success,
        last_full=row.last_full,
        failures=row.failures,
        error=row.error,
        baselined=row.baselined,
    )
