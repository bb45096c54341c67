"""Places told by the place beside them: "Tripoli, Libya", "Iraq's northern city of Mosul"."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from warnd.model.place import Place
from warnd.model.toponym import PlaceKind, Toponym
from warnd.signals.places.spotting import Named

_ADJECTIVE: Final = (
    r"(?:\w+ern|north|south|east|west|central|rural|restive|troubled|coastal|second|largest|main|"
    r"neighbou?ring|nearby|border|port|old|ancient|flashpoint|besieged|\w+-\w+) "
)
_NOUN: Final = (
    r"(?:city|town|village|capital|province|governorate|region|district|state|port|island|enclave|"
    r"suburb|camp|area|oblast|cities|towns|villages|provinces|regions|states)"
)
#: between a place and the one that contains it: "Tripoli, Libya", "Tripoli in northern Lebanon"
_INSIDE: Final = re.compile(rf"(?:,? \(?|,? in (?:the )?)(?:{_ADJECTIVE})*(?:{_NOUN} of )?")
#: between a container and the place in it: "Libya's capital, Tripoli", "the Syrian town of Hama"
_OWNED: Final = re.compile(rf"(?:['’]s)? (?:{_ADJECTIVE})*(?:{_NOUN}(?:,| of)? )?")
#: between a part of a town and the town: "the Aberdeen district of Freetown"
_PART: Final = re.compile(
    r" (?:district|suburb|neighbou?rhood|area|quarter|section|borough|part) of (?:the )?"
)
#: between a place and one that it lies near: "Zahra, 3 km east of Homs"
_OFF: Final = re.compile(
    r",? (?:just |(?:[a-z]+ )?\d[\d.,]* ?[a-z]+ )?(?:to the )?"
    r"(?:north|south|east|west)-?(?:east|west)? of (?:the )?"
)
#: how far apart two names that stand so may be, in code points
_BESIDE: Final = 40

_WHOLE: Final = (PlaceKind.COUNTRY, PlaceKind.DIVISION)


def inside(place: Place, container: Toponym) -> bool:
    """Tell whether a place lies in a country, in a division, or in the division of a town."""
    if container.place.country != place.country:
        return False
    return container.kind is PlaceKind.COUNTRY or container.place.admin1 == place.admin1


class Containment:
    """Which names of an article stand beside a place that contains them."""

    def __init__(self, body: str, names: Sequence[Named]) -> None:
        #: by index of a name, the places that contain it, or those it contains
        self.by: dict[int, tuple[Toponym, ...]] = {}
        #: indices of names that the place beside them says are none of those we know
        self.misplaced: set[int] = set()
        for index in range(len(names) - 1):
            one, two = names[index], names[index + 1]
            if two.start - one.end <= _BESIDE:
                self._compare(body, index, one, two)

    def _compare(self, body: str, index: int, one: Named, two: Named) -> None:
        between = body[one.end : two.start]
        if (one.possessive or one.meanings.aside) and _OWNED.fullmatch(between):
            whole = _wholes(one)
            if _holds(whole, two.meanings.toponyms):
                self.by[index + 1] = whole
        elif one.meanings.aside or two.meanings.aside:
            return
        elif _PART.fullmatch(between):
            self._part(index, one, two.meanings.toponyms)
        elif _INSIDE.fullmatch(between):
            self._comma(index, one, two, strict=between == ", " and _closed(body, two.end))
        elif _OFF.fullmatch(between):
            self._near(index, one, two)

    def _part(self, index: int, one: Named, town: tuple[Toponym, ...]) -> None:
        if _holds(town, one.meanings.toponyms):
            self.by[index] = town
        else:
            self.misplaced.add(index)

    def _near(self, index: int, one: Named, two: Named) -> None:
        countries = {toponym.place.country for toponym in two.meanings.toponyms}
        if countries.isdisjoint(toponym.place.country for toponym in one.meanings.toponyms):
            self.misplaced.add(index)

    def _comma(self, index: int, one: Named, two: Named, *, strict: bool) -> None:
        whole = _wholes(two)
        holding = tuple(unit for unit in whole if _holds((unit,), one.meanings.toponyms))
        if holding:
            self.by[index] = self.by[index + 1] = holding
        elif strict and (two.meanings.has_country or len(whole) == len(two.meanings.toponyms)):
            self.misplaced.add(index)


def _wholes(name: Named) -> tuple[Toponym, ...]:
    return tuple(toponym for toponym in name.meanings.toponyms if toponym.kind in _WHOLE)


def _holds(containers: Iterable[Toponym], parts: Sequence[Toponym]) -> bool:
    return any(
        part.kind is not PlaceKind.COUNTRY and inside(part.place, container)
        for container in containers
        for part in parts
    )


def _closed(body: str, end: int) -> bool:
    """Tell whether a name is followed by what ends "Paris, Texas" and not a list."""
    return body[end : end + 1] in ("", ",", ".", ";", ")", "\n") and not body.startswith(
        (", and ", ", or "), end
    )
