"""What a pattern asks of the claims about an area, and the reports that it is tried on.

A pattern is made of parts. A part says which claims it looks at, and what must be true of them
together; `docs/rules.md` tells it with examples, `warnd.situations.patterns` holds it against
claims.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from warnd.model.identifiers import KindId, RuleId
from warnd.model.level import Level
from warnd.model.status import Status
from warnd.rules.origin import Origin

#: statuses that a part looks at unless it says others; what was denied or is past is no sign
LIVE = (Status.OCCURRED, Status.THREATENED)


class Comparison(StrEnum):
    """How a number is held against a bound."""

    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    EQUAL = "="


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a number must be, such as `>=14`."""

    #: how the number is held against it
    comparison: Comparison = Comparison.AT_LEAST
    #: what it is held against
    number: float

    def holds(self, number: float) -> bool:
        """Tell whether a number is within it."""
        match self.comparison:
            case Comparison.AT_LEAST:
                return number >= self.number
            case Comparison.AT_MOST:
                return number <= self.number
            case Comparison.MORE:
                return number > self.number
            case Comparison.LESS:
                return number < self.number
            case Comparison.EQUAL:
                return number == self.number

    @property
    def only_grows(self) -> bool:
        """Whether what holds keeps holding when the number grows."""
        return self.comparison in {Comparison.AT_LEAST, Comparison.MORE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many there must be (Sigma: event_count)."""

    #: claims: one an article, kind and status
    claims: Bound | None = None
    #: stories: articles that report the same thing are one
    stories: Bound | None = None
    #: UTC days on which any was published
    days: Bound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Distinct:
    """How many different ones there must be (Sigma: value_count)."""

    #: independent publishers; all that are unknown are one at most
    origins: Bound | None = None
    #: kinds
    kinds: Bound | None = None
    #: places named
    places: Bound | None = None
    #: first-level divisions
    divisions: Bound | None = None
    #: UTC days
    days: Bound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which claims to look at, and what must be true of them together.

    With nothing said of them together, one claim is enough. A part never holds without any.
    """

    #: claims of one of these kinds; empty: of any, where `rule` says which
    kind: tuple[KindId, ...] = ()
    #: claims of one of these statuses
    status: tuple[Status, ...] = LIVE
    #: claims that state a count like this; those that state none are passed over
    size: Bound | None = None
    #: claims this probable
    probability: Bound | None = None
    #: claims that name one of these places
    place: tuple[str, ...] = ()
    #: claims about one of these ISO 3166-2 divisions
    division: tuple[str, ...] = ()
    #: claims that one of these rules saw; `*` stands for any letters of an id
    rule: tuple[str, ...] = ()
    #: claims of this time only; None: of the pattern's
    within: timedelta | None = None
    #: in `unless`: only claims newer than the newest of this kind that the pattern rests on
    after: KindId | None = None
    #: how many there must be
    count: Counts = Counts()
    #: how many different ones there must be
    distinct: Distinct = Distinct()
    #: what their counts add up to, told twice or not (`warnd.situations.patterns_tally`)
    sum: Bound | None = None
    #: what the largest of their counts is
    max: Bound | None = None
    #: another pattern that must hold, in place of everything above
    pattern: RuleId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternParts:
    """What a pattern needs, and what calls it off."""

    #: every one of these
    all: tuple[Part, ...] = ()
    #: and, when given, at least one of these
    any: tuple[Part, ...] = ()
    #: and these in this order, each by claims published after the one before (temporal_ordered)
    sequence: tuple[Part, ...] = ()
    #: and none of these
    unless: tuple[Part, ...] = ()

    @property
    def needed(self) -> tuple[Part, ...]:
        """The parts that it is made of, without those that call it off."""
        return (*self.all, *self.any, *self.sequence)


class GroupedBy(StrEnum):
    """What the claims of one pattern have in common (Sigma: group-by)."""

    #: the area
    AREA = "area"
    #: the area and what it names as its neighbours
    NEIGHBOURS = "neighbours"
    #: one first-level division of it
    DIVISION = "division"
    #: one place in it
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Something published at a time: a signal, or a text that warnd reads."""

    #: when, after the timeline's beginning
    at: timedelta
    #: a signal's kind; None for a text
    kind: KindId | None = None
    #: its status
    status: Status = Status.OCCURRED
    #: its count
    count: int | None = None
    #: its probability
    probability: float = 0.95
    #: where it is
    place: str = ""
    #: the ISO 3166-2 division of that place
    division: str | None = None
    #: the rule that saw it
    rule: RuleId | None = None
    #: who says so; left out: somebody of his own
    origin: str = ""
    #: the story it belongs to; left out: one of its own
    story: str = ""
    #: an article's text
    text: str = ""
    #: its title
    title: str = ""
    #: ISO 639-1 code of its language
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Reports and what a pattern makes of them."""

    #: what it shows
    name: str
    #: the reports
    reports: tuple[Report, ...]
    #: the pattern holds from here; left out: from the last report. Not before.
    begins: timedelta | None = None
    #: it holds no longer here; left out: that is not looked at
    ends: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternTests:
    """Timelines in which a pattern must and must not hold."""

    #: it holds
    fires: tuple[Timeline, ...] = ()
    #: it never holds
    silent: tuple[Timeline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Signals that together, in one area and within a time, say more than each alone."""

    #: its name, unique among patterns
    id: RuleId
    #: what it needs
    pattern: PatternParts
    #: the time within which all of it must be published
    within: timedelta
    #: independent origins that must stand behind its claims together
    origins: int = 1
    #: what its claims must have in common
    by: GroupedBy = GroupedBy.AREA
    #: the level that holds while it does
    level: Level = Level.WARNING
    #: what people read; empty: made from its id
    title: str = ""
    #: its own tests
    tests: PatternTests = PatternTests()
    #: where it stands
    origin: Origin = field(default=Origin(), compare=False)
    #: of each of these kinds there must be a claim, or it cannot hold; follows from what it needs
    asks: tuple[frozenset[KindId], ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        needed = (*self.pattern.all, *self.pattern.sequence)
        asks = tuple(frozenset(part.kind) for part in needed if part.kind)
        object.__setattr__(self, "asks", asks)
