from datetime import timedelta

import pytest

from warnd.alerts.retry import Failure, retry_delay

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("attempts", "asked_s", "chance", "expected_s"),
    [
        pytest.param(1, None, 0.0, 5, id="first"),
        pytest.param(2, None, 0.0, 10, id="doubled"),
        pytest.param(50, None, 0.0, 600, id="never longer than ten minutes"),
        pytest.param(1, None, 1.0, 6, id="stretched by a fifth"),
        pytest.param(1, 90.0, 0.0, 90, id="as the channel asked"),
        pytest.param(50, 1.0, 0.0, 600, id="never shorter than our own"),
    ],
)
def test_when_to_try_again(
    attempts: int, asked_s: float | None, chance: float, expected_s: int
) -> None:
    assert retry_delay(attempts, asked_s, chance).total_seconds() == expected_s


@pytest.mark.parametrize(
    ("failure", "minutes"),
    [
        pytest.param(Failure.THROTTLED, [0.5, 1, 2, 4, 8, 10, 10], id="asked for fewer"),
        pytest.param(Failure.GREYLISTED, [1, 5, 10, 15, 30, 30], id="put off by a mail server"),
    ],
)
def test_each_failure_has_waits_of_its_own(failure: Failure, minutes: list[float]) -> None:
    waits = [retry_delay(nth, None, 0.0, failure) for nth in range(1, len(minutes) + 1)]
    assert waits == [timedelta(minutes=each) for each in minutes]


def test_who_delivers_and_yet_answers_429_sees_at_most_ten_repeats_in_an_hour() -> None:
    passed, repeats = timedelta(0), 0
    while (passed := passed + retry_delay(repeats + 1, None, 0.0, Failure.THROTTLED)) <= HOUR:
        repeats += 1
    assert repeats <= 10
