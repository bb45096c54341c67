"""The settings of an installation: frozen records, one shape for file and code.

`warnd.config` reads YAML into these and publishes their JSON Schema. Durations are `timedelta`;
secrets are read from the `*_file` beside them when they are needed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Literal

from warnd.channel_settings import ChannelSettings
from warnd.model.area import Area
from warnd.model.identifiers import AreaId, ChannelId, FeedId, KindId
from warnd.model.level import Level
from warnd.model.reliability import Reliability
from warnd.model.status import Status

#: the language of the record, and of messages where a route asks for no other
ENGLISH = "en"
#: the languages that messages are written in
LANGUAGES = (ENGLISH, "fr", "ar", "es", "ru", "uk")


class FirstPoll(StrEnum):
    """What the entries found on the first poll of a feed are."""

    #: known from now on; they never alert
    BASELINE = "baseline"
    #: news like any other
    ALERT = "alert"


class FeedType(StrEnum):
    """What stands behind a feed's address."""

    #: RSS, RDF, Atom or JSON Feed
    FEED = "feed"
    #: the reports of ReliefWeb's API, version 2
    RELIEFWEB = "reliefweb"
    #: Common Alerting Protocol 1.2: an alert, or a feed of alerts
    CAP = "cap"


class Tier(StrEnum):
    """How much hangs on a feed."""

    #: asked most often, and no server may put it off for long
    CRITICAL = "critical"
    #: asked at the usual pace
    NORMAL = "normal"
    #: asked when there is time
    BACKGROUND = "background"


