"""Whether a name in a text that is not English is believed, and whether it locates."""

from typing import Final, NamedTuple

from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places import lookalikes
from warnd.signals.places.bearing import Bearing
from warnd.signals.places.folding import fold
from warnd.signals.places.grammar import FAR_ACTORS, SPEAKING_CAPITALS
from warnd.signals.places.spotting import Named, Standing, Wants
from warnd.signals.places.tongues.around import Around
from warnd.signals.places.tongues.tongue import Tongue

#: a town with fewer people needs a sign that a place is meant; so without capitals
_WELL_KNOWN: Final = 100_000
_WELL_KNOWN_UNCASED: Final = 300_000
#: the same where fighting is, whose towns are named without their country
_AT_A_FRONT: Final = 5_000
_AT_A_FRONT_UNCASED: Final = 30_000
#: a name of one word and fewer letters needs a word such as "town" beside it
_SHORTEST: Final = 4


class Case(NamedTuple):
    """One name, what it is held to mean, and what stands around it."""

    name: Named
    toponym: Toponym
    around: Around
    #: whether the article speaks of its country
    spoken_of: bool
    #: whether a place that contains it, or that it contains, stands beside it
    contained: bool


def believed(case: Case, tongue: Tongue, *, cased: bool) -> bool:
    """Tell whether a name, which is no people and no voice, is the place."""
    name, around = case.name, case.around
    if name.standing is Standing.PART:
        return False
    if case.contained or around.wants is not Wants.ANYTHING:
        return True
    if name.key in tongue.doubtful:
        return cased and around.placed(tongue)
    return _by_itself(case, tongue, cased=cased)


def _by_itself(case: Case, tongue: Tongue, *, cased: bool) -> bool:
    """Tell whether a name beside which nothing says that it is a place is one."""
    name, toponym, placed = case.name, case.toponym, case.around.placed(tongue)
    if toponym.kind in (PlaceKind.COUNTRY, PlaceKind.CAPITAL) or not name.single:
        return True
    if toponym.kind is not PlaceKind.TOWN:
        return toponym.sense is NameSense.NAME or placed or case.spoken_of
    if toponym.sense is NameSense.NAME and not cased:
        return len(name.key) >= _SHORTEST or placed
    return _known(case, cased=cased) or _signed(case, tongue, cased=cased)


def _known(case: Case, *, cased: bool) -> bool:
    place = case.toponym.place
    front = place.country in lookalikes.FRONT_COUNTRIES
    if cased:
        least = _AT_A_FRONT if front else _WELL_KNOWN
    else:
        least = _AT_A_FRONT_UNCASED if front else _WELL_KNOWN_UNCASED
    if len(case.name.key) < _SHORTEST:
        return False
    return place.population >= least or (cased and case.spoken_of and front)


def _signed(case: Case, tongue: Tongue, *, cased: bool) -> bool:
    placed = case.around.placed(tongue)
    if cased:
        return placed
    return placed and case.spoken_of and len(case.name.key) >= _SHORTEST


def bearing(case: Case, tongue: Tongue, listed: Bearing | None) -> Bearing:
    """Give the bearing of a name; `listed` is that of the name it stands in a list with."""
    around = case.around
    if case.name.meanings.aside:
        return _of_people(case, tongue)
    if around.placed(tongue) or around.directed or around.noun in tongue.grounds:
        return Bearing.LOCATES
    if _speaks(around, tongue) or around.preposition in tongue.party:
        return Bearing.TELLS
    if case.toponym.kind in (PlaceKind.COUNTRY, PlaceKind.CAPITAL):
        return _of_power(case, tongue, listed)
    return Bearing.HARDLY if around.noun in tongue.offices else Bearing.LOCATES


def _of_people(case: Case, tongue: Tongue) -> Bearing:
    """Give the bearing of a people or a voice: a people tells where by its ground alone."""
    around = case.around
    ground = around.noun in tongue.grounds or around.behind in tongue.grounds
    voice = case.toponym.sense is NameSense.VOICE
    return Bearing.PERHAPS if ground and not voice else Bearing.TELLS


def _speaks(around: Around, tongue: Tongue) -> bool:
    if around.behind in tongue.speech and not tongue.verb_first:
        return not around.preposition or around.preposition in tongue.joining
    return tongue.verb_first and bool(around.before) and around.before[0] in tongue.speech


def _of_power(case: Case, tongue: Tongue, listed: Bearing | None) -> Bearing:
    """Give the bearing of a country or capital that no preposition places."""
    if case.around.noun in tongue.offices:
        return Bearing.HARDLY
    if case.around.wants is not Wants.ANYTHING:
        return Bearing.LOCATES
    if listed is not None and listed is not Bearing.ACTS:
        return listed
    place = case.toponym.place
    if case.toponym.kind is PlaceKind.COUNTRY:
        return Bearing.ACTS if place.country in FAR_ACTORS else Bearing.PERHAPS
    if case.around.preposition in tongue.motion:
        return Bearing.PERHAPS
    return Bearing.TELLS if fold(place.name) in SPEAKING_CAPITALS else Bearing.LOCATES
