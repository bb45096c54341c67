"""Lines of commands: they move no terminal, and there is one way to say them."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.hostile import EVERY
from tests.faults.terminals import ACTS
from warnd.cli.saying import say, visible

CLI = Path(__file__).parents[3] / "warnd" / "cli"
#: who may write to a terminal: what says lines, what prints tables, what ends a broken pipe
DOORS = {"saying.py", "printing.py", "table.py"}


def test_nothing_that_acts_is_left() -> None:
    assert [text for text in EVERY if ACTS.search(text)]
    assert not [text for text in EVERY if ACTS.search(visible(text))]


def test_json_stays_the_same() -> None:
    written = [json.dumps({"title": f"\\{text}"}, ensure_ascii=False) for text in EVERY]
    assert [json.loads(visible(line)) for line in written] == [json.loads(line) for line in written]


def test_a_line_goes_where_it_should(capsys: pytest.CaptureFixture[str]) -> None:
    say("two\nlines \x1b[2J")
    say("failed", err=True)
    told = capsys.readouterr()
    assert told.out == "two\nlines \\u001b[2J\n"
    assert told.err == "failed\n"


def written_past_the_doors(file: Path) -> Iterator[str]:
    """Give what of a file writes to a terminal by itself."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in {"print", "typer.echo", "typer.secho"} or called.endswith(
                ("stdout.write", "stderr.write", "buffer.write")
            ):
                yield f"{file.name}:{node.lineno}: {called}"


def test_commands_say_all_lines_by_one_way() -> None:
    files = [file for file in CLI.glob("*.py") if file.name not in DOORS]
    assert len(files) > 60
    assert [found for file in files for found in written_past_the_doors(file)] == []
