"""What rule files hold: rules, named queries, counts, status cues, patterns and kinds.

A rule file is a YAML list; the key that an entry carries tells what it is: `match` with `kind` a
rule, `list` a named query, `count_of` a count, `cue` a status cue, `pattern` a pattern,
`declare_kind` a kind. Configuration reads the files into these records; queries stay as text here
and are compiled by `warnd.rules.compile`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from warnd.model.identifiers import KindId, RuleId
from warnd.model.kind import Kind
from warnd.model.status import Status
from warnd.rules.origin import Origin
from warnd.rules.pattern import Pattern, PatternParts

__all__ = [
    "NO_COUNT",
    "CountQuery",
    "CueScope",
    "NamedQuery",
    "Origin",
    "Pattern",
    "PatternParts",
    "Rule",
    "RulePack",
    "RuleTests",
    "StatusCue",
    "Topic",
    "Within",
]

#: the `count` of a rule that takes no number (`count: null` in YAML)
NO_COUNT = "none"


class Within(StrEnum):
    """How much text a rule sees at once."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    ARTICLE = "article"


class CueScope(StrEnum):
    """Which signals of a sentence a status cue speaks about."""

    #: those whose words follow the cue in the same clause: "fears of", "vowed to"
    AFTER = "after"
    #: those whose words follow the cue at once, with two words between at most: "no", "not"
    NEXT = "next"
    #: those whose words stand before the cue in the same clause: "was denied", "is feared"
    BEFORE = "before"
    #: those in the same clause
    CLAUSE = "clause"
    #: all of the sentence
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTests:
    """Sentences that a rule must and must not fire on."""

    #: sentences it fires on
    fires: tuple[str, ...] = ()
    #: sentences it stays silent on
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A query that sees a signal of one kind."""

    #: its name, unique among all rules
    id: RuleId
    #: the kind it sees
    kind: KindId
    #: ISO 639-1 code of the language it reads
    language: str
    #: how often it is right when it fires, 0 to 1, judged on real news
    confidence: float
    #: the query
    match: str
    #: a query that keeps it silent; empty when none
    unless: str = ""
    #: where the count comes from: None takes the kind's count queries, "none" takes no number,
    #: "NUM" the number that `match` met, anything else is a query holding NUM over the sentence
    count: str | None = None
    #: a status it always has; None leaves it to the cues
    status: Status | None = None
    #: how much text it sees
    within: Within = Within.SENTENCE
    #: its own tests
    tests: RuleTests = RuleTests()
    #: where it stands
    origin: Origin = field(default=Origin(), compare=False)
    #: a short hash of everything above that changes what it sees; filled by the loader
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query that others use as `@name`: lists of actors, weapons, verbs."""

    #: its name without the @
    name: str
    #: ISO 639-1 code of its language
    language: str
    #: the query
    match: str
    #: where it stands
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountQuery:
    """Where a kind's number is found when a rule does not say: the first query that matches.

    Queries see a sentence without its asides; see `warnd.signals.counts`.
    """

    #: the kind
    kind: KindId
    #: ISO 639-1 code of its language
    language: str
    #: queries that hold NUM, best first
    queries: tuple[str, ...]
    #: queries that hold NUM, asked first and of the whole sentence, asides and all clauses: what
    #: tells the kind's part of a whole, "50 dead, seven of them civilians"
    parts: tuple[str, ...] = ()
    #: a query that begins with NUM: numbers that are added up where they stand in a list
    adds: str = ""
    #: a query: what counts as one beside other numbers, "a soldier"; its first word is the number
    ones: str = ""
    #: a query that begins with NUM: numbers that are never this kind's
    without: str = ""
    #: whether the number may stand in a sentence beside
    near: bool = False
    #: where it stands
    origin: Origin = field(default=Origin(), compare=False)

    def all_queries(self) -> Iterator[str]:
        """Give every query of it that is not empty."""
        yield from self.parts
        yield from self.queries
        yield from filter(None, (self.adds, self.ones, self.without))


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCue:
    """Words that set the status of the signals they speak about."""

    #: its name, unique among cues
    id: RuleId
    #: ISO 639-1 code of its language
    language: str
    #: the status it sets
    status: Status
    #: the query
    match: str
    #: which signals of the sentence it speaks about
    scope: CueScope = CueScope.CLAUSE
    #: a query that keeps it silent; empty when none
    unless: str = ""
    #: a query within whose words it says nothing, as "would" in "would-be"; empty when none
    not_in: str = ""
    #: kinds it speaks about; empty for all
    kinds: tuple[KindId, ...] = ()
    #: where it stands
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What an article is about that is not about conflict, such as sport."""

    #: its name, unique among topics of its language
    name: RuleId
    #: ISO 639-1 code of its language
    language: str
    #: the query that tells it
    match: str
    #: a query that keeps it silent; empty when none
    unless: str = ""
    #: kinds that it brings about by itself, such as people who flee a flood: what an article about
    #: it tells of them is no signal
    causes: tuple[KindId, ...] = ()
    #: where it stands
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """Everything that the rule files of an installation hold."""

    rules: tuple[Rule, ...] = ()
    lists: tuple[NamedQuery, ...] = ()
    counts: tuple[CountQuery, ...] = ()
    cues: tuple[StatusCue, ...] = ()
    topics: tuple[Topic, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    kinds: tuple[Kind, ...] = ()
