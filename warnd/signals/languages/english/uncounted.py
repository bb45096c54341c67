"""Numerals of English that count nothing: years, dates, ages, sums, measures, names."""

from collections.abc import Callable, Mapping

from warnd.signals.languages.english.numerals import Numeral, numeral_at
from warnd.signals.languages.line import HYPHENS, Line
from warnd.signals.languages.words import word_set

_MONTHS = word_set(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
#: Nouns that a bare year seldom stands before: "2014 people" counts, "2014 elections" does not.
_COUNTED = word_set(
    """
    people persons civilians soldiers troops fighters militants rebels families households
    homes houses refugees migrants prisoners detainees hostages deaths casualties wounded
    dead killed injured children women men villages towns cases bodies victims officers
    """
)
_OF_TIME = word_set(
    """
    second seconds minute minutes hour hours day days night nights week weeks weekend month
    months year years decade decades century centuries yr yrs hr hrs
    """
)
_OF_MEASURE = word_set(
    """
    km kms kilometre kilometres kilometer kilometers mile miles metre metres meter meters m
    cm mm feet foot ft inch inches yards acre acres hectare hectares tonne tonnes ton tons
    kg kilo kilos kilogram kilograms kilogrammes gram grams litre litres liter liters
    barrels degrees degree celsius knots mph kph megawatts mw kilotons times points
    """
)
_OF_MONEY = word_set(
    """
    dollar dollars euro euros pound pounds usd eur gbp rouble roubles ruble rubles lira
    liras hryvnia hryvnias yuan yen shekel shekels rial rials riyal riyals dinar dinars
    dirham dirhams naira rand shilling shillings franc francs peso pesos rupee rupees cent
    cents birr taka kyat bolivars baht
    """
)
_OF_SHARE = word_set("percent pct pc percentage thirds third quarters fifths")
_OF_CLOCK = word_set("am pm gmt utc est cet bst oclock o'clock")
#: Words whose number is a name or an age: "Resolution 2254", "No. 10", "aged 7".
_NUMBERED = word_set(
    "no nos num number aged age ages resolution article articles covid mh bm il tu mig"
)
#: Words whose number is a name when they are written with a capital: "Flight 17", "World War Two".
_NUMBERED_IN_CAPITALS = word_set(
    """
    flight highway route channel unit protocol phase level day page room gate area zone
    sector type section chapter annex clause paragraph boeing airbus su war formula pier
    terminal game hr grade class
    """
)
#: Words between a number and its unit: "three consecutive days".
_PASSED_OVER = word_set(
    """
    consecutive straight more full long whole past last further additional square cubic
    metric nautical us usa american canadian australian syrian turkish iranian
    """
)
#: What may follow a hyphen when the number still counts: "a 100-strong group".
_STILL_COUNTS = word_set("strong odd plus some")
#: Words before a "one" that is no number, and after it.
_BEFORE_PRONOUN = word_set("no any every some each this that which the another only")
_AFTER_PRONOUN = word_set("of another who that by can point side hand step way time thing side")
#: Words before a year.
_BEFORE_YEAR = word_set(
    "in since from until till by before after during of mid late early between to and"
)
_YEARS = range(1900, 2100)
_OLDEST = 120  # years: "John, 42, said" tells an age
_LAST_OF_MONTH = 31
_MONEY_SIGNS = frozenset("$€£¥₽₴₪₺₦")
_CURRENCY_CODES = word_set("usd eur gbp rs")
_SIGNS_AFTER = _MONEY_SIGNS | frozenset("%‰")
_SIGNS_OF_FIGURES = frozenset("/#°")
_SIGNS_WITHIN_FIGURES = frozenset(":-")
_AFTER_SCORES = word_set("of more were are have others")
_WHOLES = (10, 100, 1_000)


def counts_nothing(line: Line, numeral: Numeral) -> bool:
    """Give whether a numeral is something else than a count."""
    around = Around(line, numeral)
    is_word = _OTHER_WORDS.get(line.word(numeral.first))
    if is_word is not None and is_word(around):
        return True
    for is_other in _OTHER_FIGURES if numeral.plain_digits else _OTHERS:
        if is_other(around):
            return True
    return False


class Around:
    """A numeral and what stands beside it."""

    __slots__ = ("after", "before", "gap_after", "gap_before", "is_capital", "line", "numeral")

    def __init__(self, line: Line, numeral: Numeral) -> None:
        self.line = line
        self.numeral = numeral
        #: the folded words on both sides, empty at the ends of the sentence
        self.before = line.word(numeral.first - 1)
        self.after = line.word(numeral.end)
        #: what is written between them and the numeral, with its spaces
        self.gap_before = line.gap(numeral.first - 1)
        self.gap_after = line.gap(numeral.last)
        #: whether the word before is written with a capital
        self.is_capital = line.written(numeral.first - 1)[:1].isupper()


def _is_year(around: Around) -> bool:
    if int(around.numeral.value) not in _YEARS:
        return False
    counted = around.after in _COUNTED and around.gap_after.isspace()
    return not counted or around.before in _BEFORE_YEAR


def _is_date(around: Around) -> bool:
    numeral, line = around.numeral, around.line
    if numeral.value > _LAST_OF_MONTH:
        return False
    if around.after in _MONTHS:
        return line.written(numeral.end)[0].isupper()
    if around.after == "and" and line.word(numeral.end + 2) in _MONTHS:
        return line.written(numeral.end + 2)[0].isupper()  # "28 and 29 January"
    return around.before in _MONTHS and around.is_capital and around.after not in _COUNTED


def _is_time_of_day(around: Around) -> bool:
    return around.after in _OF_CLOCK


def _is_part_of_figures(around: Around) -> bool:
    """Tell figures with signs between: 9/11, 24/7, 5:30, 2019-01-28, #3."""
    if around.gap_before[-1:] in _SIGNS_OF_FIGURES or around.gap_after[:1] in _SIGNS_OF_FIGURES:
        return True
    if around.gap_after == ":" and around.after[:1].isdigit():
        return True
    return around.gap_before in _SIGNS_WITHIN_FIGURES and around.before[-1:].isdigit()


def _is_ratio(around: Around) -> bool:
    """Tell both numerals of "one in five" and "six in 10"."""
    line, numeral = around.line, around.numeral
    if around.after == "in":
        return _are_ratio(numeral, numeral_at(line, numeral.end + 1))
    if around.before == "in":
        return _are_ratio(numeral_at(line, numeral.first - 2), numeral)
    return False


def _are_ratio(part: Numeral | None, whole: Numeral | None) -> bool:
    if part is None or whole is None or not part.value < whole.value <= _WHOLES[-1]:
        return False
    return part.value == 1 or whole.value in _WHOLES


def _is_age(around: Around) -> bool:
    """Tell "35-year-old", "35 years old", and "Maria, 42, said"."""
    numeral, line = around.numeral, around.line
    if around.after in _OF_TIME and line.word(numeral.end + 1) in ("old", "olds"):
        return True
    if around.before == "and" and line.word(numeral.first - 3) in ("aged", "ages"):
        return True  # "aged 12 and 15"
    if not numeral.plain_digits or numeral.value > _OLDEST or not around.is_capital:
        return False
    return around.gap_before == ", " and around.gap_after[:1] in (",", ".")


def _is_measured(around: Around) -> bool:
    """Tell spans of time, distances, weights, shares and money by the unit that follows."""
    if around.gap_after[:1] in _SIGNS_AFTER:
        return True
    if not around.gap_after.isspace() and around.gap_after not in HYPHENS:
        return False
    end = around.numeral.end
    unit = around.line.word(end + 1) if around.after in _PASSED_OVER else around.after
    return unit in _UNITS or (around.after == "per" and around.line.word(end + 1) == "cent")


def _is_money(around: Around) -> bool:
    return around.gap_before.strip()[-1:] in _MONEY_SIGNS or around.before in _CURRENCY_CODES


def _is_adjective(around: Around) -> bool:
    """Tell what a hyphen ties to a noun: "two-state solution", "14-member panel"."""
    return around.gap_after in HYPHENS and around.after not in _STILL_COUNTS


def _is_name(around: Around) -> bool:
    """Tell numbers of things: T-72, Resolution 2254, No. 10, Group of Seven."""
    before, gap = around.before, around.gap_before
    if gap in HYPHENS and before[-1:].isalpha():
        return True
    if before == "of" and around.line.word(around.numeral.first - 2) == "group":
        return around.line.written(around.numeral.first - 2)[:1].isupper()
    if gap.strip(" ."):
        return False
    return before in _NUMBERED or (around.is_capital and before in _NUMBERED_IN_CAPITALS)


def _is_pronoun(around: Around) -> bool:
    numeral = around.numeral
    if numeral.last != numeral.first:
        return False
    return around.before in _BEFORE_PRONOUN or around.after in _AFTER_PRONOUN


def _is_verb(around: Around) -> bool:
    """Tell "scores" in sport from "scores of" and "scores killed"."""
    return around.after not in _AFTER_SCORES and around.after not in _COUNTED


_UNITS = _OF_TIME | _OF_MEASURE | _OF_MONEY | _OF_SHARE

#: Everything that a numeral may be instead of a count ...
_OTHERS: tuple[Callable[[Around], bool], ...] = (
    _is_time_of_day,
    _is_ratio,
    _is_age,
    _is_measured,
    _is_money,
    _is_adjective,
    _is_name,
)
#: ... a single word in plain digits ...
_OTHER_FIGURES = (_is_year, _is_date, _is_part_of_figures, *_OTHERS)
#: ... and a numeral that begins with one of these words.
_OTHER_WORDS: Mapping[str, Callable[[Around], bool]] = {"one": _is_pronoun, "scores": _is_verb}
