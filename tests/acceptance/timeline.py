"""Timelines: these articles at these minutes, these alert versions between those.

A timeline runs through the real intake and pipeline, in process: the shipped rules, classifier,
places, scoring table and patterns, an empty store in memory and a simulated clock. Only the
network is left out: a feed's document is whatever was told so far.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache

from warnd.daemon.compose import Knowledge, build_reader, default_areas, load_knowledge
from warnd.intake import Intake, Polled
from warnd.judging import Judgement
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.area import Area
from warnd.model.entry import Entry, FeedDocument
from warnd.model.feed import FeedHealth, FeedState
from warnd.model.identifiers import ChannelId, FeedId
from warnd.model.level import Level
from warnd.model.notification import Notification
from warnd.model.reliability import Reliability
from warnd.pipeline import Outcome, Pipeline
from warnd.ports.store import Store
from warnd.replay.clock import SimulatedClock
from warnd.settings import FeedSettings, FirstPoll, RouteSettings
from warnd.signals.read import SignalReader
from warnd.situations.areas import AreaBook
from warnd.situations.assess import Judge
from warnd.situations.weigh import Scale
from warnd.storage.connect import open_store

#: when every timeline begins: a Monday
START = datetime(2024, 3, 4, tzinfo=UTC)
#: entries that a feed's document holds
DOCUMENT_AT_MOST = 30
DUTY = ChannelId("duty")


@cache
def knowledge() -> Knowledge:
    """Give what warnd ships, read once for all timelines."""
    return load_knowledge()


@cache
def reader() -> SignalReader:
    """Give the real reader of articles."""
    return build_reader(knowledge())


@cache
def whole_world() -> AreaBook:
    """Give what is watched without configuration."""
    return AreaBook(default_areas(knowledge().gazetteer))


def day(number: int, time: str = "00:00") -> timedelta:
    """Give a moment of a timeline, whose first day is 1."""
    hours, minutes = time.split(":")
    return timedelta(days=number - 1, hours=int(hours), minutes=int(minutes))


def feed(
    id_: str,
    *,
    publisher: str | None = None,
    reliability: Reliability = Reliability.B,
    first_poll: FirstPoll = FirstPoll.BASELINE,
) -> FeedSettings:
    """Give an English feed; its publisher is named after it unless said."""
    return FeedSettings(
        id=FeedId(id_),
        url=f"https://{id_}.example/rss",
        language=("en",),
        reliability=reliability,
        publisher=id_.replace("-", " ").title() if publisher is None else publisher,
        first_poll=first_poll,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article that a feed tells."""

    at: timedelta
    feed: str
    title: str
    text: str
    #: when it says it was published; None: when it is told
    published: timedelta | None = None

    @property
    def entry(self) -> Entry:
        told = START + (self.at if self.published is None else self.published)
        slug = f"{self.at.total_seconds():.0f}"
        return Entry(
            id=f"urn:story:{self.feed}:{slug}",
            link=f"https://{self.feed}.example/{slug}",
            title=self.title,
            summary=f"<p>{self.text}</p>",
            published=format_datetime(told),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One alert version that must be told between two moments."""

    between: tuple[timedelta, timedelta]
    reason: AlertReason
    level: Level
    #: kinds that must be behind it
    kinds: frozenset[str] = frozenset()
    #: words that one of its changes must hold; empty: not asked
    change: str = ""

    def misses(self, version: AlertVersion) -> tuple[str, ...]:
        """Give what is different about a version, in words."""
        first, last = self.between
        at = version.at - START
        return tuple(
            word
            for word, holds in (
                (f"told at {_clock(at)}", first <= at <= last),
                (f"reason {version.reason}", version.reason is self.reason),
                (f"level {version.level}", version.level is self.level),
                (f"kinds {list(version.kinds)}", self.kinds <= set(version.kinds)),
                (
                    f"changes {list(version.changes)}",
                    any(self.change in line for line in version.changes) or not self.change,
                ),
            )
            if not holds
        )


def expected(
    reason: AlertReason,
    level: Level,
    *,
    between: tuple[timedelta, timedelta],
    kinds: str = "",
    change: str = "",
) -> Expected:
    """Give an expectation; `kinds` are words."""
    return Expected(
        between=between,
        reason=reason,
        level=level,
        kinds=frozenset(kinds.split()),
        change=change,
    )


def told_of(notification: Notification) -> AlertVersion:
    """Give the version of an alert that a notification holds."""
    assert notification.alert is not None
    return notification.alert


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a timeline told."""

    versions: tuple[AlertVersion, ...]
    notifications: tuple[Notification, ...]
    #: articles taken in
    articles: int

    def about(self, area: str) -> "Told":
        """Give what was told about one area."""
        return Told(
            versions=tuple(v for v in self.versions if v.area.id == area),
            notifications=tuple(n for n in self.notifications if told_of(n).area.id == area),
            articles=self.articles,
        )

    def steps(self) -> "Told":
        """Give the versions in which the level moved, without mere updates."""
        moved = {(v.alert, v.version) for v in self.versions if v.level is not v.previous_level}
        return Told(
            versions=tuple(v for v in self.versions if (v.alert, v.version) in moved),
            notifications=tuple(
                n for n in self.notifications if (told_of(n).alert, told_of(n).version) in moved
            ),
            articles=self.articles,
        )

    def updates(self) -> tuple[AlertVersion, ...]:
        """Give the versions that only update."""
        return tuple(v for v in self.versions if v.level is v.previous_level)

    @property
    def areas(self) -> set[str]:
        return {str(version.area.id) for version in self.versions}

    @property
    def peak(self) -> Level:
        return max((version.level for version in self.versions), default=Level.CALM)

    def expect(self, *wanted: Expected) -> None:
        """Fail unless exactly these versions were told, in this order, each on its way once."""
        wrong = [
            f"version {index + 1}: {', '.join(found)}"
            for index, (one, version) in enumerate(zip(wanted, self.versions, strict=False))
            if (found := one.misses(version))
        ]
        if len(wanted) != len(self.versions):
            wrong.append(f"{len(self.versions)} versions instead of {len(wanted)}")
        assert not wrong, "\n".join((*wrong, "told was:", str(self)))
        sent = [(told_of(each).alert, told_of(each).version) for each in self.notifications]
        assert sent == [(version.alert, version.version) for version in self.versions]

    def __str__(self) -> str:
        return "\n".join(_line(version) for version in self.versions) or "nothing"


@dataclass(slots=True, kw_only=True)
class Timeline:
    """Feeds and what they tell; `run` gives what warnd tells."""

    feeds: Sequence[FeedSettings]
    #: what is watched; empty: every country and first-level division
    areas: Sequence[Area] = ()
    max_age: timedelta = timedelta(days=7)
    #: how often areas are assessed without news
    tick: timedelta = timedelta(hours=1)
    stories: list[Story] = field(default_factory=list)

    def tell(
        self, at: timedelta, by: str, title: str, text: str, *, published: timedelta | None = None
    ) -> None:
        """Have a feed tell a story; what it tells at moment zero is found on its first poll."""
        assert by in {known.id for known in self.feeds}
        self.stories.append(Story(at=at, feed=by, title=title, text=text, published=published))

    def run(self, until: timedelta) -> Told:
        """Tell everything in its time, assess areas at every tick, and give what came of it."""
        store = open_store("sqlite://")
        try:
            return _Run(self, store, self.judgement()).through(until)
        finally:
            store.close()

    def judgement(self) -> Judgement:
        """Give everything that decides, as shipped, about what is watched."""
        known = knowledge()
        return Judgement(
            reader=reader(),
            areas=AreaBook(self.areas) if self.areas else whole_world(),
            judge=Judge(scale=Scale(known.scoring), patterns=known.pack.patterns),
            routes=(RouteSettings(to=(DUTY,)),),
            recipients={DUTY: ("duty@example.org",)},
        )


class _Run:
    """One run of a timeline."""

    def __init__(self, timeline: Timeline, store: Store, judgement: Judgement) -> None:
        self._timeline = timeline
        self._pipeline = Pipeline(store, judgement)
        self._intake = Intake(store, self._pipeline, timeline.max_age)
        self._clock = SimulatedClock(START)
        self._states: dict[str, FeedState] = {}
        self._documents: dict[str, list[Entry]] = defaultdict(list)
        self._versions: list[AlertVersion] = []
        self._notifications: list[Notification] = []
        self._articles = 0

    def through(self, until: timedelta) -> Told:
        stories = sorted(self._timeline.stories, key=lambda story: story.at)
        assert all(story.at <= until for story in stories)
        for story in stories:
            if story.at == timedelta(0):
                self._documents[story.feed].append(story.entry)
        for known in self._timeline.feeds:
            self._poll(known)
        for story in stories:
            if story.at > timedelta(0):
                self._move_to(story.at)
                self._documents[story.feed].append(story.entry)
                self._poll(next(one for one in self._timeline.feeds if one.id == story.feed))
        self._move_to(until)
        return Told(
            versions=tuple(self._versions),
            notifications=tuple(self._notifications),
            articles=self._articles,
        )

    def _move_to(self, moment: timedelta) -> None:
        now = self._clock.now()
        while (now := now + self._timeline.tick) <= START + moment:
            self._clock.move_to(now)
            self._keep(self._pipeline.tick(now))
        self._clock.move_to(START + moment)

    def _poll(self, known: FeedSettings) -> None:
        now = self._clock.now()
        state = FeedState(
            feed=known.id, due=now, health=FeedHealth.OK, last_success=now, baselined=True
        )
        entries = tuple(reversed(self._documents[known.id][-DOCUMENT_AT_MOST:]))
        polled = Polled(
            before=self._states.get(known.id),
            state=state,
            document=FeedDocument(version="rss20", title=known.publisher, entries=entries),
        )
        self._keep(self._intake.take(known, polled, now))
        self._states[known.id] = state

    def _keep(self, outcome: Outcome) -> None:
        self._versions += outcome.versions
        self._notifications += outcome.notifications
        self._articles += outcome.articles


def _clock(moment: timedelta) -> str:
    hours, rest = divmod(int(moment.total_seconds()) % 86_400, 3600)
    return f"day {moment.days + 1} {hours:02}:{rest // 60:02}"


def _line(version: AlertVersion) -> str:
    return (
        f"{_clock(version.at - START)} {version.area.id} {version.reason} {version.level} "
        f"index {version.index} origins {version.origins} {' '.join(version.kinds)} "
        f"{'; '.join(version.changes)}"
    )
