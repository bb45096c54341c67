"""Whether a name is believed to be the place that it might be."""

from typing import Final

from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places import words as lists
from warnd.signals.places.bearing import Surroundings
from warnd.signals.places.spotting import Named, Standing

#: a town with fewer people needs a sign that a place is meant
_WELL_KNOWN: Final = 100_000
#: the same where towns are named like people and people like towns
_WELL_KNOWN_NAMESAKE: Final = 300_000

#: countries whose small towns bear the surnames and given names of the world's newspapers
_NAMESAKE_COUNTRIES: Final = frozenset(
    "US GB CA AU NZ IE ZA JM MX GT HN SV NI CR PA CU DO PR CO VE EC PE BO CL AR UY PY BR ES PT FR "
    "BE NL DE AT CH IT SE NO DK FI PL CZ SK HU RO PH".split()
)


def believed(  # noqa: PLR0913 - what the rest of the article says, by name
    name: Named,
    toponym: Toponym,
    around: Surroundings,
    *,
    contained: bool,
    spoken_of: bool,
    person: bool,
) -> bool:
    """Tell whether a name is believed to be the place.

    `contained`: its container stands beside it; `spoken_of`: the article speaks of its country;
    `person`: the article names a person so.
    """
    if name.standing is Standing.PERSON:
        return False
    if toponym.sense in (NameSense.PEOPLE, NameSense.VOICE):
        return True
    if toponym.kind is PlaceKind.COUNTRY or contained:
        return True
    if name.single and (name.key in lists.NEVER_PLACES or person):
        return False
    placed = _placed(around)
    if name.standing is Standing.DOUBTFUL:
        return placed and toponym.kind is not PlaceKind.TOWN
    if name.single and name.key in lists.SELDOM_PLACES:
        return placed
    if toponym.kind is not PlaceKind.TOWN or name.vouched:
        return True
    return placed or _known(toponym, spoken_of=spoken_of)


def _placed(around: Surroundings) -> bool:
    before = around.before
    if around.placed or around.directed:
        return True
    return around.preposition == "of" and (len(before) < 2 or before[-2] not in lists.OFFICES_OF)


def _known(toponym: Toponym, *, spoken_of: bool) -> bool:
    """Tell whether the bare name of a town is enough."""
    if toponym.place.country in _NAMESAKE_COUNTRIES:
        return toponym.place.population >= _WELL_KNOWN_NAMESAKE and (
            toponym.sense is NameSense.NAME or spoken_of
        )
    if spoken_of:
        return True
    return toponym.place.population >= _WELL_KNOWN and toponym.sense is NameSense.NAME
