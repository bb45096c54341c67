"""Whether a mention may be where something happens, or only tells who speaks or acts."""

import re
from enum import Enum, auto
from typing import Final

from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places import words as lists
from warnd.signals.places.spotting import Named, Standing, Wants

#: how much text before and behind a name is looked at, in code points
_LOOK: Final = 48

_SENTENCE_END: Final = re.compile(r"[.;:!?\n](?!\w)")
_WORDS: Final = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_AFTER: Final = re.compile(
    r"(?:['’]s)?[ ,]+(?:(?:has|have|had|also|now|again|on|\w+day|is|was|had) )*([a-z]+)"
)


class Bearing(Enum):
    """What a mention tells of where."""

    #: it may be where something happens
    LOCATES = auto()
    #: it does if nothing else in the article does: "Uganda arrests an opposition leader"
    PERHAPS = auto()
    #: it tells the country talked about and no more
    TELLS = auto()


def bearing(body: str, name: Named, toponym: Toponym, before: Bearing | None) -> Bearing:  # noqa: PLR0911
    """Give the bearing of a name; `before` is that of the name it stands in a list with."""
    if toponym.sense in (NameSense.PEOPLE, NameSense.VOICE) or name.standing is not Standing.PLACE:
        return Bearing.TELLS
    if _in_a_compound(body, name):
        return Bearing.TELLS
    ahead = _AFTER.match(body, name.end, name.end + _LOOK)
    follower = ahead.group(1) if ahead else ""
    preceding = words_before(body, name.start)
    preposition = preceding[-1] if preceding else ""
    located = preposition in lists.PLACE_PREPOSITIONS
    if toponym.kind in (PlaceKind.TOWN, PlaceKind.DIVISION, PlaceKind.REGION):
        speaks = follower in lists.SPEECH and not located and not name.possessive
        return Bearing.TELLS if speaks and toponym.kind is PlaceKind.TOWN else Bearing.LOCATES
    return _of_a_government(name, toponym, preceding, follower, before)


def words_before(body: str, start: int) -> list[str]:
    """Give the small words before a name in its sentence, without those that say nothing."""
    text = body[max(0, start - _LOOK) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    words = [word.casefold() for word in _WORDS.findall(text[ends[-1] if ends else 0 :])]
    while words and (words[-1] in lists.SKIPPED or words[-1].endswith(("-held", "-controlled"))):
        words.pop()
    return words


def _in_a_compound(body: str, name: Named) -> bool:
    ahead, behind = body[name.end : name.end + 2], body[max(0, name.start - 5) : name.start]
    tied = len(ahead) > 1 and ahead[0] in "-‑" and ahead[1].islower()
    return tied or behind.casefold().endswith(("pro-", "anti-", "ex-", "non-"))


def _of_a_government(  # noqa: PLR0911
    name: Named, toponym: Toponym, preceding: list[str], follower: str, before: Bearing | None
) -> Bearing:
    capital = toponym.kind is PlaceKind.CAPITAL
    preposition = preceding[-1] if preceding else ""
    if name.vouched and name.wants is not Wants.DIVISION:
        return Bearing.LOCATES
    if follower in lists.SPEECH and preposition not in lists.PLACE_PREPOSITIONS:
        return Bearing.TELLS
    if preposition in ("to", "from"):
        moves = bool(set(preceding[-6:]) & lists.MOTION)
        return Bearing.LOCATES if moves else Bearing.PERHAPS
    if preposition in lists.PLACE_PREPOSITIONS:
        return Bearing.LOCATES
    if preposition == "of":
        office = len(preceding) > 1 and preceding[-2] in lists.OFFICES_OF
        return Bearing.TELLS if office else Bearing.LOCATES
    if preposition in lists.PARTY_PREPOSITIONS:
        return Bearing.TELLS
    if preposition in lists.ATTACKS:
        return Bearing.LOCATES
    if before is not None:
        return before
    if name.possessive:
        return Bearing.TELLS if capital else Bearing.PERHAPS
    if capital:
        return Bearing.TELLS if name.key in lists.SPEAKING_CAPITALS else Bearing.LOCATES
    return Bearing.PERHAPS
