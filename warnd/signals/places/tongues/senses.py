"""What a name stands for in another language than English."""

from dataclasses import replace
from typing import Final

from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places.meanings import Meanings, meanings

#: how much less a division weighs that has its name from its seat
_BEHIND_ITS_SEAT: Final = 1.6
_DIVISION: Final = PlaceKind.DIVISION
_SEATS: Final = (PlaceKind.TOWN, PlaceKind.CAPITAL)


def meant_abroad(toponyms: tuple[Toponym, ...]) -> Meanings | None:
    """Give what a name may mean; a town comes before the division around it, as in English."""
    known = meanings(_usual(toponyms))
    if known is None or len(known.toponyms) == 1:
        return known
    seats = {
        each.place.admin1
        for each in known.toponyms
        if each.kind in _SEATS and each.sense is NameSense.SPELLING
    }
    weights = tuple(
        weight - _BEHIND_ITS_SEAT
        if each.kind is _DIVISION and each.place.admin1 in seats
        else weight
        for each, weight in zip(known.toponyms, known.weights, strict=True)
    )
    return replace(known, weights=weights)


def _usual(toponyms: tuple[Toponym, ...]) -> tuple[Toponym, ...]:
    """Give what a name stands for, without odd spellings where it is a usual name nearby.

    What English calls a people is none in another language: "lao" is Swahili for "their".
    """
    usual = {each.place.country for each in toponyms if each.sense is NameSense.NAME}
    return tuple(
        each
        for each in toponyms
        if each.sense is not NameSense.PEOPLE
        and (each.sense is not NameSense.SPELLING or each.place.country not in usual)
    )
