"""Areas: what somebody watches."""

import re
from dataclasses import dataclass

from warnd.model.identifiers import AreaId

_STANDARD = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")


def is_standard(area: AreaId) -> bool:
    """Tell whether an area is a country or first-level division by its ISO 3166 code."""
    return _STANDARD.fullmatch(area) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A circle on the ground."""

    #: latitude and longitude of its centre in degrees WGS 84
    lat: float
    lon: float
    #: its radius in kilometres
    radius_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """What is watched: countries, first-level divisions, a list of places or a circle."""

    #: its id; an ISO 3166 code for the areas that stand by default
    id: AreaId
    #: what people read
    name: str
    #: ISO 3166-1 alpha-2 code of the country it lies in; empty when it spans several
    country: str = ""
    #: ISO 3166-2 codes of the first-level divisions it covers; empty: not told by divisions
    divisions: tuple[str, ...] = ()
    #: names of places it covers, as the gazetteer gives them
    places: tuple[str, ...] = ()
    #: a circle it covers
    circle: Circle | None = None
    #: ISO 3166-1 alpha-2 codes of several countries that it covers whole, in place of `country`
    countries: tuple[str, ...] = ()
    #: ISO 3166 codes of countries and divisions that it does not cover, but feels: what happens
    #: there counts here by a share
    neighbours: tuple[str, ...] = ()

    @property
    def admin1(self) -> str | None:
        """The one division it is, None when it is a country or several."""
        return self.divisions[0] if len(self.divisions) == 1 else None
