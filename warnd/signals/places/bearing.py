"""Whether a mention may be where something happens, or only tells who speaks or acts."""

from collections.abc import Callable
from enum import IntEnum
from typing import Final

from warnd.model.toponym import NameSense, PlaceKind
from warnd.signals.places import grammar, lookalikes, neighbours
from warnd.signals.places.spotting import Standing, Wants
from warnd.signals.places.surroundings import Case, Surroundings

#: how many words before "to" or "from" a verb of motion may stand
_MOTION_REACH: Final = 7
#: how many words before "in" a meeting may stand
_VENUE_REACH: Final = 6
#: how many words before a name the border may stand that it shares
_BORDER_REACH: Final = 3
#: what happens or stands where the name before it is
_THERE: Final = grammar.EVENTS | grammar.BUILDINGS | neighbours.SITE_WORDS
#: sites in a country, without the ground it has elsewhere
_HOME_SITES: Final = neighbours.SITE_WORDS - neighbours.ABROAD_WORDS


class Bearing(IntEnum):
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
    told = _ends_a_road(case) or _at_once(case)
    if told is not None:
        return told
    for rule in _RULES:
        told = rule(case)
        if told is not None:
            return told
    if listed is None or listed is Bearing.ACTS:
        return _by_default(case)
    return listed


def _ends_a_road(case: Case) -> Bearing | None:
    """Rule: a road is where its ends are only when nothing says where on it."""
    return Bearing.HARDLY if case.around.ends_a_road else None


def _at_once(case: Case) -> Bearing | None:
    """Give the bearing of what is neither a country nor a capital, or stands for none of them."""
    name, toponym, around = case
    if around.compound or toponym.sense is NameSense.VOICE:
        return Bearing.TELLS
    if toponym.sense is NameSense.PEOPLE:
        return _ground(case)
    if name.dateline and name.standing is Standing.PLACE:
        return Bearing.PERHAPS
    if name.standing is not Standing.PLACE:
        near = toponym.kind is PlaceKind.COUNTRY and not _is_far(case)
        return Bearing.HARDLY if near else Bearing.TELLS
    if toponym.kind in (PlaceKind.COUNTRY, PlaceKind.CAPITAL) or _is_wide(case):
        return None
    quoted = toponym.kind is PlaceKind.TOWN and _speaks(around) and not name.possessive
    return Bearing.TELLS if quoted or _signed_there(case) else Bearing.LOCATES


def is_venue(case: Case) -> bool:
    """Tell whether people only speak there: "talks in Geneva", "told reporters in Doha"."""
    if case.around.preposition not in grammar.VENUE_PREPOSITIONS or case.name.possessive:
        return False
    before, place = case.around.before, case.toponym
    if place.kind is not PlaceKind.CAPITAL and place.place.country in lookalikes.FRONT_COUNTRIES:
        return False
    words = before[-_VENUE_REACH:-1]
    meeting = max((index for index, word in enumerate(words) if word in grammar.VENUES), default=-1)
    about = not grammar.ABOUT.isdisjoint(words[meeting + 1 :])
    return meeting >= 0 and not about and grammar.HARM.isdisjoint(before)


def _ground(case: Case) -> Bearing:
    """Rule: a people tells where only by its ground: "a Lebanese village", "a Malian army base"."""
    around = case.around
    follower = around.follower
    if follower in grammar.GROUND and not around.second.startswith("guard"):
        return Bearing.PERHAPS
    post = around.second if follower in grammar.FORCES else follower
    if post in grammar.POSTS and not _is_far(case):
        return Bearing.PERHAPS
    return Bearing.HARDLY if follower in grammar.BORDERS else Bearing.TELLS


def _signed_there(case: Case) -> bool:
    """Tell whether an accord bears its name: "the Minsk agreement", but not "the Hodeidah deal"."""
    at_war = case.toponym.place.country in lookalikes.FRONT_COUNTRIES
    return case.around.follower in grammar.ACCORDS and not at_war and not case.name.possessive


def _is_wide(case: Case) -> bool:
    """Tell whether it is so large that it mostly acts or is spoken of: "Europe", "the Sahel"."""
    return case.name.key in grammar.CONTINENTS


def _is_far(case: Case) -> bool:
    return case.toponym.place.country in grammar.FAR_ACTORS


def _speaks(around: Surroundings) -> bool:
    """Tell whether it is the place that speaks, and not "residents of" it."""
    if around.follower not in grammar.SPEECH or around.placed:
        return False
    return not around.behind_of


