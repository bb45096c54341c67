"""What dresses one message beside what its alert says: the way it came, a picture, links back."""

from dataclasses import dataclass

from warnd.alerts.marks import Passage
from warnd.alerts.own_words import OwnWords
from warnd.model.notification import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLink:
    """A link by which the recipient answers an alert."""

    #: what for: the end of an `answer.` phrase, such as "acknowledge"
    purpose: str
    #: where it leads, on this installation's own address
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """What dresses one message."""

    #: how it comes to be sent; None: as its notification says
    passage: Passage | None = None
    #: the course of the index; None where there is none
    picture: Picture | None = None
    #: how to answer, in the order shown
    answers: tuple[AnswerLink, ...] = ()
    #: the operator's own words; None: the built-in ones
    own_words: OwnWords | None = None


#: nothing beside what the alert says
PLAIN = Dress()
