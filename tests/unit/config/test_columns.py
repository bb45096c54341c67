from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from warnd.config.columns import position_in
from warnd.config.tree import MapNode, Position, ScalarNode
from warnd.config.yaml_tree import parse_yaml

FILE = Path("rules.yaml")


def scalar_in(text: str) -> ScalarNode:
    root = parse_yaml(text.encode(), FILE).root
    assert isinstance(root, MapNode)
    value = root.get("match")
    assert isinstance(value, ScalarNode)
    return value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("match: one two ! three\n", id="plain"),
        pytest.param("a: 1\nmatch:   one two ! three\n", id="plain further right"),
        pytest.param("match: one\n  two\n  ! three\n", id="plain on three lines"),
        pytest.param("match: 'one two ! three'\n", id="single quotes"),
        pytest.param("match: 'it''s two ''quotes'' ! three'\n", id="doubled quotes"),
        pytest.param("match: 'one\n  two\n\n  ! three'\n", id="single quotes on four lines"),
        pytest.param('match: "one \\"two\\" ! three"\n', id="escaped quotes"),
        pytest.param('match: "\\u0645\\x41 ! three"\n', id="escaped characters"),
        pytest.param('match: "one \\\n   two ! three"\n', id="an escaped line end"),
        pytest.param("match: |\n  one\n  two ! three\n", id="literal block"),
        pytest.param("match: |-\n    one\n\n    two ! three\n", id="indented literal block"),
        pytest.param("match: >\n  one\n  two\n  ! three\n", id="folded block"),
        pytest.param("match: &name one ! three\n", id="anchor"),
        pytest.param("match: مقاتلون ! جنود\n", id="Arabic"),
    ],
)
def test_a_character_of_a_value_is_found_where_it_was_written(text: str) -> None:
    scalar = scalar_in(text)

    at = position_in(scalar, scalar.text.index("!") + 1)

    assert text.splitlines()[at.line - 1][at.column - 1] == "!"


def test_the_end_of_a_value_stands_behind_its_last_character() -> None:
    scalar = scalar_in("match: 'one two'\n")

    at = position_in(scalar, len("one two") + 1)

    assert (at.line, at.column) == (1, 16)


def test_a_value_that_was_not_read_from_yaml_is_told_by_its_start() -> None:
    at = Position(file=FILE, line=3, column=9)

    assert position_in(ScalarNode(at=at, text="one"), 2) == at


def test_an_unknown_column_is_told_by_the_start() -> None:
    scalar = scalar_in("match: one\n")

    assert position_in(scalar, 0) == scalar.at


@given(
    words=st.lists(
        st.text(alphabet="abÿم(|\"'#:*@\\ ", min_size=1, max_size=12), min_size=1, max_size=6
    ),
    style=st.sampled_from(["'", '"', "|", ">", None]),
    width=st.sampled_from([8, 20, 1000]),
)
def test_every_character_is_found_however_yaml_writes_it(
    words: list[str], style: str | None, width: int
) -> None:
    value = " ".join(words)
    text = yaml.safe_dump(
        {"match": value}, default_style=style, width=width, allow_unicode=True, explicit_end=False
    )
    root = parse_yaml(text.encode(), FILE).root
    assert isinstance(root, MapNode)
    scalar = next(entry.value for entry in root.entries.values())
    assert isinstance(scalar, ScalarNode)
    lines = text.split("\n")

    for index, character in enumerate(scalar.text):
        if not character.isspace():
            at = position_in(scalar, index + 1)
            found = lines[at.line - 1][at.column - 1 : at.column + 1]
            assert found[0] in {character, "\\"}
            assert character in found or found == "\\x"
