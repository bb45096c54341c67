"""What a name may stand for, with what can be told of it before any article is read."""

import math
from dataclasses import dataclass
from typing import Final

from warnd.model.toponym import NameSense, PlaceKind, Toponym

#: what a country weighs before its context; a town weighs the decimal logarithm of its people
_COUNTRY: Final = 10.0
#: the people a place is given whose people are not known
_HAMLET: Final = 10
#: a capital is named more often than a town of its size
_CAPITAL: Final = 1.5
#: a division is told from its seat by a word such as "province", so the bare name is the town
_BARE_DIVISION: Final = -1.6
#: an old or foreign spelling is less likely meant
_SPELLING: Final = -2.0

#: ten times as many people
_BY_FAR: Final = 1.0

_ASIDE: Final = (NameSense.PEOPLE, NameSense.VOICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What a name may stand for."""

    #: the toponyms, most populous first; at least one
    toponyms: tuple[Toponym, ...]
    #: what each weighs before anything is known of the article
    weights: tuple[float, ...]
    #: the kind of the first
    kind: PlaceKind
    #: whether it is a people or a voice and no place
    aside: bool
    #: whether one of them is a country
    has_country: bool
    #: the countries it speaks of; empty when it may be any of several
    countries: tuple[str, ...]
    #: the one division they all lie in, None when there are several or none
    division: str | None
    #: the division of the town that outweighs every other meaning by far, None when none does
    likely: str | None
    #: the toponym meant whatever the article says, None when that must be told
    settled: Toponym | None

    def has_country_abroad(self, toponym: Toponym) -> bool:
        """Tell whether the name is that of another country than the one `toponym` lies in."""
        return self.has_country and toponym.place.country not in self.countries


def meanings(toponyms: tuple[Toponym, ...]) -> Meanings | None:
    """Give the meanings of a name from its toponyms, None when it has none."""
    return meant(toponyms) if toponyms else None


def meant(toponyms: tuple[Toponym, ...]) -> Meanings:
    """Give the meanings of a name from its toponyms, of which there is at least one."""
    weights = tuple(_weight(toponym, toponyms) for toponym in toponyms)
    whole = {t.place.country for t in toponyms if t.kind is PlaceKind.COUNTRY}
    countries = whole or {toponym.place.country for toponym in toponyms}
    divisions = {toponym.place.admin1 for toponym in toponyms}
    return Meanings(
        toponyms=toponyms,
        weights=weights,
        kind=toponyms[0].kind,
        aside=toponyms[0].sense in _ASIDE,
        has_country=bool(whole),
        countries=tuple(sorted(countries)) if whole or len(countries) == 1 else (),
        division=divisions.pop() if len(divisions) == 1 else None,
        likely=_likely(toponyms, weights),
        settled=toponyms[0] if len(toponyms) == 1 else None,
    )


def _likely(toponyms: tuple[Toponym, ...], weights: tuple[float, ...]) -> str | None:
    most, best = max(zip(weights, toponyms, strict=True), key=lambda pair: pair[0])
    others = [weight for weight, other in zip(weights, toponyms, strict=True) if other is not best]
    if best.kind not in (PlaceKind.TOWN, PlaceKind.CAPITAL):
        return None
    return best.place.admin1 if most - max(others, default=0.0) >= _BY_FAR else None


def _weight(toponym: Toponym, namesakes: tuple[Toponym, ...]) -> float:
    kind = toponym.kind
    people = math.log10(toponym.place.population + _HAMLET)
    weight = _COUNTRY if kind is PlaceKind.COUNTRY else people
    if kind is PlaceKind.CAPITAL:
        weight += _CAPITAL
    if kind is PlaceKind.DIVISION and has_seat(toponym, namesakes):
        weight += _BARE_DIVISION
    return weight + (_SPELLING if toponym.sense is NameSense.SPELLING else 0.0)


def has_seat(division: Toponym, namesakes: tuple[Toponym, ...]) -> bool:
    """Tell whether the division's seat, or the capital it surrounds, bears the same name."""
    return any(
        toponym.sense is NameSense.NAME
        and (
            (toponym.kind is PlaceKind.TOWN and toponym.place.admin1 == division.place.admin1)
            or (
                toponym.kind is PlaceKind.CAPITAL
                and toponym.place.country == division.place.country
            )
        )
        for toponym in namesakes
    )
