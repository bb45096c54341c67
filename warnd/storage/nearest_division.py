"""The first-level division that a point lies in, by the nearest town whose division is known."""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from warnd.model.toponym import PlaceKind
from warnd.storage.gazetteer import PackedNames

#: a nearest town further off than this, in kilometres, says nothing of a division
_FURTHEST_KM: Final = 150.0
#: kilometres in a degree of latitude
_DEGREE_KM: Final = 111.2
_TOWNS: Final = (PlaceKind.TOWN, PlaceKind.CAPITAL)


class NearestDivision:
    """Tells divisions by the towns of a gazetteer."""

    def __init__(self, names: PackedNames) -> None:
        self._names = names
        self._towns = lru_cache(maxsize=None)(self._towns_of)

    def __call__(self, country: str, lat: float, lon: float) -> str:
        """Give the ISO 3166-2 code of the division nearest to a point; empty when none is near."""
        points, divisions = self._towns(country)
        if not divisions:
            return ""
        north = (points[:, 0] - lat) * _DEGREE_KM
        east = (points[:, 1] - lon) * _DEGREE_KM * np.cos(np.radians(lat))
        apart = np.hypot(north, east)
        nearest = int(apart.argmin())
        return divisions[nearest] if apart[nearest] <= _FURTHEST_KM else ""

    def _towns_of(self, country: str) -> tuple[NDArray[np.float64], list[str]]:
        towns = [
            toponym.place
            for toponym in self._names.every_place()
            if toponym.place.country == country and toponym.kind in _TOWNS
        ]
        placed = [town for town in towns if town.admin1 and town.lat is not None]
        points = np.array([(town.lat, town.lon) for town in placed], dtype=np.float64)
        return points, [town.admin1 or "" for town in placed]
