"""The ports: what judgement and pipeline need from the world, as small Protocols."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from warnd.alert_ports import ActStore, HeldStore
from warnd.model.alert import AlertVersion
from warnd.model.article import Article
from warnd.model.claim import Claim
from warnd.model.crew import News
from warnd.model.entry import FeedDocument
from warnd.model.feed import FeedState, Fetched, Validators
from warnd.model.fingerprint import Fingerprint
from warnd.model.grammar import Grammar
from warnd.model.identifiers import (
    AlertId,
    AreaId,
    ArticleId,
    ChannelId,
    FeedId,
    KindId,
    Origin,
    StoryId,
)
from warnd.model.kept import Expiry, Pruned
from warnd.model.level import Level
from warnd.model.notice import Notice, Topic
from warnd.model.notification import Message, Notification, Waiting
from warnd.model.place import Place, PlaceMention
from warnd.model.raw import RawEntry
from warnd.model.reading import Reading
from warnd.model.sentence import Sentence
from warnd.model.situation import Situation
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


class Language(Protocol):
    """One language: how its texts become sentences of normalised words."""

    @property
    def code(self) -> str:
        """Its ISO 639-1 code."""
        ...

    @property
    def grammar(self) -> Grammar:
        """The small words that say what is past, feared, counted or told aside."""
        ...

    def sentences(self, title: str, text: str) -> tuple[Sentence, ...]:
        r"""Give the sentences of `title + "\n" + text`, the title first when it is not empty."""
        ...

    def fold(self, word: str) -> str:
        """Give one word as it stands in `Sentence.words`."""
        ...

    def form(self, word: str) -> str:
        """Give one word as it stands in `Sentence.forms`."""
        ...


class Classifier(Protocol):
    """Tells the probability of each kind for sentences."""

    @property
    def kinds(self) -> tuple[KindId, ...]:
        """The kinds of the columns of `probabilities`."""
        ...

    def probabilities(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Give calibrated probabilities, shape `(n_sentences, n_kinds)`, each 0 to 1."""
        ...


class Gazetteer(Protocol):
    """Knows places by name."""

    def mentions(self, body: str, language: str) -> tuple[PlaceMention, ...]:
        """Give the places that `body` names, in order, namesakes settled by context."""
        ...

    def find(self, name: str) -> tuple[Place, ...]:
        """Give every place of that name, largest first."""
        ...

    def division_name(self, code: str) -> str | None:
        """Give the name of an ISO 3166-2 division, None when it is not known."""
        ...

    def country_name(self, code: str) -> str | None:
        """Give the name of an ISO 3166-1 alpha-2 country, None when it is not known."""
        ...

    def countries(self) -> tuple[tuple[str, str], ...]:
        """Give code and name of every country, by code."""
        ...

    def divisions(self) -> tuple[tuple[str, str, str], ...]:
        """Give code, name and country of every first-level division, by code."""
        ...


class ArticleReader(Protocol):
    """Reads articles for signals."""

    def read(self, article: Article) -> Reading:
        """Give the signals and places of one article."""
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


class FeedStore(Protocol):
    """What is remembered of feeds."""

    def feed_state(self, feed: FeedId) -> FeedState | None:
        """Give what is stored of a feed, None before its first poll."""
        ...

    def feed_states(self) -> Mapping[FeedId, FeedState]:
        """Give what is stored of every feed."""
        ...

    def save_feed_state(self, *states: FeedState) -> None:
        """Store what is known of feeds now, at most once of each."""
        ...

    def heard_since(self, of: Sequence[ArticleId]) -> bool:
        """Tell whether a feed that brought one of these articles has brought anything new since."""
        ...

    def feed_document(self, feed: FeedId) -> Mapping[str, tuple[str, ...]]:
        """Give the identity keys of each entry of a feed's last document, by its digest."""
        ...

    def save_feed_document(self, feed: FeedId, entries: Mapping[str, Sequence[str]]) -> None:
        """Store the identity keys of each entry of a feed's document, in place of the last."""
        ...


class RawStore(Protocol):
    """Entries as they came."""

    def add_raw(
        self,
        feed: FeedId,
        at: datetime,
        url: str,
        content_type: str,
        bodies: Sequence[bytes],
        readable: bool,
    ) -> None:
        """Store the bytes of entries of one document; not `readable` puts them in quarantine."""
        ...

    def quarantined(self, limit: int) -> tuple[RawEntry, ...]:
        """Give the entries that could not be read, newest first."""
        ...


