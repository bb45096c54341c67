"""What tests of fetching behind entries share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.unit.transport.loopback import Answer, Heard, reply
from warnd.model.entry import Entry, FeedDocument
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings, FeedType, FirstPoll

NOON = datetime(2019, 1, 28, 12, tzinfo=UTC)


@dataclass(slots=True)
class MovableClock:
    """A clock that stands still until a test moves it."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0


@dataclass(slots=True)
class Skips:
    """Keeps what was left behind, by link."""

    told: dict[str, str] = field(default_factory=dict)

    def __call__(self, _: FeedSettings, link: str, reason: str) -> None:
        self.told[link] = reason


@dataclass(slots=True)
class Site:
    """Answers by path; what is not there is not found."""

    answers: Mapping[str, Answer]

    def __call__(self, heard: Heard) -> Answer:
        return self.answers.get(heard.target, reply(status="404 Not Found"))


def feed(*, type_: FeedType = FeedType.FEED, full_text: bool = False, **more: str) -> FeedSettings:
    return FeedSettings(
        id=FeedId("wire"),
        url="https://wire.example/feed",
        language=("en",),
        type=type_,
        full_text=full_text,
        first_poll=FirstPoll(more.get("first_poll", "alert")),
    )


def document(*entries: Entry) -> FeedDocument:
    return FeedDocument(version="rss20", title="Wire", entries=entries)
