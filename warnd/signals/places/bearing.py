"""Whether a mention may be where something happens, or only tells who speaks or acts."""

from collections.abc import Callable
from enum import Enum
from typing import Final

from warnd.model.toponym import NameSense, PlaceKind
from warnd.signals.places import grammar, lookalikes, neighbours
from warnd.signals.places.spotting import Standing, Wants
from warnd.signals.places.surroundings import Case, Surroundings

#: how many words before "to" or "from" a verb of motion may stand
_MOTION_REACH: Final = 7
#: how many words before a name the border may stand that it shares
_BORDER_REACH: Final = 3
#: sites in a country, without the ground it has elsewhere
_HOME_SITES: Final = neighbours.SITE_WORDS - neighbours.ABROAD_WORDS


class Bearing(Enum):
    """What a mention tells of where; the least value in an article is where it happens."""

    #: it may be where something happens
    LOCATES = 1
    #: it does if nothing else in the article does: "Uganda arrests an opposition leader"
    PERHAPS = 2
    #: it does if nothing else can: "the government of Uganda", "Burkina Faso Armed Forces"
    HARDLY = 3
    #: it never does: a power that acts everywhere
    ACTS = 4
    #: it never does: "Ugandan", "Moscow says"
    TELLS = 5


def bearing(case: Case, listed: Bearing | None) -> Bearing:
    """Give the bearing of a name; `listed` is that of the name it stands in a list with."""
    name, toponym, around = case
    if toponym.sense in (NameSense.PEOPLE, NameSense.VOICE) or around.compound:
        return Bearing.TELLS
    if name.standing is not Standing.PLACE:
        near = toponym.kind is PlaceKind.COUNTRY and not _is_far(case)
        return Bearing.HARDLY if near else Bearing.TELLS
    if toponym.kind not in (PlaceKind.COUNTRY, PlaceKind.CAPITAL):
        quoted = toponym.kind is PlaceKind.TOWN and _speaks(around) and not name.possessive
        return Bearing.TELLS if quoted else Bearing.LOCATES
    for rule in _RULES:
        told = rule(case)
        if told is not None:
            return told
    if listed is None or listed is Bearing.ACTS:
        return _by_default(case)
    return listed


def _is_far(case: Case) -> bool:
    return case.toponym.place.country in grammar.FAR_ACTORS


def _speaks(around: Surroundings) -> bool:
    return around.follower in grammar.SPEECH and not around.placed


def _adjective(case: Case) -> Bearing | None:
    """Rule: an abbreviation before a noun tells whose it is ("U.S. troops", "UK plans")."""
    follower, key = case.around.follower, case.name.key
    if not follower or not (key in lookalikes.CAPITALS_ONLY or key == "united states"):
        return None
    noun = follower not in grammar.NO_NOUNS and follower not in grammar.EVENTS
    return Bearing.TELLS if noun and follower not in _HOME_SITES else None


def _vouched(case: Case) -> Bearing | None:
    """Rule: what stands beside it makes it a place ("Kabul Airport", "the Paris massacre")."""
    name, toponym, around = case
    country = toponym.kind is PlaceKind.COUNTRY
    if country and around.follower in neighbours.ABROAD_WORDS:
        return Bearing.HARDLY
    if around.directed:
        return Bearing.LOCATES
    site = name.vouched and name.wants is not Wants.DIVISION
    event = around.follower in grammar.EVENTS or around.follower in neighbours.SITE_WORDS
    event = event or (around.article and around.follower in grammar.EVENTS_OR_VERBS)
    owned = country and name.possessive
    return Bearing.LOCATES if (site or event) and not owned else None


def _speaking(case: Case) -> Bearing | None:
    """Rule: who says something is a government."""
    return Bearing.TELLS if _speaks(case.around) else None


def _moving(case: Case) -> Bearing | None:
    """Rule: "to" and "from" tell where only of what moves."""
    around = case.around
    if around.preposition not in grammar.MOTION_PREPOSITIONS:
        return None
    moves = not grammar.MOTION.isdisjoint(around.before[-_MOTION_REACH:])
    return Bearing.LOCATES if moves else Bearing.PERHAPS


def _placed(case: Case) -> Bearing | None:
    """Rule: prepositions of place, and verbs that strike or take; not "Islamic State in Iraq"."""
    if case.around.before[-3:-1] == ["islamic", "state"]:
        return Bearing.HARDLY
    struck = case.around.preposition in grammar.ATTACKS
    return Bearing.LOCATES if case.around.placed or struck else None


def _of(case: Case) -> Bearing | None:
    """Rule: what it is "of" decides: the invasion of Iraq, the president of Iraq."""
    before = case.around.before
    if case.around.preposition != "of":
        return None
    what = before[-2] if len(before) > 1 else ""
    if what in neighbours.OFFICES_OF:
        return Bearing.HARDLY
    where = what in neighbours.PLACES_OF and not case.name.possessive
    return Bearing.LOCATES if where or not what else Bearing.PERHAPS


def _party(case: Case) -> Bearing | None:
    """Rule: "with", "between" and "against" name a party, unless it shares a border."""
    around = case.around
    if around.preposition not in grammar.PARTY_PREPOSITIONS:
        return None
    return Bearing.PERHAPS if "border" in around.before[-_BORDER_REACH:] else Bearing.TELLS


#: how countries and capitals are judged: the first rule that speaks decides
_RULES: Final[tuple[Callable[[Case], Bearing | None], ...]] = (
    _adjective,
    _vouched,
    _speaking,
    _moving,
    _placed,
    _of,
    _party,
)


def _by_default(case: Case) -> Bearing:
    if case.toponym.kind is PlaceKind.COUNTRY:
        return Bearing.ACTS if _is_far(case) else Bearing.PERHAPS
    if case.name.possessive or case.name.key in grammar.SPEAKING_CAPITALS:
        return Bearing.TELLS
    return Bearing.LOCATES
