from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.config.scalars import (
    Unfit,
    shown,
    to_bool,
    to_choice,
    to_duration,
    to_identifier,
    to_integer,
    to_level_match,
    to_list,
    to_number,
    to_text,
)
from warnd.model.level import Level
from warnd.settings import LevelMatch


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        pytest.param(to_bool, "true", True, id="true"),
        pytest.param(to_bool, "false", False, id="false"),
        pytest.param(to_integer, "587", 587, id="integer"),
        pytest.param(to_integer, "-3", -3, id="negative integer"),
        pytest.param(to_number, "0.9", 0.9, id="number"),
        pytest.param(to_number, "1e3", 1000.0, id="number with exponent"),
        pytest.param(to_number, "-4", -4.0, id="negative number"),
        pytest.param(to_duration, "90s", timedelta(seconds=90), id="seconds"),
        pytest.param(to_duration, "5m", timedelta(minutes=5), id="minutes"),
        pytest.param(to_duration, "6h", timedelta(hours=6), id="hours"),
        pytest.param(to_duration, "7d", timedelta(days=7), id="days"),
        pytest.param(to_text, "NO", "NO", id="Norway"),
        pytest.param(to_identifier, "SY-ID", "SY-ID", id="identifier"),
        pytest.param(to_list, "idlib", ["idlib"], id="one value as a list"),
        pytest.param(to_list, [], [], id="an empty list"),
    ],
)
def test_a_value_is_read_as_its_type(
    read: Callable[[object], object], written: object, value: object
) -> None:
    assert read(written) == value


@pytest.mark.parametrize(
    ("read", "written", "words"),
    [
        pytest.param(to_bool, "yes", "expected true or false, got 'yes'", id="yes"),
        pytest.param(to_bool, "on", "expected true or false", id="on"),
        pytest.param(to_bool, "True", "expected true or false", id="capital True"),
        pytest.param(to_bool, "1", "expected true or false", id="one"),
        pytest.param(to_integer, "0123", "a whole number", id="octal"),
        pytest.param(to_integer, "1e3", "a whole number", id="exponent"),
        pytest.param(to_integer, "12:30:00", "a whole number", id="base sixty"),
        pytest.param(to_integer, "1_000", "a whole number", id="underscore"),
        pytest.param(to_integer, "٥", "a whole number", id="Arabic digit"),
        pytest.param(to_integer, "9" * 5000, "a whole number", id="digits without end"),
        pytest.param(to_number, "nan", "a number", id="not a number"),
        pytest.param(to_number, ".5", "a number", id="no digit before the point"),
        pytest.param(to_number, "1e999", "a finite number", id="infinite"),
        pytest.param(to_duration, "soon", "a duration such as 90s, 5m, 6h or 7d, got 'soon'"),
        pytest.param(to_duration, "5", "a duration", id="no unit"),
        pytest.param(to_duration, "1h30m", "a duration", id="two units"),
        pytest.param(to_duration, "5m\n", "a duration", id="line end"),
        pytest.param(to_duration, "0s", "a duration above zero", id="zero"),
        pytest.param(to_duration, "999999999d", "at most 3650d", id="three million years"),
        pytest.param(to_text, ["a"], "expected text, got a list", id="list for text"),
        pytest.param(to_text, {"a": "b"}, "must be quoted", id="mapping for text"),
        pytest.param(to_identifier, "a b", "an id of letters", id="space in an id"),
        pytest.param(to_identifier, "x" * 65, "at most 64", id="long id"),
        pytest.param(to_identifier, "../a", "an id of letters", id="path as id"),
        pytest.param(to_list, {"a": "b"}, "expected a list, got a mapping", id="mapping for list"),
        pytest.param(to_level_match, ">=warnin", "did you mean 'warning'?", id="level misspelt"),
        pytest.param(to_level_match, "!warning", "a level such as >=warning", id="operator"),
        pytest.param(to_level_match, [], "a level such as >=warning", id="list for a level"),
    ],
)
def test_a_value_that_does_not_fit_is_told_in_words(
    read: Callable[[object], object], written: object, words: str
) -> None:
    with pytest.raises(Unfit) as caught:
        read(written)

    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("written", "operator", "level"),
    [
        (">=warning", ">=", Level.WARNING),
        (">= watch", ">=", Level.WATCH),
        ("<=watch", "<=", Level.WATCH),
        ("emergency", "==", Level.EMERGENCY),
        ("==warning", "==", Level.WARNING),
    ],
)
def test_levels_are_compared_as_written(written: str, operator: str, level: Level) -> None:
    match = to_level_match(written)

    assert isinstance(match, LevelMatch)
    assert (match.operator, match.level) == (operator, level)


def test_a_choice_offers_the_nearest() -> None:
    with pytest.raises(Unfit, match="did you mean 'baseline'"):
        to_choice("basline", ["baseline", "alert"])


def test_a_message_shows_a_long_value_short_and_on_one_line() -> None:
    assert shown("a\nb" + "c" * 100) == "'a b" + "c" * 37 + "...'"


@given(st.text(max_size=30))
def test_no_text_makes_a_reader_fail_otherwise_than_unfit(text: str) -> None:
    for read in (to_bool, to_integer, to_number, to_duration, to_level_match, to_identifier):
        with suppress(Unfit):
            read(text)
