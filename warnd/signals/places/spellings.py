"""How a place is written: the spellings of its name that a newspaper might print."""

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

from warnd.signals.places.folding import fold

#: where GeoNames writes scholarly Arabic and Persian: names are plain English letters here
SCHOLARLY: Final = frozenset(
    {"AF", "AE", "BD", "BH", "DJ", "DZ", "EG", "IN", "IQ", "IR", "JO", "KW", "LB", "LY", "MA"}
    | {"MR", "NP", "OM", "PK", "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "YE"}
)
#: where the article and the final h come and go: "Al Hasakah", "Hasaka"
_ARABIC: Final = SCHOLARLY - {"AF", "BD", "DJ", "IN", "IR", "NP", "PK", "SO", "TD"}
#: the article is dropped only from names that stay this long without it: not from "al-Bab"
_BARE_LENGTH: Final = 5
#: a Latin spelling must be at least this like the name (difflib's ratio of folded forms) or begin
#: with the same two letters: GeoNames mixes in names from every age and tongue
_LIKE: Final = 0.5
#: shorter spellings are abbreviations and airport codes
_SHORTEST_SPELLING: Final = 4
#: scripts whose spellings are kept; the first of them alone for countries far from wars
SCRIPTS: Final = ("LATIN", "ARABIC", "CYRILLIC")


def plain(name: str) -> str:
    """Give a name without marks and signs that no newspaper prints."""
    decomposed = unicodedata.normalize("NFKD", name)
    text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return text.translate(str.maketrans("‘’ʿʾ", "''''")).strip("'")


def usual(name: str, country: str) -> str:
    """Give a name as it is printed: without scholarly marks where GeoNames sets them."""
    return plain(name) if country in SCHOLARLY else name


def variants(name: str, country: str) -> Iterable[str]:
    """Give the spellings of a name that follow from how Arabic is written in Latin letters."""
    yield name
    if country not in _ARABIC:
        return
    key = fold(name)
    bare = key.removeprefix("al ")
    short = len(bare) < _BARE_LENGTH or " " in bare or bare == key
    for form in (key,) if short else (key, bare):
        yield form
        if form.endswith("ah"):
            yield form[:-1]
            yield form[:-2] + "eh"
        if form.endswith("iyah"):
            yield form[:-3] + "a"
            yield form[:-4] + "iyya"


def chosen(name: str, spellings: Iterable[str], scripts: tuple[str, ...]) -> Iterable[str]:
    """Give those of GeoNames' other names that a newspaper might print for `name`."""
    key = fold(name)
    for spelling in spellings:
        if _usable(spelling, scripts) and _alike(key, fold(spelling)):
            yield spelling


def _usable(spelling: str, scripts: tuple[str, ...]) -> bool:
    script = unicodedata.name(spelling[:1] or "-", "")
    if not script.startswith(scripts):
        return False
    if not script.startswith(("LATIN", "CYRILLIC")):
        return True
    return spelling[0].isupper() and len(spelling) >= _SHORTEST_SPELLING


def _alike(name: str, spelling: str) -> bool:
    """Tell whether a folded spelling is of the same name; other scripts cannot be compared."""
    if not spelling.isascii() or name[:2] == spelling[:2]:
        return True
    return SequenceMatcher(None, name, spelling, autojunk=False).ratio() >= _LIKE
