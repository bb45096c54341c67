import pytest

from warnd.rules.build import Builder
from warnd.rules.imply import contradicts_itself, implies

from .reading import LANGUAGE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("a", "a", id="itself"),
        pytest.param("a", "a | b", id="one of alternatives"),
        pytest.param("a | b", "a | b | c", id="fewer alternatives"),
        pytest.param('a | "b c"', "a | b", id="each alternative by its own way"),
        pytest.param('"a b"', '"a b" | c', id="a phrase among alternatives"),
        pytest.param("a AND b", "a", id="a condition"),
        pytest.param("a AND b AND c", "c AND a", id="fewer conditions"),
        pytest.param("a NEAR/3 b", "b", id="a part of NEAR"),
        pytest.param("a NEAR/3 b", "a AND b", id="both parts of NEAR"),
        pytest.param("a NEAR/3 b", "b NEAR/5 a", id="nearer, in either order"),
        pytest.param("a THEN/3 b", "a NEAR/3 b", id="in order is near"),
        pytest.param("a THEN/3 b", "(a | c) THEN/3 b", id="in order, of fewer"),
        pytest.param('"a b c"', '"b c"', id="a phrase within a phrase"),
        pytest.param('"a b c"', "c", id="a word of a phrase"),
        pytest.param("NUM>=3", "NUM", id="a bounded number"),
        pytest.param("ab* | cd*", "ab* | cd* | ef*", id="fewer wildcards"),
    ],
)  # fmt: skip
def test_what_holds_wherever_another_does_is_seen(one: str, other: str) -> None:
    builder = Builder((), LANGUAGE)
    assert implies(builder.build(one), builder.build(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("a", "b", id="another word"),
        pytest.param("a | b", "a", id="more alternatives"),
        pytest.param("a", "a AND b", id="more conditions"),
        pytest.param("a", "a AND NOT b", id="an exception"),
        pytest.param("a NEAR/5 b", "a NEAR/3 b", id="farther"),
        pytest.param("a NEAR/3 b", "a THEN/3 b", id="in no order"),
        pytest.param("b THEN/3 a", "a THEN/3 b", id="in the other order"),
        pytest.param('"b a"', '"a b"', id="another phrase"),
        pytest.param("NUM", "NUM>=3", id="any number"),
        pytest.param("=a", "a", id="fixed as written: its form is not known here"),
        pytest.param("title:a", "a", id="elsewhere"),
    ],
)
def test_what_need_not_hold_is_not_claimed(one: str, other: str) -> None:
    builder = Builder((), LANGUAGE)
    assert not implies(builder.build(one), builder.build(other))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("a AND NOT a", True, id="at once"),
        pytest.param("a NEAR/3 b AND NOT (b | c)", True, id="a part of what is needed"),
        pytest.param("(a AND NOT a) | (b AND NOT b)", True, id="every alternative"),
        pytest.param("(a AND NOT a) AND b", True, id="one condition"),
        pytest.param("a AND NOT b", False, id="an exception"),
        pytest.param("(a AND NOT a) | b", False, id="one alternative"),
        pytest.param("a AND NOT (a NEAR/3 b)", False, id="an exception that needs more"),
    ],
)
def test_a_query_that_can_never_hold_is_seen(query: str, expected: bool) -> None:
    assert contradicts_itself(Builder((), LANGUAGE).build(query)) is expected
