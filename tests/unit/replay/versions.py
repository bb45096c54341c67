"""Alert versions as short as a test can say them."""

from datetime import timedelta

from tests.unit.builders import NOW
from warnd.model.alert import AlertEvidence, AlertReason, AlertVersion
from warnd.model.area import Area
from warnd.model.identifiers import AlertId, AreaId, ArticleId, KindId, RuleId
from warnd.model.level import Level
from warnd.model.reliability import Reliability
from warnd.model.signal import Evidence
from warnd.model.status import Status

CALM, WATCH, WARNING, EMERGENCY = Level


def quote(text: str = "Shells fell on the market.", kind: str = "shelling") -> AlertEvidence:
    return AlertEvidence(
        article=ArticleId("a1"),
        publisher="Gazette",
        reliability=Reliability.B,
        party=False,
        url="https://gazette.example/a1",
        title="A title",
        published=NOW,
        kind=KindId(kind),
        status=Status.OCCURRED,
        count=None,
        probability=0.9,
        place="Idlib",
        quote=Evidence(text=text, start=0, end=len(text), rule=RuleId("shells-fall")),
    )


def version(
    days: float,
    level: Level,
    reason: AlertReason = AlertReason.NEW,
    *,
    alert: str = "one",
    number: int = 1,
    area: str = "SY-ID",
    country: str = "SY",
    evidence: tuple[AlertEvidence, ...] = (),
) -> AlertVersion:
    """Give a version told some days after `NOW`."""
    return AlertVersion(
        alert=AlertId(alert),
        version=number,
        at=NOW + timedelta(days=days),
        reason=reason,
        level=level,
        previous_level=CALM,
        peak_level=level,
        area=Area(id=AreaId(area), name=f"Area {area}", country=country),
        index=60.0,
        kinds=(KindId("shelling"),),
        reasons=("Shelling, 1 origin",),
        changes=(),
        origins=1,
        evidence=evidence or (quote(),),
        articles=(ArticleId("a1"),),
    )
