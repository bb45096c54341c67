"""Names of places in runs of capitalised words, longest first, and what the run makes of them."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from warnd.model.toponym import PlaceKind
from warnd.signals.places import lookalikes, neighbours
from warnd.signals.places.folding import ARTICLES
from warnd.signals.places.meanings import Meanings
from warnd.signals.places.tokens import Run, Word

#: the longest name looked for, in capitalised words
LONGEST_NAME: Final = 5
#: how far behind a name a word that says what it is may stand: "Mosul University Hospital"
_REACH: Final = 3
#: fewer words than this in capitals throughout are abbreviations, no headline
_SHOUTED: Final = 3
#: names this short in one word are abbreviations of something else
_SHORTEST: Final = 3

Lookup = Callable[[str], Meanings | None]


class Names(NamedTuple):
    """What is known of folded names."""

    #: gives what a name may mean, None when it means nothing
    meanings: Lookup
    #: tells whether it means anything, at less cost
    knows: Callable[[str], bool]


class Standing(Enum):
    """What the words of its run make of a name."""

    #: a place
    PLACE = auto()
    #: part of the name of a body or office: "Turkish Army", "Bank of America"
    BODY = auto()
    #: beside a word nobody knows: hardly the place
    DOUBTFUL = auto()
    #: part of another name, mostly a person's: "Paris Hilton"
    PART = auto()


class Wants(Enum):
    """What the words beside a name say it is."""

    #: nothing
    ANYTHING = auto()
    #: a first-level division: "Hama province", "northern Hama"
    DIVISION = auto()
    #: a town: "the town of Hama"
    TOWN = auto()
    #: a smaller division: "Morton County"
    COUNTY = auto()


class Named(NamedTuple):
    """A name of a place in the text, its namesakes not yet told apart."""

    #: its folded form
    key: str
    #: offsets in code points, into its run or the body
    start: int
    end: int
    #: what it may stand for
    meanings: Meanings
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
    #: whether it only tells where a report was written
    dateline: bool = False

    def moved(self, by: int) -> "Named":
        """Give the name with its offsets counted from `by` further back."""
        return Named._make((self[0], self[1] + by, self[2] + by, *self[3:]))


class _Match(NamedTuple):
    first: int
    last: int
    key: str
    meanings: Meanings
    #: how many letters of the word behind the run belong to it, with the space before them
    tail: int = 0

    @property
    def is_town(self) -> bool:
        return self.meanings.kind is PlaceKind.TOWN


_PLACE: Final = (Standing.PLACE, Wants.ANYTHING)
_BODY: Final = (Standing.BODY, Wants.ANYTHING)
_DOUBTFUL: Final = (Standing.DOUBTFUL, Wants.ANYTHING)
_PART: Final = (Standing.PART, Wants.ANYTHING)
#: particles after which another name begins; after others ("Davao del Sur") it goes on
_JOINING: Final = frozenset({"of", "and"})


def spot(run: Run, names: Names) -> list[Named]:
    """Give the names in a run, with offsets into it."""
    if len(run.words) == 1:
        return _alone(run, names.meanings)
    matches = _matches(run, names)
    return [
        _named(run, match, _at(matches, index - 1), _at(matches, index + 1))
        for index, match in enumerate(matches)
    ]


def _alone(run: Run, lookup: Lookup) -> list[Named]:
    (word,) = run.words
    _, start, end, key, _, owns, _ = word
    meanings, tail = _with_tail(run, key, lookup), len(run.tail) + 1
    if meanings is None:
        meanings, tail = _meanings(word, lookup, shouted=run.dateline), 0
    if meanings is None:
        return []
    return [
        Named(
            f"{key} {run.tail}" if tail else key,
            start,
            end + tail,
            meanings,
            Standing.PLACE,
            Wants.ANYTHING,
            owns,
            single=not tail,
            vouched=False,
            dateline=run.dateline,
        )
    ]


def _with_tail(run: Run, key: str, lookup: Lookup) -> Meanings | None:
    """Give what a name may mean with the word in small letters behind it: "Jenin camp".

    A people's ground is its country's: "the Somali region of Puntland" is not Ethiopia's.
    """
    if not run.tail:
        return None
    bare = lookup(key)
    return None if bare is not None and bare.aside else lookup(f"{key} {run.tail}")


def _at(matches: list[_Match], index: int) -> _Match | None:
    return matches[index] if 0 <= index < len(matches) else None


def _matches(run: Run, names: Names) -> list[_Match]:
    words, matches, first = run.words, [], 0
    shouted = len(words) >= _SHOUTED and all(word.text.isupper() for word in words)
    while first < len(words):
        match, last = _longest(run, first, names)
        if last == first:
            last, word = first + 1, words[first]
            meanings = _meanings(word, names.meanings, shouted=shouted)
            match = None if meanings is None else _Match(first, last, word.key, meanings)
        if match is not None:
            matches.append(match)
        first = last
    return matches


def _longest(run: Run, first: int, names: Names) -> tuple[_Match | None, int]:
    """Give the longest name of several words that begins at `first`, and where it ends.

    That is `first` itself when there is none; an organisation's name is no match and ends.
    """
    words = run.words
    if run.tail and len(words) - first <= LONGEST_NAME:
        key = _keys(words[first:])[-1]
        meanings = _with_tail(run, key, names.meanings)
        if meanings is not None:
            tail = len(run.tail) + 1
            return _Match(first, len(words), f"{key} {run.tail}", meanings, tail), len(words)
    keys = _keys(words[first : first + LONGEST_NAME])
    for count in range(len(keys), 1, -1):
        key = keys[count - 1]
        if key in lookalikes.ORGANISATIONS:
            return None, first + count
        meanings = names.meanings(key) if names.knows(key) else None
        if meanings is not None:
            return _Match(first, first + count, key, meanings), first + count
    return None, first


def _keys(words: Sequence[Word]) -> list[str]:
    """Give the keys of the first word, of the first two, and so on."""
    keys: list[str] = []
    before = ""
    for word in words:
        for link in word.links or () if keys else ():
            before += "al " if link in ARTICLES else f"{link} "
        keys.append(before + word.key)
        before += "al " if word.key in ARTICLES else f"{word.key} "
    return keys


def _meanings(word: Word, lookup: Lookup, *, shouted: bool) -> Meanings | None:
    """Give what a single word may mean; abbreviations mean no town."""
    key = word.key
    if key in lookalikes.CAPITALS_ONLY:
        return lookup(key) if word.text.isupper() else None
    if len(key) < _SHORTEST or key in neighbours.DIRECTIONS:
        return None
    if word.text.isupper() and not shouted:
        return None
    return lookup(key)


def _named(run: Run, match: _Match, left: _Match | None, right: _Match | None) -> Named:
    words, (first, last, key, meanings, tail) = run.words, match
    single = last == first + 1 and not tail
    standing, wants, vouched = Standing.PLACE, Wants.ANYTHING, False
    if not meanings.aside:
        before, wants_before = _left(run, match, left)
        behind, wants_behind = _right(run, match, right)
        standing = before if before is not Standing.PLACE else behind
        wants = wants_behind if wants_behind is not Wants.ANYTHING else wants_before
        vouched = standing is Standing.PLACE and (
            wants is not Wants.ANYTHING or _site_behind(run, last)
        )
        if not words[first].links:
            standing = _weighed(standing, behind, key, meanings.kind, single=single)
        elif meanings.kind is PlaceKind.COUNTRY and standing is not Standing.PLACE:
            standing = Standing.BODY
    start, end, owns = words[first].start, words[last - 1].end + tail, words[last - 1].possessive
    return Named(key, start, end, meanings, standing, wants, owns, single, vouched, run.dateline)


def _weighed(
    standing: Standing, behind: Standing, key: str, kind: PlaceKind, *, single: bool
) -> Standing:
    if behind is Standing.DOUBTFUL and single and key in lookalikes.GIVEN_NAMES:
        return Standing.PART
    if kind is PlaceKind.COUNTRY and standing in (Standing.DOUBTFUL, Standing.PART):
        return Standing.PART if key in lookalikes.GIVEN_NAMES else Standing.BODY
    return standing


def _left(run: Run, match: _Match, left: _Match | None) -> tuple[Standing, Wants]:
    first = match.first
    if first == 0:
        return _PLACE
    word, before = run.words[first], run.words[first - 1]
    if word.links:
        return _behind_link(word.links, before, known=left is not None and left.last == first)
    if left is not None and left.last == first:
        if before.key in lookalikes.GIVEN_NAMES and left.is_town:
            return _PART
        return _DOUBTFUL if left.is_town and match.is_town and not word.tied else _PLACE
    if word.tied:
        return _PART
    return _behind(before, run, match)


def _behind(before: Word, run: Run, match: _Match) -> tuple[Standing, Wants]:
    """Judge a name by the unknown word before it."""
    key = before.key
    if key in neighbours.DIRECTIONS:
        return Standing.PLACE, Wants.ANYTHING if match.meanings.has_country else Wants.DIVISION
    if key in neighbours.TITLES or key in lookalikes.GIVEN_NAMES:
        return _PART
    if (
        key in neighbours.SITE_WORDS
        or key in neighbours.FOLK
        or key in neighbours.CALENDAR
        or _opens(before, run, first=match.first == 1)
    ):
        return _PLACE
    return _PLACE if before.text.isupper() and len(before.text) > 1 else _DOUBTFUL


def _behind_link(links: tuple[str, ...], word: Word, *, known: bool) -> tuple[Standing, Wants]:
    if links[0] not in _JOINING:
        return _PLACE if known else _PART
    if links[0] != "of":
        return _PLACE
    if word.key in neighbours.OFFICES_OF:
        return _BODY
    if word.key in neighbours.DIVISION_WORDS:
        return Standing.PLACE, Wants.DIVISION
    return Standing.PLACE, Wants.TOWN if word.key in neighbours.TOWN_WORDS else Wants.ANYTHING


def _opens(word: Word, run: Run, *, first: bool) -> bool:
    """Tell whether a word has its capital from where it stands, not from being a name."""
    if run.headline or (word.key in neighbours.OPENERS and len(word.key) <= _SHORTEST):
        return True
    return (
        run.opens
        and first
        and (word.key in neighbours.OPENERS or word.key.endswith(("ing", "ed", "ly")))
    )


def _right(run: Run, match: _Match, right: _Match | None) -> tuple[Standing, Wants]:
    words, last = run.words, match.last
    if last == len(words) or words[last - 1].possessive:
        return _PLACE
    follower, known = words[last], right is not None and right.first == last
    if follower.links:
        goes_on = follower.links[0] not in _JOINING and not known
        return _PART if goes_on and last == match.first + 1 else _PLACE
    if follower.tied:
        return _PLACE if known else _DOUBTFUL
    abroad = match.meanings.has_country and follower.key in neighbours.FOREIGN_GROUND
    told = _BODY if abroad else _said_behind(run, last)
    if told is not None:
        named = told == _PLACE and words[last].key not in neighbours.SITE_WORDS
        return _PART if named and match.key in lookalikes.GIVEN_NAMES else told
    if right is not None and known:
        return _before_known(match, right)
    plain = follower.key in neighbours.CALENDAR or follower.key in neighbours.OPENERS
    return _PLACE if run.headline or plain else _DOUBTFUL


def _before_known(match: _Match, right: _Match) -> tuple[Standing, Wants]:
    """Judge a name by the known one behind it: two towns in a row are mostly somebody's name."""
    if not right.is_town:
        return _PLACE
    if match.key in lookalikes.GIVEN_NAMES:
        return _PART
    return _DOUBTFUL if match.is_town else _PLACE


