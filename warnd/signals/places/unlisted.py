"""Places that no table knows, told by the words around them: "the village of X, Chad"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from warnd.model.place import Place
from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places import grammar, lookalikes, neighbours
from warnd.signals.places.folding import fold
from warnd.signals.places.meanings import meant
from warnd.signals.places.spotting import Lookup, Named, Standing, Wants
from warnd.signals.places.surroundings import Case, Surroundings
from warnd.signals.places.tokens import Run, Word
from warnd.signals.places.vocabulary import words

#: how far before a name the words that tell of it may begin, in code points
_LOOK: Final = 32
#: words before a name that say that it is a place: "the village of X"
_TOLD: Final = re.compile(
    r"\b(?:village|town|hamlet|settlement|city|camp|suburb|neighbou?rhood|district|region|area|"
    r"quarter|island|port)s? of (?:the )?$"
)
#: a preposition of place before a name
_PLACED: Final = re.compile(
    r"\b(?:in|at|near|of|to|on|from|outside|inside|into|around|across) "
    r"(?:the )?(?:\w+['’]s )?(?:(?!an? )(?:[\w'’]+-)*[a-z]+ )?$"
)
#: those prepositions, and how many words before a name they stand at most
_BEFORE: Final = words("in at near of to on from outside inside into around across")
_REACH: Final = 4
#: the same right before it
_SEATED: Final = re.compile(r"\b(?:in|near|at|outside) $")
#: the same with an article: "at the X Hotel in Kabul"
_HOUSED: Final = re.compile(r"\b(?:in|near|at|outside|inside) (?:the )?$")
#: those who are but employed there: "an analyst at X University"
_STAFF: Final = re.compile(r"(?:analyst|professor|lecturer|expert|researcher|fellow|director) at ")
#: words in small letters behind a name that say that it is one: "the Moawad neighbourhood"
_CALLED: Final = words("""
    district neighbourhood neighborhood suburb village quarter camp region province area
""")
#: the same with what they are like between: "the El Valle working class neighborhood"
_CALLED_SO: Final = re.compile(
    r" (?:(?!(?:and|or|in|of|on|at|to|the|an?|from|for|with|by|as|near) |[a-z]*(?:ed|[^s]s) )"
    r"[a-z]+(?:-[a-z]+)? ){1,2}(?:district|neighbou?rhood|suburb|quarter|camp|airbase)\b"
)
#: what ends a word that tells of a people or of half a continent: "the Middle Eastern region"
_ADJECTIVE_ENDS: Final = ("ern", "ian", "ish", "ese", "ic")
_WIDE: Final = words("region area province")
#: those before which a people may stand: "the Bedouin village of X"
_PEOPLED: Final = words("village camp")
#: words that end the name of a site: "the Baath Dam"
_SITES: Final = words("""
    airport base bridge camp crossing dam district hospital junction mall market mosque prison
    square temple valley village
""")
#: the same of houses, in which people also work and which have branches: "the X Hotel in Kabul"
_HOUSES: Final = words("""
    airbase arena barracks bay cathedral church circle club college hotel mine monastery palace
    plaza resort river shrine stadium synagogue university
""")
#: faiths, whose churches are bodies
_FAITHS: Final = words("catholic orthodox anglican coptic lutheran baptist methodist evangelical")
#: words that begin other names
_NO_NAMES: Final = neighbours.TITLES | words("""
    operation joint mission exercise battle group resolution article chapter