class ArticleStore(Protocol):
    """Which articles are known, and their texts."""

    def known_keys(self, feed: FeedId, keys: Sequence[str]) -> frozenset[str]:
        """Give those of `keys` (identity keys of entries) that the feed has shown before."""
        ...

    def keyed_articles(self, feed: FeedId, keys: Sequence[str]) -> Mapping[str, ArticleId]:
        """Give the articles behind those of `keys` that the feed has shown before."""
        ...

    def remember_keys(self, feed: FeedId, keys: Mapping[str, ArticleId], seen: datetime) -> None:
        """Store which identity keys a feed showed and what article each became."""
        ...

    def still_shown(self, feed: FeedId, keys: Sequence[str], now: datetime) -> None:
        """Mark keys as seen now where the mark is older than a day."""
        ...

    def add_article(self, article: Article, reading: Reading) -> bool:
        """Store an article and what was understood of it; False when it is known already."""
        ...

    def add_articles(self, read: Sequence[tuple[Article, Reading]]) -> frozenset[ArticleId]:
        """Store articles and what was understood of each; give those that were not known."""
        ...

    def revise_article(self, article: Article, reading: Reading) -> int:
        """Store an article in place of what it said before; give its revision, from 2 on."""
        ...

    def count_articles(self) -> int:
        """Give how many articles are stored."""
        ...


class FingerprintStore(Protocol):
    """What articles are known again by, long after their texts are gone."""

    def put_fingerprints(self, new: Sequence[Fingerprint]) -> None:
        """Store fingerprints, each in place of its article's last."""
        ...

    def same_fingerprints(
        self, wanted: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[Fingerprint, ...]]:
        """Give the articles seen since a moment that have these fingerprints, newest first."""
        ...

    def fingerprints_of(self, wanted: Sequence[ArticleId]) -> Mapping[ArticleId, Fingerprint]:
        """Give the fingerprints of articles; one whose is not known is left out."""
        ...

    def newest_fingerprints(self, since: datetime, limit: int) -> tuple[Fingerprint, ...]:
        """Give the newest articles first seen since a moment, the oldest of them first."""
        ...

    def told_by(self, story: StoryId, publisher: str) -> tuple[ArticleId, ...]:
        """Give the articles by which a publisher told a story."""
        ...

    def attribute(self, article: ArticleId, origin: Origin) -> None:
        """Record whose report an article is, with all that rests on it."""
        ...


class ClaimStore(Protocol):
    """Claims about areas."""

    def add_claims(self, claims: Sequence[Claim]) -> None:
        """Store claims; one that is known (area, article, kind, status) is left as it is."""
        ...

    def claims(self, area: AreaId, since: datetime, until: datetime) -> tuple[Claim, ...]:
        """Give the claims about an area with `since < at <= until`, oldest first."""
        ...

    def story_claims(self, story: StoryId) -> tuple[Claim, ...]:
        """Give the claims that the articles of a story make and nobody took back, oldest first."""
        ...

    def article_claims(self, article: ArticleId) -> tuple[Claim, ...]:
        """Give the claims that an article makes and nobody took back."""
        ...

    def replace_claims(
        self, article: ArticleId, new: Sequence[Claim], now: datetime
    ) -> frozenset[AreaId]:
        """Store what an article claims now; what it no longer claims is withdrawn.

        Gives the areas that lost a claim.
        """
        ...

    def withdraw_claims(self, of: Sequence[ArticleId], now: datetime) -> frozenset[AreaId]:
        """Take back what articles claim: it weighs nothing any more. Gives the areas."""
        ...


class SituationStore(Protocol):
    """States of areas."""

    def situation(self, area: AreaId) -> Situation | None:
        """Give the state of an area, None when it was always calm."""
        ...

    def watching_since(self) -> datetime | None:
        """Give since when any area has been known, None when none is."""
        ...

    def open_situations(self) -> tuple[Situation, ...]:
        """Give the states of all areas above calm, by area id."""
        ...

    def situation_history(
        self, area: AreaId, since: datetime, until: datetime
    ) -> tuple[Situation, ...]:
        """Give the stored states of an area with `since < at <= until`, oldest first."""
        ...

    def save_situation(self, situation: Situation) -> None:
        """Store the state of an area and append it to the area's history."""
        ...


