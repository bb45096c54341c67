"""What English numerals count to, in digits and in words."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from warnd.signals.languages.line import Line

#: Below a hundred: what each word counts to.
UNITS: Mapping[str, int] = {
    word: value
    for value, word in enumerate(
        [
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
            *("eighteen", "nineteen"),
        ],
        start=1,
    )
}
TENS: Mapping[str, int] = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
#: What multiplies the number before it.
SCALES: Mapping[str, int] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
#: Letters after digits that multiply: "3m people", "5bn".
_LETTERS: Mapping[str, int] = {
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "bn": 1_000_000_000,
}
#: Numbers that only tell a size: the least that the word can mean (SIGNALS, rule 7: two of each).
VAGUE: Mapping[str, int] = {
    "tens": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
}
_SCALES_OF_MANY: Mapping[str, int] = {
    "thousands": 1_000,
    "millions": 1_000_000,
    "thousand": 1_000,
    "million": 1_000_000,
}
#: Words before a scale that say as much as its plural: "several dozen" is "dozens".
_SEVERAL = frozenset(["several", "few", "couple", "many"])

#: More is no count of people, places or things in the news.
LARGEST = 20_000_000_000

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,11})(\.\d{1,3})?(k|m|mn|mln|bn)?")


class Numeral(NamedTuple):
    """A numeral in a line of words."""

    #: index of its first word
    first: int
    #: index just past its last word
    end: int
    #: what it counts to; a fraction when it is no count ("7.1")
    value: float
    #: whether it is a single word in plain digits, as a year is
    plain_digits: bool = False
    #: what the words after it multiply it by: a million in "3 million"
    scale: int = 1

    @property
    def last(self) -> int:
        """Index of its last word."""
        return self.end - 1


def may_begin(word: str) -> bool:
    """Give whether a numeral can begin with this folded word, other than with "a"."""
    return (
        word in UNITS
        or word in TENS
        or word in SCALES
        or word in VAGUE
        or word in _SEVERAL
        or word in ("half", "quarter")
        or (word[:1].isdigit() and _DIGITS.fullmatch(word) is not None)
    )


def numeral_at(line: Line, place: int) -> Numeral | None:
    """Give the longest numeral that begins at that word, None when none does."""
    word = line.word(place)
    if word[:1].isdigit():
        return _of_digits(line, place)
    if word in VAGUE:
        return _of_vague(line, place)
    if word in _SEVERAL:
        return _of_several(line, place)
    if word in ("half", "quarter"):
        return _of_part(line, place)
    return _of_words(line, place)


def _of_digits(line: Line, place: int) -> Numeral | None:
    found = _DIGITS.fullmatch(line.word(place))
    if found is None:
        return None
    whole, fraction, letters = found.groups()
    value = float(whole.replace(",", "") + (fraction or ""))
    plain = whole.isdigit() and not fraction and not letters
    if plain and len(whole) > 1 and whole.startswith("0"):
        return None  # 007, 0600
    value *= _LETTERS[letters] if letters else 1
    return _scaled(line, Numeral(first=place, end=place + 1, value=value, plain_digits=plain))


def _scaled(line: Line, numeral: Numeral) -> Numeral:
    """Give a numeral with the scales that follow it: "3 million", "two and a half million"."""
    value, end, scale = numeral.value, numeral.end, 1
    following = line.word(end)
    if following == "and" and _is_half(line, end):
        value, end = value + 0.5, end + 3
    elif following not in SCALES:
        return numeral
    while line.word(end) in SCALES and line.tied(end - 1) and scale <= SCALES["thousand"]:
        scale, end = scale * SCALES[line.word(end)], end + 1
    return Numeral(
        first=numeral.first,
        end=end,
        value=round(value * scale, 6),
        plain_digits=numeral.plain_digits and scale == 1,
        scale=scale,
    )


def _is_half(line: Line, place: int) -> bool:
    """Give whether "and a half million" stands there."""
    words = [line.word(place + step) for step in range(4)]
    return words[:3] == ["and", "a", "half"] and words[3] in SCALES


def _of_vague(line: Line, place: int) -> Numeral | None:
    """Read "dozens", "tens of thousands"."""
    word, value, end = line.word(place), VAGUE[line.word(place)], place + 1
    if line.word(place + 1) == "of" and line.word(place + 2) in _SCALES_OF_MANY:
        value, end = value * _SCALES_OF_MANY[line.word(place + 2)], place + 3
    elif word == "tens":
        return None
    return Numeral(first=place, end=end, value=value)


def _of_several(line: Line, place: int) -> Numeral | None:
    """Read "several dozen", "a few hundred", "a couple of thousand", "a couple of" towns."""
    word = line.word(place)
    after = place + 2 if line.word(place + 1) == "of" else place + 1
    scale = line.word(after)
    first = place - 1 if line.word(place - 1) == "a" else place
    if scale.removesuffix("s") in SCALES and (word == "couple" or after == place + 1):
        vague = _of_vague(line, after) if scale in VAGUE else None
        if vague:
            return Numeral(first=first, end=vague.end, value=vague.value)
        return _scaled(line, Numeral(first=first, end=after, value=2))
    if word == "couple" and after == place + 2:
        return Numeral(first=first, end=place + 1, value=2)
    return None


def _of_part(line: Line, place: int) -> Numeral | None:
    """Read "half a million", "half a dozen", "a quarter of a million"."""
    share = 0.5 if line.word(place) == "half" else 0.25
    scale = place + 1
    while line.word(scale) in ("a", "of") and scale < place + 3:
        scale += 1
    if line.word(scale) not in SCALES:
        return None
    first = place - 1 if line.word(place - 1) == "a" else place
    return _scaled(line, Numeral(first=first, end=scale, value=share))


def _of_words(line: Line, place: int) -> Numeral | None:
    """Read "fourteen", "twenty-two", "a hundred", "two hundred and fifty thousand"."""
    cardinal, end = _Cardinal(), place
    while end == place or line.tied(end - 1):
        passes_and = line.word(end) == "and" and cardinal.takes_and and _small(line.word(end + 1))
        step = end + 1 if passes_and else end
        if not cardinal.take(line.word(step)):
            break
        end = step + 1
    has_article = line.word(place) in SCALES and line.word(place - 1) == "a"
    is_bare = end == place + 1 and SCALES.get(line.word(place), 0) >= SCALES["million"]
    if end == place or (is_bare and not has_article):
        return None  # no numeral, or "multi-million"
    return _scaled(line, Numeral(first=place - has_article, end=end, value=cardinal.value))


class _Cardinal:
    """A number in words while it is read, word by word."""

    __slots__ = ("_group", "_room", "_total")

    def __init__(self) -> None:
        #: what the thousands, millions, ... before come to
        self._total = 0
        #: what has been read since
        self._group = 0
        #: the next word below a hundred must be less than this
        self._room = SCALES["hundred"]

    @property
    def value(self) -> int:
        """What has been read."""
        return self._total + self._group

    @property
    def takes_and(self) -> bool:
        """Whether "and" may follow: "two hundred and fifty"."""
        return self.value > 0 and self._room == SCALES["hundred"]

    def take(self, word: str) -> bool:
        """Read one more word; False when it belongs to no number, or to the next."""
        small, scale = _small(word), SCALES.get(word, 0)
        if small and small < self._room:
            self._group, self._room = self._group + small, (10 if word in TENS else 1)
        elif 0 < scale <= SCALES["hundred"] and self._group < SCALES["hundred"]:
            self._group = max(self._group, 1) * scale
            self._room = scale if word == "hundred" else 1
        elif scale > SCALES["hundred"] and (self._group or not self._total):
            self._total, self._group = self._total + max(self._group, 1) * scale, 0
            self._room = SCALES["hundred"]
        else:
            return False
        return True


def _small(word: str) -> int:
    return UNITS.get(word) or TENS.get(word) or 0
