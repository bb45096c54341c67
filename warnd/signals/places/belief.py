"""Whether a name is believed to be the place that it might be."""

from typing import Final, NamedTuple

from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places import grammar, lookalikes, neighbours
from warnd.signals.places.settling import Settler
from warnd.signals.places.spotting import Named, Standing, Wants
from warnd.signals.places.surroundings import Case, Surroundings

#: a town with fewer people needs a sign that a place is meant
_WELL_KNOWN: Final = 100_000
#: the same where towns are named like people and people like towns
_WELL_KNOWN_NAMESAKE: Final = 300_000
#: the same at the fronts, whose towns the news names without their country
_WELL_KNOWN_AT_A_FRONT: Final = 5_000
#: what stands behind a place that something happens to
_SUFFERS: Final = grammar.SUFFERED | grammar.EVENTS_OR_VERBS
#: what makes a direction a division's name in many countries; there is one Northern Territory
_CALLED: Final = neighbours.DIVISION_WORDS - {"territory"} | {"district"}


class Circumstances(NamedTuple):
    """Where to ask what the rest of the article says of a name."""

    #: who settled the names of the article
    settler: Settler
    #: the position of the name among them
    position: int
    #: keys of words that the article uses in people's names
    people: frozenset[str]
    #: the country of the place that the name stands in a list with; empty outside lists
    listed: str = ""

    def speak_of(self, country: str) -> bool:
        """Tell whether the rest of the article speaks of a country."""
        return self.settler.spoken_of(self.position, country)


def believed(case: Case, about: Circumstances) -> bool:
    """Tell whether a name, which is no people and no voice, is believed to be the place."""
    name, toponym, around = case
    if name.standing is Standing.PART:
        return False
    if toponym.kind is PlaceKind.COUNTRY:
        return True
    if toponym.kind is PlaceKind.TOWN and _misplaced(toponym, about):
        return False
    if about.settler.contained(about.position):
        return True
    if name.standing is Standing.DOUBTFUL:
        return toponym.kind is not PlaceKind.TOWN and _placed(around)
    return _said(case, about)


def _said(case: Case, about: Circumstances) -> bool:
    """Tell whether a name that stands by itself is the place."""
    name, toponym, around = case
    if toponym.kind is PlaceKind.DIVISION and _is_plain(name.key):
        return about.speak_of(toponym.place.country)
    if name.single:
        if name.key in lookalikes.NEVER_PLACES:
            return False
        if name.key in about.people or name.key in lookalikes.SELDOM_PLACES:
            return _placed(around) or about.listed == toponym.place.country != ""
    if toponym.kind is not PlaceKind.TOWN or name.dateline or _known(name, toponym, about):
        return True
    return _signed(case, about)


def _signed(case: Case, about: Circumstances) -> bool:
    """Tell whether a sign beside the name of a small town says that it is one."""
    name, toponym, around = case
    if name.wants is not Wants.COUNTY:
        if around.follower in grammar.EVENTS:
            return True
        if not around.article and (around.follower in _SUFFERS or _placed(around)):
            return True
    return name.vouched and about.speak_of(toponym.place.country)


def _is_plain(key: str) -> bool:
    """Tell whether a division's name is but a direction, or one with "region" behind it."""
    words = key.split()
    called = len(words) > 1 and words[-1] in _CALLED
    return all(word in neighbours.DIRECTIONS for word in (words[:-1] if called else words))


def _misplaced(toponym: Toponym, about: Circumstances) -> bool:
    if not about.settler.misplaced(about.position):
        return False
    place = toponym.place
    if place.country in lookalikes.NAMESAKE_COUNTRIES:
        return True
    return place.population < _WELL_KNOWN and not about.speak_of(place.country)


def _placed(around: Surroundings) -> bool:
    """Tell whether the words before a name make it a place."""
    last = around.preposition
    if last in grammar.PLACE_PREPOSITIONS or last in grammar.MOTION_PREPOSITIONS:
        return True
    if last in neighbours.TOWN_WORDS or last in grammar.ATTACKS or around.directed:
        return True
    return around.behind_of in neighbours.PLACES_OF


def _known(name: Named, toponym: Toponym, about: Circumstances) -> bool:
    """Tell whether the bare name of a town is enough."""
    place, by_name = toponym.place, toponym.sense is NameSense.NAME
    if place.country in lookalikes.NAMESAKE_COUNTRIES:
        known = place.population >= _WELL_KNOWN_NAMESAKE
        return known and (by_name or about.speak_of(place.country))
    front = place.country in lookalikes.FRONT_COUNTRIES
    least = _WELL_KNOWN_AT_A_FRONT if front else _WELL_KNOWN
    if not name.single or (by_name and place.population >= least):
        return True
    return about.speak_of(place.country)
