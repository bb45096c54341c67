"""Numbers in digits and words, for any language that gives its tables."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from warnd.model.sentence import Number
from warnd.signals.languages.line import HYPHENS, Line

#: Reads the numbers that count something; see `Writing.numbers`.
NumberReader = Callable[
    [Sequence[str], Sequence[tuple[int, int]], str, Sequence[bool]], tuple[Number, ...]
]

_NONE: frozenset[str] = frozenset()
_HUNDRED = 100
_TEN = 10
_YEARS = range(1900, 2100)
_LAST_OF_MONTH = 31
#: more is no count of people, places or things in the news
_LARGEST = 20_000_000_000
#: signs beside figures that count nothing: money, shares, dates, times, degrees
_BEFORE_FIGURES = frozenset("$€£¥₽₴₪₺₦#№°")
_AFTER_FIGURES = frozenset("$€£¥₽₴₪₺₦%‰°٪")
#: signs within figures; with a space they part what is told: "an attack: 3 dead"
_WITHIN_FIGURES = frozenset(":/")
_THREE_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NumberWords:
    """The numbers of one language; words stand folded, several in a row parted by spaces."""

    #: what counts to less than a hundred, in all genders and cases
    small: Mapping[str, int]
    #: the same, where the word alone is an article or a pronoun: counted only behind a ten
    behind_ten: Mapping[str, int] = field(default_factory=dict)
    #: words for whole hundreds: "quinientos"
    hundreds: Mapping[str, int] = field(default_factory=dict)
    #: what multiplies the number before it: hundred, thousand, million, dozen
    scales: Mapping[str, int] = field(default_factory=dict)
    #: what only tells a size, by the least that it can mean (SIGNALS, rule 7: two of each)
    vague: Mapping[str, int] = field(default_factory=dict)
    #: words within a number: "treinta y uno"
    joiners: frozenset[str] = _NONE
    #: words between a number and what it counts: "3 millones de personas"
    of: frozenset[str] = _NONE
    #: words between the bounds of a range
    to: frozenset[str] = _NONE
    #: units of time, measure and money, and whatever else makes a number no count
    uncounted_after: frozenset[str] = _NONE
    #: words before numbers that are names, ages or dates: "resolución 2254"
    uncounted_before: frozenset[str] = _NONE
    #: names of months
    months: frozenset[str] = _NONE
    #: people and things that a figure from 1900 to 2099 may count; before others it is a year
    counted: frozenset[str] = _NONE
    #: characters that part thousands in figures; a space, where it does
    thousands: str = ""
    #: characters that begin the decimals of figures
    decimals: str = ""


def number_reader(words: NumberWords) -> NumberReader:
    """Give the function that reads a language's numbers."""
    return _Reader(words).numbers


def may_begin(words: NumberWords) -> Callable[[str], bool]:
    """Give the function that tells whether a number may begin with a folded word."""
    tables = (words.small, words.hundreds, words.scales, words.vague)
    first = frozenset(key.split(" ")[0] for key in chain.from_iterable(tables))
    return lambda word: word in first or word[:1].isdecimal()


class _Numeral(NamedTuple):
    """A numeral in a line of words."""

    first: int
    #: index just past its last word
    end: int
    value: float
    #: whether it is one word of plain digits, as a year is
    is_plain: bool


