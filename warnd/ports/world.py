"""What warnd asks of the world outside: the time, feeds, documents, and ways to people."""

from datetime import datetime
from typing import Any, Protocol

from warnd.model.entry import FeedDocument
from warnd.model.feed import Fetched, Validators
from warnd.model.notification import Message
from warnd.settings import FeedSettings


class Clock(Protocol):
    """The time, passed in so that the past can be replayed."""

    def now(self) -> datetime:
        """Give the wall-clock time, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Give seconds that never jump, for measuring intervals."""
        ...


class Fetcher(Protocol):
    """Fetches feeds politely and safely."""

    async def fetch(self, feed: FeedSettings, validators: Validators) -> Fetched:
        """Give the feed's answer.

        Raises FetchFailed when it may pass, FeedRefused for an address that must not be fetched,
        FeedHostile for an answer past its limits.
        """
        ...


class Parser(Protocol):
    """Parses documents from feeds, in a child process that may be killed."""

    async def parse(
        self,
        fetched: Fetched,
        known: frozenset[str] = frozenset(),
        about: tuple[Any, ...] | None = None,
    ) -> FeedDocument:
        """Give the document's entries; those whose digest is in `known` are named, not parsed.

        `about` is what a cleaner beside the parser is told of the poll; None: nothing is cleaned.
        There need be no cleaner.
        Raises NotAFeed for what is no feed, FeedHostile for what ran past its limits.
        """
        ...


class Channel(Protocol):
    """Carries messages out."""

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who is reached, each by a message of their own; `("",)` when there is only one way."""
        ...

    async def send(self, message: Message) -> None:
        """Send, and return only when the other side proved that it took the message.

        Raises DeliveryDeferred when it may pass, ChannelClosed when somebody must mend the channel
        first, DeliveryRefused when this message will never be taken.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class ChannelMemory(Protocol):
    """What one channel remembers of what it carried, such as which thread an alert has."""

    async def recall(self, subject: str) -> str | None:
        """Give what was noted of a subject last, None when nothing was.

        Raises StoreBusy when the database is locked or away.
        """
        ...

    async def remember(self, subject: str, note: str) -> None:
        """Note something of a subject, in the place of what was noted before.

        Raises StoreBusy when the database is locked or away.
        """
        ...
