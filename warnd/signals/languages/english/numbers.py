"""The numbers of an English sentence that count something.

A number is left out when it is a year, date, time, age, span of time, measure, sum of money,
percentage, score, rank, or part of a name (T-72, Resolution 2254, 9/11). A range counts as its
lower bound ("10 to 15" is 10), a change as what it comes to ("from 10 to 15" is 15); "at least",
"more than", "some" and "nearly" change nothing.
"""

from collections.abc import Iterator, Sequence

from warnd.model.sentence import Number
from warnd.signals.languages.english.numerals import LARGEST, Numeral, may_begin, numeral_at
from warnd.signals.languages.english.uncounted import counts_nothing
from warnd.signals.languages.line import HYPHENS, Line

#: Words between the bounds of a range; "and" only after "between".
_RANGE_WORDS = frozenset(["to", "or", "and"])


def numbers(
    words: Sequence[str], spans: Sequence[tuple[int, int]], body: str, begin: Sequence[bool]
) -> tuple[Number, ...]:
    """Give the numbers that count something, in order, none overlapping.

    `begin` says of each word whether a number may begin with it.
    """
    starts = [place for place, begins in enumerate(begin) if begins]
    return tuple(_numbers(Line(words, spans, body), starts)) if starts else ()


def _numbers(line: Line, starts: Sequence[int]) -> Iterator[Number]:
    end = 0
    for place in starts:
        if place >= end:
            numeral = numeral_at(line, place)
            if numeral is not None:
                end = numeral.end
                upper = _upper_of_range(line, numeral)
                if upper is not None:
                    end = upper.end
                number = _number(line, numeral, upper)
                if number is not None:
                    yield number


def _number(line: Line, numeral: Numeral, upper: Numeral | None) -> Number | None:
    """Give the number that a numeral or a range stands for; None when it counts nothing."""
    whole = numeral if upper is None else numeral._replace(end=upper.end)
    if counts_nothing(line, whole):
        return None
    if upper is None:
        value = numeral.value
    elif upper.value <= numeral.value:
        return None  # a score or a vote: 3-2
    else:
        is_change = line.word(numeral.first - 1) == "from"
        value = upper.value if is_change else _lower(numeral, upper)
    if value != int(value) or value > LARGEST:
        return None
    return Number(first=whole.first, last=whole.last, value=int(value))


def _lower(lower: Numeral, upper: Numeral) -> float:
    """Give the lower bound of a range, which shares its upper's scale: "2 to 3 million"."""
    shared = lower.scale == 1 and lower.value < upper.value / upper.scale
    return lower.value * upper.scale if shared else lower.value


def _upper_of_range(line: Line, lower: Numeral) -> Numeral | None:
    """Give the second numeral of "10 to 15", "10-15", "between 10 and 15"; None without."""
    gap, after = line.gap(lower.last), line.word(lower.end)
    if gap in HYPHENS:
        place = lower.end
    elif gap.isspace() and after in _RANGE_WORDS:
        if after == "and" and line.word(lower.first - 1) != "between":
            return None
        place = lower.end + 1
    else:
        return None
    place += line.word(place) == "a"
    return numeral_at(line, place) if may_begin(line.word(place)) else None
