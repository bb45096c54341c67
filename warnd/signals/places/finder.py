"""Finds the places that a text names: the gazetteer as the rest of warnd knows it."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final

from warnd.model.place import Place, PlaceMention
from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places import words as lists
from warnd.signals.places.bearing import Bearing, bearing, words_before
from warnd.signals.places.folding import fold
from warnd.signals.places.settling import Settler
from warnd.signals.places.spotting import Named, Standing, spot
from warnd.signals.places.table import NameTable
from warnd.signals.places.tokens import runs

#: a town with fewer people is named by itself only where its country is spoken of
_WELL_KNOWN: Final = 100_000
#: what stands between names of one list
_LISTED: Final = re.compile(r",? (?:and |or |& )?|, ?|/|–|-")


class PlaceFinder:
    """Finds places in texts; implements `ports.Gazetteer`."""

    def __init__(self, names: NameTable, watched: frozenset[str] = frozenset()) -> None:
        self._names = names
        self._watched = watched

    def mentions(self, body: str, language: str) -> tuple[PlaceMention, ...]:  # noqa: ARG002
        """Give the places that `body` names, in order, namesakes settled by context."""
        lookup = self._names.toponyms
        found = list(chain.from_iterable(spot(run, lookup) for run in runs(body)))
        if not found:
            return ()
        people = {name.key for name in found if name.standing is Standing.PERSON}
        settler = Settler(body, found, self._watched)
        kept: list[tuple[Named, Toponym]] = []
        for index, name in enumerate(found):
            toponym = settler.choose(index)
            if _believed(body, name, toponym, settler, contained=settler.contained(index)) and not (
                name.single and name.key in people and toponym.kind is PlaceKind.TOWN
            ):
                kept.append((name, toponym))
        return _mentions(body, kept)

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


_NAMES: Final = frozenset({NameSense.NAME, NameSense.SPELLING})


def _believed(
    body: str, name: Named, toponym: Toponym, settler: Settler, *, contained: bool
) -> bool:
    """Tell whether a name is believed to be the place."""
    if name.standing is Standing.PERSON:
        return False
    if contained or toponym.sense not in _NAMES or toponym.kind is PlaceKind.COUNTRY:
        return True
    if name.single and name.key in lists.NEVER_PLACES:
        return False
    if name.vouched and name.standing is Standing.PLACE and name.key not in lists.SELDOM_PLACES:
        return True
    before = words_before(body, name.start)
    placed = bool(before) and (
        before[-1] in lists.PLACE_PREPOSITIONS
        or (before[-1] == "of" and len(before) == 1)
        or (before[-1] == "of" and before[-2] not in lists.OFFICES_OF)
    )
    if name.standing is Standing.DOUBTFUL:
        return placed and toponym.kind is not PlaceKind.TOWN
    if name.single and name.key in lists.SELDOM_PLACES:
        return placed
    if toponym.kind is not PlaceKind.TOWN:
        return True
    known = toponym.place.population >= _WELL_KNOWN and toponym.sense is NameSense.NAME
    return known or placed or settler.spoken_of(toponym.place.country)


def _mentions(body: str, kept: Sequence[tuple[Named, Toponym]]) -> tuple[PlaceMention, ...]:
    bearings: list[Bearing] = []
    for index, (name, toponym) in enumerate(kept):
        before = None
        if index and _LISTED.fullmatch(body[kept[index - 1][0].end : name.start]):
            before = bearings[-1]
        bearings.append(bearing(body, name, toponym, before))
    located = Bearing.LOCATES if Bearing.LOCATES in bearings else Bearing.PERHAPS
    return tuple(
        PlaceMention(
            place=toponym.place,
            text=body[name.start : name.end],
            start=name.start,
            end=name.end,
            locates=told is located,
        )
        for (name, toponym), told in zip(kept, bearings, strict=True)
    )
