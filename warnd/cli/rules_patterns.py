"""How `warnd rules` shows patterns."""

from collections.abc import Iterator, Sequence

from rich.table import Table

from warnd.cli.printing import cell
from warnd.rules.pattern import Part, Pattern
from warnd.rules.rule import RulePack


def pattern_table(patterns: Sequence[Pattern]) -> Table:
    """Give patterns as a table for people."""
    table = Table("pattern", "level", "within", "origins", "needs", "file", box=None)
    for pattern in patterns:
        table.add_row(
            cell(pattern.id),
            pattern.level.value,
            _written(pattern),
            str(pattern.origins),
            cell("; ".join(_needs(pattern))),
            cell(f"{pattern.origin.file.name}:{pattern.origin.line}"),
        )
    return table


def pattern_document(pattern: Pattern) -> dict[str, object]:
    """Give a pattern as a document for programs."""
    return {
        "pattern": pattern.id,
        "title": pattern.title,
        "level": pattern.level.value,
        "within": _written(pattern),
        "origins": pattern.origins,
        "by": pattern.by.value,
        "needs": list(_needs(pattern)),
        "file": str(pattern.origin.file),
        "line": pattern.origin.line,
    }


def counted(pack: RulePack) -> Iterator[str]:
    """Give how many rules, patterns and tests there are, in words."""
    sentences = sum(len(rule.tests.fires) + len(rule.tests.silent) for rule in pack.rules)
    yield f"{len(pack.rules)} rules"
    yield f"{sentences} sentences"
    if pack.patterns:
        tests = [pattern.tests for pattern in pack.patterns]
        yield f"{len(pack.patterns)} patterns"
        yield f"{sum(len(each.fires) + len(each.silent) for each in tests)} timelines"


def _needs(pattern: Pattern) -> Iterator[str]:
    parts = pattern.pattern
    for how, between, of in (
        ("", " and ", parts.all),
        ("", " or ", parts.any),
        ("", " then ", parts.sequence),
        ("unless ", " or ", parts.unless),
    ):
        if of:
            yield how + between.join(map(_named, of))


def _named(part: Part) -> str:
    return str(part.pattern or "/".join(part.kind) or "/".join(part.rule))


def _written(pattern: Pattern) -> str:
    hours = int(pattern.within.total_seconds()) // 3600
    return f"{hours // 24}d" if hours and hours % 24 == 0 else f"{hours}h"
