"""Places from somebody's files made ready for the tables: names, divisions, no place twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from warnd.model.gathered import GatheredPlace, RawPlace
from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places.distance import kilometres
from warnd.signals.places.folding import fold
from warnd.signals.places.spellings import SCRIPTS, chosen, usual, variants
from warnd.signals.places.table import NameTable

#: two points of one name so near to each other are the same place
_SAME_PLACE_KM: Final = 12.0
#: kinds that are points, which are the same place when they are near
_POINTS: Final = frozenset({PlaceKind.TOWN, PlaceKind.CAPITAL})
#: spellings of two letters and fewer are never looked up in a text
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Divisions:
    """How files name first-level divisions, and what ISO 3166-2 calls them."""

    #: by country and GeoNames' code, the ISO 3166-2 code
    units: Mapping[tuple[str, str], str]
    #: gives, for country, latitude and longitude, the division of the nearest known town
    nearest: Callable[[str, float, float], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What came of the files."""

    #: every place, of these files and of earlier ones, most populous first
    places: tuple[GatheredPlace, ...]
    #: how many places of the files were known already, in all their names
    known: int = 0
    #: how many were known and got further names
    renamed: int = 0
    #: how many were not known
    new: int = 0
    #: how many of them lie in no division that is known
    homeless: int = 0


@dataclass(slots=True, kw_only=True)
class _Shelf:
    """The places gathered so far, to be found by country and name."""

    places: list[GatheredPlace] = field(default_factory=list)
    by_name: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, place: GatheredPlace) -> None:
        """Add a place, in the stead of one that is the same."""
        for key in place.names:
            for index in self.by_name.get((place.country, key), ()):
                if same_place(self.places[index], place):
                    old = self.places[index]
                    self._put(index, replace(place, names={**old.names, **place.names}))
                    return
        self.places.append(place)
        self._put(len(self.places) - 1, place)

    def _put(self, index: int, place: GatheredPlace) -> None:
        self.places[index] = place
        for key in place.names:
            self.by_name[place.country, key].add(index)


class Gatherer:
    """Gathers places that a gazetteer lacks."""

    def __init__(self, known: NameTable, divisions: Divisions) -> None:
        self._known = known
        self._divisions = divisions

    def gather(self, earlier: Iterable[GatheredPlace], raw: Iterable[RawPlace]) -> Gathered:
        """Give the places of earlier files with those of new ones, where these win."""
        shelf = _Shelf()
        for place in earlier:
            shelf.add(place)
        known = renamed = new = homeless = 0
        for one in raw:
            place = self._gathered(one)
            twin = self._twin(place)
            if twin is None:
                new += 1
                homeless += not place.division
                shelf.add(place)
                continue
            added = self._with_new_names(twin, place)
            known += not added.names
            renamed += bool(added.names)
            if added.names:
                shelf.add(added)
        places = sorted(shelf.places, key=_rank)
        return Gathered(
            places=tuple(places), known=known, renamed=renamed, new=new, homeless=homeless
        )

    def _gathered(self, raw: RawPlace) -> GatheredPlace:
        name = usual(raw.name, raw.country).strip()
        division = self._division(raw)
        return GatheredPlace(
            name=name,
            country=raw.country,
            kind=PlaceKind.REGION if raw.kind is PlaceKind.DIVISION and not division else raw.kind,
            division=division,
            lat=raw.lat,
            lon=raw.lon,
            population=raw.population,
            names=_names(raw, name),
        )

    def _division(self, raw: RawPlace) -> str:
        code = self._divisions.units.get((raw.country, raw.unit), "") if raw.unit else ""
        for name in () if code else (*raw.unit_names, *_of_division(raw)):
            code = code or self._division_named(raw.country, name)
        if code or raw.lat is None or raw.lon is None:
            return code
        return self._divisions.nearest(raw.country, raw.lat, raw.lon)

    def _division_named(self, country: str, name: str) -> str:
        for toponym in self._known.toponyms(fold(name)):
            if toponym.kind is PlaceKind.DIVISION and toponym.place.country == country:
                return toponym.place.admin1 or ""
        return ""

    def _twin(self, place: GatheredPlace) -> Toponym | None:
        """Give the place that the gazetteer knows already as this one, None when it does not."""
        for key in place.names:
            for toponym in self._known.toponyms(key):
                if toponym.place.country == place.country and same_place(_as_kept(toponym), place):
                    return toponym
        return None

    def _with_new_names(self, twin: Toponym, place: GatheredPlace) -> GatheredPlace:
        """Give a known place under those names alone by which it is not known."""
        names = {
            key: sense
            for key, sense in place.names.items()
            if all(toponym.place != twin.place for toponym in self._known.toponyms(key))
        }
        return replace(_as_kept(twin), names=names)


def same_place(one: GatheredPlace, other: GatheredPlace) -> bool:
    """Tell whether two places of one country and name are the same."""
    if one.kind is PlaceKind.DIVISION or other.kind is PlaceKind.DIVISION:
        return one.kind is other.kind and one.division == other.division
    if (one.kind in _POINTS) != (other.kind in _POINTS):
        return False
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.division == other.division
    return kilometres(one.lat, one.lon, other.lat, other.lon) < _SAME_PLACE_KM


def _as_kept(toponym: Toponym) -> GatheredPlace:
    place = toponym.place
    return GatheredPlace(
        name=place.name,
        country=place.country,
        kind=toponym.kind,
        division=place.admin1 or "",
        lat=place.lat,
        lon=place.lon,
        population=place.population,
    )


def _of_division(raw: RawPlace) -> Sequence[str]:
    return (raw.name, *raw.names) if raw.kind is PlaceKind.DIVISION else ()


def _names(raw: RawPlace, name: str) -> dict[str, NameSense]:
    found: dict[str, NameSense] = {}
    for spelling in chosen(name, raw.spellings, SCRIPTS):
        for variant in variants(spelling, raw.country):
            found[fold(variant)] = NameSense.SPELLING
    for code in raw.codes:
        found[fold(code)] = NameSense.SPELLING
    for each in (name, *raw.names):
        for variant in variants(each, raw.country):
            found[fold(variant)] = NameSense.NAME
    return {key: sense for key, sense in found.items() if len(key) >= _SHORTEST}


def _rank(place: GatheredPlace) -> tuple[int, str, str, str, str]:
    return (-place.population, place.country, place.division, place.name, str(place.lat))
