"""A place on its way into the gazetteer, and the spellings of its name."""

# ruff: noqa: INP001 - scripts beside the data they build, not a package

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from warnd.model.toponym import NameSense, PlaceKind
from warnd.signals.places.folding import fold

#: where GeoNames writes scholarly Arabic and Persian: names are plain English letters here
SCHOLARLY = frozenset(
    {"AF", "AE", "BD", "BH", "DJ", "DZ", "EG", "IN", "IQ", "IR", "JO", "KW", "LB", "LY", "MA"}
    | {"MR", "NP", "OM", "PK", "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "YE"}
)
#: where the article and the final h come and go: "Al Hasakah", "Hasaka"
ARABIC = SCHOLARLY - {"AF", "BD", "DJ", "IN", "IR", "NP", "PK", "SO", "TD"}
#: the article is dropped only from names that stay this long without it: not from "al-Bab"
BARE_LENGTH = 5
#: a Latin spelling must be at least this like the name (difflib's ratio of folded forms) or begin
#: with the same two letters: GeoNames mixes in names from every age and tongue
LIKE = 0.5
#: shorter spellings are abbreviations and airport codes
SHORTEST_SPELLING = 4


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

    def call(self, name: str, sense: NameSense) -> None:
        """Add a name, unless it is known in a better sense."""
        key = fold(name)
        if key and self.names.get(key, sense).value >= sense.value:
            self.names[key] = sense


def plain(name: str) -> str:
    """Give a name without marks and signs that no newspaper prints."""
    decomposed = unicodedata.normalize("NFKD", name)
    text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return text.translate(str.maketrans("‘’ʿʾ", "''''")).strip("'")


def variants(name: str, country: str) -> Iterable[str]:
    """Give the spellings of a name that follow from how Arabic is written in Latin letters."""
    yield name
    if country not in ARABIC:
        return
    key = fold(name)
    bare = key.removeprefix("al ")
    short = len(bare) < BARE_LENGTH or " " in bare or bare == key
    for form in (key,) if short else (key, bare):
        yield form
        if form.endswith("ah"):
            yield form[:-1]
            yield form[:-2] + "eh"
        if form.endswith("iyah"):
            yield form[:-3] + "a"
            yield form[:-4] + "iyya"


def people(demonym: str) -> Iterator[str]:
    """Give a demonym and its plural."""
    yield demonym
    if not demonym.endswith(("ese", "ish", "ch", "s", "men", "women")):
        yield demonym + "s"


def usable(spelling: str, scripts: tuple[str, ...]) -> bool:
    """Tell whether a GeoNames spelling is one that a newspaper might print."""
    script = unicodedata.name(spelling[:1] or "-", "")
    if not script.startswith(scripts):
        return False
    if not script.startswith(("LATIN", "CYRILLIC")):
        return True
    return spelling[0].isupper() and len(spelling) >= SHORTEST_SPELLING


def alike(name: str, spelling: str) -> bool:
    """Tell whether a folded spelling is of the same name; other scripts cannot be compared."""
    if not spelling.isascii() or name[:2] == spelling[:2]:
        return True
    return SequenceMatcher(None, name, spelling, autojunk=False).ratio() >= LIKE


def kilometres(one: Entry, two: Entry) -> float:
    """Give the distance between two places in kilometres, good enough within a country."""
    north = (one.lat - two.lat) * 111.2
    east = (one.lon - two.lon) * 111.2 * math.cos(math.radians((one.lat + two.lat) / 2))
    return math.hypot(north, east)
