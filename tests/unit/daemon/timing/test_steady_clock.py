from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from warnd.daemon.timing.steady_clock import JUMP, SteadyClock

WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Moved(SteadyClock):
    """A steady clock on a machine whose two clocks a test moves."""

    def __init__(self, wall: datetime = NOW) -> None:
        super().__init__(WRITTEN)
        self.at, self.passed_s = wall, 1000.0

    def wall(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.passed_s

    def pass_by(self, time: timedelta) -> None:
        self.at += time
        self.passed_s += time.total_seconds()


@pytest.mark.parametrize("jump", [HOUR, -HOUR, DAY, -DAY, JUMP, -JUMP])
def test_a_clock_that_is_set_a_little_is_followed(jump: timedelta) -> None:
    clock = Moved()
    assert clock.now() == NOW
    clock.at += jump
    assert clock.now() == NOW + jump
    assert not clock.is_suspect


@pytest.mark.parametrize("jump", [3 * DAY, -3 * DAY, 3652 * DAY, -3652 * DAY])
def test_a_clock_that_jumps_is_not_followed_until_it_is_back(jump: timedelta) -> None:
    clock = Moved()
    clock.now()
    clock.at += jump
    clock.pass_by(HOUR)
    assert clock.now() == NOW + HOUR
    assert clock.doubt is not None
    assert clock.doubt.why.startswith("it jumped from 2026-11-20 13:00 to ")
    clock.at -= jump
    clock.pass_by(HOUR)
    assert clock.now() == NOW + 2 * HOUR
    assert not clock.is_suspect


def test_a_machine_that_starts_in_1970_goes_on_from_what_is_stored_until_it_is_set() -> None:
    clock = Moved(datetime(1970, 1, 1, tzinfo=UTC))
    assert clock.now() == WRITTEN
    clock.begin(NOW - HOUR)
    assert (clock.now(), clock.is_suspect) == (NOW - HOUR, True)
    clock.pass_by(HOUR)
    assert clock.now() == NOW
    clock.at = NOW + 30 * DAY
    assert (clock.now(), clock.is_suspect) == (NOW + 30 * DAY, False)


def test_a_clock_behind_or_years_ahead_of_what_is_stored_is_in_doubt() -> None:
    for newest in (NOW + 3 * DAY, NOW - 500 * DAY):
        clock = Moved()
        clock.begin(newest)
        assert (clock.now(), clock.is_suspect) == (newest, True)
    clock = Moved()
    clock.begin(NOW - 60 * DAY)
    assert (clock.now(), clock.is_suspect) == (NOW, False)
    clock.begin(None)
    assert not clock.is_suspect


def test_a_jump_that_several_servers_agree_with_was_right() -> None:
    clock = Moved()
    clock.now()
    clock.heard("https://early.example/", format_datetime(NOW))
    clock.at += 5 * DAY  # a machine that was suspended
    assert clock.is_suspect
    said = format_datetime(clock.at + timedelta(minutes=2))
    clock.heard("https://one.example/rss", said)
    clock.heard("https://one.example/atom", said)
    clock.heard("https://odd.example/", "soon")
    clock.heard("https://odd.example/", "")
    assert clock.is_suspect, "one host is one witness"
    clock.heard("https://two.example/rss", said)
    assert not clock.is_suspect
    assert clock.now() == NOW + 5 * DAY


def test_what_servers_say_is_believed_by_a_machine_that_never_knew_the_time() -> None:
    clock = Moved(datetime(1970, 1, 1, tzinfo=UTC))
    assert clock.now() == WRITTEN
    for host in ("one", "two"):
        clock.heard(f"https://{host}.example/", format_datetime(NOW))
    assert (clock.now(), clock.is_suspect) == (NOW, True)
    clock.pass_by(HOUR)
    assert clock.now() == NOW + HOUR
    clock.at = NOW + HOUR
    assert not clock.is_suspect


def test_servers_that_contradict_the_clock_leave_it_in_doubt() -> None:
    clock = Moved()
    clock.now()
    clock.at += 5 * DAY
    assert clock.is_suspect
    for nth in range(4):
        clock.heard(f"https://s{nth}.example/", format_datetime(NOW))
    for nth in range(4, 7):
        clock.heard(f"https://s{nth}.example/", format_datetime(clock.at))
    assert clock.is_suspect
