from datetime import timedelta

import pytest

from tests.unit.builders import NOW
from tests.unit.replay.versions import CALM, EMERGENCY, WARNING, WATCH
from warnd.replay.chronicle import Curve, Stretch
from warnd.replay.report_charts import bands, index_path, marks


def test_steps_of_one_level_that_touch_are_one_band() -> None:
    levels = {0: WATCH, 1: WATCH, 2: WARNING, 3: CALM, 4: WARNING, 9: EMERGENCY}
    found = [(band.start, band.length, band.level) for band in bands(levels)]
    assert found == [(0, 2, WATCH), (2, 1, WARNING), (4, 1, WARNING), (9, 1, EMERGENCY)]


def test_a_curve_stands_on_its_ground_and_has_gaps() -> None:
    assert index_path(Curve(index={0: 10.0, 1: 40.4, 5: 100.0})) == (
        "M0,100V90H1V60H2V100ZM5,100V0H6V100Z"
    )


def test_nothing_is_no_chart() -> None:
    assert index_path(Curve()) == ""
    assert bands({}) == ()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        pytest.param(0, [], id="no time at all"),
        pytest.param(3, ["29 Jan", "30 Jan", "31 Jan"], id="days"),
        pytest.param(120, ["Feb 2019", "Mar 2019", "Apr 2019", "May 2019"], id="months"),
        pytest.param(1000, ["2020", "2021"], id="years"),
    ],
)
def test_time_is_marked_by_what_fits(days: int, words: list[str]) -> None:
    stretch = Stretch(first=NOW, last=NOW + timedelta(days=days))
    assert [mark.words for mark in marks(stretch)] == words


def test_marks_are_few_and_stand_in_order() -> None:
    found = marks(Stretch(first=NOW, last=NOW + timedelta(days=60)))
    assert 2 < len(found) <= 9
    places = [mark.left for mark in found]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] <= 100
