"""Numerals of English that count nothing: years, dates, ages, sums, measures, names."""

from collections.abc import Callable

from warnd.signals.languages.english_numerals import Numeral, numeral_at
from warnd.signals.languages.line import Line


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MONTHS = _set(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
#: Nouns that a bare year seldom stands before: "2014 people" counts, "2014 elections" does not.
_COUNTED = _set(
    "people persons civilians soldiers troops fighters militants rebels families households homes "
    "houses refugees migrants prisoners detainees hostages deaths casualties wounded dead killed "
    "injured children women men villages towns cases bodies victims officers"
)
_OF_TIME = _set(
    "second seconds minute minutes hour hours day days night nights week weeks weekend month months "
    "year years decade decades century centuries yr yrs hr hrs"
)
_OF_MEASURE = _set(
    "km kms kilometre kilometres kilometer kilometers mile miles metre metres meter meters m cm mm "
    "feet foot ft inch inches yards acre acres hectare hectares tonne tonnes ton tons kg kilo kilos "
    "kilogram kilograms kilogrammes gram grams litre litres liter liters barrels degrees degree "
    "celsius knots mph kph megawatts mw kilotons times points"
)
_OF_MONEY = _set(
    "dollar dollars euro euros pound pounds usd eur gbp rouble roubles ruble rubles lira liras "
    "hryvnia hryvnias yuan yen shekel shekels rial rials riyal riyals dinar dinars dirham dirhams "
    "naira rand shilling shillings franc francs peso pesos rupee rupees cent cents birr taka "
    "kyat bolivars baht"
)
_OF_SHARE = frozenset(
    ["percent", "pct", "pc", "percentage", "thirds", "third", "quarters", "fifths"]
)
_OF_CLOCK = frozenset(["am", "pm", "gmt", "utc", "est", "cet", "bst", "oclock", "o'clock"])
#: Words whose number is a name or an age: "Resolution 2254", "No. 10", "aged 7".
_NUMBERED = _set(
    "no nos num number aged age ages resolution article articles covid mh bm il tu mig"
)
#: Words whose number is a name when they are written with a capital: "Flight 17", "World War Two".
_NUMBERED_IN_CAPITALS = _set(
    "flight highway route channel unit protocol phase level day page room gate area zone sector "
    "type section chapter annex clause paragraph boeing airbus su war formula pier terminal"
)
#: Words between a number and its unit: "three consecutive days".
_PASSED_OVER = _set(
    "consecutive straight more full long whole past last further additional square cubic metric "
    "nautical us usa american canadian australian syrian turkish iranian"
)
#: What may follow a hyphen when the number still counts: "a 100-strong group".
_STILL_COUNTS = frozenset(["strong", "odd", "plus", "some"])
#: Words before a "one" that is no number, and after it.
_BEFORE_PRONOUN = _set("no any every some each this that which the another only")
_AFTER_PRONOUN = _set("of another who that by can point side hand step way time thing side")
#: Words before a year.
_BEFORE_YEAR = _set(
    "in since from until till by before after during of mid late early between to and"
)
_YEARS = range(1900, 2100)
_OLDEST = 120  # years: "John, 42, said" tells an age
_LAST_OF_MONTH = 31
_MONEY_SIGNS = "$€£¥₽₴₪₺₦"
_CURRENCY_CODES = _set("usd eur gbp rs")
_SIGNS_OF_FIGURES = frozenset("/#°")
_LARGEST_OF_RATIO = 10


def counts_nothing(line: Line, numeral: Numeral) -> bool:
    """Give whether a numeral is something else than a count."""
    return any(is_other(line, numeral) for is_other in _OTHERS)


def _is_year(line: Line, numeral: Numeral) -> bool:
    if not (numeral.plain_digits and numeral.value in _YEARS):
        return False
    counted = line.word(numeral.end) in _COUNTED and not line.between(numeral.last)
    return not counted or line.word(numeral.first - 1) in _BEFORE_YEAR


def _is_date(line: Line, numeral: Numeral) -> bool:
    if not numeral.plain_digits or numeral.value > _LAST_OF_MONTH:
        return False
    if line.word(numeral.end) in _MONTHS and line.written(numeral.end)[0].isupper():
        return True
    if line.word(numeral.end) == "and" and line.word(numeral.end + 2) in _MONTHS:
        return line.written(numeral.end + 2)[0].isupper()  # "28 and 29 January"
    before = numeral.first - 1
    is_month = line.word(before) in _MONTHS and line.written(before)[0].isupper()
    return is_month and line.word(numeral.end) not in _COUNTED


def _is_time_of_day(line: Line, numeral: Numeral) -> bool:
    return line.word(numeral.end) in _OF_CLOCK


def _is_part_of_figures(line: Line, numeral: Numeral) -> bool:
    """Tell figures with signs between: 9/11, 24/7, 5:30, 2019-01-28, #3."""
    if not numeral.plain_digits:
        return False
    before, after = numeral.first - 1, numeral.end
    if {line.before(numeral.first), line.after(numeral.last)} & _SIGNS_OF_FIGURES:
        return True
    if line.between(numeral.last) == ":" and line.word(after)[:1].isdigit():
        return line.after(numeral.last) == line.before(after)
    if line.between(before) == ":" and line.word(before)[:1].isdigit():
        return line.after(before) == line.before(numeral.first)
    return line.hyphened(before) and line.written(before)[-1:].isdigit()


def _is_ratio(line: Line, numeral: Numeral) -> bool:
    """Tell both numerals of "one in five"."""
    if line.word(numeral.end) == "in":
        return _is_small(numeral_at(line, numeral.end + 1))
    if line.word(numeral.first - 1) == "in":
        return _is_small(numeral) and _is_small(numeral_at(line, numeral.first - 2))
    return False


def _is_small(numeral: Numeral | None) -> bool:
    return numeral is not None and numeral.value <= _LARGEST_OF_RATIO


def _is_age(line: Line, numeral: Numeral) -> bool:
    """Tell "35-year-old", "35 years old", and "John, 42, said"."""
    if line.word(numeral.end + 1) in ("old", "olds"):
        return True
    if not numeral.plain_digits or numeral.value > _OLDEST:
        return False
    before, after = line.between(numeral.first - 1), line.after(numeral.last)
    name = line.written(numeral.first - 1)
    return before == "," and after in (",", ".") and name[:1].isupper()


def _is_measured(line: Line, numeral: Numeral) -> bool:
    """Tell spans of time, distances, weights, shares and money by the unit that follows."""
    place = numeral.end
    if line.between(numeral.last) and not line.hyphened(numeral.last):
        return line.after(numeral.last) in ("%", "‰", *_MONEY_SIGNS)
    if line.word(place) in _PASSED_OVER:
        place += 1
    unit = line.word(place)
    if unit == "per" and line.word(place + 1) == "cent":
        return True
    return unit in _UNITS or line.after(numeral.last) == "%"


def _is_money(line: Line, numeral: Numeral) -> bool:
    sign = line.between(numeral.first - 1)[-1:] or line.before(numeral.first).strip()
    return (sign != "" and sign in _MONEY_SIGNS) or line.word(numeral.first - 1) in _CURRENCY_CODES


def _is_adjective(line: Line, numeral: Numeral) -> bool:
    """Tell what a hyphen ties to a noun: "two-state solution", "14-member panel"."""
    return line.hyphened(numeral.last) and line.word(numeral.end) not in _STILL_COUNTS


def _is_name(line: Line, numeral: Numeral) -> bool:
    """Tell numbers of things: T-72, Resolution 2254, No. 10, Group of Seven."""
    before = numeral.first - 1
    if line.hyphened(before) and line.written(before)[-1:].isalpha():
        return True
    if line.between(before).strip("."):
        return False
    word, is_capital = line.word(before), line.written(before)[:1].isupper()
    if word == "of" and line.word(before - 1) == "group":
        return line.written(before - 1)[:1].isupper()
    return word in _NUMBERED or (is_capital and word in _NUMBERED_IN_CAPITALS)


def _is_pronoun(line: Line, numeral: Numeral) -> bool:
    if line.word(numeral.first) != "one" or numeral.end != numeral.first + 1:
        return False
    return (
        line.word(numeral.first - 1) in _BEFORE_PRONOUN or line.word(numeral.end) in _AFTER_PRONOUN
    )


def _is_verb(line: Line, numeral: Numeral) -> bool:
    """Tell "scores" in sport from "scores of" and "scores killed"."""
    if line.word(numeral.first) != "scores":
        return False
    return line.word(numeral.end) not in ("of", "more", "killed", "were", "are", "have", *_COUNTED)


_UNITS = _OF_TIME | _OF_MEASURE | _OF_MONEY | _OF_SHARE

#: Everything that a numeral may be instead of a count.
_OTHERS: tuple[Callable[[Line, Numeral], bool], ...] = (
    _is_year,
    _is_date,
    _is_time_of_day,
    _is_part_of_figures,
    _is_ratio,
    _is_age,
    _is_measured,
    _is_money,
    _is_adjective,
    _is_name,
    _is_pronoun,
    _is_verb,
)
