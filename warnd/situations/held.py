"""What is known of a pattern that holds: since when, what it saw, and which claims carry it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warnd.model.claim import Claim
from warnd.model.identifiers import KindId, RuleId
from warnd.model.moments import aware
from warnd.rules.pattern import Pattern


class Measure(StrEnum):
    """What is told of a part's claims together."""

    #: their counts added up
    SUM = "sum"
    #: how many places they name
    PLACES = "places"
    #: how many first-level divisions
    DIVISIONS = "divisions"
    #: on how many days
    DAYS = "days"
    #: how many stories
    STORIES = "stories"
    #: how many claims
    CLAIMS = "claims"
    #: the largest of their counts
    COUNT = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one part of a pattern saw."""

    #: the kinds, in the part's order
    kinds: tuple[KindId, ...]
    #: since when the part holds
    since: datetime
    #: the claims, oldest first
    claims: tuple[Claim, ...]
    #: what their number below tells; None when there is none to tell
    measure: Measure | None = None
    #: how many
    number: int = 0
    #: whether all of it is only threatened
    threatened: bool = False
    #: the pattern that it is, where it is one
    pattern: RuleId | None = None

    def __post_init__(self) -> None:
        aware(self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A pattern that holds."""

    #: the pattern
    pattern: Pattern
    #: since when the claims within its time make it hold
    since: datetime
    #: what each of its parts saw that holds, in the pattern's order
    seen: tuple[Seen, ...]
    #: the claims that carry it, oldest first
    claims: tuple[Claim, ...]
    #: independent origins behind them
    origins: int
    #: the division or place that it holds in, where its claims are grouped by one
    where: str = ""

    def __post_init__(self) -> None:
        aware(self.since)
