from datetime import UTC, datetime, timedelta

from warnd.daemon.timing.clock import SystemClock


def test_it_tells_the_machines_time_in_utc() -> None:
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)  # noqa: TID251  what it is held to


def test_intervals_never_run_backwards() -> None:
    clock = SystemClock()
    assert clock.monotonic() <= clock.monotonic()