def _adjective(case: Case) -> Bearing | None:
    """Rule: an abbreviation before a noun tells whose it is ("U.S. troops", "UK plans")."""
    key = case.name.key
    if not (key in lookalikes.CAPITALS_ONLY or key == "united states"):
        return None
    follower = case.around.follower
    if not follower:
        return None
    noun = follower not in grammar.NO_NOUNS and follower not in grammar.EVENTS
    return Bearing.TELLS if noun and follower not in _HOME_SITES else None


def _vouched(case: Case) -> Bearing | None:
    """Rule: what stands beside it makes it a place ("Kabul Airport", "the Paris massacre")."""
    name, toponym, around = case
    country, follower = toponym.kind is PlaceKind.COUNTRY, around.follower
    if country and follower in neighbours.ABROAD_WORDS:
        return Bearing.HARDLY
    if around.directed:
        return Bearing.LOCATES
    if country and name.possessive:
        return None
    if name.vouched and name.wants is not Wants.DIVISION:
        return Bearing.LOCATES
    event = follower in _THERE or (follower in grammar.EVENTS_OR_VERBS and around.article)
    if not event or (_is_far(case) and follower in grammar.DONE_BY_POWERS):
        return None
    return Bearing.LOCATES


def _signing(case: Case) -> Bearing | None:
    """Rule: accords are named for where they were signed."""
    capital = case.toponym.kind is PlaceKind.CAPITAL
    return Bearing.TELLS if capital and _signed_there(case) else None


def _speaking(case: Case) -> Bearing | None:
    """Rule: who says something is a government, and so is whom it accuses."""
    spoken_to = case.around.preposition in grammar.SPOKEN_TO
    return Bearing.TELLS if spoken_to or _speaks(case.around) else None


def _moving(case: Case) -> Bearing | None:
    """Rule: "to" and "from" tell where only of what moves."""
    around = case.around
    if around.preposition not in grammar.MOTION_PREPOSITIONS:
        return None
    verbs = grammar.LEAVING if around.preposition == "from" else grammar.MOTION
    moves = not verbs.isdisjoint(around.before[-_MOTION_REACH:])
    return Bearing.LOCATES if moves else Bearing.PERHAPS


def _placed(case: Case) -> Bearing | None:
    """Rule: prepositions of place, and verbs that strike or take; not "Islamic State in Iraq"."""
    around = case.around
    front = around.front  # a glance at it spares most names the words before them
    if "slamic" in front or "SLAMIC" in front or "operation" in front:
        if around.before[-3:-1] == ["islamic", "state"]:
            whole = around.follower == "and"  # "Islamic State in Iraq and the Levant"
            return Bearing.TELLS if whole else Bearing.HARDLY
        if around.before[-2:-1] in (["cooperation"], ["co-operation"]):
            return Bearing.TELLS  # the organisation
    last = around.preposition
    if last in grammar.PLACE_PREPOSITIONS or last in neighbours.TOWN_WORDS:
        return Bearing.LOCATES
    struck = last in grammar.ATTACKS and last not in grammar.VISITS
    return Bearing.LOCATES if struck else None


def _of(case: Case) -> Bearing | None:
    """Rule: what it is "of" decides: the invasion of Iraq, the president of Iraq."""
    if case.around.preposition != "of":
        return None
    what = case.around.behind_of
    if what in neighbours.OFFICES_OF:
        return Bearing.HARDLY
    where = what in neighbours.PLACES_OF and not case.name.possessive
    return Bearing.LOCATES if where or not what else Bearing.PERHAPS


def _at_sea(case: Case) -> Bearing | None:
    """Rule: a country's economic zone is open sea, where its own ground is not touched."""
    zone = (case.around.follower, case.around.second)
    return Bearing.TELLS if zone in grammar.SEA_ZONES else None


def _party(case: Case) -> Bearing | None:
    """Rule: "with", "between" and "against" name a party, unless it shares a border."""
    around = case.around
    if around.preposition not in grammar.PARTY_PREPOSITIONS:
        return None
    return Bearing.PERHAPS if "border" in around.before[-_BORDER_REACH:] else Bearing.TELLS


#: how countries and capitals are judged: the first rule that speaks decides
_RULES: Final[tuple[Callable[[Case], Bearing | None], ...]] = (
    _at_sea,
    _signing,
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
    if _is_wide(case):
        return Bearing.PERHAPS
    follower = case.around.follower
    if follower in grammar.ATTACKS and not follower.endswith("ing"):
        return Bearing.PERHAPS  # "Khartoum bombed villages", or was it bombed?
    if case.name.possessive or case.name.key in grammar.SPEAKING_CAPITALS:
        return Bearing.TELLS
    return Bearing.LOCATES
