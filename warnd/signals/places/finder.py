"""Finds the places that a text names: the gazetteer as the rest of warnd knows it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from warnd.model.place import Place, PlaceMention
from warnd.model.toponym import NameSense, PlaceKind
from warnd.signals.places.bearing import Bearing, bearing, is_venue
from warnd.signals.places.belief import Circumstances, believed
from warnd.signals.places.folding import fold
from warnd.signals.places.lookalikes import SELDOM_PLACES
from warnd.signals.places.meanings import meanings
from warnd.signals.places.recasing import recased, without_capitals
from warnd.signals.places.settling import Settler
from warnd.signals.places.spotting import Named, Names, Standing, spot
from warnd.signals.places.surroundings import Case, Surroundings, wanted
from warnd.signals.places.table import NameTable
from warnd.signals.places.tokens import runs
from warnd.signals.places.tongues.keys import key_of
from warnd.signals.places.tongues.reader import TongueReader
from warnd.signals.places.tongues.table import TONGUES
from warnd.signals.places.unlisted import unlisted

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
#: runs whose names are kept at hand
_CACHED_RUNS: Final = 10_000
_NAMES: Final = (NameSense.NAME, NameSense.SPELLING)


class PlaceFinder:
    """Finds places in texts; implements `ports.Gazetteer`."""

    def __init__(self, names: NameTable, watched: frozenset[str] = frozenset()) -> None:
        self._names = names
        self._watched = watched
        lookup = lru_cache(maxsize=_CACHED_NAMES)(lambda key: meanings(names.toponyms(key)))
        self._meanings = lookup
        self._tongues: dict[str, TongueReader] = {}
        known = Names(lookup, names.knows)
        self._spotted = lru_cache(maxsize=_CACHED_RUNS)(lambda run: tuple(spot(run, known)))

    def mentions(self, body: str, language: str) -> tuple[PlaceMention, ...]:
        """Give the places that `body` names, in order, namesakes settled by context.

        A text in a language that has no table of its own is read as English.
        """
        if language in TONGUES:
            return self._reader(language).mentions(body)
        lookup = self._meanings
        if without_capitals(body):
            named = self._mentions(recased(body, lookup))
            return tuple(replace(each, text=body[each.start : each.end]) for each in named)
        return self._mentions(body)

    def _reader(self, language: str) -> TongueReader:
        reader = self._tongues.get(language)
        if reader is None:
            reader = TongueReader(TONGUES[language], self._names, self._watched)
            self._tongues[language] = reader
        return reader

    def _mentions(self, body: str) -> tuple[PlaceMention, ...]:
        lookup = self._meanings
        read = [(start, run, self._spotted(run)) for start, run in runs(body, lookup)]
        found = [name.moved(start) for start, _, names in read for name in names]
        if not found:
            return ()
        cases = self._cases(body, found)
        believed = {case.name.start for case in cases}
        rest = (
            (start, run)
            for start, run, names in read
            if not names or believed.isdisjoint(start + name.start for name in names)
        )
        more = unlisted(body, cases, rest, lookup)
        if more:
            cases = sorted((*cases, *more), key=lambda case: case.name.start)
        return _mentions(body, cases)

    def _cases(self, body: str, found: Sequence[Named]) -> list[Case]:
        people = frozenset(name.key for name in found if name.standing is Standing.PART)
        settler = Settler(body, found, self._watched)
        cases = []
        for index, name in enumerate(found):
            around = Surroundings(body, name.start, name.end)
            if name.meanings.aside:
                cases.append(Case(name, name.meanings.toponyms[0], around))
                continue
            toponym = name.meanings.settled or settler.choose(index, wanted(name, around))
            case = Case(name, toponym, around)
            if toponym.kind is PlaceKind.COUNTRY and name.standing is not Standing.PART:
                cases.append(case)
                continue
            listed = ""
            if cases and name.key in SELDOM_PLACES:
                listed = _country_of_list(body, cases[-1], name)
            if believed(case, Circumstances(settler, index, people, listed)):
                cases.append(case)
        return cases

    def find(self, name: str) -> tuple[Place, ...]:
        """Give every place of that name, largest first; of one that English lacks, in any."""
        found = self._names.toponyms(fold(name)) or self._names.in_any_tongue(key_of(name))
        places = [toponym.place for toponym in found if toponym.sense in _NAMES]
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
    end, country, several = -_LIST_GAP, None, False
    for case in cases:
        start, listed = case.name.start, None
        near = start - end < _LIST_GAP
        if near and _is_listed(body, end, case, alike=case.toponym.place.country == country):
            listed = told[-1]
        told.append(bearing(case, listed))
        several = several or country not in (None, case.toponym.place.country)
        end, country = case.name.end, case.toponym.place.country
    if several:
        told = [
            Bearing.TELLS if each is Bearing.LOCATES and is_venue(case) else each
            for case, each in zip(cases, told, strict=True)
        ]
    nearest = min(told, default=Bearing.TELLS)
    located = nearest if nearest < Bearing.ACTS else None
    return tuple(
        PlaceMention(
            place=case.toponym.place,
            text=body[case.name.start : case.name.end],
            start=case.name.start,
            end=case.name.end,
            locates=each is located,
        )
        for case, each in zip(cases, told, strict=True)
    )


def _is_listed(body: str, end: int, case: Case, *, alike: bool) -> bool:
    """Tell whether a name stands in a list with the one that ends at `end`.

    A comma alone makes a list of two places of one country (`alike`), or when the list goes on.
    """
    start = case.name.start
    if not _LISTED.fullmatch(body, end, start):
        return False
    joined = alike or body[end] != "," or _JOINED.search(body, end, start)
    return bool(joined or _GOES_ON.match(body, case.name.end))


def _country_of_list(body: str, one: Case, name: Named) -> str:
    """Give the country of the place that a doubtful name stands in a list with; else empty."""
    end, start = one.name.end, name.start
    if start - end >= _LIST_GAP or one.name.meanings.aside:
        return ""
    if one.toponym.kind is PlaceKind.COUNTRY or not _LISTED.fullmatch(body, end, start):
        return ""
    goes_on = _JOINED.search(body, end, start) or _GOES_ON.match(body, name.end)
    return one.toponym.place.country if goes_on else ""
