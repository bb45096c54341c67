"""Places that no table knows, told by the words around them: "the village of X, Chad"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from warnd.model.place import Place
from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places import lookalikes, neighbours
from warnd.signals.places.folding import ARTICLES, fold
from warnd.signals.places.meanings import meant
from warnd.signals.places.spotting import Lookup, Named, Standing, Wants
from warnd.signals.places.surroundings import Case, surroundings
from warnd.signals.places.tokens import UPPER
from warnd.signals.places.vocabulary import words

_ARTICLE: Final = rf"(?:(?:{'|'.join(sorted(ARTICLES))})[- ])?"
_WORD: Final = rf"{_ARTICLE}[{UPPER}][\w'’]+"
_NAME: Final = rf"{_WORD}(?:[ -]{_WORD}){{0,3}}"
#: words that say that a place comes
_TOLD: Final = re.compile(
    rf" (?:village|town|hamlet|settlement|city|camp|suburb|neighbou?rhood)s? of ({_NAME})"
)
#: a name between "in" and the country or division that ends the text looked at
_SEATED: Final = re.compile(rf"\b(?:in|near|at|outside) ({_NAME}), $")
#: words that begin other names
_NO_NAMES: Final = neighbours.TITLES | words("""
    operation joint mission exercise battle group resolution article chapter
""")
#: words that are no place by themselves, and words that no name of a place has
_PLAIN: Final = lookalikes.NEVER_PLACES | lookalikes.GIVEN_NAMES | neighbours.DIRECTIONS
_OTHERS: Final = neighbours.CALENDAR | neighbours.BODY_WORDS
#: how far before a country that name may begin, in code points
_REACH: Final = 60
#: how near, in code points, the place that tells the country must stand
_NEAR: Final = 40
#: what between the name and a place behind it says that both lie in one division
_BESIDE: Final = re.compile(r",? (?:in|near|outside) (?:the )?(?:\w+ of )?")

#: letters that are written one way or the other for the same Arabic sound
_SOUNDS: Final = (
    ("ey", "ei"), ("ei", "ey"), ("ay", "ai"), ("ai", "ay"), ("ei", "i"), ("ey", "ay"), ("ay", "ey"),
    ("oo", "ou"), ("ou", "u"), ("oo", "u"), ("u", "ou"), ("ee", "i"), ("i", "ee"), ("o", "u"),
    ("q", "k"), ("k", "q"), ("dh", "d"), ("th", "t"), ("eh", "a"), ("eh", "ah"), ("a", "ah"),
    ("iya", "iyah"), ("mm", "m"), ("ll", "l"), ("nn", "n"), ("ss", "s"), ("b", "bb"), ("e", "a"),
)  # fmt: skip


class Home(NamedTuple):
    """Where a place lies that no table knows."""

    #: ISO 3166-1 alpha-2 code of its country
    country: str
    #: ISO 3166-2 code of its first-level division, None when nothing tells
    division: str | None


def unlisted(body: str, cases: Sequence[Case], lookup: Lookup) -> list[Case]:
    """Give the places of `body` that the cases do not hold, each in a country that they name."""
    found = []
    taken = [(case.name.start, case.name.end) for case in cases]
    for start, end in sorted(set(_spans(body, cases))):
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        if _is_none(body[start:end]):
            continue
        home = _home(body, start, end, cases)
        if home is not None:
            found.append(_case(body, start, end, _place(body[start:end], home, lookup)))
            taken.append((start, end))
    return found


def _spans(body: str, cases: Sequence[Case]) -> Iterator[tuple[int, int]]:
    if " of " in body:
        for match in _TOLD.finditer(body):
            yield match.span(1)
    for case in cases:
        start = case.name.start
        whole = case.toponym.kind in (PlaceKind.COUNTRY, PlaceKind.DIVISION)
        if whole and not case.name.meanings.aside and body[start - 2 : start] == ", ":
            seated = _SEATED.search(body, max(0, start - _REACH), start)
            if seated:
                yield seated.span(1)


def _is_none(name: str) -> bool:
    """Tell whether the words are rather somebody's name, a body, a day or a plain word."""
    keys = fold(name).split()
    if len(keys) == 1 and keys[0] in _PLAIN:
        return True
    return keys[0] in _NO_NAMES or any(key in _OTHERS for key in keys)


def _home(body: str, start: int, end: int, cases: Sequence[Case]) -> Home | None:
    """Give where a name lies: beside what stands behind it, else in the only country named."""
    for case in cases:
        if 0 <= case.name.start - end <= _NEAR and not case.name.meanings.aside:
            between = body[end : case.name.start]
            if between in (", ", " (") or _BESIDE.fullmatch(between):
                return Home(case.toponym.place.country, case.toponym.place.admin1)
    for case in cases:
        aside = case.toponym.sense is NameSense.PEOPLE
        if aside and 0 <= start - case.name.end <= _NEAR and "." not in body[case.name.end : start]:
            return Home(case.toponym.place.country, None)
    countries = {case.toponym.place.country for case in cases} - {""}
    return Home(countries.pop(), None) if len(countries) == 1 else None


def _place(name: str, home: Home, lookup: Lookup) -> Toponym:
    """Give a known place of the country whose name sounds alike, else one that is new."""
    key = fold(name)
    for one, other in _SOUNDS:
        known = lookup(key.replace(one, other)) if one in key else None
        if known is None or known.aside:
            continue
        for toponym in known.toponyms:
            if toponym.place.country == home.country:
                return toponym
    place = Place(name=name, country=home.country, admin1=home.division, lat=None, lon=None)
    return Toponym(place=place, kind=PlaceKind.TOWN)


def _case(body: str, start: int, end: int, toponym: Toponym) -> Case:
    name = Named(
        fold(body[start:end]),
        start,
        end,
        meant((toponym,)),
        Standing.PLACE,
        Wants.TOWN,
        possessive=False,
        single=False,
        vouched=True,
    )
    return Case(name, toponym, surroundings(body, name))
