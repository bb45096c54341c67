"""What a name would become: everything it may stand for, what a bare mention takes, and why."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places import lookalikes
from warnd.signals.places.belief import Circumstances, believed
from warnd.signals.places.folding import fold
from warnd.signals.places.meanings import Meanings, has_seat, meanings
from warnd.signals.places.settling import Settler
from warnd.signals.places.spotting import Named, Names, Wants, spot
from warnd.signals.places.surroundings import Case, Surroundings
from warnd.signals.places.table import NameTable
from warnd.signals.places.tokens import runs


class Remark(Enum):
    """What raises or lowers a candidate among its namesakes."""

    #: a country comes before every other place of its name
    COUNTRY = "a country comes first"
    #: a capital is named more often than a town of its size
    CAPITAL = "a capital is named more often"
    #: its seat bears the same name: "province" or a direction must tell that it is meant
    BEHIND_ITS_SEAT = "the town of the same name comes first unless it is called a province"
    #: an old or foreign spelling
    SPELLING = "another spelling of its name"
    #: its country is watched
    WATCHED = "its country is watched"


class Verdict(Enum):
    """What a bare mention of the name becomes."""

    #: the first candidate
    TAKEN = "the bare name is taken for the first of these"
    #: a people, or who speaks for a country
    TELLS = "it tells who speaks or acts, and where only if nothing else does"
    #: a plain word
    WORD = "it is mostly a plain word: only a country behind it makes it a place"
    #: somebody's name or a word
    SELDOM = (
        "it is mostly a word or somebody's name: it is a place behind `in`, `near` or `town of`, "
        "or with its country beside it"
    )
    #: too small to be meant by its bare name
    SMALL = (
        "it is small: it is a place behind `in`, `near` or `town of`, or in an article that speaks "
        "of its country"
    )
    #: too short, an abbreviation or in a script without capitals
    UNREAD = "it is not read in texts: too short, an abbreviation, or in a script without capitals"
    #: nothing bears that name
    UNKNOWN = "no place of that name is known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that the name may stand for."""

    #: the place and how the name stands for it
    toponym: Toponym
    #: what it weighs before anything is known of an article
    weight: float
    #: what raises or lowers that weight beside its people
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a name would become."""

    #: everything it may stand for, the weightiest first
    candidates: tuple[Candidate, ...]
    #: what a bare mention becomes
    verdict: Verdict


#: what being watched adds; the settler's own number
_WATCHED: Final = 1.0
_ASIDE: Final = (NameSense.PEOPLE, NameSense.VOICE)


def look_up(name: str, names: NameTable, watched: frozenset[str] = frozenset()) -> Account:
    """Give what `name` would become in an article that names nothing else."""
    key = fold(name)
    meant = meanings(names.toponyms(key))
    if meant is None:
        return Account(candidates=(), verdict=Verdict.UNKNOWN)
    pairs = zip(meant.toponyms, meant.weights, strict=True)
    candidates = [
        Candidate(
            toponym=toponym,
            weight=weight + (_WATCHED if toponym.place.country in watched else 0.0),
            remarks=_remarks(toponym, meant, watched),
        )
        for toponym, weight in pairs
    ]
    candidates.sort(key=lambda candidate: -candidate.weight)
    return Account(candidates=tuple(candidates), verdict=_verdict(name, key, names, watched))


def _remarks(toponym: Toponym, meant: Meanings, watched: frozenset[str]) -> tuple[Remark, ...]:
    division = toponym.kind is PlaceKind.DIVISION
    told = {
        Remark.COUNTRY: toponym.kind is PlaceKind.COUNTRY and toponym.sense not in _ASIDE,
        Remark.CAPITAL: toponym.kind is PlaceKind.CAPITAL,
        Remark.BEHIND_ITS_SEAT: division and has_seat(toponym, meant.toponyms),
        Remark.SPELLING: toponym.sense is NameSense.SPELLING,
        Remark.WATCHED: toponym.place.country in watched,
    }
    return tuple(remark for remark, holds in told.items() if holds)


def _verdict(name: str, key: str, names: NameTable, watched: frozenset[str]) -> Verdict:
    body = "\n" + (name if any(letter.isupper() for letter in name) else name.title())
    known = Names(lambda each: meanings(names.toponyms(each)), names.knows)
    found = [
        named.moved(start)
        for start, run in runs(body, known.meanings)
        for named in spot(run, known)
    ]
    if len(found) != 1 or found[0].key != key:
        return Verdict.UNREAD
    named = found[0]
    if named.meanings.aside:
        return Verdict.TELLS
    settler = Settler(body, found, watched)
    case = Case(
        named, settler.choose(0, Wants.ANYTHING), Surroundings(body, named.start, named.end)
    )
    if believed(case, Circumstances(settler, 0, frozenset())):
        return Verdict.TAKEN
    return _reserve(named)


def _reserve(named: Named) -> Verdict:
    if named.single and named.key in lookalikes.NEVER_PLACES:
        return Verdict.WORD
    if named.single and named.key in lookalikes.SELDOM_PLACES:
        return Verdict.SELDOM
    return Verdict.SMALL
