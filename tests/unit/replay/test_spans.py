from datetime import timedelta

import pytest

from tests.unit.builders import NOW
from tests.unit.replay.versions import CALM, EMERGENCY, WARNING, WATCH, version
from warnd.model.alert import AlertReason, AlertVersion
from warnd.replay.spans import Spans

DAY = timedelta(days=1)
ESCALATED, UPDATED, ALL_CLEAR = (
    AlertReason.ESCALATED,
    AlertReason.UPDATED,
    AlertReason.ALL_CLEAR,
)


def spans(*versions: AlertVersion) -> Spans:
    noted = Spans()
    for each in versions:
        noted.note(each)
    return noted


def test_an_alert_stands_from_each_version_to_the_next() -> None:
    told = spans(
        version(0, WATCH),
        version(1, WARNING, ESCALATED, number=2),
        version(3, EMERGENCY, ESCALATED, number=3),
        version(5, WATCH, UPDATED, number=4),
        version(6, WARNING, ESCALATED, number=5),
        version(9, CALM, ALL_CLEAR, number=6),
    ).told
    assert [(each.start, each.end, each.raised) for each in told] == [
        (NOW + DAY, NOW + 3 * DAY, NOW + DAY),
        (NOW + 3 * DAY, NOW + 5 * DAY, NOW + DAY),
        (NOW + 6 * DAY, NOW + 9 * DAY, NOW + 6 * DAY),
    ]
    assert [each.level for each in told] == [WARNING, EMERGENCY, WARNING]


def test_what_stands_at_the_end_ends_with_the_last_version_told() -> None:
    noted = spans(version(0, WARNING), version(4, WATCH, alert="two", area="UA", country="UA"))
    assert noted.told[0].end is None
    assert noted.end_of(noted.told[0]) == NOW + 4 * DAY


def test_alerts_a_day_count_those_raised_and_the_days_without_any() -> None:
    noted = spans(
        version(0, WARNING),
        version(0, WATCH, alert="two"),
        version(0.1, EMERGENCY, ESCALATED, number=2),
        version(1, EMERGENCY, UPDATED, number=3),
        version(3, WARNING, alert="three"),
        version(4, CALM, ALL_CLEAR, alert="three", number=2),
    )
    daily = noted.daily()
    assert (daily.days, daily.mean, daily.median, daily.most) == (5, 0.6, 0, 2)
    assert daily.p95 == 2
    assert noted.versions == 6


def test_ninety_five_days_of_a_hundred_have_at_most_so_many() -> None:
    busy = [version(day, WARNING, alert=f"b{day}-{n}") for day in range(5) for n in range(3)]
    quiet = [version(day, WARNING, alert=f"q{day}") for day in range(5, 100)]
    assert spans(*busy, *quiet).daily().p95 == 1
    assert spans(*busy, *quiet[:-6]).daily().p95 == 3


def test_an_area_has_its_share_of_the_time() -> None:
    noted = spans(
        version(0, WARNING),
        version(1, CALM, ALL_CLEAR, number=2),
        version(2, WARNING, alert="two", area="UA", country="UA"),
        version(4, CALM, ALL_CLEAR, alert="two", area="UA", country="UA", number=2),
    )
    shares = noted.shares()
    assert list(shares) == ["UA", "SY-ID"]
    assert list(shares.values()) == pytest.approx([0.4, 0.2])
    assert [each.area for each in noted.in_country("UA")] == ["UA"]


def test_nothing_told_is_one_quiet_day() -> None:
    daily = spans().daily()
    assert (daily.mean, daily.p95, daily.days) == (0, 0, 1)
    assert spans().shares() == {}
