from datetime import UTC, datetime

import pytest

from warnd.feeds.timing.wait import asked_wait_s

NOW = datetime(2019, 1, 28, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("retry_after", "wait_s"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("1.5", 1.5),
        ("0", 0.0),
        ("-1", None),
        ("soon", None),
        ("", None),
        ("999999999999", 604_800.0),
        ("9" * 400, None),
        ("1e12", None),
        ("inf", None),
        ("nan", None),
        ("１２", None),
        ("Mon, 28 Jan 2019 10:05:00 GMT", 300.0),
        ("Mon, 28 Jan 2019 09:00:00 GMT", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 604_800.0),
        ("Mon, 99 Foo 2019 10:05:00 GMT", None),
    ],
)
def test_a_wait_is_read_from_retry_after(retry_after: str, wait_s: float | None) -> None:
    assert asked_wait_s({"retry-after": retry_after}, NOW) == wait_s


@pytest.mark.parametrize(
    ("cache_control", "age", "wait_s"),
    [
        ("max-age=300", "", 300.0),
        ("public, MAX-AGE=60, must-revalidate", "", 60.0),
        ('max-age="60"', "", 60.0),
        ("max-age=300", "100", 200.0),
        ("max-age=300", "1000", 0.0),
        ("max-age=300", "junk", 300.0),
        ("max-age=-5", "", None),
        ("max-age=soon", "", None),
        ("s-maxage=60", "", None),
        ("no-cache, max-age=60", "", None),
        ("no-store", "", None),
        ("max-age=99999999999", "", 604_800.0),
        ("", "", None),
    ],
)
def test_a_wait_is_read_from_cache_headers(
    cache_control: str, age: str, wait_s: float | None
) -> None:
    assert asked_wait_s({"cache-control": cache_control, "age": age}, NOW) == wait_s


def test_the_longer_of_two_waits_counts() -> None:
    assert asked_wait_s({"retry-after": "10", "cache-control": "max-age=60"}, NOW) == 60.0
