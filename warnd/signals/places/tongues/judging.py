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
#: the same where the name must be taken back to the nominative
_WELL_KNOWN_BENT: Final = 20_000
#: a usual name of fewer bytes needs a preposition before it: three Arabic letters, two Ethiopic
_SHORTEST: Final = 6
#: so does GeoNames' spelling where nothing has capitals
_SHORTEST_SPELLING: Final = 4

_POWERS: Final = (PlaceKind.COUNTRY, PlaceKind.CAPITAL)


class Case(NamedTuple):
    """One name, what it is held to mean, and what stands around it."""

    name: Named
    toponym: Toponym
    around: Around
    #: whether the article speaks of its country
    spoken_of: bool
    #: whether a place that contains it, or that it contains, stands beside it
    contained: bool
    #: whether its first word opens a sentence
    opens: bool = False
    #: whether a small word is written together with it
    stripped: bool = False
    #: whether it is written in another case than the nominative
    bent: bool = False
    #: whether it only tells where a report was written
    dateline: bool = False
    #: whether it only says where the place beside it lies
    container: bool = False


def believed(case: Case, tongue: Tongue, *, cased: bool) -> bool:
    """Tell whether a name, which is no people and no voice, is the place."""
    name, around = case.name, case.around
    if name.standing is Standing.PART:
        return False
    if name.key in tongue.never:
        return False
    if case.contained or around.wants is not Wants.ANYTHING:
        return True
    if name.key in tongue.doubtful:
        return cased and around.placed(tongue)
    if not cased and name.key in tongue.uncertain:
        return around.placed(tongue) and case.spoken_of
    return _by_itself(case, tongue, cased=cased)


def _by_itself(case: Case, tongue: Tongue, *, cased: bool) -> bool:
    """Tell whether a name beside which nothing says that it is a place is one."""
    name, toponym = case.name, case.toponym
    placed = case.around.placed(tongue) or case.around.directed
    by_name = toponym.sense is NameSense.NAME
    own = cased and not name.key.isascii()  # a usual name that no English table has is of ours
    if by_name and (own or not name.single or toponym.kind in _POWERS):
        return True
    if not name.single:
        known = cased or toponym.place.population >= _AT_A_FRONT_UNCASED
        return known or placed or case.spoken_of
    if by_name and not cased:
        moved = case.around.preposition in tongue.motion
        return len(name.key.encode()) >= _SHORTEST or placed or moved
    if not cased:
        return _known_spelling(case, placed=placed)
    if toponym.kind is not PlaceKind.TOWN:
        return by_name or placed or case.spoken_of
    return placed or _known(case)


def _known_spelling(case: Case, *, placed: bool) -> bool:
    """Tell whether one of GeoNames' spellings, in a text without capitals, is the place."""
    place = case.toponym.place
    if len(case.name.key) < _SHORTEST_SPELLING:
        return False
    if case.stripped or case.toponym.kind is not PlaceKind.TOWN:
        return case.spoken_of and (placed or place.population >= _WELL_KNOWN)
    front = place.country in lookalikes.FRONT_COUNTRIES
    known = place.population >= (_AT_A_FRONT_UNCASED if front else _WELL_KNOWN_UNCASED)
    return (case.spoken_of and (known or placed)) or (known and placed)


def _known(case: Case) -> bool:
    """Tell whether the bare name of a town is enough, in a text with capitals."""
    place = case.toponym.place
    if len(case.name.key) < _SHORTEST_SPELLING:
        return False
    if case.opens and case.toponym.sense is not NameSense.NAME and not case.spoken_of:
        return False
    front = place.country in lookalikes.FRONT_COUNTRIES
    least = _AT_A_FRONT if front else _WELL_KNOWN
    if case.bent and case.toponym.sense is not NameSense.NAME:
        least = max(least, _WELL_KNOWN_BENT)
    return place.population >= least or (
        case.spoken_of and front and not case.opens and not case.bent
    )


def bearing(case: Case, tongue: Tongue, listed: Bearing | None) -> Bearing:
    """Give the bearing of a name; `listed` is that of the name it stands in a list with."""
    around = case.around
    told = _set_aside(case, tongue)
    if told is not None:
        return told
    if around.placed(tongue) or around.directed or around.noun in tongue.grounds:
        return Bearing.LOCATES
    if _speaks(around, tongue):
        return Bearing.TELLS
    if case.toponym.kind in _POWERS:
        if around.preposition in tongue.party:
            return Bearing.TELLS
        return _of_power(case, tongue, listed)
    return Bearing.HARDLY if around.noun in tongue.offices else Bearing.LOCATES


def _set_aside(case: Case, tongue: Tongue) -> Bearing | None:
    """Give the bearing of what stands for no place of its own in the sentence."""
    if case.name.meanings.aside:
        return _of_people(case, tongue)
    if case.container:
        return Bearing.HARDLY
    return Bearing.PERHAPS if case.dateline else None


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
