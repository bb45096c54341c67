"""Which of its namesakes a name means.

Told, in this order, by what stands beside it ("Tripoli, Libya"), by the countries and divisions
that the rest of the article speaks of, by the areas that are watched, and by size.
"""

from collections.abc import Sequence
from typing import Final, Protocol

from warnd.model.toponym import PlaceKind, Toponym
from warnd.signals.places.containing import Containment, inside
from warnd.signals.places.grammar import FAR_ACTORS
from warnd.signals.places.spotting import Named, Standing, Wants

#: the word "province" or "town" beside it decides; a bare division had been held back by 1.6
_WANTED: Final = 5.6
#: the country is spoken of elsewhere in the article
_SPOKEN_OF: Final = 2.5
#: so is the division
_DIVISION_SPOKEN_OF: Final = 1.5
#: a town of it is named, where a country bears the same name: "Atlanta" beside "Georgia"
_NAMED_INSIDE: Final = 4.0
#: the country is watched
_WATCHED: Final = 1.0
#: the country or division stands beside it: "Tripoli, Libya"
_CONTAINED: Final = 6.0
#: what says something of what an article speaks of
_COUNTING: Final = (Standing.PLACE, Standing.BODY)
#: how much of the weight of being spoken of the countries have that are spoken of everywhere
_FAR_SHARE: Final = 0.3


class Beside(Protocol):
    """Which names of a text stand beside a place that contains them."""

    #: by index of a name, the places that contain it, or those it contains
    by: dict[int, tuple[Toponym, ...]]
    #: indices of names that the place beside them says are none of those we know
    misplaced: set[int]


class Settler:
    """Settles the names of one article."""

    def __init__(
        self,
        body: str,
        names: Sequence[Named],
        watched: frozenset[str],
        beside: Beside | None = None,
    ) -> None:
        self._names = names
        self._watched = watched
        self._countries: dict[str, int] = {}
        self._divisions: set[str | None] = set()
        self._likely: set[str | None] = set()
        counts = self._countries
        for name in names:
            if name.standing in _COUNTING:
                meanings = name.meanings
                for country in meanings.countries:
                    counts[country] = counts.get(country, 0) + 1
                self._divisions.add(meanings.division)
                self._likely.add(meanings.likely)
        self._containment: Beside = Containment(body, names) if beside is None else beside
        #: what was chosen for names that nothing contains: the same all over the article
        self._choices: dict[tuple[str, Wants], Toponym] = {}

    def spoken_of(self, index: int, country: str) -> bool:
        """Tell whether the rest of the article speaks of a country, or the user watches it."""
        own = self._counts(index) and country in self._names[index].meanings.countries
        return self._countries.get(country, 0) > own or country in self._watched

    def _counts(self, index: int) -> bool:
        """Tell whether a name says something of what the article speaks of."""
        return self._names[index].standing in _COUNTING

    def contained(self, index: int) -> bool:
        """Tell whether a place that contains the name stands beside it."""
        return index in self._containment.by

    def misplaced(self, index: int) -> bool:
        """Tell whether the place beside the name says that it is none of those we know."""
        return index in self._containment.misplaced

    def choose(self, index: int, wants: Wants) -> Toponym:
        """Give what the name at `index` means, of which the words around say what it is."""
        name = self._names[index]
        if name.meanings.settled is not None:
            return name.meanings.settled
        containers = self._containment.by.get(index)
        if containers:
            return self._chosen(name, wants, containers)
        known = self._choices.get((name.key, wants))
        if known is None:
            known = self._choices[name.key, wants] = self._chosen(name, wants, ())
        return known

    def _chosen(self, name: Named, wants: Wants, containers: Sequence[Toponym]) -> Toponym:
        best, most = name.meanings.toponyms[0], float("-inf")
        for toponym, bare in zip(name.meanings.toponyms, name.meanings.weights, strict=True):
            weight = bare + self._weight_of_context(toponym)
            if toponym.kind is PlaceKind.DIVISION and name.meanings.has_country_abroad(toponym):
                weight += _NAMED_INSIDE * (toponym.place.admin1 in self._likely)
            if wants is not Wants.ANYTHING and _is_wanted(wants, toponym.kind):
                weight += _WANTED
            if containers and any(inside(toponym.place, container) for container in containers):
                weight += _CONTAINED
            if weight > most:
                best, most = toponym, weight
        return best

    def _weight_of_context(self, toponym: Toponym) -> float:
        place, weight = toponym.place, 0.0
        if self._countries.get(place.country, 0) > (toponym.kind is PlaceKind.COUNTRY):
            weight += _SPOKEN_OF * (_FAR_SHARE if place.country in FAR_ACTORS else 1.0)
        if place.admin1 is not None and place.admin1 in self._divisions:
            weight += _DIVISION_SPOKEN_OF
        if place.country in self._watched:
            weight += _WATCHED
        return weight


def _is_wanted(wants: Wants, kind: PlaceKind) -> bool:
    if wants is Wants.DIVISION:
        return kind is PlaceKind.DIVISION
    return wants is Wants.TOWN and kind in (PlaceKind.TOWN, PlaceKind.CAPITAL)
