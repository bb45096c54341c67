"""Which of its namesakes a name means.

Told, in this order, by what stands beside it ("Tripoli, Libya"), by the countries and divisions
that the rest of the article speaks of, by the areas that are watched, and by size.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places.spotting import Named, Standing, Wants

#: what a toponym weighs before its context; a town weighs the decimal logarithm of its people
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

#: countries that act and speak everywhere: that they are spoken of says little about where
_FAR_ACTORS: Final = frozenset({"US", "GB", "FR", "RU", "CN", "DE"})
#: how much of a country's weight theirs has
_FAR_SHARE: Final = 0.3

#: what may stand between a place and the one that contains it: "Tripoli, Libya",
#: "Tripoli in northern Lebanon", "Sinjar, in Iraq's"
_INSIDE: Final = re.compile(
    r"(?:,? \(?|,? in (?:the )?|, )(?:(?:\w+ern|central|rural|neighbouring|neighboring) )?"
    r"(?:(?:province|region|state|district|governorate) of )?"
)
#: what may stand between a container and the place in it: "Libya's capital, Tripoli",
#: "the Syrian town of Hama"
_OWNED: Final = re.compile(r"(?:['’]s)? (?:[\w-]+ ){0,4}(?:of )?|['’]s \w+, ")
#: how far apart two names that stand so may be
_BESIDE: Final = 40

_PEOPLE: Final = frozenset({NameSense.PEOPLE, NameSense.VOICE})
_WHOLE: Final = frozenset({PlaceKind.COUNTRY, PlaceKind.DIVISION})


class Settler:
    """Settles the names of one article."""

    def __init__(self, body: str, names: Sequence[Named], watched: frozenset[str]) -> None:
        self._names = names
        self._watched = watched
        self._countries: Counter[str] = Counter()
        self._divisions: Counter[str] = Counter()
        for name in names:
            self._take_evidence(name)
        self._containers = dict(_containers(body, names))

    def spoken_of(self, country: str) -> bool:
        """Tell whether the article speaks of a country, or the user watches it."""
        return self._countries[country] > 0 or country in self._watched

    def contained(self, index: int) -> bool:
        """Tell whether the place that contains a name stands beside it."""
        return index in self._containers

    def choose(self, index: int) -> Toponym:
        """Give what the name at `index` means."""
        name = self._names[index]
        if len(name.toponyms) == 1:
            return name.toponyms[0]
        containers = self._containers.get(index, ())
        return max(name.toponyms, key=lambda toponym: self._weight(name, toponym, containers))

    def _take_evidence(self, name: Named) -> None:
        countries = {toponym.place.country for toponym in name.toponyms}
        whole = name.toponyms[0].kind is PlaceKind.COUNTRY
        if name.standing in (Standing.PERSON, Standing.DOUBTFUL) or "" in countries:
            return
        if whole or len(countries) == 1:
            for country in (
                {t.place.country for t in name.toponyms if t.kind is PlaceKind.COUNTRY}
                if whole
                else countries
            ):
                self._countries[country] += 1
        divisions = {toponym.place.admin1 for toponym in name.toponyms}
        if len(divisions) == 1 and None not in divisions:
            self._divisions.update(str(division) for division in divisions)

    def _weight(self, name: Named, toponym: Toponym, containers: Iterable[Toponym]) -> float:
        place, kind = toponym.place, toponym.kind
        weight = _COUNTRY if kind is PlaceKind.COUNTRY else math.log10(place.population + 10)
        if kind is PlaceKind.CAPITAL:
            weight += _CAPITAL
        if toponym.sense is NameSense.SPELLING:
            weight += _SPELLING
        if name.wants is Wants.DIVISION:
            weight += _WANTED if kind is PlaceKind.DIVISION else 0.0
        elif kind is PlaceKind.DIVISION and _has_seat(name, place.admin1):
            weight += _BARE_DIVISION
        if name.wants is Wants.TOWN and kind not in _WHOLE:
            weight += _WANTED
        share = _FAR_SHARE if place.country in _FAR_ACTORS else 1.0
        others = self._countries[place.country] - (kind is PlaceKind.COUNTRY)
        weight += _SPOKEN_OF * share * (others > 0)
        weight += _DIVISION_SPOKEN_OF * (self._divisions[place.admin1 or ""] > 0)
        weight += _WATCHED * (place.country in self._watched)
        if any(_inside(place.country, place.admin1, container) for container in containers):
            weight += _CONTAINED
        return weight


def _has_seat(name: Named, admin1: str | None) -> bool:
    """Tell whether a town in the division bears the same name."""
    return any(
        toponym.kind not in _WHOLE
        and toponym.place.admin1 == admin1
        and toponym.sense is NameSense.NAME
        for toponym in name.toponyms
    )


def _inside(country: str, admin1: str | None, container: Toponym) -> bool:
    if container.place.country != country:
        return False
    return container.kind is PlaceKind.COUNTRY or container.place.admin1 == admin1


def _containers(body: str, names: Sequence[Named]) -> Iterable[tuple[int, tuple[Toponym, ...]]]:
    for index in range(len(names) - 1):
        one, two = names[index], names[index + 1]
        if two.start - one.end > _BESIDE:
            continue
        between = body[one.end : two.start]
        if _INSIDE.fullmatch(between) and two.toponyms[0].sense not in _PEOPLE:
            whole = tuple(t for t in two.toponyms if t.kind in _WHOLE)
            if _shared(one.toponyms, whole):
                yield index, whole
                yield index + 1, _parts(one.toponyms, whole)
                continue
        if (one.possessive or one.toponyms[0].sense in _PEOPLE) and _OWNED.fullmatch(between):
            whole = tuple(t for t in one.toponyms if t.kind in _WHOLE)
            if _shared(two.toponyms, whole):
                yield index + 1, whole


def _shared(parts: Iterable[Toponym], whole: Sequence[Toponym]) -> bool:
    return any(
        part.kind is not PlaceKind.COUNTRY and _inside(part.place.country, part.place.admin1, unit)
        for part in parts
        for unit in whole
    )


def _parts(parts: Iterable[Toponym], whole: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """Give the containers that really contain one of `parts`, so that both sides agree."""
    return tuple(
        unit
        for unit in whole
        if any(_inside(part.place.country, part.place.admin1, unit) for part in parts)
    )
