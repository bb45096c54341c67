"""Builders of alert versions with evidence, so that a test says only what it is about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from warnd.model.alert import AlertEvidence, AlertReason, AlertVersion
from warnd.model.area import Area
from warnd.model.identifiers import AlertId, AreaId, ArticleId, ChannelId, KindId
from warnd.model.level import Level
from warnd.model.notification import Notification, NotificationState
from warnd.model.reliability import Reliability
from warnd.model.signal import Evidence
from warnd.model.status import Status

NOON = datetime(2019, 1, 28, 12, 0, tzinfo=UTC)

TITLES = {
    KindId("truce_collapse"): "truce collapse",
    KindId("shelling"): "shelling",
    KindId("offensive_threat"): "offensive threatened",
    KindId("troop_movement"): "troop movement",
    KindId("territory_change"): "territory change",
    KindId("chemical_weapon"): "chemical weapon",
    KindId("de_escalation"): "de-escalation",
}


def evidence(
    kind: str = "shelling",
    text: str = "Guns fired on 14 towns along the line.",
    *,
    status: Status = Status.OCCURRED,
    count: int | None = None,
    publisher: str = "Northern Wire",
    grade: Reliability = Reliability.B,
    party: bool = False,
    place: str = "",
    title: str = "A night of fire",
    url: str = "https://wire.example/news/1",
    published: datetime = NOON - timedelta(hours=2),
) -> AlertEvidence:
    return AlertEvidence(
        article=ArticleId("a1"),
        publisher=publisher,
        reliability=grade,
        party=party,
        url=url,
        title=title,
        published=published,
        kind=KindId(kind),
        status=status,
        count=count,
        probability=0.9,
        place=place,
        quote=Evidence(text=text, start=0, end=len(text)),
    )


#: an alert as the founding case would raise it
IDLIB = AlertVersion(
    alert=AlertId("4f1c9e02ab77"),
    version=1,
    at=NOON,
    reason=AlertReason.NEW,
    level=Level.WARNING,
    previous_level=Level.CALM,
    peak_level=Level.WARNING,
    area=Area(id=AreaId("SY-ID"), name="Idlib", country="SY", divisions=("SY-ID",)),
    index=61.4,
    kinds=(KindId("truce_collapse"), KindId("offensive_threat"), KindId("shelling")),
    reasons=("A truce ends while forces gather", "Truce collapse, 2 origins"),
    changes=(),
    origins=2,
    evidence=(
        evidence("truce_collapse", "The truce has in effect ended, the minister said."),
        evidence("shelling", count=14, place="Khan Shaykhun", publisher="Idlib Network"),
        evidence(
            "offensive_threat",
            "Three million civilians fear that an offensive could soon begin.",
            status=Status.THREATENED,
            count=3_000_000,
        ),
        evidence(
            "troop_movement",
            "Our forces took up new posts.",
            publisher="State News Agency",
            grade=Reliability.D,
            party=True,
        ),
        evidence("chemical_weapon", "The army never used gas.", status=Status.DENIED),
        evidence("territory_change", "The town fell a year ago.", status=Status.HISTORICAL),
    ),
    articles=(ArticleId("a1"),),
)


def notification(version: AlertVersion = IDLIB, *, may_repeat: bool = False) -> Notification:
    return Notification(
        key="0123456789abcdef0123456789abcdef",
        channel=ChannelId("duty"),
        recipient="duty@example.org",
        alert=version,
        state=NotificationState.SENDING,
        attempts=1,
        due=version.at,
        created=version.at,
        may_repeat=may_repeat,
    )


def everywhere(text: str) -> AlertVersion:
    """Give a version in which every word that a feed can write is `text`."""
    hostile = evidence("shelling", text, publisher=text, place=text, title=text, url=text, count=14)
    coming = replace(hostile, kind=KindId("offensive_threat"), status=Status.THREATENED)
    denied = replace(hostile, kind=KindId("chemical_weapon"), status=Status.DENIED)
    link = replace(hostile, kind=KindId("truce_collapse"), url=f"https://wire.example/{text}")
    return replace(IDLIB, evidence=(hostile, coming, denied, link))
