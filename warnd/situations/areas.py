"""Which watched areas a place lies in."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from warnd.model.area import Area, Circle
from warnd.model.place import Place

_EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaHit:
    """An area that a place lies in, or next to."""

    area: Area
    #: whether no other watched area that the place lies in is finer
    finest: bool
    #: whether the area only names what the place lies in as its neighbour
    is_neighbour: bool = False


class AreaBook:
    """The watched areas, found by place."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.areas = tuple(areas)
        self.by_id = {area.id: area for area in self.areas}
        self._by_country: dict[str, list[Area]] = {}
        self._by_division: dict[str, list[Area]] = {}
        self._beside: dict[str, list[Area]] = {}
        self._others: list[Area] = []
        for area in self.areas:
            self._file(area)

    def areas_of(self, place: Place) -> tuple[AreaHit, ...]:
        """Give the watched areas that `place` lies in, finest first, then those next to it."""
        found = [area for area in self._candidates(place) if _covers(area, place)]
        finest = max((_fineness(area) for area in found), default=0)
        hits = [AreaHit(area=area, finest=_fineness(area) == finest) for area in found]
        hits += [
            AreaHit(area=area, finest=False, is_neighbour=True)
            for area in self._neighbours(place)
            if area not in found
        ]
        return tuple(sorted(hits, key=lambda hit: (hit.is_neighbour, not hit.finest, hit.area.id)))

    def _file(self, area: Area) -> None:
        if area.circle or area.places:
            self._others.append(area)
        for division in area.divisions:
            self._by_division.setdefault(division, []).append(area)
        for country in _countries(area):
            self._by_country.setdefault(country, []).append(area)
        for code in area.neighbours:
            self._beside.setdefault(code, []).append(area)

    def _candidates(self, place: Place) -> Sequence[Area]:
        candidates = [*self._by_country.get(place.country, ()), *self._others]
        if place.admin1:
            candidates += self._by_division.get(place.admin1, ())
        return list(dict.fromkeys(candidates))

    def _neighbours(self, place: Place) -> Sequence[Area]:
        if not self._beside:
            return ()
        beside = [*self._beside.get(place.country, ()), *self._beside.get(place.admin1 or "", ())]
        return list(dict.fromkeys(beside))


def distance_km(lat: float, lon: float, circle: Circle) -> float:
    """Give the distance in km from a point in degrees to a circle's centre (haversine formula)."""
    first, second = math.radians(lat), math.radians(circle.lat)
    half_lat = (second - first) / 2
    half_lon = math.radians(circle.lon - lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(first) * math.cos(second) * math.sin(half_lon) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def _countries(area: Area) -> tuple[str, ...]:
    """Give the countries that an area covers whole."""
    if area.country and not (area.divisions or area.places or area.circle):
        return (area.country, *area.countries)
    return area.countries


def _covers(area: Area, place: Place) -> bool:
    if place.country in _countries(area):
        return True
    if place.admin1 is not None and place.admin1 in area.divisions:
        return True
    if place.name.casefold() in (name.casefold() for name in area.places):
        return not area.country or area.country == place.country
    if area.circle and place.lat is not None and place.lon is not None:
        return distance_km(place.lat, place.lon, area.circle) <= area.circle.radius_km
    return False


def _fineness(area: Area) -> int:
    """Give 0 for a country, 1 for divisions, 2 for what is drawn by places or a circle."""
    if area.places or area.circle:
        return 2
    return 1 if area.divisions else 0
