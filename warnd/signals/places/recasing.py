"""Texts written without capitals, given those of the names of places in them."""

import re
from collections.abc import Sequence
from typing import Final

from warnd.model.toponym import PlaceKind
from warnd.signals.places import grammar, lookalikes, neighbours
from warnd.signals.places.folding import fold
from warnd.signals.places.meanings import Meanings
from warnd.signals.places.spotting import LONGEST_NAME, Lookup
from warnd.signals.places.vocabulary import words

_WORD: Final = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
#: words that begin or end no name
_SMALL: Final = (
    neighbours.OPENERS
    | neighbours.CALENDAR
    | grammar.SPEECH
    | grammar.ATTACKS
    | grammar.AUXILIARIES
    | lookalikes.NEVER_PLACES
    | lookalikes.SELDOM_PLACES
    | words("turkey china polish greenland male victoria lima")
)
#: words inside a name that keep small letters
_INNER: Final = words("of and the de la al el")
#: shorter words are no name of a place by themselves
_SHORTEST: Final = 4
#: people of the smallest town that a single word in small letters may mean
_WELL_KNOWN: Final = 20_000
#: behind these words a single word may be a town or division
_BEFORE_PLACES: Final = (
    grammar.PLACE_PREPOSITIONS
    | grammar.MOTION_PREPOSITIONS
    | grammar.ATTACKS
    | neighbours.TOWN_WORDS
    | neighbours.DIRECTIONS
    | words("of on and")
)


def without_capitals(body: str) -> bool:
    """Tell whether a text is written in small letters throughout."""
    return body.islower()


def recased(body: str, lookup: Lookup) -> str:
    """Give `body` with capitals for the names of places that it surely holds.

    No offset moves.
    """
    found = list(_WORD.finditer(body))
    letters, index = list(body), 0
    while index < len(found):
        count = _longest(body, found, index, lookup)
        for match in found[index : index + count]:
            if match[0] not in _INNER or match is found[index]:
                _capital(letters, match.start())
        index += max(count, 1)
    return "".join(letters)


def _longest(body: str, found: Sequence[re.Match[str]], first: int, lookup: Lookup) -> int:
    """Give how many words the longest name has that begins at `first`, 0 when there is none."""
    if fold(found[first][0]) in neighbours.OPENERS:
        return 0
    for last in range(min(len(found), first + LONGEST_NAME), first + 1, -1):
        text = body[found[first].start() : found[last - 1].end()]
        plain = all(char.isalnum() or char in " -'’" for char in text)
        if plain and fold(found[last - 1][0]) not in neighbours.OPENERS and lookup(fold(text)):
            return last - first
    before = fold(found[first - 1][0]) if first else ""
    return int(_is_name(fold(found[first][0]), before, lookup))


def _is_name(key: str, before: str, lookup: Lookup) -> bool:
    if len(key) < _SHORTEST or key in _SMALL:
        return False
    meant = lookup(key)
    if meant is None:
        return False
    capital = any(toponym.kind is PlaceKind.CAPITAL for toponym in meant.toponyms)
    if meant.aside or meant.has_country or capital:
        return True
    return before in _BEFORE_PLACES and _is_known(meant)


def _is_known(meant: Meanings) -> bool:
    return any(
        toponym.place.population >= _WELL_KNOWN
        and toponym.place.country in lookalikes.FRONT_COUNTRIES
        for toponym in meant.toponyms
    )


def _capital(letters: list[str], at: int) -> None:
    capital = letters[at].upper()
    if len(capital) == 1:
        letters[at] = capital
