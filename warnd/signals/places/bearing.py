"""Whether a mention may be where something happens, or only tells who speaks or acts."""

from collections.abc import Callable
from enum import Enum
from typing import Final

from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places import grammar, lookalikes, neighbours
from warnd.signals.places.spotting import Named, Standing, Wants
from warnd.signals.places.surroundings import Surroundings

#: how many words before "to" or "from" a verb of motion may stand
_MOTION_REACH: Final = 7


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


def bearing(name: Named, toponym: Toponym, around: Surroundings, listed: Bearing | None) -> Bearing:
    """Give the bearing of a name; `listed` is that of the name it stands in a list with."""
    if toponym.sense in (NameSense.PEOPLE, NameSense.VOICE) or around.compound:
        return Bearing.TELLS
    if name.standing is not Standing.PLACE:
        near = toponym.kind is PlaceKind.COUNTRY and not _is_far(toponym)
        return Bearing.HARDLY if near else Bearing.TELLS
    if toponym.kind not in (PlaceKind.COUNTRY, PlaceKind.CAPITAL):
        quoted = toponym.kind is PlaceKind.TOWN and _speaks(around) and not name.possessive
        return Bearing.TELLS if quoted else Bearing.LOCATES
    for rule in _RULES:
        told = rule(name, toponym, around)
        if told is not None:
            return told
    return listed or _by_default(name, toponym)


def _is_far(toponym: Toponym) -> bool:
    return toponym.place.country in grammar.FAR_ACTORS


def _speaks(around: Surroundings) -> bool:
    return around.follower in grammar.SPEECH and not around.placed


def _adjective(name: Named, toponym: Toponym, around: Surroundings) -> Bearing | None:
    """Rule: an abbreviation before a noun tells whose it is ("U.S. troops", "UK plans")."""
    short = name.key in lookalikes.CAPITALS_ONLY or name.key == "united states"
    noun = around.follower not in grammar.NO_NOUNS and around.follower not in grammar.EVENTS
    sited = around.follower in neighbours.SITE_WORDS - neighbours.ABROAD_WORDS
    return Bearing.TELLS if short and around.follower and noun and not sited else None


def _vouched(name: Named, toponym: Toponym, around: Surroundings) -> Bearing | None:
    """Rule: what stands beside it makes it a place ("Kabul Airport", "the Paris massacre")."""
    country = toponym.kind is PlaceKind.COUNTRY
    if country and around.follower in neighbours.ABROAD_WORDS:
        return Bearing.HARDLY
    site = name.vouched and name.wants is not Wants.DIVISION
    event = around.follower in grammar.EVENTS or around.follower in neighbours.SITE_WORDS
    owned = country and name.possessive
    return Bearing.LOCATES if around.directed or (not owned and (site or event)) else None


def _speaking(name: Named, toponym: Toponym, around: Surroundings) -> Bearing | None:
    """Rule: who says something is a government."""
    return Bearing.TELLS if _speaks(around) else None


def _moving(name: Named, toponym: Toponym, around: Surroundings) -> Bearing | None:
    """Rule: "to" and "from" tell where only of what moves."""
    if around.preposition not in grammar.MOTION_PREPOSITIONS:
        return None
    moves = not grammar.MOTION.isdisjoint(around.before[-_MOTION_REACH:])
    return Bearing.LOCATES if moves else Bearing.PERHAPS


def _placed(name: Named, toponym: Toponym, around: Surroundings) -> Bearing | None:
    """Rule: prepositions of place, and verbs that strike or take."""
    struck = around.preposition in grammar.ATTACKS
    return Bearing.LOCATES if around.placed or struck else None


def _of(name: Named, toponym: Toponym, around: Surroundings) -> Bearing | None:
    """Rule: what it is "of" decides: the invasion of Iraq, the president of Iraq."""
    if around.preposition != "of":
        return None
    office = len(around.before) > 1 and around.before[-2] in neighbours.OFFICES_OF
    if office:
        return Bearing.HARDLY
    return Bearing.PERHAPS if name.possessive else Bearing.LOCATES


def _party(name: Named, toponym: Toponym, around: Surroundings) -> Bearing | None:
    """Rule: "with", "between" and "against" name a party."""
    return Bearing.TELLS if around.preposition in grammar.PARTY_PREPOSITIONS else None


_Rule = Callable[[Named, Toponym, Surroundings], Bearing | None]
#: how countries and capitals are judged: the first rule that speaks decides
_RULES: Final[tuple[_Rule, ...]] = (
    _adjective,
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
    if name.possessive or name.key in grammar.SPEAKING_CAPITALS:
        return Bearing.TELLS
    return Bearing.LOCATES
