import pytest

from warnd.alerts.retry import retry_delay


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
