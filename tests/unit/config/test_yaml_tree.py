from pathlib import Path

import pytest
import yaml

from warnd.config import yaml_tree
from warnd.config.tree import ListNode, MapNode, Node, ScalarNode, plain
from warnd.config.yaml_tree import MAX_BYTES, Document, parse_yaml, read_yaml

FILE = Path("warnd.yaml")


@pytest.fixture(params=["SafeLoader", "CSafeLoader"], autouse=True)
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run everything with PyYAML's own parser and with libyaml, where PyYAML was built with it."""
    monkeypatch.setattr(yaml_tree, "_LOADER", getattr(yaml, request.param, yaml.SafeLoader))


def read(text: str | bytes) -> Document:
    return parse_yaml(text.encode() if isinstance(text, str) else text, FILE)


def messages(document: Document) -> list[str]:
    return [str(mistake) for mistake in document.mistakes]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("NO", id="Norway is not false"),
        pytest.param("on", id="on is not true"),
        pytest.param("yes", id="yes is not true"),
        pytest.param("0123", id="a leading zero is not octal"),
        pytest.param("0x1F", id="hexadecimal is not a number"),
        pytest.param("12:30:00", id="a time is not a number in base sixty"),
        pytest.param("1e3", id="an exponent is not a number yet"),
        pytest.param("1_000", id="an underscore is not a thousand"),
        pytest.param("2019-01-28", id="a date is not a date yet"),
        pytest.param(".inf", id="infinity is text"),
        pytest.param("=", id="an equals sign is text"),
    ],
)
def test_a_value_stays_the_text_that_was_written(written: str) -> None:
    document = read(f"key: {written}\n")

    assert plain(document.root or MapNode(at=document.start)) == {"key": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_an_empty_value_is_nothing_unless_it_is_quoted(written: str) -> None:
    bare = read(f"key: {written}\n").root
    quoted = read(f"key: '{written}'\n").root

    assert isinstance(bare, MapNode)
    assert isinstance(quoted, MapNode)
    assert plain(bare) == {"key": None}
    assert plain(quoted) == {"key": written}


def test_every_key_and_value_knows_its_line_and_column() -> None:
    root = read("a: 1\nlist:\n  - x\n  - {b: 'ü', c: d}\n").root

    assert isinstance(root, MapNode)
    members = root.get("list")
    assert isinstance(members, ListNode)
    inner = members.items[1]
    assert isinstance(inner, MapNode)
    entry = inner.entries["c"]
    assert (entry.key.at.line, entry.key.at.column) == (4, 14)
    assert (entry.value.at.line, entry.value.at.column) == (4, 17)
    assert (members.items[0].at.line, members.items[0].at.column) == (3, 5)


def _bomb() -> bytes:
    """Nine levels of nine aliases: 5 million values in some 300 bytes."""
    lines = [f"a0: &a0 [{','.join('x' * 9)}]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 8)]
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", "3:1: the key 'a' stands twice", id="duplicate key"),
        pytest.param("a: !!python/name:os x\n", "1:4: tags such as !!python/name", id="tag"),
        pytest.param("a: !env HOME\n", "1:4: tags such as !env", id="local tag"),
        pytest.param("a: 1\n\tb: 2\n", "2:1: a tab stands here", id="tab as indentation"),
        pytest.param("a: [1, 2\nb: 3\n", "2:2: a ',' or the ']'", id="unclosed list"),
        pytest.param("a: {b: 1\nc: 3\n", "2:2: a ',' or the '}'", id="unclosed mapping"),
        pytest.param("x: 1\na: 'b\n", "2:4: a quote that is never closed", id="unclosed quote"),
        pytest.param("a: b: c\n", "1:5: a ':' is not expected here", id="colon in text"),
        pytest.param("a: - b\n", "1:4: a '- ' is not expected here", id="list on the key's line"),
        pytest.param("a: @x\n", "1:4: text that begins with '@' must be quoted", id="at sign"),
        pytest.param("a: `x`\n", "1:4: text that begins with '`'", id="backquote"),
        pytest.param('a: "\\d"\n', "an escape that YAML does not know", id="unknown escape"),
        pytest.param('a: "\\UFFFFFFFF"\n', "an escape that stands for no", id="huge escape"),
        pytest.param("a:\n  - 1\n - 2\n", "3:2: the indentation does not fit", id="indentation"),
        pytest.param("- a\nb: 1\n", "2:1: the ", id="list and mapping"),
        pytest.param("a: 'b' c\n", "1:8: the indentation does not fit", id="text after a quote"),
        pytest.param("{a: 1}}\n", "1:7: text stands after the end", id="bracket too many"),
        pytest.param("%YAML 9.9\n---\na: 1\n", "a YAML version that is not read", id="version"),
        pytest.param("a: 1\n---\nb: 2\n", "2:1: a second document begins", id="two documents"),
        pytest.param("a: *b\n", "1:4: the alias *b has no anchor", id="alias of nothing"),
        pytest.param("a: &a [*a]\n", "1:8: the alias *a stands in itself", id="alias of itself"),
        pytest.param("? [a]\n: b\n", "1:3: a key must be text", id="list as key"),
        pytest.param("a: &a {b: 1}\nc: {<<: *a}\n", "2:5: merge keys", id="merge key"),
        pytest.param("a: \x07\n", "1:4: holds a control character (U+0007)", id="bell"),
        pytest.param('a: "\\0"\n', "1:4: holds an escaped control character", id="escaped NUL"),
        pytest.param(b"a: b\nc: \xff\n", "2:4: is not UTF-8", id="Latin-1"),
        pytest.param("[" * 60, "1:42: stands more than 40 levels deep", id="depth"),
        pytest.param(_bomb(), "unfolds to more than 250,000 values", id="alias bomb"),
        pytest.param(
            "a: &a x\nb: [" + "*a, " * 101 + "]\n", "2:405: more than 100 aliases", id="aliases"
        ),
        pytest.param(b"#" * (MAX_BYTES + 1), "is larger than 1,000,000 bytes", id="size"),
    ],
)
def test_a_trap_is_told_with_its_place(text: str | bytes, expected: str) -> None:
    told = "\n".join(messages(read(text)))

    assert expected in told


