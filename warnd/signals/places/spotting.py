"""Names of places in runs of capitalised words, longest first, people and plain words left out."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Final, NamedTuple

from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places import words as lists
from warnd.signals.places.folding import ARTICLES
from warnd.signals.places.tokens import Run, Word

#: the longest name looked for, in capitalised words
LONGEST_NAME: Final = 5
#: how far behind a name a word that says what it is may stand: "Mosul University Hospital"
_REACH: Final = 3
#: names this short in one word are abbreviations of something else
_SHORTEST: Final = 3


class Standing(Enum):
    """What the words of its run make of a name."""

    #: a place
    PLACE = auto()
    #: part of the name of a body or office: "Turkish Army", "Bank of America"
    BODY = auto()
    #: hardly the place: a plain word, or part of a person's or unknown name
    DOUBTFUL = auto()
    #: part of a person's name
    PERSON = auto()


class Wants(Enum):
    """What the words beside a name say it is."""

    #: nothing
    ANYTHING = auto()
    #: a first-level division: "Hama province", "northern Hama"
    DIVISION = auto()
    #: a town: "the town of Hama"
    TOWN = auto()


class Named(NamedTuple):
    """A name of a place in the text, its namesakes not yet told apart."""

    #: its folded form
    key: str
    #: offsets in code points into the body
    start: int
    end: int
    #: everything it may stand for, most populous first
    toponyms: tuple[Toponym, ...]
    #: what its run makes of it
    standing: Standing
    #: what its run says it is
    wants: Wants
    #: whether a possessive ending follows
    possessive: bool
    #: whether it is one word only
    single: bool
    #: whether the run says that it is a place: "Aleppo Airport", "East Aleppo"
    vouched: bool


class _Match(NamedTuple):
    first: int
    last: int
    key: str
    toponyms: tuple[Toponym, ...]


def spot(run: Run, lookup: Callable[[str], tuple[Toponym, ...]]) -> list[Named]:
    """Give the names in a run."""
    matches = _matches(run.words, lookup)
    if not matches:
        return []
    ends = {match.last for match in matches}
    starts = {match.first for match in matches}
    return [_named(run, match, match.first in ends, match.last in starts) for match in matches]


def _matches(words: tuple[Word, ...], lookup: Callable[[str], tuple[Toponym, ...]]) -> list[_Match]:
    matches, size, first = [], len(words), 0
    shouted = size > 1 and all(word.text.isupper() for word in words)
    while first < size:
        for last in range(min(size, first + LONGEST_NAME), first, -1):
            single = last == first + 1
            key = words[first].key if single else _key(words[first:last])
            if key in lists.ORGANISATIONS:
                first = last
                break
            toponyms = _meanings(key, words[first], lookup, single=single, shouted=shouted)
            if toponyms:
                matches.append(_Match(first, last, key, toponyms))
                first = last
                break
        else:
            first += 1
    return matches


def _key(words: tuple[Word, ...]) -> str:
    parts = [words[0].key]
    for word in words[1:]:
        parts.extend(word.links)
        parts.append(word.key)
    return " ".join("al" if part in ARTICLES else part for part in parts[:-1]) + " " + parts[-1]


def _meanings(
    key: str,
    word: Word,
    lookup: Callable[[str], tuple[Toponym, ...]],
    *,
    single: bool,
    shouted: bool,
) -> tuple[Toponym, ...]:
    if single:
        if key in lists.CAPITALS_ONLY:
            return lookup(key) if word.text.isupper() else ()
        if len(key) < _SHORTEST or key in lists.DIRECTIONS:
            return ()
        if word.text.isupper() and not shouted:
            return ()
    return lookup(key)


def _named(run: Run, match: _Match, after_name: bool, before_name: bool) -> Named:
    words, (first, last, key, toponyms) = run.words, match
    single = last == first + 1
    standing, wants, vouched = Standing.PLACE, Wants.ANYTHING, False
    if toponyms[0].sense not in _ABOUT_PEOPLE:
        left, left_wants = _left(run, first, after_name=after_name)
        right, right_wants, vouched = _right(run, last, before_name=before_name)
        standing = left if left is not Standing.PLACE else right
        wants = right_wants if right_wants is not Wants.ANYTHING else left_wants
        vouched = vouched or wants is not Wants.ANYTHING
        if standing is Standing.DOUBTFUL and toponyms[0].kind is PlaceKind.COUNTRY:
            standing = Standing.BODY
        if right is Standing.DOUBTFUL and single and key in lists.GIVEN_NAMES:
            standing = Standing.PERSON
    start, end, owns = words[first].start, words[last - 1].end, words[last - 1].possessive
    return Named(key, start, end, toponyms, standing, wants, owns, single, vouched)


_ABOUT_PEOPLE: Final = frozenset({NameSense.PEOPLE, NameSense.VOICE})


def _left(run: Run, first: int, *, after_name: bool) -> tuple[Standing, Wants]:  # noqa: PLR0911
    if first == 0:
        return Standing.PLACE, Wants.ANYTHING
    links, word = run.words[first].links, run.words[first - 1]
    if links:
        return _behind_link(links, word)
    if after_name:
        return Standing.PLACE, Wants.ANYTHING
    key = word.key
    if key in lists.DIRECTIONS:
        return Standing.PLACE, Wants.DIVISION
    if key in lists.TITLES or key in lists.GIVEN_NAMES:
        return Standing.PERSON, Wants.ANYTHING
    if key in lists.SITE_WORDS or key in lists.WEEKDAYS or _is_opener(word, run):
        return Standing.PLACE, Wants.ANYTHING
    if word.text.isupper() and len(word.text) > 1:
        return Standing.PLACE, Wants.ANYTHING
    return Standing.DOUBTFUL, Wants.ANYTHING


def _behind_link(links: tuple[str, ...], word: Word) -> tuple[Standing, Wants]:
    if links[0] != "of":
        plain = links[0] in ("and", "on", "de", "y", "e", "i")
        return (Standing.PLACE if plain else Standing.DOUBTFUL), Wants.ANYTHING
    if word.key in lists.OFFICES_OF:
        return Standing.BODY, Wants.ANYTHING
    if word.key in lists.DIVISION_WORDS:
        return Standing.PLACE, Wants.DIVISION
    if word.key in lists.TOWN_WORDS:
        return Standing.PLACE, Wants.TOWN
    return Standing.PLACE, Wants.ANYTHING


def _is_opener(word: Word, run: Run) -> bool:
    if run.headline:
        return True
    return (
        word.opens and (word.key in lists.OPENERS or word.key.endswith(("ing", "ed", "ly")))
    ) or (word.key in lists.OPENERS and len(word.key) < _SHORTEST + 1)


def _right(run: Run, last: int, *, before_name: bool) -> tuple[Standing, Wants, bool]:
    words = run.words
    if last == len(words) or words[last].links or words[last - 1].possessive:
        return Standing.PLACE, Wants.ANYTHING, False
    for ahead in range(last, min(len(words), last + _REACH)):
        word = words[ahead]
        if ahead > last and word.links:
            break
        if word.key in lists.SITE_WORDS:
            direct = ahead == last
            wants = (
                Wants.DIVISION if direct and word.key in lists.DIVISION_WORDS else Wants.ANYTHING
            )
            wants = Wants.TOWN if direct and word.key in lists.TOWN_WORDS else wants
            return Standing.PLACE, wants, True
        if word.key in lists.BODY_WORDS:
            return Standing.BODY, Wants.ANYTHING, False
    follower = words[last]
    if (
        before_name
        or run.headline
        or follower.tied
        or follower.key in lists.WEEKDAYS | lists.OPENERS
    ):
        return Standing.PLACE, Wants.ANYTHING, False
    return Standing.DOUBTFUL, Wants.ANYTHING, False