#: time between polls where a feed sets none
TIER_INTERVALS = {
    Tier.CRITICAL: timedelta(minutes=2),
    Tier.NORMAL: timedelta(minutes=5),
    Tier.BACKGROUND: timedelta(minutes=30),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """One feed."""

    #: its name, unique; never reused for another feed
    id: FeedId
    #: its address, http or https
    url: str
    #: ISO 639-1 codes of its languages; several: each article is in one of them. Empty: told by
    #: each article
    language: tuple[str, ...] = ()
    #: Admiralty grade A to F of its publisher; F, cannot be judged, unless said
    reliability: Reliability = Reliability.F
    #: the publisher; two feeds of one publisher are one origin. Empty: unknown, never an origin
    publisher: str = ""
    #: whether it speaks for a party to the conflict
    party: bool = False
    #: time between polls; left out: its tier's, 2m critical, 5m normal, 30m background
    interval: timedelta = timedelta(0)
    #: what its first poll is
    first_poll: FirstPoll = FirstPoll.BASELINE
    #: what stands behind its address
    type: FeedType = FeedType.FEED
    #: how much hangs on it
    tier: Tier = Tier.NORMAL
    #: the areas it reports from: it is polled faster while one of them is above calm, and feeds of
    #: one area that fall silent together are told. Empty: the areas its articles speak about
    area: tuple[AreaId, ...] = ()
    #: the longest it is usually silent; None: learned from its arrivals
    expect: timedelta | None = None
    #: whether the page of each new entry is fetched for its full text
    full_text: bool = False
    #: total time for one poll, at most 5 minutes
    timeout: timedelta = timedelta(seconds=60)
    #: whether a redirect from https to http is followed
    allow_downgrade: bool = False

    def __post_init__(self) -> None:
        """Fill in the interval of the tier where none is set."""
        if not self.interval:
            object.__setattr__(self, "interval", TIER_INTERVALS[self.tier])


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelMatch:
    """A comparison of levels, written `>=warning`, `warning` or `<=watch`."""

    #: the comparison
    operator: Literal[">=", "==", "<="] = ">="
    #: the level compared with
    level: Level = Level.WATCH


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteMatch:
    """Which alert versions a route takes; every given part must hold."""

    #: the version's level, or for a version that falls the level it fell from
    level: LevelMatch = LevelMatch()
    #: areas; a country also takes its divisions. Empty: all
    area: tuple[AreaId, ...] = ()
    #: kinds, one of which must be behind it; empty: all
    kind: tuple[KindId, ...] = ()
    #: statuses, one of which a quote behind it must have; empty: all
    status: tuple[Status, ...] = ()
    #: how certain it must be, in the words of CAP 1.2, one of them; empty: all
    certainty: tuple[Literal["observed", "likely", "possible", "unlikely", "unknown"], ...] = ()
    #: the Admiralty grade that one feed behind it must have at least; None: any
    reliability: Reliability | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSettings:
    """Who is told. A route within another takes its settings from it where it gives none."""

    #: the channels told
    to: tuple[ChannelId, ...] = ()
    #: ISO 639-1 code of the language they are told in: en, fr, ar, es, ru or uk
    language: str = ENGLISH
    #: how much they are told: all of it, or what fits on the screen of a telephone
    detail: Literal["full", "brief"] = "full"
    #: what they are told of: situations; the machine itself, which is feeds and channels in trouble
    #: and their end; or articles that say much and name no place
    about: Literal["situations", "feeds", "unplaced"] = "situations"
    #: which versions it takes
    match: RouteMatch = RouteMatch()
    #: routes within it, tried in order: the first that takes a version has it, and then this one
    #: tells nobody of it itself
    routes: tuple["RouteSettings", ...] = ()
    #: whether the routes beside it that come after it are tried too once it has taken a version
    continue_: bool = False
    #: how long new alerts are gathered, so that those of several areas come as one message; None:
    #: each by itself
    group: timedelta | None = None
    #: what is gathered into one message: alerts of one country, or all of this route
    group_by: Literal["country", "route"] = "country"
    #: time after which an alert that stands and that nobody acknowledged is told again; None: never
    repeat: timedelta | None = None
    #: daily time and zone of a summary in the place of single alerts, such as
    #: `08:00 Europe/Paris`; None: each alert at once
    digest: str | None = None
    #: daily time and zone of a word to its channels that warnd is alive and what it read, such as
    #: `08:00 Europe/Paris`: a channel that falls silent is noticed by it; None: none
    all_quiet: str | None = None
    #: hours and zone in which messages wait, such as `22:00-07:00 Europe/Paris`; None: none
    quiet: str | None = None
    #: the level up to which a new alert may wait for quiet hours, group or digest; None: watch in
    #: quiet hours, warning for group and digest
    hold_up_to: Level | None = None
    #: time after which somebody else is told of what nobody acknowledged; None: never
    escalate_after: timedelta | None = None
    #: the channels that are told then
    escalate_to: tuple[ChannelId, ...] = ()
    #: the channel told when another was down for two minutes; None: none
    fallback: ChannelId | None = None
    #: whether a person must release each version before it goes
    approval: Literal["none", "required"] = "none"
    #: how long such a draft waits for that person
    approval_deadline: timedelta = timedelta(minutes=30)
    #: what becomes of it then: it goes anyway, or it is dropped
    approval_then: Literal["send", "drop"] = "send"


def every_route(routes: Iterable[RouteSettings]) -> Iterator[RouteSettings]:
    """Give routes and all the routes within them, in the order of the file."""
    for route in routes:
        yield route
        yield from every_route(route.routes)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSettings:
    """How long things are kept; alerts, and what waits to be sent, are kept for ever."""

    #: the bytes of new entries as they came
    raw: timedelta = timedelta(days=7)
    #: the texts of articles, and what was read in them
    texts: timedelta = timedelta(days=90)
    #: the keys and fingerprints that articles are known again by, at least 400 days
    fingerprints: timedelta = timedelta(days=400)
    #: how areas stood from hour to hour; how their levels changed is kept for ever
    history: timedelta = timedelta(days=730)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartbeatSettings:
    """A checker elsewhere, which tells people when it hears nothing more of this warnd."""

    #: the address that is fetched, after each full cycle of polling, scoring and sending ...
    url: str = ""
    #: ... or the file that holds it, since whoever knows it can keep the checker quiet; one of both
    url_file: Path | None = None
    #: the time from one to the next
    interval: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of an installation."""

    #: the database, as SQLAlchemy writes it
    store: str
    #: time after the last sign of life of a worker in which the others take its work over, where
    #: several share a PostgreSQL database; at least 2s
    lease: timedelta = timedelta(seconds=60)
    #: address and port of health and metrics; port 0 takes a free one
    listen: str = "127.0.0.1:8470"
    #: the address that recipients reach this warnd by, such as `https://warnd.example.org`: with it
    #: messages carry links to acknowledge an alert and to call it a false alarm. Empty: no links
    public_url: str = ""
    #: folder with `headline.j2` and `text.j2`, words of your own for alerts; None: built-in ones
    templates: Path | None = None
    #: rule files and folders; empty: the shipped packs
    rules: tuple[Path, ...] = ()
    #: folder of the trained model; None: the shipped one
    model: Path | None = None
    #: the SHA-256 that `model.json` of a language must have, by its ISO 639-1 code; that file names
    #: the SHA-256 of the numbers. Empty: whatever stands in the folder is read
    model_sha256: dict[str, str] = field(default_factory=dict)
    #: folder of places that `warnd places import` made; None: only those that warnd ships
    places: Path | None = None
    #: private addresses, as `host:port`, that may be fetched or posted to; none by default
    allow_addresses: tuple[str, ...] = ()
    #: the feeds
    feeds: tuple[FeedSettings, ...] = ()
    #: what is watched; empty: every country and first-level division
    areas: tuple[Area, ...] = ()
    #: the ways out
    channels: dict[ChannelId, ChannelSettings] = field(default_factory=dict)
    #: who is told what
    routes: tuple[RouteSettings, ...] = ()
    #: articles older than this on first sight are stored and never alert
    max_age: timedelta = timedelta(days=7)
    #: who is told elsewhere that this warnd lives; None: nobody
    heartbeat: HeartbeatSettings | None = None
    #: how long things are kept
    retention: RetentionSettings = RetentionSettings()
