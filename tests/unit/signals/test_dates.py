from datetime import UTC, datetime

import pytest

from warnd.signals.dates import is_fresh, names_month, past_dates
from warnd.signals.languages.english.grammar import ENGLISH_GRAMMAR
from warnd.signals.languages.english.language import English

DATES = ENGLISH_GRAMMAR.dates
PUBLISHED = datetime(2019, 1, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "past"),
    [
        pytest.param("The town was shelled in 2014.", ["2014"], id="years ago"),
        pytest.param("The town was shelled in 2019.", [], id="this year"),
        pytest.param(
            "The town was shelled in December 2018.", ["2018"], id="a month whose middle is past"
        ),
        pytest.param("The town was shelled on 30 December 2018.", [], id="a day of last month"),
        pytest.param("The town was shelled in March 2018.", ["2018"], id="last spring"),
        pytest.param("The town was shelled on 3 March 2018.", ["2018"], id="with its day"),
        pytest.param("Elections are due in 2021.", [], id="to come"),
        pytest.param("The North scraps the 2014 military accord.", [], id="an accord by its year"),
        pytest.param("They tore up the truce of 2014.", [], id="a truce of a year"),
        pytest.param("In 2014 ceasefire talks failed.", ["2014"], id="a year before a truce"),
        pytest.param("In May 2014 a truce held.", ["2014"], id="a month before a truce"),
        pytest.param("2014 was a year of war.", ["2014"], id="at the beginning"),
        pytest.param("It has 2014 inhabitants and 150 soldiers.", ["2014"], id="a bare year"),
        pytest.param("It was the first raid there since 2013.", [], id="the first since a year"),
        pytest.param("The war has gone on since 2013.", ["2013"], id="since a year"),
        pytest.param("The town fell in November.", ["november"], id="a month without its year"),
        pytest.param("He was shot on 3 November.", ["november"], id="with its day"),
        pytest.param("The raid of Oct 8 killed nine.", ["oct"], id="a month cut short"),
        pytest.param("The town fell in January.", [], id="this month"),
        pytest.param("The town fell in December.", ["december"], id="the month before"),
        pytest.param("The town fell on 30 December.", [], id="four weeks ago"),
        pytest.param("The town fell on December 31st.", [], id="the day behind its month"),
        pytest.param("The town fell on 3 December.", ["december"], id="eight weeks ago"),
        pytest.param("It has been shelled since October.", [], id="since a month: it goes on"),
        pytest.param("Troops will leave by May.", [], id="a month to come"),
        pytest.param("A vote is planned in April.", [], id="a month that is planned"),
        pytest.param("They march in step.", [], id="a verb like a month"),
        pytest.param("May spoke in parliament.", [], id="a name like a month"),
    ],
)
def test_which_dates_are_past(text: str, past: list[str]) -> None:
    (sentence,) = English().sentences("", text)
    assert [sentence.words[date.index] for date in past_dates(sentence, PUBLISHED, DATES)] == past


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("Rebels free the girls abducted in 2014.", "abducted", id="a participle"),
        pytest.param("Rebels free men taken on 3 May 2014.", "rebels", id="no word in -ed"),
        pytest.param("The girls were abducted in 2014.", "the", id="the verb of the sentence"),
        pytest.param("In 2014 the girls were abducted.", "in", id="at the beginning"),
        pytest.param("Ten girls died in 2014.", "ten", id="a verb of its own"),
        pytest.param(
            "They end the truce signed with the army in 2014.", "signed", id="a truce and its date"
        ),
        pytest.param("They end talks with the army in 2014.", "they", id="no truce that was made"),
    ],
)
def test_a_date_after_a_participle_keeps_to_it(text: str, first: str) -> None:
    (sentence,) = English().sentences("", text)
    (date,) = past_dates(sentence, PUBLISHED, DATES)
    assert sentence.words[date.since] == first


@pytest.mark.parametrize(
    ("text", "until"),
    [
        pytest.param(
            "He, the victim of a May 2014 raid, calls for war.", 11, id="an adjective after of"
        ),
        pytest.param("In the 2014 war the town was shelled.", None, id="a time"),
        pytest.param("The town was shelled in 2014.", None, id="no adjective"),
        pytest.param("2014 was a year of war.", None, id="at the beginning"),
        pytest.param(
            "The girls abducted in 2014 were freed.", 4, id="a participle that keeps it to itself"
        ),
    ],
)
def test_a_date_before_a_noun_speaks_about_the_noun(text: str, until: int | None) -> None:
    (sentence,) = English().sentences("", text)
    (date,) = past_dates(sentence, PUBLISHED, DATES)
    assert date.until == until


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        pytest.param("On 12 May 2023 they fought.", 2, True, id="a day"),
        pytest.param("They fought until May 12th.", 3, True, id="a day behind it"),
        pytest.param("They may attack.", 1, False, id="a verb"),
        pytest.param("May spoke in parliament.", 0, False, id="a name"),
        pytest.param("The 12 may attack.", 2, False, id="a verb behind a number"),
        pytest.param("They spoke.", 1, False, id="another word"),
    ],
)
def test_a_month_has_a_capital_and_a_number_beside_it(
    text: str, index: int, *, expected: bool
) -> None:
    (sentence,) = English().sentences("", text)
    assert names_month(sentence, index, DATES) is expected


def test_what_is_told_of_these_days() -> None:
    (told,) = English().sentences("", "Shells fell on Monday.")
    (untold,) = English().sentences("", "Shells fell on the town.")
    assert is_fresh(told.words, DATES)
    assert not is_fresh(untold.words, DATES)
