"""Alerts: notices about a situation, with versions; never deleted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warnd.model.area import Area
from warnd.model.certainty import Certainty, Urgency
from warnd.model.identifiers import AlertId, ArticleId, KindId
from warnd.model.level import Level
from warnd.model.moments import aware
from warnd.model.reliability import Reliability
from warnd.model.signal import Evidence
from warnd.model.situation import Outlook
from warnd.model.status import Status


class AlertReason(StrEnum):
    """Why a version of an alert is sent."""

    #: the area left calm
    NEW = "new"
    #: the level rose
    ESCALATED = "escalated"
    #: the level stands or fell, and something material changed
    UPDATED = "updated"
    #: the area is calm again
    ALL_CLEAR = "all-clear"
    #: nobody who told of it is heard any more, or nobody watches the area: no all-clear
    EXPIRED = "expired"
    #: all that it rested on was taken back
    CANCELLED = "cancelled"


#: the reasons that end an alert
ENDINGS = frozenset({AlertReason.ALL_CLEAR, AlertReason.EXPIRED, AlertReason.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertEvidence:
    """One claim behind an alert, with its proof."""

    #: the article
    article: ArticleId
    #: what readers know the publisher as
    publisher: str
    #: its Admiralty grade
    reliability: Reliability
    #: whether it speaks for a party to the conflict
    party: bool
    #: the article's address; empty when it has none
    url: str
    #: the article's title
    title: str
    #: when it was published
    published: datetime
    #: what is claimed
    kind: KindId
    status: Status
    count: int | None
    probability: float
    #: where, as the text names it; empty when the area only
    place: str
    #: the quoted words and the rule that saw them
    quote: Evidence
    #: whether its article is marked as a test, a drill or an exercise
    possible_test: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertVersion:
    """One version of an alert: what people are told at one moment, and why."""

    #: the alert over all of its versions
    alert: AlertId
    #: 1 for the first
    version: int
    #: when it was decided
    at: datetime
    #: why it is sent
    reason: AlertReason
    #: the level now
    level: Level
    #: the level of the version before; calm before the first
    previous_level: Level
    #: the highest level of all versions up to this one: who was told of it is told how it ends
    peak_level: Level
    #: the area
    area: Area
    #: the index now, 0 to 100
    index: float
    #: the kinds behind it, gravest first
    kinds: tuple[KindId, ...]
    #: why the level is what it is, in sentences that people read
    reasons: tuple[str, ...]
    #: what changed since the version before; empty for the first
    changes: tuple[str, ...]
    #: independent origins behind it
    origins: int
    #: the proof, weightiest first
    evidence: tuple[AlertEvidence, ...]
    #: the articles behind it, weightiest first
    articles: tuple[ArticleId, ...]
    #: the publisher that nearly all of its weight rests on; empty when it rests on several
    rests_on: str = ""
    #: how soon people should act, and how sure it is that something happens
    urgency: Urgency = Urgency.UNKNOWN
    certainty: Certainty = Certainty.UNKNOWN
    #: ISO 3166-2 codes of the first-level divisions that its proof names, sorted
    divisions: tuple[str, ...] = ()
    #: what becomes of the level when no further sign comes; None once the alert has ended
    outlook: Outlook | None = None
    #: whether something that was told is taken back or put right: whoever heard it hears this
    takes_back: bool = False

    def __post_init__(self) -> None:
        aware(self.at)

    @property
    def severity(self) -> str:
        """How grave it is, in the word of the Common Alerting Protocol 1.2 for its level."""
        return self.level.cap_severity

    @property
    def possible_test(self) -> bool:
        """Tell whether all of the proof comes from what is marked as a test or a drill."""
        return bool(self.evidence) and all(item.possible_test for item in self.evidence)
