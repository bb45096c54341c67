"""Dates that a sentence names, held against the day it was published."""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import compress, count

from warnd.model.grammar import DateWords
from warnd.model.sentence import Sentence
from warnd.signals.languages.memory import Remembered

#: what lies further back than this is history (SIGNALS: about a month)
_PAST = timedelta(days=31)
_YEARS = range(1900, 2100)
_LONGEST_MONTH = 31
_MIDDLE_OF_MONTH = 15
#: how many words may stand between the two, as "nuclear" and "peace" do
_BETWEEN = 2
#: "the first attack since 2013": how many words before "since" are looked at
_RANKED_BEFORE = 12
#: how many words a date may stand behind what says that an agreement was made
_AFTER_MADE = 8
#: how many words a noun and its adjectives take
_OF_A_NOUN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDate:
    """A date that lies more than a month back."""

    #: index of the word that names it
    index: int
    #: index of the first word that it dates: those before it are not
    since: int = 0
    #: index of the last word that what it dates may begin with, None where the whole clause may
    until: int | None = None
    #: whether what it dates went on until now: "since 2014"
    lasts: bool = False


def past_dates(sentence: Sentence, published: datetime, known: DateWords) -> tuple[PastDate, ...]:
    """Give the years, months and days that lie more than a month before.

    A year alone is past when it had ended more than a month before `published`, a month when its
    middle had passed; one without its year is the last one of that name.
    """
    return tuple(_past_dates(sentence, published, known))


def names_month(sentence: Sentence, index: int, known: DateWords) -> bool:
    """Give whether a word is the name of a month with its day or year beside it: "3 May"."""
    words = sentence.words
    if words[index] not in known.months or not _is_capital(sentence, index, known):
        return False
    return any(
        word[:1].isdecimal() for word in (*words[index - 1 : index], *words[index + 1 : index + 2])
    )


def is_fresh(words: Sequence[str], known: DateWords) -> bool:
    """Give whether the words of a sentence or clause say that it tells of these days."""
    return not known.fresh.isdisjoint(words)


def _past_dates(sentence: Sentence, published: datetime, known: DateWords) -> Iterator[PastDate]:
    words = sentence.words
    for index in compress(count(), map(_names_time(known).__getitem__, words)):
        word = words[index]
        if _is_year(word) and not _tells_apart(words, index, known):
            end = _end_of(words, index, known)
        elif word in known.months and _is_past_month(sentence, index, known):
            end = _last(known.months[word], _day_beside(words, index, known), published)
        else:
            continue
        if published - end > _PAST:
            since = _dated_since(words, index, known)
            yield PastDate(
                index=index,
                since=since,
                # "the blockade, imposed in March, has left them hungry"
                until=index if since else _dated_until(words, index, known),
                lasts=not known.since.isdisjoint(words[max(0, index - 2) : index]),
            )


@cache
def _names_time(known: DateWords) -> Remembered[bool]:
    """Give whether a word is a year or a month."""
    return Remembered(lambda word: word in known.months or _is_year(word))


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and int(word) in _YEARS  # noqa: PLR2004  its digits


def _tells_apart(words: Sequence[str], index: int, known: DateWords) -> bool:
    """Tell whether a year only says which agreement, or since when something is the first."""
    before, two_before = words[index - 1 : index], words[max(0, index - 2) : index]
    after = words[index + 1 : index + 2 + _BETWEEN]
    if two_before and two_before[-1] in known.of and two_before[0] in known.named_by_year:
        return True
    if not known.since.isdisjoint(two_before):
        return not known.ranked.isdisjoint(words[max(0, index - _RANKED_BEFORE) : index])
    if known.dating.intersection(before) or known.articles.intersection(after[:1]):
        return False
    return not known.named_by_year.isdisjoint(after)


def _end_of(words: Sequence[str], index: int, known: DateWords) -> datetime:
    """Give the last day of the year at `index`, or the day or month before it."""
    year = int(words[index])
    for place in range(index - 1, max(0, index - 3) - 1, -1):
        if words[place] in known.months:
            return _day_of(year, known.months[words[place]], _day_beside(words, place, known))
    return _end_of_month(year, 12)


def _is_past_month(sentence: Sentence, index: int, known: DateWords) -> bool:
    """Tell whether a month stands without its year, and as one that is past."""
    words = sentence.words
    if not _is_capital(sentence, index, known):
        return False
    if any(_is_year(word) for word in words[index + 1 : index + 3]):
        return False
    before = words[max(0, index - 2) : index]
    if not known.since.isdisjoint(before):
        return False  # what has gone on since March goes on
    is_past = any(word in known.before_past_month or word.isdecimal() for word in before)
    return is_past and known.to_come.isdisjoint(words[:index])


def _is_capital(sentence: Sentence, index: int, known: DateWords) -> bool:
    return (
        not known.has_capitals or sentence.text[sentence.spans[index][0] - sentence.start].isupper()
    )


def _last(month: int, day: int | None, published: datetime) -> datetime:
    """Give the last such day, or month, that had begun when it was published."""
    return _day_of(published.year - (month > published.month), month, day)


def _day_of(year: int, month: int, day: int | None) -> datetime:
    """Give a day; the middle of its month when none is told, as what it dates may be of any."""
    end = _end_of_month(year, month)
    return end.replace(day=min(day or _MIDDLE_OF_MONTH, end.day))


def _day_beside(words: Sequence[str], index: int, known: DateWords) -> int | None:
    """Give the day that stands beside a month: "2 September", "September 2nd"."""
    for word in (*words[max(0, index - 1) : index], *words[index + 1 : index + 2]):
        ordinal = next((end for end in known.ordinals if word.endswith(end)), "")
        day = word.removesuffix(ordinal)
        if day.isdecimal() and 1 <= int(day) <= _LONGEST_MONTH:
            return int(day)
    return None


def _end_of_month(year: int, month: int) -> datetime:
    return datetime(year, month, calendar.monthrange(year, month)[1], tzinfo=UTC)


def _dated_since(words: Sequence[str], index: int, known: DateWords) -> int:
    """Give the first word that a date speaks about.

    A participle that says no more than when keeps the date to itself: "the girls kidnapped in 2014
    were freed", "they call off the truce agreed with the army in June".
    """
    place = index - 1
    while place > 0 and (words[place] in known.months or words[place].isdecimal()):
        place -= 1
    if place < 1 or words[place] not in known.dating_days:
        return 0
    made = range(place - 1, max(0, place - _AFTER_MADE), -1)
    since = next((at for at in made if _is_made(words, at, known)), place - 1)
    if not _is_participle(words[since], known) or words[since] in known.verbs_alone:
        return 0
    return 0 if known.auxiliaries.intersection(words[max(0, since - 1) : since]) else since


def _is_participle(word: str, known: DateWords) -> bool:
    return bool(known.participle) and word.endswith(known.participle)


def _is_made(words: Sequence[str], index: int, known: DateWords) -> bool:
    """Tell whether an agreement is said to have been made there: "truce agreed"."""
    return _is_participle(words[index], known) and words[index - 1] in known.named_by_year


def _dated_until(words: Sequence[str], index: int, known: DateWords) -> int | None:
    """Give the last word that may begin what a date speaks about.

    A date that stands as an adjective ("the victim of a May 2004 raid calls for war") speaks about
    its noun.
    """
    place = index - 1
    while place >= 0 and words[place] in known.months:
        place -= 1
    if place < 1 or words[place] not in known.articles or words[place - 1] in known.timing:
        return None
    return index + _OF_A_NOUN
