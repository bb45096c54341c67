"""Notices: what people are told of the feeds themselves, and of our own line."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from warnd.model.feed import FeedHealth
from warnd.model.identifiers import AreaId, FeedId
from warnd.model.level import Level
from warnd.model.moments import aware

#: a notice: 12 hex digits, the same whenever the same thing is told of
NoticeId = NewType("NoticeId", str)
#: what a notice is about: `feed:`, `area:`, `channel:` or `article:` and its id, `uplink`, `store`,
#: `configuration`, `clock` or `model`
Topic = NewType("Topic", str)


class NoticeReason(StrEnum):
    """Why a notice is sent."""

    #: a feed has failed for three polls and two intervals
    FEED_TROUBLE = "feed-trouble"
    #: a feed that people were told of is read again
    FEED_BACK = "feed-back"
    #: a feed is read and has brought nothing new for longer than it usually is silent
    FEED_QUIET = "feed-quiet"
    #: a feed's document is damaged, and most of its entries are gone
    FEED_DAMAGED = "feed-damaged"
    #: the certificate of a feed's server ends within 14 days
    CERTIFICATE_ENDS = "certificate-ends"
    #: a feed's address has led elsewhere for 7 days
    FEED_MOVED = "feed-moved"
    #: all feeds of an area have fallen silent together: a line may be cut there
    AREA_SILENT = "area-silent"
    #: feeds of such an area are heard again
    AREA_BACK = "area-back"
    #: no feed answers any more: it is most likely our own line
    OFFLINE = "offline"
    #: all feeds answer with a page for people: somebody most likely wants a login
    CAPTIVE = "captive"
    #: feeds answer again
    ONLINE = "online"
    #: a feed shows many entries that are older than the age limit
    OLD_ENTRIES = "old-entries"
    #: a feed gives known entries new ids
    IDS_CHANGED = "ids-changed"
    #: a message was given up: its channel will never take it
    CHANNEL_GAVE_UP = "channel-gave-up"
    #: a channel takes nothing until somebody mends it
    CHANNEL_CLOSED = "channel-closed"
    #: it takes messages again
    CHANNEL_BACK = "channel-back"
    #: nothing can be recorded, or only what fits into a reserve
    STORE_TROUBLE = "store-trouble"
    #: all can be recorded again
    STORE_BACK = "store-back"
    #: the database file is damaged, and is used as long as it can be
    STORE_DAMAGED = "store-damaged"
    #: it was damaged, and the newest good backup stands in its place
    STORE_RESTORED = "store-restored"
    #: it was damaged, no backup was good, and a new one was begun
    STORE_LOST = "store-lost"
    #: the configuration cannot be used, and the last one that worked is
    CONFIGURATION_BROKEN = "configuration-broken"
    #: the configuration is used again as it stands
    CONFIGURATION_BACK = "configuration-back"
    #: the clock of this machine is most likely wrong
    CLOCK_SUSPECT = "clock-suspect"
    #: it is trusted again
    CLOCK_BACK = "clock-back"
    #: the trained model of a language is no good, and its articles are read by the rules alone
    MODEL_TROUBLE = "model-trouble"
    #: the word of every day, on a day on which no alert began ...
    ALL_QUIET = "all-quiet"
    #: ... and on any other
    STILL_WATCHING = "still-watching"
    #: an article says much and names no place
    UNPLACED = "unplaced"


#: how grave a notice is: it decides what is sent first. A line that is cut may be a sign in itself
LEVELS = {
    NoticeReason.FEED_TROUBLE: Level.WATCH,
    NoticeReason.FEED_BACK: Level.CALM,
    NoticeReason.FEED_QUIET: Level.WATCH,
    NoticeReason.FEED_DAMAGED: Level.WATCH,
    NoticeReason.CERTIFICATE_ENDS: Level.CALM,
    NoticeReason.FEED_MOVED: Level.CALM,
    NoticeReason.AREA_SILENT: Level.WARNING,
    NoticeReason.AREA_BACK: Level.CALM,
    NoticeReason.OFFLINE: Level.WARNING,
    NoticeReason.CAPTIVE: Level.WARNING,
    NoticeReason.ONLINE: Level.CALM,
    NoticeReason.OLD_ENTRIES: Level.CALM,
    NoticeReason.IDS_CHANGED: Level.CALM,
    NoticeReason.CHANNEL_GAVE_UP: Level.WARNING,
    NoticeReason.CHANNEL_CLOSED: Level.WARNING,
    NoticeReason.CHANNEL_BACK: Level.CALM,
    NoticeReason.STORE_TROUBLE: Level.WARNING,
    NoticeReason.STORE_BACK: Level.CALM,
    NoticeReason.STORE_DAMAGED: Level.WARNING,
    NoticeReason.STORE_RESTORED: Level.WARNING,
    NoticeReason.STORE_LOST: Level.WARNING,
    NoticeReason.CONFIGURATION_BROKEN: Level.WARNING,
    NoticeReason.CONFIGURATION_BACK: Level.CALM,
    NoticeReason.CLOCK_SUSPECT: Level.WARNING,
    NoticeReason.CLOCK_BACK: Level.CALM,
    NoticeReason.MODEL_TROUBLE: Level.WARNING,
    NoticeReason.ALL_QUIET: Level.CALM,
    NoticeReason.STILL_WATCHING: Level.CALM,
    NoticeReason.UNPLACED: Level.WATCH,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFeed:
    """A feed that a notice speaks of."""

    #: the feed
    id: FeedId
    #: who publishes it; empty when unknown
    publisher: str = ""
    #: where it is read
    url: str = ""
    #: how it stands
    health: FeedHealth = FeedHealth.UNKNOWN
    #: what went wrong, as the log has it; empty when nothing did
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What the word of every day tells of the day before it."""

    #: feeds that were read in it
    feeds_read: int
    #: alerts that began in it
    alerts: int
    #: feeds that fail at its end
    feeds_failing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What people are told of feeds at one moment, and why."""

    #: the notice; a second one with the same id is the same
    id: NoticeId
    #: why it is sent
    reason: NoticeReason
    #: what it is about
    topic: Topic
    #: when it was decided
    at: datetime
    #: the feeds it speaks of; several when an area or all of them fell silent
    feeds: tuple[NoticeFeed, ...]
    #: since when it is so; None when that is not known
    since: datetime | None = None
    #: the area whose feeds it speaks of, and how it is called; None when it is about no area
    area: AreaId | None = None
    area_name: str = ""
    #: until when: the end of a certificate; None where nothing ends
    until: datetime | None = None
    #: where a feed has moved to; empty when it has not
    moved_to: str = ""
    #: how many entries it speaks of; None where none are counted
    number: int | None = None
    #: the day that it sums up; None where it sums up none
    day: Day | None = None

    def __post_init__(self) -> None:
        aware(self.at)

    @property
    def level(self) -> Level:
        """How grave it is."""
        return LEVELS[self.reason]

    @property
    def about(self) -> str:
        """What a route is about that tells of it."""
        return "unplaced" if self.reason is NoticeReason.UNPLACED else "feeds"
