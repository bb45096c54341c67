"""What the daemon asks its database for, each in a transaction of its own."""

from collections.abc import Mapping

from warnd.model.feed import FeedState
from warnd.model.identifiers import AreaId, FeedId
from warnd.ports.store import Store


def tense_areas(store: Store) -> frozenset[AreaId]:
    """Give the areas above calm."""
    with store.transaction() as transaction:
        return frozenset(situation.area for situation in transaction.open_situations())


def recovered(store: Store) -> int:
    """Take back what was under way when the process before ended; give how many."""
    with store.transaction() as transaction:
        return transaction.recover_in_flight()


def feed_states(store: Store) -> Mapping[FeedId, FeedState]:
    """Give what is stored of every feed."""
    with store.transaction() as transaction:
        return transaction.feed_states()
