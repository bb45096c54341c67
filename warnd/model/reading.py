"""What warnd understood of one article."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from warnd.model.identifiers import KindId, RuleId
from warnd.model.place import PlaceMention
from warnd.model.signal import Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A rule that nearly fired: for `warnd explain`."""

    #: the rule
    rule: RuleId
    #: the part of its query that the text did not satisfy, as written
    missing: str
    #: offsets of the sentence in the body
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The signals and places of one article, in the language they were read in."""

    #: ISO 639-1 code of the language used
    language: str
    #: how much an analyst would want to see it, 0 to 100
    score: float
    #: one signal a kind, or two where the text clearly speaks of two; most probable first
    signals: tuple[Signal, ...]
    #: every place named, in order of appearance
    places: tuple[PlaceMention, ...]
    #: rules that nearly fired, nearest first; only filled when asked for
    near_misses: tuple[NearMiss, ...] = ()
    #: the classifier's own probability of each kind in its surest sentence, 0 to 1, for people who
    #: ask why; kinds that nobody saw are left out
    classified: Mapping[KindId, float] = field(default_factory=dict)
