"""A small table of names for the tests of judgement."""

from collections.abc import Callable, Iterable

from warnd.model.place import Place
from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places.folding import fold


def toponym(
    name: str,
    country: str,
    division: str | None = None,
    *,
    kind: PlaceKind = PlaceKind.TOWN,
    people: int = 0,
    sense: NameSense = NameSense.NAME,
) -> Toponym:
    located = kind is not PlaceKind.COUNTRY
    place = Place(
        name=name,
        country=country,
        admin1=division,
        lat=1.0 if located else None,
        lon=2.0 if located else None,
        population=people,
    )
    return Toponym(place=place, kind=kind, sense=sense)


class Names:
    """Implements `NameTable` from a few toponyms."""

    def __init__(self, entries: Iterable[tuple[str, Toponym]]) -> None:
        self._by_key: dict[str, list[Toponym]] = {}
        for name, meaning in entries:
            self._by_key.setdefault(fold(name), []).append(meaning)
        for meanings in self._by_key.values():
            meanings.sort(key=lambda meaning: -meaning.place.population)

    @property
    def toponyms(self) -> Callable[[str], tuple[Toponym, ...]]:
        return lambda key: tuple(self._by_key.get(key, ()))

    def knows(self, key: str) -> bool:
        return key in self._by_key

    @property
    def in_any_tongue(self) -> Callable[[str], tuple[Toponym, ...]]:
        return self.toponyms

    @property
    def begins(self) -> Callable[[str], bool]:
        return lambda start: any(key.startswith(start) for key in self._by_key)

    def countries(self) -> tuple[tuple[str, str], ...]:
        return (("LB", "Lebanon"), ("LY", "Libya"))

    def divisions(self) -> tuple[tuple[str, str, str], ...]:
        return (("LB-AS", "North Lebanon", "LB"),)

    def country_name(self, code: str) -> str | None:
        return dict(self.countries()).get(code)

    def division_name(self, code: str) -> str | None:
        return "North Lebanon" if code == "LB-AS" else None


COUNTRY = PlaceKind.COUNTRY
LEVANT_AND_LIBYA = Names(
    [
        ("Libya", toponym("Libya", "LY", kind=COUNTRY, people=6_000_000)),
        ("Lebanon", toponym("Lebanon", "LB", kind=COUNTRY, people=6_000_000)),
        ("Libyan", toponym("Libya", "LY", kind=COUNTRY, sense=NameSense.PEOPLE)),
        ("Lebanese", toponym("Lebanon", "LB", kind=COUNTRY, sense=NameSense.PEOPLE)),
        ("Tripoli", toponym("Tripoli", "LY", "LY-TB", kind=PlaceKind.CAPITAL, people=1_300_000)),
        ("Tripoli", toponym("Tripoli", "LB", "LB-AS", people=230_000)),
        ("Beirut", toponym("Beirut", "LB", "LB-BA", kind=PlaceKind.CAPITAL, people=1_900_000)),
        ("Sirte", toponym("Sirte", "LY", "LY-SR", people=130_000)),
        ("Brega", toponym("Brega", "LY", "LY-WA", people=900)),
        ("Hisham", toponym("Hisham", "LB", "LB-AS", people=900)),
        ("Akkar", toponym("Akkar", "LB", "LB-AK", kind=PlaceKind.DIVISION, people=300_000)),
    ]
)
