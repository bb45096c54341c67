from datetime import date, timedelta

import pytest

from tests.unit.builders import NOW
from tests.unit.replay.test_spans import spans
from tests.unit.replay.versions import CALM, EMERGENCY, WARNING, WATCH, version
from warnd.model.alert import AlertReason, AlertVersion
from warnd.replay.onsets import Caught, Expectations, Onset, hold

#: a fortnight and two days after `NOW`, which is nine in the morning
DAY = date(2019, 2, 13)
ONSET = Onset(date=DAY, country="SY", places=("Idlib",), what="an offensive")
MORNING = 9 / 24
LATER = version(40, CALM, AlertReason.ALL_CLEAR, alert="last", area="UA", country="UA")


def caught(*versions: AlertVersion) -> Caught:
    (held,) = hold(Expectations(onsets=(ONSET,), quiet=()), spans(*versions, LATER)).onsets
    return held


def ended(days: float, alert: str = "one") -> AlertVersion:
    return version(days, CALM, AlertReason.ALL_CLEAR, alert=alert, number=9)


@pytest.mark.parametrize(
    ("versions", "is_caught", "before", "renewed"),
    [
        pytest.param((), False, False, False, id="nothing told"),
        pytest.param((version(10, WATCH),), False, False, False, id="only watched"),
        pytest.param((version(10, WARNING, country="UA"),), False, False, False, id="elsewhere"),
        pytest.param((version(2, WARNING), ended(3)), True, True, True, id="a fortnight before"),
        pytest.param((version(0, WARNING), ended(1)), False, False, False, id="over by then"),
        pytest.param((version(0, WARNING), ended(2)), True, True, False, id="stood into the time"),
        pytest.param((version(0, WARNING),), True, True, False, id="stands for ever"),
        pytest.param((version(16, EMERGENCY),), True, False, True, id="on the day"),
        pytest.param((version(17.6 - 1e-6, WARNING),), True, False, True, id="late the day after"),
        pytest.param((version(17.7, WARNING),), False, False, False, id="two days after"),
    ],
)
def test_an_onset_is_caught_from_a_fortnight_before_to_the_day_after(
    versions: tuple[AlertVersion, ...], is_caught: bool, before: bool, renewed: bool
) -> None:
    held = caught(*versions)
    assert (held.by is not None) is is_caught
    assert (held.before, held.renewed) == (before, renewed)
    assert (held.lead_days is not None) is is_caught


def test_what_rose_in_that_time_goes_before_what_stood() -> None:
    held = caught(version(0, WARNING), version(11, WARNING, alert="two", area="SY"))
    assert held.by is not None
    assert held.by.alert == "two"
    assert held.lead_days == pytest.approx(5 - MORNING)
    assert [span.alert for span in held.open] == ["one", "two"]


def test_of_what_stood_the_one_that_rose_last_counts() -> None:
    held = caught(version(-9, WARNING), version(0, WARNING, alert="two", area="SY"))
    assert held.by is not None
    assert held.by.alert == "two"
    assert held.lead_days == pytest.approx(16 - MORNING)


def test_an_alert_on_the_day_is_late() -> None:
    assert caught(version(16, WARNING)).lead_days == pytest.approx(-MORNING)


def test_all_is_counted() -> None:
    other = Onset(date=DAY, country="YE", places=(), what="another")
    held = hold(
        Expectations(onsets=(ONSET, other), quiet=("PT", "UA")),
        spans(
            version(10, WARNING),
            version(11, WARNING, alert="two", area="PT", country="PT"),
            version(12, EMERGENCY, AlertReason.ESCALATED, alert="two", area="PT", country="PT"),
            LATER,
        ),
    )
    assert (held.caught, held.before, held.renewed) == (1, 1, 1)
    assert held.quiet_raised == {"PT": 2}
    assert (held.quiet, held.versions) == (2, 4)
    assert set(held.shares) == {"SY-ID", "PT"}


def test_onsets_outside_of_the_time_are_left_out() -> None:
    expected = Expectations(onsets=(ONSET,), quiet=("PT",))
    day = timedelta(days=1)
    assert expected.within(NOW, ONSET.began).onsets == (ONSET,)
    assert expected.within(ONSET.began + day / 2, ONSET.began + day).onsets == (ONSET,)
    assert expected.within(NOW, ONSET.began - day).onsets == ()
    assert expected.within(ONSET.began + day, ONSET.began + 2 * day).quiet == ("PT",)
