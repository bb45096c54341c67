"""Articles: entries of feeds, cleaned and known."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warnd.model.identifiers import NO_STORY, ArticleId, FeedId, Origin, StoryId
from warnd.model.moments import aware
from warnd.model.reliability import Reliability


class DateConfidence(StrEnum):
    """How far the publication time of an article is to be believed."""

    #: stated with a zone in a standard form
    STATED = "stated"
    #: stated in a form that had to be interpreted
    INTERPRETED = "interpreted"
    #: missing, unreadable or in the future: the time of first sight stands in
    FIRST_SEEN = "first_seen"


class Correction(StrEnum):
    """What an article says of what was said before."""

    #: nothing
    NONE = "none"
    #: that it was wrong in part; the article tells it rightly
    CORRECTS = "corrects"
    #: that it does not hold; the article makes no claim of its own
    RETRACTS = "retracts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who published an article, and how far to trust them."""

    #: what readers know the publisher as, such as "The New Arab"
    publisher: str
    #: the independent publisher behind it; None when unknown, which never adds an origin
    origin: Origin | None
    #: its Admiralty grade
    reliability: Reliability = Reliability.F
    #: whether it speaks for a party to the conflict
    party: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One entry of a feed as clean, known text."""

    #: its identity
    id: ArticleId
    #: the feed it came by
    feed: FeedId
    #: who says so
    source: Source
    #: its canonical address; empty when it has none
    url: str
    #: its title, clean NFC text on one line; may be empty
    title: str
    #: its text, clean NFC, without markup; may be empty
    text: str
    #: ISO 639-1 code of its language; "und" when not known
    language: str
    #: when it says it was published, in UTC, never after `first_seen`
    published: datetime
    #: how far `published` is to be believed
    date_confidence: DateConfidence
    #: when warnd first saw it, in UTC
    first_seen: datetime
    #: the languages that it may be in where one is not sure enough, likeliest first; else empty
    readings: tuple[str, ...] = ()
    #: 1 as first seen; one more each time its text changed under the same id
    revision: int = 1
    #: the story it tells; empty until it is compared with others
    story: StoryId = NO_STORY
    #: what it says of what was said before
    correction: Correction = Correction.NONE
    #: whether its words mark it as a test, a drill or an exercise
    possible_test: bool = False

    def __post_init__(self) -> None:
        aware(self.published)
        aware(self.first_seen)

    @property
    def body(self) -> str:
        r"""What signals are read from and offsets count in: `title + "\n" + text`."""
        return f"{self.title}\n{self.text}"
