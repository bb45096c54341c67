import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.rules.build import Builder
from warnd.rules.contained import contained
from warnd.rules.imply import implies

from .reading import LANGUAGE

_QUERIES = st.sampled_from(
    [
        *("a", "b", "=a", "ab*", "a | b", "a AND b", "a AND NOT b", '"a b"', '"a b c"'),
        *("a NEAR/3 b", "a THEN/2 b", "b THEN/2 a", "(a | b) NEAR/5 c", "PLACE NEAR/2 a"),
        *("NUM", "NUM>=3", "NUM | a", "PLACE", "title:a", "a AND title:b", "b | NUM | title:a"),
    ]
)


@given(st.lists(_QUERIES, max_size=8))
def test_all_pairs_and_no_other_are_given(queries: list[str]) -> None:
    builder = Builder((), LANGUAGE)
    nodes = [builder.build(query) for query in queries]
    expected = {
        (place, other)
        for place, node in enumerate(nodes)
        for other, wider in enumerate(nodes)
        if place != other and implies(node, wider)
    }
    assert set(contained(nodes)) == expected


@pytest.mark.parametrize("count", [3_000])
def test_many_queries_are_not_tried_in_pairs(count: int) -> None:
    builder = Builder((), LANGUAGE)
    nodes = [builder.build(f"w{place} NEAR/3 v{place}") for place in range(count)]
    assert list(contained(nodes)) == []