def _said_behind(run: Run, last: int) -> tuple[Standing, Wants] | None:
    """Give what the next words of the run say that the name is, None when they say nothing."""
    weak = None
    for ahead, word in enumerate(run.words[last : last + _REACH]):
        if ahead and word.links:
            break
        if _is_of_a_matter(run, last + ahead + 1):
            return _BODY
        if word.key in (neighbours.SITES_OF_BODIES if weak else neighbours.SITE_WORDS):
            return Standing.PLACE, _wanted(word.key) if ahead == 0 else Wants.ANYTHING
        if run.headline and ahead:
            break
        if word.key in neighbours.BODY_WORDS or word.key in neighbours.WEAK_BODY_WORDS:
            weak = _BODY
    return weak


def _is_of_a_matter(run: Run, index: int) -> bool:
    """Tell whether the word at `index` is what a body deals with: "Department of Defense"."""
    if index >= len(run.words):
        return False
    word = run.words[index]
    return word.links == ("of",) and word.key in neighbours.MATTERS


def _wanted(key: str) -> Wants:
    if key in neighbours.DIVISION_WORDS:
        return Wants.DIVISION
    if key in neighbours.COUNTY_WORDS:
        return Wants.COUNTY
    return Wants.TOWN if key in neighbours.TOWN_WORDS else Wants.ANYTHING


def _site_behind(run: Run, last: int) -> bool:
    told = _said_behind(run, last) if last < len(run.words) else None
    return told is not None and told[0] is Standing.PLACE
