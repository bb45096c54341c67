"""What a version of an alert says, in clean words, before it takes a form."""

from dataclasses import dataclass

from warnd.alerts.dress import AnswerLink
from warnd.alerts.links import Link
from warnd.alerts.marks import PROMPT, Passage, repeat_in_words
from warnd.alerts.sizes import Size
from warnd.model.alert import ENDINGS, AlertReason, AlertVersion
from warnd.model.identifiers import KindId
from warnd.phrasebook import Phrasebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who says so."""

    #: the publisher
    name: str
    #: the Admiralty grade and its meaning
    grade: str
    meaning: str
    #: whether it speaks for a party to the conflict
    party: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One kind with one status: what is said to have happened, or to be coming."""

    #: the kind, and as people read it, such as "truce collapse"
    kind: KindId
    title: str
    #: what must be said of it beside its heading: "denied", "past", "announced"; mostly empty
    mark: str
    #: how large; None where nobody says
    size: Size | None
    #: where, as the texts name it; empty when the area only
    places: str
    #: who says so, parties to the conflict marked
    said_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of an article, with their proof."""

    #: the words, as they were written
    text: str
    #: the language they are in, as its code and by name; empty when nobody knows
    language: str
    language_name: str
    #: the article's title; empty when the quote is the title
    title: str
    #: who published it, and when
    voice: Voice
    at: str
    #: where; None when there is no address that can be trusted to be one
    link: Link | None
    #: whether it speaks of what may come
    threatened: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything a reader is told, each word clean, on one line and of bounded length."""

    #: the version told
    version: AlertVersion
    #: the words of the language it is told in
    book: Phrasebook
    #: the place with its division and country
    place: str
    #: when the version was decided, and when the oldest report shown was published
    at: str
    since: str
    #: what has happened, what is threatened, and what speaks for calm, gravest first
    happened: tuple[Fact, ...]
    threatened: tuple[Fact, ...]
    calming: tuple[Fact, ...]
    #: what is denied or past
    notes: tuple[Fact, ...]
    #: kinds behind the level that no quote stands for
    also: tuple[str, ...]
    #: what changed, and why the level is what it is
    changes: tuple[str, ...]
    reasons: tuple[str, ...]
    #: who says so, weightiest first
    voices: tuple[Voice, ...]
    quotes: tuple[Quote, ...]
    #: how the reader may answer
    answers: tuple[AnswerLink, ...] = ()
    #: how it comes to be sent: late, perhaps a repeat, in the place of older versions
    passage: Passage = PROMPT
    #: how late it is, in words; empty when it is not
    delayed: str = ""
    #: the older versions that were not sent alone, newest first
    earlier: tuple[str, ...] = ()

    @property
    def may_repeat(self) -> bool:
        """Tell whether an earlier try may have arrived."""
        return self.passage.may_repeat

    @property
    def repeat(self) -> str:
        """Give the sentence that says why it may be a repeat, empty when it is none."""
        return repeat_in_words(self.passage, self.book)

    @property
    def over(self) -> bool:
        """Tell whether the alert ends with this version."""
        return self.version.reason in ENDINGS

    @property
    def changes_first(self) -> bool:
        """Tell whether what changed is the news, rather than what is going on."""
        return self.version.reason is AlertReason.UPDATED
