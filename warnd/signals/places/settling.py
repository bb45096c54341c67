"""Which of its namesakes a name means.

Told, in this order, by what stands beside it ("Tripoli, Libya"), by the countries and divisions
that the rest of the article speaks of, by the areas that are watched, and by size.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places.containing import Containment, inside
from warnd.signals.places.grammar import FAR_ACTORS
from warnd.signals.places.spotting import Named, Standing, Wants

#: what a country weighs before its context; a town weighs the decimal logarithm of its people
_COUNTRY: Final = 10.0
#: a capital is named more often than a town of its size
_CAPITAL: Final = 1.5
#: a division is told from its seat by a word such as "province", so the bare name is the town
_BARE_DIVISION: Final = -1.6
#: an old or foreign spelling is less likely meant
_SPELLING: Final = -2.0
#: the word "province" or "town" beside it decides
_WANTED: Final = 4.0
#: the country is spoken of elsewhere in the article
_SPOKEN_OF: Final = 2.5
#: so is the division
_DIVISION_SPOKEN_OF: Final = 1.5
#: the country is watched
_WATCHED: Final = 1.0
#: the country or division stands beside it: "Tripoli, Libya"
_CONTAINED: Final = 6.0
#: how much of the weight of being spoken of the countries have that are spoken of everywhere
_FAR_SHARE: Final = 0.3


class Settler:
    """Settles the names of one article."""

    def __init__(self, body: str, names: Sequence[Named], watched: frozenset[str]) -> None:
        self._names = names
        self._watched = watched
        self._countries: Counter[str] = Counter()
        self._divisions: Counter[str | None] = Counter()
        for name in names:
            if name.standing in (Standing.PLACE, Standing.BODY):
                self._take_evidence(name)
        self._containment = Containment(body, names)

    def spoken_of(self, country: str) -> bool:
        """Tell whether the article speaks of a country, or the user watches it."""
        return self._countries[country] > 0 or country in self._watched

    def contained(self, index: int) -> bool:
        """Tell whether a place that contains the name stands beside it."""
        return index in self._containment.by

    def misplaced(self, index: int) -> bool:
        """Tell whether the place beside the name says that it is none of those we know."""
        return index in self._containment.misplaced

    def choose(self, index: int) -> Toponym:
        """Give what the name at `index` means."""
        name = self._names[index]
        if len(name.toponyms) == 1:
            return name.toponyms[0]
        containers = self._containment.by.get(index, ())
        return max(
            name.toponyms,
            key=lambda toponym: (
                _bare_weight(name, toponym)
                + self._weight_of_context(toponym)
                + _CONTAINED * any(inside(toponym.place, container) for container in containers)
            ),
        )

    def _take_evidence(self, name: Named) -> None:
        countries = {t.place.country for t in name.toponyms if t.kind is PlaceKind.COUNTRY}
        if not countries:
            countries = {toponym.place.country for toponym in name.toponyms}
            if len(countries) > 1:
                return
        self._countries.update(countries)
        divisions = {toponym.place.admin1 for toponym in name.toponyms}
        if len(divisions) == 1:
            self._divisions.update(divisions)

    def _weight_of_context(self, toponym: Toponym) -> float:
        place, weight = toponym.place, 0.0
        if self._countries[place.country] > (toponym.kind is PlaceKind.COUNTRY):
            weight += _SPOKEN_OF * (_FAR_SHARE if place.country in FAR_ACTORS else 1.0)
        if place.admin1 is not None and self._divisions[place.admin1]:
            weight += _DIVISION_SPOKEN_OF
        if place.country in self._watched:
            weight += _WATCHED
        return weight


def _bare_weight(name: Named, toponym: Toponym) -> float:
    kind = toponym.kind
    country = kind is PlaceKind.COUNTRY
    weight = _COUNTRY if country else math.log10(toponym.place.population + 10)
    if kind is PlaceKind.CAPITAL:
        weight += _CAPITAL
    if toponym.sense is NameSense.SPELLING:
        weight += _SPELLING
    if kind is PlaceKind.DIVISION:
        if name.wants is Wants.DIVISION:
            weight += _WANTED
        elif _has_seat(name, toponym.place.admin1):
            weight += _BARE_DIVISION
    elif name.wants is Wants.TOWN and not country:
        weight += _WANTED
    return weight


def _has_seat(name: Named, admin1: str | None) -> bool:
    """Tell whether a town in the division bears the same name."""
    return any(
        toponym.kind in (PlaceKind.TOWN, PlaceKind.CAPITAL)
        and toponym.place.admin1 == admin1
        and toponym.sense is NameSense.NAME
        for toponym in name.toponyms
    )
