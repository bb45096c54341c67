import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.signals.surprise import signed_surprise


def test_a_table_worked_by_hand() -> None:
    # 4 of 10 and 1 of 20: expected 5/3, 25/3, 10/3, 50/3;
    # 4 ln 2.4 + 6 ln 0.72 + ln 0.3 + 19 ln 1.14, twice
    assert signed_surprise(4, 10, 1, 20) == pytest.approx(5.633, abs=0.001)


@pytest.mark.parametrize(
    ("counts", "sign"),
    [
        pytest.param((3, 10, 0, 100), 1, id="only in the group"),
        pytest.param((0, 10, 50, 100), -1, id="only among the others"),
        pytest.param((5, 10, 50, 100), 0, id="as common in both"),
        pytest.param((10, 10, 100, 100), 0, id="in all of both"),
        pytest.param((0, 0, 5, 10), 0, id="nobody in the group"),
        pytest.param((5, 10, 0, 0), 0, id="no others"),
    ],
)
def test_the_sign_tells_where_it_is_more_common(
    counts: tuple[int, int, int, int], sign: int
) -> None:
    surprise = signed_surprise(*counts)
    assert (surprise > 1e-9) - (surprise < -1e-9) == sign


def test_more_articles_of_the_same_share_surprise_more() -> None:
    assert signed_surprise(20, 50, 5, 100) > signed_surprise(4, 10, 1, 20)


_GROUPS = st.integers(1, 1_000).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))


@given(_GROUPS, _GROUPS)
def test_the_groups_may_change_places(one: tuple[int, int], other: tuple[int, int]) -> None:
    there, back = signed_surprise(*one, *other), signed_surprise(*other, *one)
    assert there == pytest.approx(-back, abs=1e-6)
