"""What stands around a name in its sentence."""

import re
from typing import Final, NamedTuple

from warnd.model.toponym import Toponym
from warnd.signals.places import grammar, neighbours
from warnd.signals.places.spotting import Named, Wants

#: how much text before and behind a name is looked at, in code points
_LOOK: Final = 48

#: what ends a sentence or clause, beside a full stop and the end of a line
_OTHER_ENDS: Final = ("; ", ": ", "! ", "? ")
_HYPHENS: Final = ("-", "‑")
#: what turns a name into somebody's leaning, and how long the longest is
_PREFIXES: Final = ("pro-", "anti-", "ex-", "non-")
_PREFIX: Final = 5
#: what may cling to a word
_MARKS: Final = ".,;:!?()[]\"“”‘’'«»"
_NEXT: Final = re.compile(r"(?:['’]s)? ([a-z]+)(?: ([a-z]+))?")


class Surroundings(NamedTuple):
    """What stands around a name."""

    #: words before it in its sentence, folded, without those that say nothing
    before: list[str]
    #: whether a direction stands right before it: "northern Syria"
    directed: bool
    #: whether an article stands right before it: "the Iskander"
    article: bool
    #: the word behind it, without auxiliaries; empty when none is in small letters
    follower: str
    #: the word behind that, when it follows at once
    second: str
    #: whether it is tied to a small word: "Aleppo-based", "pro-Syria"
    compound: bool

    @property
    def preposition(self) -> str:
        """The last word before the name."""
        return self.before[-1] if self.before else ""

    @property
    def placed(self) -> bool:
        """Whether a preposition of place stands before the name."""
        return self.preposition in grammar.PLACE_PREPOSITIONS


def wanted(name: Named, around: Surroundings) -> Wants:
    """Give what the words around a name say it is."""
    if name.wants is not Wants.ANYTHING:
        return name.wants
    before = around.before
    behind_of = before[-2] if around.preposition == "of" and len(before) > 1 else ""
    behind = "" if name.possessive else around.follower
    for word in (behind, behind_of, around.preposition):
        if word in neighbours.DIVISION_WORDS:
            return Wants.DIVISION
        if word in neighbours.TOWN_WORDS:
            return Wants.TOWN
    in_a_part = around.directed and not name.meanings.has_country
    return Wants.DIVISION if in_a_part else Wants.ANYTHING


#: the surroundings of a name that need not be looked at
NOWHERE: Final = Surroundings(
    [], directed=False, article=False, follower="", second="", compound=False
)


def surroundings(body: str, name: Named) -> Surroundings:
    """Give what stands around a name."""
    text = body[max(0, name.start - _LOOK) : name.start]
    end = max(text.rfind(". "), text.rfind("\n"))
    for mark in _OTHER_ENDS:
        if mark in text:
            end = max(end, text.rfind(mark))
    words = text[end + 1 :].casefold().split()
    before = [word if word.isalnum() else word.strip(_MARKS) for word in words]
    last = before[-1] if before else ""
    while before and (
        before[-1] in grammar.SKIPPED or before[-1].endswith(grammar.SKIPPED_ENDINGS)
    ):
        before.pop()
    follower, second = _followers(body, name.end)
    return Surroundings(
        before,
        last in neighbours.DIRECTIONS,
        last == "the",
        follower,
        second,
        _tied(body, name),
    )


def behind(body: str, name: Named) -> Surroundings:
    """Give what stands behind a name alone."""
    follower, second = _followers(body, name.end)
    return NOWHERE._replace(follower=follower, second=second, compound=_tied(body, name))


def _followers(body: str, end: int) -> tuple[str, str]:
    behind = _NEXT.match(body, end, end + _LOOK)
    if behind is None:
        return "", ""
    first, second = behind.groups(default="")
    return (second, "") if first in grammar.AUXILIARIES else (first, second)


def _tied(body: str, name: Named) -> bool:
    start, end = name.start, name.end
    if body[end : end + 1] in _HYPHENS and body[end + 1 : end + 2].islower():
        return True
    if start == 0 or body[start - 1] not in _HYPHENS:
        return False
    return body[max(0, start - _PREFIX) : start].casefold().endswith(_PREFIXES)


class Case(NamedTuple):
    """One name, what it is held to mean, and what stands around it."""

    #: the name
    name: Named
    #: what it is held to mean
    toponym: Toponym
    #: what stands around it
    around: Surroundings
