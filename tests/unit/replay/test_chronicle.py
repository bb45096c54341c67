from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.builders import NOW, article, signal
from tests.unit.judging import WordReader
from tests.unit.replay.versions import CALM, EMERGENCY, WARNING, WATCH, version
from warnd.model.alert import AlertReason
from warnd.model.identifiers import AreaId, RuleId
from warnd.model.level import Level
from warnd.model.situation import Situation
from warnd.replay.chronicle import POINTS, Chronicle, Stretch
from warnd.replay.run import TICK

DAY = timedelta(days=1)
YEARS = Stretch(first=NOW, last=NOW + 1825 * DAY)
WEEK = Stretch(first=NOW, last=NOW + 7 * DAY)


def situation(days: float, index: float, level: Level) -> Situation:
    at = NOW + days * DAY
    return Situation(
        area=AreaId("SY-ID"),
        level=level,
        index=index,
        pressure=1.0,
        normal=1.0,
        known_since=NOW,
        since=NOW,
        at=at,
    )


@pytest.mark.parametrize(
    ("stretch", "steps"),
    [
        pytest.param(YEARS, POINTS, id="years"),
        pytest.param(WEEK, 29, id="a week, by ticks"),
        pytest.param(Stretch(first=NOW, last=NOW), 1, id="a moment"),
    ],
)
def test_a_stretch_has_a_bounded_number_of_steps(stretch: Stretch, steps: int) -> None:
    assert stretch.steps == steps
    assert stretch.place(stretch.first) == 0
    assert stretch.place(stretch.last) == steps - 1
    assert stretch.place(stretch.first - TICK) is None
    assert stretch.place(stretch.last + TICK) is None


def test_of_each_step_the_highest_is_kept() -> None:
    chronicle = Chronicle(WEEK)
    for each in (
        situation(0.1, 40, WATCH),
        situation(0.2, 70, WARNING),
        situation(0.24, 20, WATCH),
        situation(1, 5, CALM),
        situation(99, 99, EMERGENCY),
    ):
        chronicle.see(each)
    curve = chronicle.curves[AreaId("SY-ID")]
    assert curve.index == {0: 70, 4: 5}
    assert curve.level == {0: WARNING, 4: CALM}


def test_signals_are_counted_by_the_rules_behind_them() -> None:
    chronicle = Chronicle(WEEK)
    reading = WordReader().read(article("shelling"))
    named = signal("shelling")
    quote = replace(named.evidence[0], rule=RuleId("shells-fall"))
    both = replace(reading, signals=(replace(named, evidence=(quote, quote)), signal("unrest")))
    chronicle.read(NOW, both)
    chronicle.read(NOW + DAY, both)
    chronicle.read(NOW - DAY, both)
    chronicle.read(NOW, None)
    assert chronicle.articles == 2
    assert chronicle.fired == {("shelling", "shells-fall"): 2, ("unrest", None): 2}


def test_an_alert_is_told_by_the_version_that_raised_it_highest() -> None:
    chronicle = Chronicle(WEEK)
    escalated = version(1, EMERGENCY, AlertReason.ESCALATED, number=2)
    calm = version(3, CALM, AlertReason.ALL_CLEAR, number=4)
    again = version(4, WATCH, alert="two")
    for each in (
        version(0, WATCH),
        escalated,
        version(2, EMERGENCY, AlertReason.UPDATED, number=3),
        calm,
        again,
    ):
        chronicle.note(each)
    first, second = chronicle.alerts_by_area()[AreaId("SY-ID")]
    assert (first.peak, first.last, first.versions) == (escalated, calm, 4)
    assert (second.peak, second.versions) == (again, 1)
    assert chronicle.versions == 5
