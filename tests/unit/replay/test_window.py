from datetime import datetime, timedelta

import pytest

from tests.unit.builders import NOW
from warnd.replay.window import WARM_UP, Window

SECOND = timedelta(seconds=1)
WINDOW = Window(since=NOW, until=NOW + timedelta(days=3))


@pytest.mark.parametrize(
    ("moment", "tells", "replays"),
    [
        pytest.param(NOW - WARM_UP - SECOND, False, False, id="before the warm-up"),
        pytest.param(NOW - WARM_UP, False, True, id="at the beginning of the warm-up"),
        pytest.param(NOW - SECOND, False, True, id="at its end"),
        pytest.param(NOW, True, True, id="at the beginning of the window"),
        pytest.param(NOW + timedelta(days=3) - SECOND, True, True, id="at its end"),
        pytest.param(NOW + timedelta(days=3), False, False, id="after it"),
    ],
)
def test_a_window_replays_more_than_it_tells(moment: datetime, tells: bool, replays: bool) -> None:
    assert WINDOW.tells(moment) is tells
    assert WINDOW.replays(moment) is replays


def test_without_bounds_all_is_told() -> None:
    assert Window().tells(NOW)
    assert Window().replays(NOW)
    assert Window().end(NOW) == NOW


def test_time_runs_on_to_the_end_of_the_window_or_of_the_archive() -> None:
    assert WINDOW.end(NOW + timedelta(days=1)) == NOW + timedelta(days=1)
    assert WINDOW.tells(WINDOW.end(NOW + timedelta(days=9)))
    assert not WINDOW.tells(WINDOW.end(NOW + timedelta(days=9)) + timedelta(microseconds=1))


def test_a_bound_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Window(since=datetime(2019, 1, 28))  # noqa: DTZ001  what is refused
