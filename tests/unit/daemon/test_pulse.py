from warnd.daemon.pulse import STANDSTILL_S, Pulse


def test_a_loop_that_beats_is_not_stuck() -> None:
    pulse = Pulse()
    pulse.beat("poller", 1000.0)
    assert pulse.stuck(1000.0 + STANDSTILL_S) == ()


def test_loops_that_stand_still_are_named_in_order() -> None:
    pulse = Pulse()
    for loop in ("sender ops", "poller", "sender duty"):
        pulse.beat(loop, 1000.0)
    pulse.beat("poller", 1100.0)
    assert pulse.stuck(1000.0 + STANDSTILL_S + 0.1) == ("sender duty", "sender ops")


def test_a_beat_never_moves_back() -> None:
    pulse = Pulse(standstill_s=10.0)
    pulse.beat("poller", 100.0)
    pulse.beat("poller", 50.0)
    assert pulse.stuck(105.0) == ()


def test_a_loop_that_has_ended_is_forgotten() -> None:
    pulse = Pulse(standstill_s=10.0)
    pulse.beat("sender duty", 0.0)
    pulse.forget("sender duty")
    pulse.forget("nobody")
    assert pulse.stuck(1000.0) == ()


def test_standing_still_takes_longer_than_the_longest_send_and_two_assessments() -> None:
    assert STANDSTILL_S > 60.0 + 60.0
