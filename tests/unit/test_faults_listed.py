"""docs/faults.md names tests that exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_ROW = re.compile(r"^\| ([FS]\d+) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
_NAMED = re.compile(r"`(tests/faults/\w+\.py)::(test_\w+)`")
ROWS = _ROW.findall((ROOT / "docs" / "faults.md").read_text(encoding="utf-8"))
#: every row there is: 52 faults, then 27 attacks
EXPECTED = [*(f"F{n}" for n in range(1, 53)), *(f"S{n}" for n in range(1, 28))]


@cache
def _tests_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_row_is_listed_once() -> None:
    assert [row for row, _ in ROWS] == EXPECTED


@pytest.mark.parametrize(("row", "tests"), ROWS)
def test_each_row_names_tests_that_exist(row: str, tests: str) -> None:
    named = _NAMED.findall(tests)
    assert named, f"{row} names no test"
    missing = [name for path, name in named if name not in _tests_in(path)]
    assert not missing
