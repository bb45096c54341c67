"""Small builders of records, so that a test says only what it is about."""

from datetime import UTC, datetime
from functools import cache

from warnd.config.scoring_file import load_scoring
from warnd.config.shipped import shipped_scoring
from warnd.model.article import Article, DateConfidence, Source
from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId, ArticleId, FeedId, KindId, Origin, RuleId
from warnd.model.place import Place, PlaceMention
from warnd.model.reliability import Reliability
from warnd.model.scoring import Scoring
from warnd.model.signal import Evidence, SeenBy, Signal
from warnd.model.status import Status
from warnd.rules.pattern import Part

#: a Monday morning, the day the project was founded on
NOW = datetime(2019, 1, 28, 9, 0, tzinfo=UTC)

IDLIB = Place(name="Idlib", country="SY", admin1="SY-ID", lat=35.93, lon=36.63, population=98_000)


@cache
def shipped_table() -> Scoring:
    """Give the shipped scoring table."""
    return load_scoring(shipped_scoring())


def signal(
    kind: str = "shelling",
    *,
    status: Status = Status.OCCURRED,
    probability: float = 1.0,
    count: int | None = None,
    where: tuple[PlaceMention, ...] = (),
    rule: str | None = None,
) -> Signal:
    """Give a signal with one quote."""
    return Signal(
        kind=KindId(kind),
        probability=probability,
        seen_by=SeenBy.RULE,
        status=status,
        count=count,
        evidence=(
            Evidence(
                text=f"words about {kind}",
                start=0,
                end=12 + len(kind),
                rule=RuleId(rule) if rule else None,
            ),
        ),
        where=where,
    )


def claim(
    kind: str = "shelling",
    *,
    at: datetime = NOW,
    origin: str | None = "agency",
    article: str = "a1",
    area: str = "SY-ID",
    grade: Reliability = Reliability.A,
    placing: float = 1.0,
    status: Status = Status.OCCURRED,
    probability: float = 1.0,
    count: int | None = None,
) -> Claim:
    """Give a claim by a completely reliable source that happens just now."""
    return Claim(
        area=AreaId(area),
        article=ArticleId(article),
        source=Source(
            publisher=origin or "somebody",
            origin=Origin(origin) if origin else None,
            reliability=grade,
        ),
        url=f"https://news.example/{article}",
        title=f"Title of {article}",
        signal=signal(kind, status=status, probability=probability, count=count),
        place="Idlib",
        admin1="SY-ID",
        placing=placing,
        at=at,
    )


def part(*kinds: str) -> Part:
    """Give the part of a pattern that any claim of one of these kinds makes hold."""
    return Part(kind=tuple(map(KindId, kinds)))


def article(
    text: str = "", *, title: str = "", id_: str = "a1", published: datetime = NOW
) -> Article:
    """Give an English article of a completely reliable source."""
    return Article(
        id=ArticleId(id_),
        feed=FeedId("feed"),
        source=Source(publisher="agency", origin=Origin("agency"), reliability=Reliability.A),
        url=f"https://news.example/{id_}",
        title=title,
        text=text,
        language="en",
        published=published,
        date_confidence=DateConfidence.STATED,
        first_seen=published,
    )


def mention(place: Place = IDLIB, *, start: int = 0, locates: bool = True) -> PlaceMention:
    """Give a mention of a place by its own name."""
    return PlaceMention(
        place=place, text=place.name, start=start, end=start + len(place.name), locates=locates
    )
