from datetime import UTC, datetime, timedelta, timezone

import pytest

from warnd.replay.clock import SimulatedClock

NOON = datetime(2019, 1, 28, 12, tzinfo=UTC)


def test_it_stands_until_it_is_moved() -> None:
    clock = SimulatedClock(NOON)
    assert clock.now() == clock.now() == NOON
    clock.move_to(NOON + timedelta(hours=1))
    assert clock.now() == NOON + timedelta(hours=1)


def test_it_never_runs_backwards() -> None:
    clock = SimulatedClock(NOON)
    clock.move_to(NOON - timedelta(days=1))
    assert clock.now() == NOON


def test_intervals_are_measured_in_its_own_seconds() -> None:
    clock = SimulatedClock(NOON)
    before = clock.monotonic()
    clock.move_to(NOON + timedelta(minutes=5))
    assert clock.monotonic() - before == 300.0


def test_it_tells_utc_whatever_zone_it_was_set_in() -> None:
    clock = SimulatedClock(datetime(2019, 1, 28, 14, tzinfo=timezone(timedelta(hours=2))))
    assert clock.now() == NOON
    assert clock.now().utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        SimulatedClock(datetime(2019, 1, 28))  # noqa: DTZ001  what is refused
