"""Dates that a sentence names, held against the day it was published."""

import calendar
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from warnd.model.sentence import Sentence

#: what lies further back than this is history (SIGNALS: about a month)
_PAST = timedelta(days=31)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
_YEARS = range(1900, 2100)
#: what a year before or after it tells apart and does not date: "scraps the 2018 military accord"
_NAMED_BY_YEAR = frozenset(
    {
        "accord",
        "agreement",
        "armistice",
        "ceasefire",
        "constitution",
        "deal",
        "pact",
        "resolution",
        "treaty",
        "truce",
    }
)
#: how many words may stand between the two, as "nuclear" and "peace" do
_BETWEEN = 2
#: before a year, they date what is told: "in 2014 ceasefire talks failed"
_DATING = frozenset({"in", "since", "by", "from", "during", "until", "before", "after"})
#: after a year, they begin what happened in it: "in March 2014 a truce was signed"
_ARTICLES = frozenset({"a", "an", "the"})


def past_dates(sentence: Sentence, published: datetime) -> tuple[int, ...]:
    """Give the indexes of the words that name a year, or month and year, more than a month before.

    A year alone is past when it had ended more than a month before `published`.
    """
    return tuple(
        index
        for index, word in enumerate(sentence.words)
        if len(word) == 4  # noqa: PLR2004  the digits of a year
        and word.isdecimal()
        and int(word) in _YEARS
        and not _names_an_agreement(sentence.words, index)
        and published - _end_of(sentence, index) > _PAST
    )


def _names_an_agreement(words: Sequence[str], index: int) -> bool:
    before, two_before = words[index - 1 : index], words[max(0, index - 2) : index]
    after = words[index + 1 : index + 2 + _BETWEEN]
    if two_before and two_before[-1] == "of" and two_before[0] in _NAMED_BY_YEAR:
        return True
    if _DATING.intersection(before) or _ARTICLES.intersection(after[:1]):
        return False
    return not _NAMED_BY_YEAR.isdisjoint(after)


def _end_of(sentence: Sentence, index: int) -> datetime:
    year = int(sentence.words[index])
    month = next(
        (
            _MONTHS[word]
            for word in reversed(sentence.words[max(0, index - 2) : index])
            if word in _MONTHS
        ),
        12,
    )
    day = calendar.monthrange(year, month)[1]
    return datetime(year, month, day, tzinfo=UTC)
