import pytest

from warnd.transport import remembered
from warnd.transport.remembered import Remembered


def test_what_is_kept_is_given_until_its_time_is_over() -> None:
    kept: Remembered[str] = Remembered(10.0)
    kept.keep("a.example", "here", 100.0)
    assert kept.get("a.example", 109.9) == "here"
    assert kept.get("a.example", 110.0) is None
    assert kept.get("b.example", 100.0) is None


def test_less_may_be_asked_for_than_is_kept_and_no_more() -> None:
    kept: Remembered[str] = Remembered(10.0)
    kept.keep("a.example", "here", 100.0)
    assert kept.get("a.example", 103.0, within_s=2.0) is None
    assert kept.get("a.example", 103.0, within_s=5.0) == "here"
    assert kept.get("a.example", 120.0, within_s=50.0) is None


def test_the_newest_value_counts_and_a_forgotten_one_does_not() -> None:
    kept: Remembered[str] = Remembered(10.0)
    kept.keep("a.example", "there", 100.0)
    kept.keep("a.example", "here", 105.0)
    assert kept.get("a.example", 112.0) == "here"
    kept.forget("a.example")
    kept.forget("never.example")
    assert kept.get("a.example", 112.0) is None


def test_names_without_end_push_out_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST_NAMES", 3)
    kept: Remembered[int] = Remembered(10.0)
    for number in range(5):
        kept.keep(f"{number}.example", number, 100.0)
    found = [kept.get(f"{number}.example", 101.0) for number in range(5)]
    assert found == [None, None, 2, 3, 4]
    assert len(kept._kept) == 3
    kept.keep("late.example", 9, 200.0)
    assert len(kept._kept) == 1
