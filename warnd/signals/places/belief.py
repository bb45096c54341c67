"""Whether a name is believed to be the place that it might be."""

from typing import Final, NamedTuple

from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places import grammar, lookalikes, neighbours
from warnd.signals.places.spotting import Named, Standing, Wants
from warnd.signals.places.surroundings import Case, Surroundings

#: a town with fewer people needs a sign that a place is meant
_WELL_KNOWN: Final = 100_000
#: the same where towns are named like people and people like towns
_WELL_KNOWN_NAMESAKE: Final = 300_000
#: the same at the fronts, whose towns the news names without their country
_WELL_KNOWN_AT_A_FRONT: Final = 5_000

_ASIDE: Final = (NameSense.PEOPLE, NameSense.VOICE)


class Circumstances(NamedTuple):
    """What the rest of the article says of a name."""

    #: whether a place that contains it stands beside it
    contained: bool
    #: whether the place beside it says that it is none of those we know
    misplaced: bool
    #: whether the article speaks of its country
    spoken_of: bool
    #: whether the article names a person so
    person: bool


def believed(case: Case, circumstances: Circumstances) -> bool:
    """Tell whether a name is believed to be the place."""
    name, toponym, around = case
    if toponym.sense in _ASIDE or toponym.kind is PlaceKind.COUNTRY:
        return name.standing is not Standing.PART
    if name.standing is Standing.PART or _misplaced(toponym, circumstances):
        return False
    if circumstances.contained:
        return True
    if name.standing is Standing.DOUBTFUL:
        return toponym.kind is not PlaceKind.TOWN and _placed(around)
    return _said(case, circumstances)


def _said(case: Case, about: Circumstances) -> bool:
    """Tell whether a name that stands by itself is the place."""
    name, toponym, around = case
    if name.single and name.key in lookalikes.NEVER_PLACES:
        return False
    placed = _placed(around)
    if name.single and (about.person or name.key in lookalikes.SELDOM_PLACES):
        return placed
    if toponym.kind is not PlaceKind.TOWN:
        return True
    known = _known(name, toponym, spoken_of=about.spoken_of)
    if name.wants is Wants.COUNTY or around.article:
        return known or (name.vouched and about.spoken_of)
    suffers = around.follower in grammar.ATTACKS
    return known or placed or suffers or (name.vouched and about.spoken_of)


def _misplaced(toponym: Toponym, about: Circumstances) -> bool:
    if not about.misplaced or toponym.kind is not PlaceKind.TOWN:
        return False
    if toponym.place.country in lookalikes.NAMESAKE_COUNTRIES:
        return True
    return not about.spoken_of and toponym.place.population < _WELL_KNOWN


def _placed(around: Surroundings) -> bool:
    """Tell whether the words before a name make it a place."""
    before = around.before
    last = around.preposition
    if last in grammar.PLACE_PREPOSITIONS or last in grammar.MOTION_PREPOSITIONS:
        return True
    if last in neighbours.TOWN_WORDS or last in grammar.ATTACKS or around.directed:
        return True
    return last == "of" and len(before) > 1 and before[-2] in neighbours.PLACES_OF


def _known(name: Named, toponym: Toponym, *, spoken_of: bool) -> bool:
    """Tell whether the bare name of a town is enough."""
    place, by_name = toponym.place, toponym.sense is NameSense.NAME
    if place.country in lookalikes.NAMESAKE_COUNTRIES:
        return place.population >= _WELL_KNOWN_NAMESAKE and (by_name or spoken_of)
    if spoken_of or not name.single:
        return True
    front = place.country in lookalikes.FRONT_COUNTRIES
    least = _WELL_KNOWN_AT_A_FRONT if front else _WELL_KNOWN
    return by_name and place.population >= least
