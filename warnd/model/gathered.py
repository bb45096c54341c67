"""Places on their way into a gazetteer: as a file gives them, and as the tables keep them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from warnd.model.toponym import NameSense, PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPlace:
    """What one line of somebody's file says of a place."""

    #: 1-based line of the file
    line: int
    #: its name in Latin letters
    name: str
    #: other usual names of it
    names: tuple[str, ...] = ()
    #: old, foreign and other spellings, of which some may be of use
    spellings: tuple[str, ...] = ()
    #: codes that stand for it, such as its P-code
    codes: tuple[str, ...] = ()
    #: ISO 3166-1 alpha-2 code of its country
    country: str
    #: what sort of place it is
    kind: PlaceKind
    #: GeoNames' code of its first-level division; empty when not given
    unit: str = ""
    #: names of its first-level division
    unit_names: tuple[str, ...] = ()
    #: latitude and longitude in degrees WGS 84; None when not given
    lat: float | None = None
    lon: float | None = None
    #: people who live there, 0 when not given
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredPlace:
    """A place with everything that the tables keep of it."""

    #: its usual name
    name: str
    #: ISO 3166-1 alpha-2 code of its country; empty for a place in no country
    country: str
    #: what sort of place it is
    kind: PlaceKind
    #: ISO 3166-2 code of its first-level division; empty when not known
    division: str = ""
    #: latitude and longitude in degrees WGS 84; None for what has no single point
    lat: float | None = None
    lon: float | None = None
    #: how it ranks among namesakes: its population, 0 when unknown
    population: int = 0
    #: by folded form, in what sense each name stands for it
    names: Mapping[str, NameSense] = field(default_factory=dict)