def test_the_bomb_is_as_small_as_it_looks() -> None:
    assert len(_bomb()) < 400


def test_of_two_equal_keys_the_first_stays() -> None:
    root = read("severity: high\nseverity: low\n").root

    assert root is not None
    assert plain(root) == {"severity": "high"}


def test_mistakes_that_are_no_syntax_errors_are_told_together() -> None:
    told = messages(read("a: !x 1\na: 2\n? {}\n: 3\n"))

    assert [line.split(": ")[0] for line in told] == [
        "warnd.yaml:1:4",
        "warnd.yaml:2:1",
        "warnd.yaml:3:3",
    ]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbfa: 1\nb: [x]\n", id="byte order mark"),
        pytest.param(b"a: 1\r\nb: [x]\r\n", id="CRLF"),
        pytest.param(b"a: 1\rb: [x]\r", id="CR"),
        pytest.param(b'{"a": "1", "b": ["x"]}', id="JSON"),
        pytest.param(b'{\n\t"a":1,\n\t"b": [\n\t\t"x"\n\t]\n}\n', id="JSON with tabs"),
    ],
)
def test_a_file_from_elsewhere_is_read_alike(data: bytes) -> None:
    document = read(data)

    assert document.mistakes == ()
    assert document.root is not None
    assert plain(document.root) == {"a": "1", "b": ["x"]}


def test_lines_and_columns_are_the_same_with_every_line_end() -> None:
    told = {messages(read("a: 1\nb: 2\n  c: 3\n".replace("\n", end)))[0] for end in ("\n", "\r\n")}

    assert len(told) == 1
    assert "warnd.yaml:3:4" in told.pop()


def test_a_json_character_written_in_two_halves_is_one() -> None:
    root = read('{"a": "\\ud83d\\ude00", "b": "\\\\ud83d"}').root

    assert root is not None
    assert plain(root) == {"a": "\U0001f600", "b": "\\ud83d"}


def test_an_alias_stands_for_its_anchor() -> None:
    root = read("a: &n [x]\nb: *n\n").root

    assert root is not None
    assert plain(root) == {"a": ["x"], "b": ["x"]}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "\n\n"])
def test_an_empty_file_has_no_root_and_no_mistake(text: str) -> None:
    document = read(text)

    assert document.root is None
    assert document.mistakes == ()


def test_the_source_of_a_value_is_kept_as_written() -> None:
    root: Node | None = read("a: 'it''s'\n").root

    assert isinstance(root, MapNode)
    value = root.get("a")
    assert isinstance(value, ScalarNode)
    assert (value.text, value.source) == ("it's", "'it''s'")


def test_a_file_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    assert "there is no such file" in messages(read_yaml(tmp_path / "none.yaml"))[0]


def test_a_folder_is_a_mistake(tmp_path: Path) -> None:
    assert "is a folder" in messages(read_yaml(tmp_path))[0]
