"""The method page tells the numbers of the scoring table and the formulas of the code alone."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from tests.unit.builders import shipped_table
from warnd import situations
from warnd.config.shapes import written
from warnd.model.scoring import Span, Tuning

PAGE = (Path(__file__).parents[3] / "docs" / "method.md").read_text(encoding="utf-8")
SCORING = shipped_table()


def plain(number: float) -> str:
    return f"{number:g}"


def rows() -> Iterator[str]:
    """Give the rows of the page's tables, as the scoring table has them."""
    for kind in SCORING.kinds:
        new = plain(kind.novelty)
        bounds = f"{kind.alone or 'any'} | {kind.mass or 'none'}"
        yield f"| `{kind.id}` | {plain(kind.severity)} | {new} | {bounds} | {kind.because} |"
    for status in SCORING.statuses:
        yield f"| `{status.status}` | {plain(status.weight)} | {status.because} |"
    for grade in SCORING.reliabilities:
        yield f"| {grade.grade} | {plain(grade.weight)} | {grade.because} |"
    for level in SCORING.levels:
        alone = "never" if level.up_alone is None else plain(level.up_alone)
        numbers = f"{plain(level.up)} | {plain(level.down)} | {level.origins} | {alone}"
        yield f"| `{level.level}` | {numbers} | {level.because} |"
    for field in fields(SCORING):
        number = getattr(SCORING, field.name)
        if isinstance(number, Tuning):
            yield f"| `{field.name}` | {plain(number.value)} | {number.because} |"
        elif isinstance(number, Span):
            yield f"| `{field.name}` | {written(number.value)} | {number.because} |"


def formulas() -> Iterator[str]:
    """Give the lines set apart in the docstrings of what judges situations."""
    for info in pkgutil.iter_modules(situations.__path__):
        module = importlib.import_module(f"warnd.situations.{info.name}")
        for member in vars(module).values():
            if getattr(member, "__module__", "") != module.__name__ or not inspect.getdoc(member):
                continue
            doc = inspect.getdoc(member) or ""
            yield from (line.strip() for line in doc.splitlines() if line.startswith("    "))


def test_every_number_that_judges_stands_on_the_page_with_its_reason() -> None:
    assert [row for row in rows() if row not in PAGE.splitlines()] == []


def test_every_formula_of_the_code_stands_on_the_page_and_no_other() -> None:
    told = {line.strip() for line in PAGE.splitlines() if line.startswith("    ")}
    assert told == {line for line in formulas() if "=" in line or "·" in line}
