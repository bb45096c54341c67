"""Dates that a sentence names, held against the day it was published."""

import calendar
from datetime import UTC, datetime, timedelta

from warnd.model.sentence import Sentence

#: what lies further back than this is history (SIGNALS: about a month)
_PAST = timedelta(days=31)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
_YEARS = range(1900, 2100)


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
        and published - _end_of(sentence, index) > _PAST
    )


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