class _Reader:
    """Reads the numbers of one language."""

    def __init__(self, words: NumberWords) -> None:
        self._words = words
        tables = (words.small, words.behind_ten, words.hundreds, words.scales, words.vague)
        self._longest = max((key.count(" ") + 1 for key in chain.from_iterable(tables)), default=1)
        thousands, decimals = (re.escape(signs) for signs in (words.thousands, words.decimals))
        part = rf"(?:[{thousands}]\d{{3}})*" if thousands.strip("\\ ") else ""
        tail = rf"(?:[{decimals}](\d+))?" if decimals else "()"
        self._figures = re.compile(rf"(\d{{1,11}}{part}){tail}")
        self._parting = re.compile(rf"[{thousands}]") if thousands else re.compile(r"(?!)")

    def numbers(
        self,
        words: Sequence[str],
        spans: Sequence[tuple[int, int]],
        body: str,
        begin: Sequence[bool],
    ) -> tuple[Number, ...]:
        """Give the numbers that count something, in order, none overlapping."""
        return tuple(self._numbers(Line(words, spans, body), begin))

    def _numbers(self, line: Line, begin: Sequence[bool]) -> Iterator[Number]:
        end = 0
        for place, begins in enumerate(begin):
            numeral = self._numeral(line, place) if begins and place >= end else None
            if numeral is None:
                continue
            upper = self._upper(line, numeral)
            whole = numeral if upper is None else numeral._replace(end=upper.end)
            end = whole.end
            is_count = numeral.value == int(numeral.value) and 0 < numeral.value <= _LARGEST
            if is_count and not self._counts_nothing(line, whole):
                yield Number(first=whole.first, last=whole.end - 1, value=int(numeral.value))

    def _upper(self, line: Line, lower: _Numeral) -> _Numeral | None:
        """Give the second numeral of "10 to 15" and "10-15"; None without."""
        gap, after = line.gap(lower.end - 1), line.word(lower.end)
        if gap in HYPHENS:
            upper = self._numeral(line, lower.end)
        elif after in self._words.to:
            upper = self._numeral(line, lower.end + 1)
        else:
            return None
        return upper if upper and upper.value > lower.value else None

    def _numeral(self, line: Line, place: int) -> _Numeral | None:
        word = line.word(place)
        if word[:1].isdecimal():
            return self._of_figures(line, place)
        value, length = self._known(self._words.vague, line, place)
        if length:
            return self._of_vague(line, place, value, place + length)
        return self._of_words(line, place)

    def _of_figures(self, line: Line, place: int) -> _Numeral | None:
        found = self._figures.fullmatch(line.word(place))
        if found is None:
            return None
        digits, end = self._parting.sub("", found[1]), place + 1
        while self._goes_on_in_threes(line, end, digits):
            digits, end = digits + line.word(end), end + 1
        value = float(f"{digits}.{found[2] or 0}")
        is_plain = end == place + 1 and found[1].isdecimal() and not found[2]
        return self._scaled(line, _Numeral(place, end, value, is_plain))

    def _goes_on_in_threes(self, line: Line, end: int, digits: str) -> bool:
        """Tell the second part of "12 000"."""
        word = line.word(end)
        if len(word) != _THREE_DIGITS or not word.isdecimal() or " " not in self._words.thousands:
            return False
        is_first = len(line.word(end - 1)) <= _THREE_DIGITS and not digits.startswith("0")
        return is_first and line.gap(end - 1) in (" ", "\u00a0", "\u202f", "\u2009")

    def _of_vague(self, line: Line, place: int, value: int, end: int) -> _Numeral:
        """Read "dozens", "tens of thousands"."""
        start = end + (line.word(end) in self._words.of)
        scale, length = self._known(self._words.scales, line, start)
        if not length:
            several, length = self._known(self._words.vague, line, start)
            scale = several // 2  # "thousands" are two of them
        if length:
            value, end = value * scale, start + length
        return _Numeral(place, end, value, is_plain=False)

    def _scaled(self, line: Line, numeral: _Numeral) -> _Numeral:
        """Give a numeral with the scales that follow it: "3 million"."""
        value, end, last = numeral.value, numeral.end, 0
        while line.tied(end - 1):
            scale, length = self._known(self._words.scales, line, end)
            if not length or (last and scale >= last):
                break
            value, end, last = round(value * scale, 6), end + length, scale
        return numeral._replace(value=value, end=end, is_plain=numeral.is_plain and not last)

    def _of_words(self, line: Line, place: int) -> _Numeral | None:
        cardinal, end = _Cardinal(self._words), place
        while end == place or line.tied(end - 1):
            step = end
            if end > place and line.word(end) in self._words.joiners:
                step = end + 1
            length = self._take(cardinal, line, step)
            if not length:
                break
            end = step + length
        if end == place:
            return None
        return _Numeral(place, end, cardinal.value, is_plain=False)

    def _take(self, cardinal: "_Cardinal", line: Line, place: int) -> int:
        """Give how many words the cardinal took there."""
        for length in range(self._longest, 0, -1):
            key = " ".join(line.word(place + step) for step in range(length))
            if cardinal.take(key):
                return length
        return 0

    def _known(self, table: Mapping[str, int], line: Line, place: int) -> tuple[int, int]:
        """Give the value of the longest entry that stands there, and its words; 0 for none."""
        for length in range(self._longest, 0, -1):
            value = table.get(" ".join(line.word(place + step) for step in range(length)))
            if value is not None:
                return value, length
        return 0, 0

    def _counts_nothing(self, line: Line, numeral: _Numeral) -> bool:
        """Tell years, dates, times, ages, measures, money and names of things."""
        words, before, after = self._words, line.word(numeral.first - 1), line.word(numeral.end)
        gap_before, gap_after = line.gap(numeral.first - 1), line.gap(numeral.end - 1)
        further = line.word(numeral.end + 1) if after in words.of else after
        if before in words.uncounted_before or further in words.uncounted_after:
            return True
        if gap_before in _WITHIN_FIGURES or gap_after in _WITHIN_FIGURES:
            return True
        if gap_before.strip()[-1:] in _BEFORE_FIGURES and gap_before.strip():
            return True
        if gap_after.strip()[:1] in _AFTER_FIGURES and gap_after.strip():
            return True
        if gap_before in HYPHENS and before[-1:].isalpha() and numeral.is_plain:
            return True  # T-72
        return numeral.is_plain and self._is_date(numeral.value, before, after, further)

    def _is_date(self, value: float, before: str, after: str, further: str) -> bool:
        if int(value) in _YEARS:
            return after not in self._words.counted and further not in self._words.counted
        is_day = value <= _LAST_OF_MONTH
        return is_day and not self._words.months.isdisjoint((before, after, further))


