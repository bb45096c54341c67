"""Places that no table knows, told by the words around them: "the village of X, Chad"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from warnd.model.place import Place
from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places import lookalikes, neighbours
from warnd.signals.places.folding import fold
from warnd.signals.places.meanings import meant
from warnd.signals.places.spotting import Lookup, Named, Standing, Wants
from warnd.signals.places.surroundings import Case, Surroundings
from warnd.signals.places.tokens import Run
from warnd.signals.places.vocabulary import words

#: how far before a name the words that tell of it may begin, in code points
_LOOK: Final = 32
#: words before a name that say that it is a place: "the village of X"
_TOLD: Final = re.compile(
    r"(?:village|town|hamlet|settlement|city|camp|suburb|neighbou?rhood)s? of (?:the )?$"
)
#: a preposition of place before a name
_PLACED: Final = re.compile(
    r"\b(?:in|at|near|of|to|on|from|outside|inside|into|around|across) "
    r"(?:the )?(?:(?!an? )[a-z]+ )?$"
)
#: the same right before it
_SEATED: Final = re.compile(r"\b(?:in|near|at|outside) $")
#: words in small letters behind a name that say that it is one: "the Moawad neighbourhood"
_CALLED: Final = words("district neighbourhood neighborhood suburb village quarter camp")
#: those before which a people may stand: "the Bedouin village of X"
_PEOPLED: Final = words("village camp")
#: words that end the name of a site: "the Baath Dam"
_SITES: Final = words("""
    airport base bridge camp crossing dam district hospital junction mall market mosque prison
    square temple valley village
""")
#: words that begin other names
_NO_NAMES: Final = neighbours.TITLES | words("""
    operation joint mission exercise battle group resolution article chapter
""")
#: words that are no place by themselves, and words that no name of a place has
_PLAIN: Final = lookalikes.NEVER_PLACES | lookalikes.GIVEN_NAMES | neighbours.DIRECTIONS
_OTHERS: Final = neighbours.CALENDAR | neighbours.BODY_WORDS | neighbours.FOLK
#: words in small letters that a name may hold: "Bento de Rodrigues"
_PARTICLES: Final = words("de del la los las al bin ibn du des da do dos")
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


class Span(NamedTuple):
    """Where a name stands that nothing was found for."""

    #: offsets in code points into the body
    start: int
    end: int
    #: the word in small letters behind it, when that may end its name
    tail: str = ""


class Home(NamedTuple):
    """Where a place lies that no table knows."""

    #: ISO 3166-1 alpha-2 code of its country
    country: str
    #: ISO 3166-2 code of its first-level division, None when nothing tells
    division: str | None


class _Sign(Enum):
    """What says that a name is a place."""

    #: words for places: "the village of X", "the X district"
    SAID = auto()
    #: a site in its name, or a country behind it: its country must stand beside it
    BESIDE = auto()


def _span_of(start: int, run: Run) -> Span | None:
    """Give where the name of a run stands, without what opens its sentence; None without any."""
    words, first = run.words, 0
    while first < len(words) and words[first].key in neighbours.OPENERS:
        first += 1
    if first == len(words):
        return None
    if any(word.links and not _PARTICLES.issuperset(word.links) for word in words[first + 1 :]):
        return None
    return Span(start + words[first].start, start + words[-1].end, run.tail)


def unlisted(
    body: str, cases: Sequence[Case], rest: Iterable[tuple[int, Run]], lookup: Lookup
) -> list[Case]:
    """Give the places of `rest` that the words around tell, each in a country of the cases.

    `rest` are runs with their offsets into the body.
    """
    found = []
    for start, run in rest:
        span = _span_of(start, run)
        if span is None or body[span.start - 1] != " ":  # as the words end that tell of a place
            continue
        sign = _sign(body, span, cases)
        if sign is None or _is_none(body[span.start : span.end]):
            continue
        home = _home(body, span, cases, sign)
        if home is not None:
            found.append(_case(body, span, _place(body[span.start : span.end], home, lookup)))
    return found


def _sign(body: str, span: Span, cases: Sequence[Case]) -> _Sign | None:
    before = body[max(0, span.start - _LOOK) : span.start]
    if _TOLD.search(before):
        return _Sign.SAID
    if not _PLACED.search(before):
        return None
    if span.tail in _CALLED:
        peopled = span.tail in _PEOPLED and body.startswith(" of ", span.end + len(span.tail) + 1)
        return None if peopled else _Sign.SAID
    site = fold(body[span.start : span.end]).rpartition(" ")
    if site[0] and site[2] in _SITES:
        return _Sign.BESIDE
    if body.startswith(", ", span.end) and _SEATED.search(before):
        wholes = (PlaceKind.COUNTRY, PlaceKind.DIVISION)
        for case in cases:
            if case.name.start == span.end + 2 and not case.name.meanings.aside:
                return _Sign.BESIDE if case.toponym.kind in wholes else None
    return None


def _is_none(name: str) -> bool:
    """Tell whether the words are rather somebody's name, a body, a day or a plain word."""
    keys = fold(name).split()
    if name.isupper() or (len(keys) == 1 and keys[0] in _PLAIN):
        return True
    return keys[0] in _NO_NAMES or any(key in _OTHERS for key in keys)


def _home(body: str, span: Span, cases: Sequence[Case], sign: _Sign) -> Home | None:
    """Give where a name lies: beside what stands behind it, else in the only country named."""
    end = span.end + (len(span.tail) + 1 if span.tail else 0)
    for case in cases:
        if 0 <= case.name.start - end <= _NEAR and not case.name.meanings.aside:
            between = body[end : case.name.start]
            if between in (", ", " (", " of ") or _BESIDE.fullmatch(between):
                return Home(case.toponym.place.country, case.toponym.place.admin1)
    for case in _before(span, cases):
        people = case.toponym.sense is NameSense.PEOPLE
        if people and "." not in body[case.name.end : span.start]:
            return Home(case.toponym.place.country, None)
    countries = {case.toponym.place.country for case in cases} - {""}
    return Home(countries.pop(), None) if sign is _Sign.SAID and len(countries) == 1 else None


def _before(span: Span, cases: Sequence[Case]) -> Iterator[Case]:
    return (case for case in cases if 0 <= span.start - case.name.end <= _NEAR)


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


def _case(body: str, span: Span, toponym: Toponym) -> Case:
    name = Named(
        fold(body[span.start : span.end]),
        span.start,
        span.end,
        meant((toponym,)),
        Standing.PLACE,
        Wants.TOWN,
        possessive=False,
        single=False,
        vouched=True,
    )
    return Case(name, toponym, Surroundings(body, span.start, span.end))
