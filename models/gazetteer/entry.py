"""A place on its way into the gazetteer."""

# ruff: noqa: INP001 - scripts beside the data they build, not a package

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from warnd.model.gathered import GatheredPlace
from warnd.model.toponym import NameSense, PlaceKind
from warnd.signals.places.distance import kilometres
from warnd.signals.places.folding import fold


@dataclass
class Entry:
    """A place."""

    name: str
    country: str
    kind: PlaceKind
    division: str = ""
    lat: float = math.nan
    lon: float = math.nan
    population: int = 0
    #: by folded form, in what sense each name stands for it
    names: dict[str, NameSense] = field(default_factory=dict)

    #: the same for names in other languages than English
    abroad: dict[str, NameSense] = field(default_factory=dict)

    def call(self, name: str, sense: NameSense) -> None:
        """Add a name, unless it is known in a better sense."""
        key = fold(name)
        if key and self.names.get(key, sense).value >= sense.value:
            self.names[key] = sense

    def call_abroad(self, key: str, sense: NameSense) -> None:
        """Add the key of a name in another language, unless it is known in a better sense."""
        if self.abroad.get(key, sense).value >= sense.value:
            self.abroad[key] = sense

    def gathered(self) -> GatheredPlace:
        """Give the place as the tables take it."""
        return GatheredPlace(
            name=self.name,
            country=self.country,
            kind=self.kind,
            division=self.division,
            lat=None if math.isnan(self.lat) else self.lat,
            lon=None if math.isnan(self.lon) else self.lon,
            population=self.population,
            names=self.names,
        )


def people(demonym: str) -> Iterator[str]:
    """Give a demonym and its plural."""
    yield demonym
    if not demonym.endswith(("ese", "ish", "ch", "s", "men", "women")):
        yield demonym + "s"


def apart(one: Entry, two: Entry) -> float:
    """Give the distance between two places in kilometres."""
    return kilometres(one.lat, one.lon, two.lat, two.lon)