class _Cardinal:
    """A number in words while it is read."""

    def __init__(self, words: NumberWords) -> None:
        self._words = words
        #: what the thousands, millions, ... before come to
        self._total = 0
        #: what was read since
        self._group = 0
        #: the scale that was read last
        self._scale = 0

    @property
    def value(self) -> int:
        """What was read."""
        return self._total + self._group

    def take(self, word: str) -> bool:
        """Read one more word; False when it does not go on with the number."""
        small = self._words.small.get(word)
        if small is None and self._group % _HUNDRED >= _TEN:
            small = self._words.behind_ten.get(word)
        if small is not None:
            return self._add(small)
        hundreds, scale = self._words.hundreds.get(word), self._words.scales.get(word)
        if hundreds is not None and not self._group:
            self._group = hundreds
            return True
        return scale is not None and self._multiply(scale)

    def _add(self, small: int) -> bool:
        low = self._group % _HUNDRED
        is_behind_ten = low % _TEN == 0 and low >= 2 * _TEN and small < _TEN
        is_ten_behind = 0 < low < _TEN and small % _TEN == 0 and small >= _TEN  # Arabic, German
        if low and not is_behind_ten and not is_ten_behind:
            return False
        self._group += small
        return True

    def _multiply(self, scale: int) -> bool:
        if scale <= _HUNDRED:
            if self._group >= _HUNDRED:
                return False
            self._group = max(self._group, 1) * scale
            return True
        if self._scale and scale >= self._scale:
            return False
        self._total, self._group, self._scale = (
            self._total + max(self._group, 1) * scale,
            0,
            scale,
        )
        return True