class AlertStore(Protocol):
    """Alerts, all versions, for ever."""

    def open_alert(self, area: AreaId) -> AlertVersion | None:
        """Give the newest version of the alert that is open for an area, None when none is."""
        ...

    def add_alert_version(self, version: AlertVersion) -> None:
        """Store a version."""
        ...

    def alert_versions(self, alert: AlertId) -> tuple[AlertVersion, ...]:
        """Give all versions of an alert, oldest first; empty when it is not known."""
        ...

    def alerts(self, limit: int) -> tuple[AlertVersion, ...]:
        """Give the newest version of the newest alerts, newest first."""
        ...

    def open_alerts(self, level: Level | None = None) -> tuple[AlertVersion, ...]:
        """Give the newest version of every open alert, or of those at a level, newest first."""
        ...

    def alert_version(self, alert: AlertId, version: int) -> AlertVersion | None:
        """Give one version of an alert, None when it is not known."""
        ...


class NoticeStore(Protocol):
    """What people were told of the feeds themselves."""

    def add_notice(self, notice: Notice) -> bool:
        """Store a notice; False when it is known already."""
        ...

    def newest_notices(self) -> Mapping[Topic, Notice]:
        """Give the newest notice on each topic."""
        ...


class Outbox(Protocol):
    """Notifications on their way."""

    def add_notifications(self, notifications: Sequence[Notification]) -> None:
        """Put notifications into the outbox; a key that is there already is left as it is."""
        ...

    def waiting(self, channel: ChannelId, limit: int) -> tuple[Waiting, ...]:
        """Give what waits on a channel, due or not, gravest first, then newest first."""
        ...

    def claim(self, carrier: str, keys: Sequence[str], now: datetime) -> tuple[Notification, ...]:
        """Move waiting notifications to sending in one message; give those that can be read.

        `carrier` is the key of the message that they leave in. One whose record is damaged is moved
        too, and not given.
        """
        ...

    def mark_delivered(self, key: str, now: datetime, note: str = "") -> bool:
        """Record that the channel took it, and how when not alone; False when not sending."""
        ...

    def mark_deferred(self, key: str, due: datetime, error: str) -> bool:
        """Put it back to be tried again; False when it was not sending."""
        ...

    def mark_dead(self, key: str, now: datetime, error: str) -> bool:
        """Record that it is given up; False when it was not sending."""
        ...

    def put_off(self, channel: ChannelId, recipient: str, until: datetime) -> int:
        """Let nothing that waits for a recipient be due before a moment; give how many moved."""
        ...

    def hasten(self, channel: ChannelId, recipient: str, now: datetime) -> int:
        """Let everything that waits for a recipient be due now; give how many moved."""
        ...

    def recover_in_flight(self) -> int:
        """Put back, marked `may_repeat`, what was in flight at a crash; give how many."""
        ...

    def sent_keys(self, alert: AlertId, channel: ChannelId, recipient: str) -> tuple[str, ...]:
        """Give the keys delivered there for earlier versions of an alert, oldest first."""
        ...

    def sent_of_sources(
        self, channel: ChannelId, since: datetime
    ) -> Mapping[tuple[str, str, str], int]:
        """Give how many left one by one since then, by recipient, language and source."""
        ...

    def pending(self) -> Mapping[ChannelId, int]:
        """Give how many notifications wait, by channel."""
        ...

    def next_due(self, channel: ChannelId, after: datetime) -> datetime | None:
        """Give when the next waiting notification comes due after a moment, None when none does."""
        ...

    def troubled(self, channel: ChannelId) -> Mapping[str, datetime]:
        """Give since when something was tried in vain and waits, by recipient."""
        ...


class Turns(Protocol):
    """What several workers on one database ask of one another."""

    def take_turn(self) -> None:
        """Wait until no other worker decides; the turn ends with the transaction."""
        ...

    def news(self) -> News:
        """Give what other workers stored of articles since this was asked last, in one's turn."""
        ...


class ChannelNotes(Protocol):
    """What channels noted of what they carried."""

    def channel_note(self, channel: ChannelId, subject: str) -> str | None:
        """Give what a channel noted of a subject last, None when nothing."""
        ...

    def note_for_channel(self, channel: ChannelId, subject: str, note: str, now: datetime) -> None:
        """Store what a channel notes of a subject, in the place of what it noted before."""
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
