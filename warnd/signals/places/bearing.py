"""Whether a mention may be where something happens, or only tells who speaks or acts."""

import re
from collections.abc import Callable
from enum import Enum
from typing import Final, NamedTuple

from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places import words as lists
from warnd.signals.places.spotting import Named, Standing, Wants

#: how much text before and behind a name is looked at, in code points
_LOOK: Final = 48
#: how many words before "to" or "from" a verb of motion may stand
_MOTION_REACH: Final = 7

_SENTENCE_END: Final = re.compile(r"[.;:!?\n](?!\w)")
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_NEXT: Final = re.compile(r"(?:['’]s)? ([a-z]+)(?: ([a-z]+))?")


class Bearing(Enum):
    """What a mention tells of where; the least value in an article is where it happens."""

    #: it may be where something happens
    LOCATES = 1
    #: it does if nothing else in the article does: "Uganda arrests an opposition leader"
    PERHAPS = 2
    #: it does if nothing else can: "the government of Uganda", "Burkina Faso Armed Forces"
    HARDLY = 3
    #: it never does: "Ugandan", "Moscow says"
    TELLS = 4


class Surroundings(NamedTuple):
    """What stands around a name."""

    #: small words before it in its sentence, without those that say nothing
    before: list[str]
    #: whether a direction stands right before it: "northern Syria"
    directed: bool
    #: the word behind it, without auxiliaries; empty when none is in small letters
    follower: str

    @property
    def preposition(self) -> str:
        """The last word before the name."""
        return self.before[-1] if self.before else ""

    @property
    def placed(self) -> bool:
        """Whether a preposition of place stands before the name."""
        return self.preposition in lists.PLACE_PREPOSITIONS


def surroundings(body: str, name: Named) -> Surroundings:
    """Give what stands around a name."""
    text = body[max(0, name.start - _LOOK) : name.start]
    for match in _SENTENCE_END.finditer(text):
        text = " " * match.end() + text[match.end() :]
    before = [word.casefold() for word in _WORD.findall(text)]
    directed = bool(before) and before[-1] in lists.DIRECTIONS
    while before and (before[-1] in lists.SKIPPED or before[-1].endswith(lists.SKIPPED_ENDINGS)):
        before.pop()
    behind = _NEXT.match(body, name.end, name.end + _LOOK)
    follower = ""
    if behind:
        first, second = behind.group(1), behind.group(2) or ""
        follower = second if first in lists.AUXILIARIES else first
    return Surroundings(before, directed, follower)


def bearing(
    body: str, name: Named, toponym: Toponym, around: Surroundings, listed: Bearing | None
) -> Bearing:
    """Give the bearing of a name; `listed` is that of the name it stands in a list with."""
    if toponym.sense in (NameSense.PEOPLE, NameSense.VOICE) or _in_a_compound(body, name):
        return Bearing.TELLS
    if name.standing is not Standing.PLACE:
        return Bearing.HARDLY if toponym.kind is PlaceKind.COUNTRY else Bearing.TELLS
    if toponym.kind is PlaceKind.TOWN and _speaks(around) and not name.possessive:
        return Bearing.TELLS
    if toponym.kind not in (PlaceKind.COUNTRY, PlaceKind.CAPITAL):
        return Bearing.LOCATES
    for rule in _GOVERNMENT_RULES:
        told = rule(name, toponym, around)
        if told is not None:
            return told
    return listed or _by_default(name, toponym)


def _in_a_compound(body: str, name: Named) -> bool:
    ahead, behind = body[name.end : name.end + 2], body[max(0, name.start - 5) : name.start]
    tied = len(ahead) > 1 and ahead[0] in "-‑" and ahead[1].islower()
    return tied or behind.casefold().endswith(("pro-", "anti-", "ex-", "non-"))


def _speaks(around: Surroundings) -> bool:
    return around.follower in lists.SPEECH and not around.placed


def _vouched(name: Named, toponym: Toponym, around: Surroundings) -> Bearing | None:
    """Rule: what stands beside it makes it a place ("Kabul Airport", "the Paris massacre")."""
    site = name.vouched and name.wants is not Wants.DIVISION
    event = around.follower in lists.EVENTS or around.follower in lists.SITE_WORDS
    return Bearing.LOCATES if site or event or around.directed else None


def _speaking(name: Named, toponym: Toponym, around: Surroundings) -> Bearing | None:
    """Rule: who says something is a government."""
    return Bearing.TELLS if _speaks(around) else None


def _moving(name: Named, toponym: Toponym, around: Surroundings) -> Bearing | None:
    """Rule: "to" and "from" tell where only of what moves."""
    if around.preposition not in ("to", "from"):
        return None
    moves = not lists.MOTION.isdisjoint(around.before[-_MOTION_REACH:])
    return Bearing.LOCATES if moves else Bearing.PERHAPS


def _placed(name: Named, toponym: Toponym, around: Surroundings) -> Bearing | None:
    """Rule: prepositions of place, and verbs that strike or take."""
    struck = around.preposition in lists.ATTACKS
    return Bearing.LOCATES if around.placed or struck else None


def _of(name: Named, toponym: Toponym, around: Surroundings) -> Bearing | None:
    """Rule: what it is "of" decides: the invasion of Iraq, the president of Iraq."""
    if around.preposition != "of":
        return None
    office = len(around.before) > 1 and around.before[-2] in lists.OFFICES_OF
    adjective = name.key in lists.CAPITALS_ONLY and around.follower != ""
    return Bearing.HARDLY if office or adjective else Bearing.LOCATES


def _party(name: Named, toponym: Toponym, around: Surroundings) -> Bearing | None:
    """Rule: "with", "between" and "against" name a party."""
    return Bearing.TELLS if around.preposition in lists.PARTY_PREPOSITIONS else None


_GOVERNMENT_RULES: Final[tuple[Callable[[Named, Toponym, Surroundings], Bearing | None], ...]] = (
    _vouched,
    _speaking,
    _moving,
    _placed,
    _of,
    _party,
)


def _by_default(name: Named, toponym: Toponym) -> Bearing:
    if toponym.kind is PlaceKind.COUNTRY:
        return Bearing.PERHAPS
    if name.possessive or name.key in lists.SPEAKING_CAPITALS:
        return Bearing.TELLS
    return Bearing.LOCATES
