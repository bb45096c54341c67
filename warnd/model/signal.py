"""Signals: what one article claims."""

from dataclasses import dataclass
from enum import StrEnum

from warnd.model.identifiers import KindId, RuleId
from warnd.model.place import PlaceMention
from warnd.model.status import Status


class SeenBy(StrEnum):
    """What saw a signal."""

    #: a rule alone
    RULE = "rule"
    #: the classifier alone
    MODEL = "model"
    #: rule and classifier
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that carry a signal; offsets are code points into the article's body."""

    #: the words as written
    text: str
    #: offset of the first code point
    start: int
    #: offset just past the last code point
    end: int
    #: the rule that saw it; None when the classifier did
    rule: RuleId | None = None
    #: the version of that rule, a short hash of its text; empty for the classifier
    rule_version: str = ""
    #: the sentence that the words stand in, for people; empty when the words are a sentence
    sentence: str = ""
    #: ISO 639-1 code of the language that they were read in; empty when nobody noted it
    language: str = ""

    @property
    def told(self) -> str:
        """What people read: the sentence, else the words."""
        return self.sentence or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One claim of an article: what, whether it has happened, how many, and the words for it."""

    #: what is claimed
    kind: KindId
    #: how sure warnd is that the text claims it, 0 to 1, after rule and classifier were fused
    probability: float
    #: who saw it
    seen_by: SeenBy
    #: whether it has happened
    status: Status
    #: the number that sizes it (SIGNALS, rule 7); None where none is stated
    count: int | None
    #: the words that carry it, at least one quote
    evidence: tuple[Evidence, ...]
    #: where it happens as far as the text ties it to places, finest first; empty when it does not
    where: tuple[PlaceMention, ...] = ()
