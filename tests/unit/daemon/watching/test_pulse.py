from dataclasses import dataclass

import pytest

from warnd.daemon.watching.pulse import Pulse


@dataclass
class Now:
    at_s: float = 1000.0

    def __call__(self) -> float:
        return self.at_s


@pytest.fixture
def now() -> Now:
    return Now()


def test_a_loop_that_has_not_begun_is_not_still(now: Now) -> None:
    pulse = Pulse(now)
    now.at_s += 3600.0
    assert pulse.still_s() == 0.0


def test_a_loop_is_still_since_it_moved_last(now: Now) -> None:
    pulse = Pulse(now)
    pulse.beat()
    now.at_s += 4.0
    assert pulse.still_s() == 4.0
    pulse.beat()
    assert pulse.still_s() == 0.0


def test_a_loop_that_says_what_it_waits_for_is_still_only_when_that_is_over(now: Now) -> None:
    pulse = Pulse(now)
    pulse.beat()
    with pulse.waiting(60.0):
        now.at_s += 60.0
        assert pulse.still_s() == 0.0
        now.at_s += 5.0
        assert pulse.still_s() == 5.0
    assert pulse.still_s() == 0.0


def test_whoever_waits_for_what_another_watches_over_may_do_so_for_ever(now: Now) -> None:
    pulse = Pulse(now)
    with pulse.waiting():
        now.at_s += 1e9
        assert pulse.still_s() == 0.0


def test_of_several_things_waited_for_the_first_that_is_over_counts(now: Now) -> None:
    pulse = Pulse(now)
    with pulse.waiting(100.0):
        with pulse.waiting(10.0):
            now.at_s += 30.0
            assert pulse.still_s() == 20.0
        assert pulse.still_s() == 0.0


def test_a_wait_that_fails_is_over(now: Now) -> None:
    pulse = Pulse(now)
    with pytest.raises(OSError, match="cut"), pulse.waiting(100.0):
        raise OSError("cut")
    now.at_s += 7.0
    assert pulse.still_s() == 7.0
