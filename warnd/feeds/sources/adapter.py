"""What an adapter is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from warnd.model.entry import FeedDocument
from warnd.settings import FeedSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a source is asked, by GET."""

    #: the address
    url: str
    #: the Accept header; empty: that of feeds
    accept: str = ""
    #: what an HTTP status means here, beside what it always means, as the end of a sentence
    troubles: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What a source answered."""

    #: the address after redirects
    url: str
    #: the document
    body: bytes
    #: the Content-Type header, empty when none
    content_type: str = ""
    #: ISO 639-1 codes of the languages that are wanted, the best first; empty: whatever there is
    languages: tuple[str, ...] = ()


class Adapter(Protocol):
    """Knows one kind of source; holds nothing and does no input or output."""

    def ask(self, feed: FeedSettings) -> Ask:
        """Give what to ask for a feed of this kind."""
        ...

    def read(
        self, received: Received, read_feed: Callable[[Received], FeedDocument]
    ) -> FeedDocument:
        """Give the entries of an answer; `read_feed` reads it as a feed, where it is one.

        Raises NotAFeed for what is not of this kind, FeedHostile for what runs past its limits.
        """
        ...
