import pytest

from warnd.daemon.standing import Standing


@pytest.mark.parametrize(
    ("standing", "degraded"),
    [
        pytest.param(Standing(), (), id="all is well"),
        pytest.param(
            Standing(refused="warnd.yaml:3:1: an unknown key"),
            ("running on the OLD configuration: warnd.yaml:3:1: an unknown key",),
            id="refused",
        ),
        pytest.param(
            Standing(last_good="running on a copy", refused="warnd.yaml:3:1: an unknown key"),
            ("running on a copy",),
            id="started on a copy",
        ),
        pytest.param(Standing(clock_suspect="it is 1970"), ("it is 1970",), id="the clock"),
    ],
)
def test_what_is_not_as_it_should_be_is_told_in_words(
    standing: Standing, degraded: tuple[str, ...]
) -> None:
    assert standing.degraded == degraded


def test_it_is_not_ready_before_somebody_says_so() -> None:
    assert Standing().unready
