"""How far apart two points are."""

import math
from typing import Final

#: kilometres in a degree of latitude
_DEGREE_KM: Final = 111.2


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Give the distance between two points in kilometres, good enough within a country."""
    north = (lat - other_lat) * _DEGREE_KM
    east = (lon - other_lon) * _DEGREE_KM * math.cos(math.radians((lat + other_lat) / 2))
    return math.hypot(north, east)