""")
#: words that are no place by themselves, and words that no name of a place has
_PLAIN: Final = lookalikes.NEVER_PLACES | lookalikes.GIVEN_NAMES | neighbours.DIRECTIONS
_OTHERS: Final = neighbours.CALENDAR | neighbours.BODY_WORDS | neighbours.FOLK
_NO_PLACES: Final = _PLAIN | _OTHERS | _NO_NAMES | neighbours.OPENERS
#: words in small letters that a name may hold: "Bento de Rodrigues"
_PARTICLES: Final = words("de del la los las al bin ibn du des da do dos")
#: how near, in code points, the place that tells the country must stand
_NEAR: Final = 40
#: what between a country and a name behind it says that the name is in it: "Nigeria's X Forest"
_OWNED: Final = re.compile(r"['’]s (?:[a-z-]+ ){0,3}")
#: what between the name and a place behind it says that both lie in one division
_BESIDE: Final = re.compile(
    r",? (?:in|near|outside|on) (?:the )?(?:[\w'’-]+ ){0,3}(?:(?<=of )the )?"
)
#: what says that a place behind a name is near it, and maybe in another division
_OFF: Final = re.compile(
    r",? (?:just |\d+ \w+ )?(?:north|south|east|west)(?:-?(?:east|west))? of (?:the )?"
)

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


def _spans_of(start: int, run: Run) -> Iterator[Span]:
    """Give where the names of a run stand, without what opens its sentence."""
    words, first = run.words, 0
    while first < len(words) and words[first].key in neighbours.OPENERS:
        first += 1
    for last in range(first, len(words)):
        follower = words[last + 1] if last + 1 < len(words) else None
        if follower is None or follower.links == ("and",):
            if _is_name(words[first + 1 : last + 1]):
                tail = "" if follower else run.tail
                yield Span(start + words[first].start, start + words[last].end, tail)
            first = last + 1


def _is_name(more: Sequence[Word]) -> bool:
    """Tell whether the further words of a name are tied to its first as in names of places."""
    return all(not word.links or _PARTICLES.issuperset(word.links) for word in more)


def unlisted(
    body: str, cases: Sequence[Case], rest: Iterable[tuple[int, Run]], lookup: Lookup
) -> list[Case]:
    """Give the places of `rest` that the words around tell, each in a country of the cases.

    `rest` are runs with their offsets into the body.
    """
    found: list[Case] = []
    for start, run in rest:
        if len(run.words) == 1 and run.words[0].key in _NO_PLACES:
            continue
        front = body[max(0, start - _LOOK) : start]
        if not front.endswith(" ") or _BEFORE.isdisjoint(front.split()[-_REACH:]):
            continue  # nothing that could tell that it is a place stands before it
        for span in _spans_of(start, run):
            home = _told(body, span, cases) or _joined(body, span, found)
            if home is not None and not _is_none(body[span.start : span.end]):
                place = _place(body[span.start : span.end], home, lookup)
                found.append(_case(body, span, place))
    return found


def _told(body: str, span: Span, cases: Sequence[Case]) -> Home | None:
    """Give where a name lies that the words around say is a place, None when they do not."""
    sign = _sign(body, span, cases)
    return None if sign is None else _home(body, span, cases, sign)


def _joined(body: str, span: Span, found: Sequence[Case]) -> Home | None:
    """Give where the place lies that a name is joined to: "the villages of X and Y"."""
    if not found or body[found[-1].name.end : span.start] != " and ":
        return None
    place = found[-1].toponym.place
    return Home(place.country, place.admin1)


def _sign(body: str, span: Span, cases: Sequence[Case]) -> _Sign | None:
    before = body[max(0, span.start - _LOOK) : span.start]
    if _TOLD.search(before):
        return _Sign.SAID
    if not _PLACED.search(before) or _STAFF.search(before):
        return None
    if _is_called(body, span):
        return _Sign.SAID
    return _Sign.BESIDE if _is_site(body, span, before) or _is_seated(body, span, cases) else None


def _is_called(body: str, span: Span) -> bool:
    """Tell whether a word in small letters behind a name says that it is a place."""
    if not span.tail:
        return _CALLED_SO.match(body, span.end) is not None
    if span.tail in _WIDE and body.endswith(_ADJECTIVE_ENDS, span.start, span.end):
        return False
    end = span.end + len(span.tail) + 1
    return span.tail in _CALLED and not (span.tail in _PEOPLED and body.startswith(" of ", end))


def _is_site(body: str, span: Span, before: str) -> bool:
    """Tell whether a name ends as those of sites do: "the Baath Dam"."""
    name, _, site = fold(body[span.start : span.end]).rpartition(" ")
    if not name or site in _SITES:
        return bool(name)
    return site in _HOUSES and name not in _FAITHS and _HOUSED.search(before) is not None


def _is_seated(body: str, span: Span, cases: Sequence[Case]) -> bool:
    """Tell whether a name stands as places do before the place they lie in: "in X, Chad"."""
    if not _SEATED.search(body, max(0, span.start - _LOOK), span.start):
        return False
    nearest = (case for case in cases if case.name.start >= span.end)
    behind = next((case for case in nearest if not case.name.meanings.aside), None)
    if behind is None:
        return False
    between = body[span.end : behind.name.start]
    if between == ", ":
        return True
    country = behind.toponym.kind is PlaceKind.COUNTRY
    beside = _BESIDE.fullmatch(between) or _OFF.fullmatch(between)
    return not country and beside is not None


def _is_none(name: str) -> bool:
    """Tell whether the words are rather somebody's name, a body, a day or a plain word."""
    keys = fold(name).split()
    if name.isupper() or (len(keys) == 1 and keys[0] in _PLAIN):
        return True
    return keys[0] in _NO_NAMES or any(key in _OTHERS for key in keys)


def _home(body: str, span: Span, cases: Sequence[Case], sign: _Sign) -> Home | None:
    """Give where a name lies: beside what stands behind it, else where its report is."""
    end = span.end + (len(span.tail) + 1 if span.tail else 0)
    for case in cases:
        if 0 <= case.name.start - end <= _NEAR and not case.name.meanings.aside:
            between = body[end : case.name.start]
            if between in (", ", " (", " of ") or _BESIDE.fullmatch(between):
                return Home(case.toponym.place.country, case.toponym.place.admin1)
            if _OFF.fullmatch(between):
                return Home(case.toponym.place.country, None)
    for case in _before(span, cases):
        between = body[case.name.end : span.start]
        people = case.toponym.sense is NameSense.PEOPLE and "." not in between
        if (people and not _acts(case)) or _OWNED.fullmatch(between):
            return Home(case.toponym.place.country, case.toponym.place.admin1)
    return _home_of_report(span, cases) if sign is _Sign.SAID else None


def _home_of_report(span: Span, cases: Sequence[Case]) -> Home | None:
    """Give the only country that is named, else that of the nearest town or division before."""
    countries = {case.toponym.place.country for case in cases if not _is_far(case)} - {""}
    if len(countries) > 1:
        before = [case for case in cases if case.name.end <= span.start]
        fine = [case for case in before if case.toponym.place.admin1 is not None]
        countries = {case.toponym.place.country for case in fine[-1:]}
    return Home(countries.pop(), None) if len(countries) == 1 else None


def _acts(case: Case) -> bool:
    """Tell whether a name is of a people whose forces act abroad: "Russian jets", not "Malian"."""
    if case.toponym.sense is not NameSense.PEOPLE:
        return False
    return case.around.follower in grammar.AIR_FORCES or _is_far(case)


def _is_far(case: Case) -> bool:
    """Tell whether a name is of a people that acts everywhere."""
    far = case.toponym.place.country in grammar.FAR_ACTORS
    people = case.toponym.sense is NameSense.PEOPLE
    return far and people and case.around.follower not in grammar.GROUND


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
