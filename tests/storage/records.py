"""Records to store, made short to write."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from warnd.model.alert import AlertEvidence, AlertReason, AlertVersion
from warnd.model.area import Area, Circle
from warnd.model.article import Article, DateConfidence, Source
from warnd.model.claim import Claim
from warnd.model.identifiers import (
    AlertId,
    AreaId,
    ArticleId,
    ChannelId,
    FeedId,
    KindId,
    Origin,
    RuleId,
)
from warnd.model.level import Level
from warnd.model.notification import Notification, NotificationState
from warnd.model.place import Place, PlaceMention
from warnd.model.reading import Reading
from warnd.model.reliability import Reliability
from warnd.model.signal import Evidence, SeenBy, Signal
from warnd.model.situation import Situation
from warnd.model.status import Status
from warnd.storage.store import SqlStore, SqlTransaction

NOON = datetime(2019, 1, 28, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

TOWN = Place(name="Jarjanaz", country="SY", admin1="SY-ID", lat=35.62, lon=36.77, population=11_000)
MENTION = PlaceMention(place=TOWN, text="Jarjanaz", start=30, end=38)
SOURCE = Source(
    publisher="Valley Herald", origin=Origin("valley-herald"), reliability=Reliability.B, party=True
)
QUOTE = Evidence(
    text="Shells fell on 14 towns", start=4, end=27, rule=RuleId("shells-fell"), rule_version="9f"
)
SIGNAL = Signal(
    kind=KindId("shelling"),
    probability=0.91,
    seen_by=SeenBy.BOTH,
    status=Status.OCCURRED,
    count=14,
    evidence=(QUOTE, Evidence(text="14 towns", start=19, end=27)),
    where=(MENTION,),
)
THREAT = replace(
    SIGNAL, kind=KindId("offensive_threat"), status=Status.THREATENED, count=None, where=()
)
READING = Reading(
    language="en",
    score=71.5,
    signals=(SIGNAL, THREAT),
    places=(MENTION, replace(MENTION, text="Syrian", start=50, end=56, locates=False)),
)
QUIET = Reading(language="en", score=0.0, signals=(), places=())


def article(name: str = "a1", **changes: Any) -> Article:
    """Give an article."""
    plain = Article(
        id=ArticleId(name),
        feed=FeedId("valley"),
        source=SOURCE,
        url=f"https://valley.example/{name}",
        title="Shells fall",
        text="Shells fell on 14 towns at dawn.",
        language="en",
        published=NOON - HOUR,
        date_confidence=DateConfidence.STATED,
        first_seen=NOON,
    )
    return replace(plain, **changes)


def claim(**changes: Any) -> Claim:
    """Give a claim about Idlib."""
    plain = Claim(
        area=AreaId("SY-ID"),
        article=ArticleId("a1"),
        source=SOURCE,
        url="https://valley.example/a1",
        title="Shells fall",
        signal=SIGNAL,
        place="Jarjanaz",
        admin1="SY-ID",
        placing=0.8,
        at=NOON,
    )
    return replace(plain, **changes)


def situation(area: str = "SY-ID", **changes: Any) -> Situation:
    """Give a situation at warning."""
    plain = Situation(
        area=AreaId(area),
        level=Level.WARNING,
        index=64.25,
        pressure=8.5,
        normal=1.25,
        known_since=NOON - 48 * HOUR,
        since=NOON - HOUR,
        at=NOON,
        patterns=(RuleId("offensive-imminent"),),
        reasons=("shelling named 14 towns",),
    )
    return replace(plain, **changes)


def alert_version(alert: str = "alert-1", version: int = 1, **changes: Any) -> AlertVersion:
    """Give a version of an alert about Idlib."""
    plain = AlertVersion(
        alert=AlertId(alert),
        version=version,
        at=NOON + version * HOUR,
        reason=AlertReason.NEW if version == 1 else AlertReason.UPDATED,
        level=Level.WARNING,
        previous_level=Level.CALM,
        peak_level=Level.WARNING,
        area=Area(
            id=AreaId("SY-ID"),
            name="Idlib",
            country="SY",
            divisions=("SY-ID",),
            places=("Jarjanaz",),
            circle=Circle(lat=35.9, lon=36.6, radius_km=40.0),
        ),
        index=64.25,
        kinds=(KindId("shelling"),),
        reasons=("shelling named 14 towns",),
        changes=(),
        origins=2,
        evidence=(
            AlertEvidence(
                article=ArticleId("a1"),
                publisher="Valley Herald",
                reliability=Reliability.B,
                party=False,
                url="https://valley.example/a1",
                title="Shells fall",
                published=NOON,
                kind=KindId("shelling"),
                status=Status.OCCURRED,
                count=14,
                probability=0.91,
                place="Jarjanaz",
                quote=QUOTE,
            ),
        ),
        articles=(ArticleId("a1"),),
    )
    return replace(plain, **changes)


def notification(key: str = "k1", **changes: Any) -> Notification:
    """Give a notification that is due at noon."""
    plain = Notification(
        key=key,
        channel=ChannelId("duty"),
        recipient="duty@valley.example",
        alert=alert_version(),
        state=NotificationState.PENDING,
        attempts=0,
        due=NOON,
        created=NOON,
    )
    return replace(plain, **changes)


def claim_due(
    transaction: SqlTransaction, channel: ChannelId, now: datetime, limit: int
) -> tuple[Notification, ...]:
    """Take what is due one by one, as a sender without a flood does."""
    due = [held for held in transaction.waiting(channel, 1000) if held.due <= now][:limit]
    return tuple(
        claimed for held in due for claimed in transaction.claim(held.key, [held.key], now)
    )


class _UndoneError(Exception):
    pass


def undo(store: SqlStore, work: Callable[[SqlTransaction], object]) -> None:
    """Do `work` in a transaction that an error undoes."""
    with suppress(_UndoneError), store.transaction() as transaction:
        work(transaction)
        raise _UndoneError
