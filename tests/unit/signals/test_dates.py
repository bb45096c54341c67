from datetime import UTC, datetime

import pytest

from warnd.signals.dates import past_dates
from warnd.signals.languages.english import English

PUBLISHED = datetime(2019, 1, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "past"),
    [
        pytest.param("The town was shelled in 2014.", ["2014"], id="years ago"),
        pytest.param("The town was shelled in 2019.", [], id="this year"),
        pytest.param("The town was shelled in December 2018.", [], id="last month"),
        pytest.param("The town was shelled in March 2018.", ["2018"], id="last spring"),
        pytest.param("The town was shelled on 3 March 2018.", ["2018"], id="with its day"),
        pytest.param("Elections are due in 2021.", [], id="to come"),
        pytest.param("The North scraps the 2014 military accord.", [], id="an accord by its year"),
        pytest.param("They tore up the truce of 2014.", [], id="a truce of a year"),
        pytest.param("In 2014 ceasefire talks failed.", ["2014"], id="a year before a truce"),
        pytest.param("In May 2014 a truce held.", ["2014"], id="a month before a truce"),
        pytest.param("2014 was a year of war.", ["2014"], id="at the beginning"),
        pytest.param("It has 2014 inhabitants and 150 soldiers.", ["2014"], id="a bare year"),
    ],
)
def test_which_dates_are_past(text: str, past: list[str]) -> None:
    (sentence,) = English().sentences("", text)
    assert [sentence.words[index] for index in past_dates(sentence, PUBLISHED)] == past
