"""All that is stored, in one transaction at a time."""

from contextlib import AbstractContextManager
from typing import Protocol

from warnd.model.crew import News
from warnd.model.kept import Expiry, Pruned
from warnd.ports.delivery import ChannelNotes, NoticeStore, Outbox
from warnd.ports.intake import ArticleStore, FeedStore, FingerprintStore, RawStore
from warnd.ports.judgement import AlertStore, ClaimStore, SituationStore
from warnd.ports.life import ActStore, HeldStore


class Turns(Protocol):
    """What several workers on one database ask of one another."""

    def take_turn(self) -> None:
        """Wait until no other worker decides; the turn ends with the transaction."""
        ...

    def news(self) -> News:
        """Give what other workers stored of articles since this was asked last, in one's turn."""
        ...


class Pruning(Protocol):
    """Deleting what was kept long enough."""

    def count_over(self, expiry: Expiry) -> int:
        """Give how many rows are over; of keys and fingerprints some may still be shown."""
        ...

    def prune(self, expiry: Expiry, limit: int) -> Pruned:
        """Delete the oldest rows that are over, at most `limit`; what is still shown stays."""
        ...

    def give_back(self) -> int:
        """Give unused pages of a SQLite file back to the disk; give how many, 0 when done."""
        ...


class Transaction(
    FeedStore,
    RawStore,
    ArticleStore,
    FingerprintStore,
    ClaimStore,
    SituationStore,
    AlertStore,
    NoticeStore,
    Outbox,
    HeldStore,
    ActStore,
    ChannelNotes,
    Pruning,
    Turns,
    Protocol,
):
    """Everything stored, within one transaction."""


class Store(Protocol):
    """The database."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that commits on leaving, and rolls back when an error leaves it.

        Raises StoreBusy when the database is locked or away.
        """
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
