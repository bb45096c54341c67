"""Finds the places that a text names: the gazetteer as the rest of warnd knows it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from warnd.model.place import Place, PlaceMention
from warnd.model.toponym import NameSense, PlaceKind
from warnd.signals.places.bearing import Bearing, bearing, is_venue
from warnd.signals.places.belief import Circumstances, believed
from warnd.signals.places.folding import fold
from warnd.signals.places.meanings import meanings
from warnd.signals.places.settling import Settler
from warnd.signals.places.spotting import Named, Standing, spot
from warnd.signals.places.surroundings import Case, behind, surroundings, wanted
from warnd.signals.places.table import NameTable
from warnd.signals.places.tokens import runs

#: what stands between names of one list
_LISTED: Final = re.compile(
    r"(?:,|,? (?:and|or|&)|/|–|-|,? as well as) ?(?:in |the )*(?:(?:\w+ern|central) )?"
)
#: what says by itself that it is a list
_JOINED: Final = re.compile(r"\b(?:and|or|as well as)\b|&")
#: what says behind a name that the list goes on; else "in Libya, Kerry said" would be one
_GOES_ON: Final = re.compile(r",? (?:and|or|&|as well as) |, ")
#: names further apart than this, in code points, stand in no list
_LIST_GAP: Final = 30
#: names whose meanings are kept at hand; news repeats its names
_CACHED_NAMES: Final = 20_000
_NAMES: Final = (NameSense.NAME, NameSense.SPELLING)


class PlaceFinder:
    """Finds places in texts; implements `ports.Gazetteer`."""

    def __init__(self, names: NameTable, watched: frozenset[str] = frozenset()) -> None:
        self._names = names
        self._watched = watched
        self._meanings = lru_cache(maxsize=_CACHED_NAMES)(lambda key: meanings(names.toponyms(key)))

    def mentions(self, body: str, language: str) -> tuple[PlaceMention, ...]:  # noqa: ARG002
        """Give the places that `body` names, in order, namesakes settled by context."""
        lookup = self._meanings
        found = [name for run in runs(body, lookup) for name in spot(run, lookup)]
        if not found:
            return ()
        return _mentions(body, self._cases(body, found))

    def _cases(self, body: str, found: Sequence[Named]) -> list[Case]:
        people = frozenset(name.key for name in found if name.standing is Standing.PART)
        settler = Settler(body, found, self._watched)
        cases = []
        for index, name in enumerate(found):
            if name.meanings.aside:
                cases.append(Case(name, name.meanings.toponyms[0], behind(body, name)))
                continue
            around = surroundings(body, name)
            case = Case(name, settler.choose(index, wanted(name, around)), around)
            listed = _country_of_list(body, cases[-1], case) if cases else ""
            if believed(case, Circumstances(settler, index, people, listed)):
                cases.append(case)
        return cases

    def find(self, name: str) -> tuple[Place, ...]:
        """Give every place of that name, largest first."""
        places = [t.place for t in self._names.toponyms(fold(name)) if t.sense in _NAMES]
        return tuple(sorted(dict.fromkeys(places), key=lambda place: -place.population))

    def countries(self) -> tuple[tuple[str, str], ...]:
        """Give code and name of every country, by code."""
        return self._names.countries()

    def divisions(self) -> tuple[tuple[str, str, str], ...]:
        """Give code, name and country of every first-level division, by code."""
        return self._names.divisions()

    def division_name(self, code: str) -> str | None:
        """Give the name of an ISO 3166-2 division, None when it is not known."""
        return self._names.division_name(code)

    def country_name(self, code: str) -> str | None:
        """Give the name of an ISO 3166-1 alpha-2 country, None when it is not known."""
        return self._names.country_name(code)


def _mentions(body: str, cases: Sequence[Case]) -> tuple[PlaceMention, ...]:
    told: list[Bearing] = []
    for index, case in enumerate(cases):
        listed = told[-1] if index and _is_listed(body, cases[index - 1], case) else None
        told.append(bearing(case, listed))
    if len({case.toponym.place.country for case in cases}) > 1:
        told = [
            Bearing.TELLS if each is Bearing.LOCATES and is_venue(case) else each
            for case, each in zip(cases, told, strict=True)
        ]
    nearest = min((each.value for each in told), default=Bearing.TELLS.value)
    located = nearest if nearest < Bearing.ACTS.value else 0
    return tuple(
        PlaceMention(
            place=case.toponym.place,
            text=body[case.name.start : case.name.end],
            start=case.name.start,
            end=case.name.end,
            locates=each.value == located,
        )
        for case, each in zip(cases, told, strict=True)
    )


def _is_listed(body: str, one: Case, other: Case) -> bool:
    """Tell whether two names stand in one list, or one place and the country that it lies in."""
    end, start = one.name.end, other.name.start
    if start - end >= _LIST_GAP or not _LISTED.fullmatch(body, end, start):
        return False
    if one.toponym.place.country == other.toponym.place.country:
        return True
    joined = _JOINED.search(body, end, start) or body[end] != ","
    return bool(joined or _GOES_ON.match(body, other.name.end))


def _country_of_list(body: str, one: Case, other: Case) -> str:
    """Give the country of the place that a name stands in a list with; empty outside lists."""
    if one.name.meanings.aside or one.toponym.kind is PlaceKind.COUNTRY:
        return ""
    end, start = one.name.end, other.name.start
    if start - end >= _LIST_GAP or not _LISTED.fullmatch(body, end, start):
        return ""
    goes_on = _JOINED.search(body, end, start) or _GOES_ON.match(body, other.name.end)
    return one.toponym.place.country if goes_on else ""
