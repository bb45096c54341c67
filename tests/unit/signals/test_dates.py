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
        pytest.param("It has 2014 inhabitants and 150 soldiers.", ["2014"], id="a bare year"),
    ],
)
def test_which_dates_are_past(text: str, past: list[str]) -> None:
    (sentence,) = English().sentences("", text)
    assert [sentence.words[index] for index in past_dates(sentence, PUBLISHED)] == past
