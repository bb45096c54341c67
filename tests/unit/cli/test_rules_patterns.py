"""Patterns in `warnd rules` and `warnd check`."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import run
from warnd.config.shipped import shipped_rules

GOOD = """\
- id: fire-on-a-truce
  title: Fire on a truce
  pattern:
    all: [truce_collapse, {kind: [shelling, airstrike], count: {days: 2}}]
    unless: [{kind: de_escalation, after: truce_collapse}]
  within: 36h
  origins: 2
  level: watch
  tests:
    fires:
      - {name: two days, reports: [{at: 0h, kind: shelling}, {at: 24h, kind: shelling},
         {at: 25h, kind: truce_collapse}]}
      - {name: two arms, reports: [{at: 0h, kind: shelling}, {at: 24h, kind: airstrike},
         {at: 25h, kind: truce_collapse}]}
    silent:
      - {name: one day, reports: [{at: 0h, kind: shelling}, {at: 1h, kind: truce_collapse}]}
      - {name: no truce, reports: [{at: 0h, kind: shelling}, {at: 24h, kind: shelling}]}
"""


@pytest.fixture
def patterns(tmp_path: Path) -> Path:
    path = tmp_path / "patterns.yaml"
    path.write_text(GOOD)
    return path


def test_patterns_are_listed_with_what_they_need(patterns: Path) -> None:
    shown = run("rules", "list", patterns).stdout
    assert "fire-on-a-truce" in shown
    assert "patterns.yaml:1" in shown


def test_programs_get_a_json_line_a_pattern(patterns: Path) -> None:
    (line,) = run("rules", "list", "--json", patterns).stdout.splitlines()
    assert json.loads(line) == {
        "pattern": "fire-on-a-truce",
        "title": "Fire on a truce",
        "level": "watch",
        "within": "36h",
        "origins": 2,
        "by": "area",
        "needs": ["truce_collapse and shelling/airstrike", "unless de_escalation"],
        "file": str(patterns),
        "line": 1,
    }


def test_patterns_that_pass_their_own_timelines_end_with_zero(patterns: Path) -> None:
    result = run("rules", "test", patterns)
    assert result.stdout == "0 rules, 0 sentences, 1 patterns, 4 timelines, 0 failed\n"
    assert result.exit_code == 0


def test_a_pattern_that_fails_a_timeline_ends_with_one(patterns: Path) -> None:
    patterns.write_text(GOOD.replace("days: 2", "days: 3"))
    told, second, summary = run("rules", "test", patterns).stdout.splitlines()
    assert told == (
        f"{patterns}:1: fire-on-a-truce, 'two days': it does not hold at 25h: "
        "no shelling or airstrike as asked for"
    )
    assert "'two arms'" in second
    assert summary.endswith("2 failed")


def test_texts_in_timelines_are_read(patterns: Path) -> None:
    text = '{at: 25h, text: "The truce has ended, the foreign minister said."}'
    patterns.write_text(GOOD.replace("{at: 25h, kind: truce_collapse}", text, 1))
    assert run("rules", "test", patterns).exit_code == 0


def test_a_pattern_with_too_few_timelines_is_told_of(
    patterns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patterns.write_text(GOOD[: GOOD.index("      - {name: no truce")])
    lacking = f"{patterns}:1:3: fire-on-a-truce.tests.silent: 1 of the 2 different timelines"
    result = run("rules", "test", patterns)
    assert result.stdout.startswith(f"warning: {lacking}")
    assert result.exit_code == 0
    monkeypatch.setattr("warnd.cli.rules.shipped_rules", lambda: patterns.parent)
    owed = run("rules", "test", patterns)
    assert owed.stdout.startswith(lacking)
    assert owed.exit_code == 1


def test_lint_tells_what_is_probably_wrong_with_patterns(patterns: Path) -> None:
    patterns.write_text(GOOD.replace("within: 36h", "within: 40d"))
    told = run("rules", "lint", patterns).stdout
    assert f"warning: {patterns}:1:3: fire-on-a-truce.within: claims are kept for 15d" in told


def test_lint_finds_nothing_wrong_with_the_shipped_patterns() -> None:
    assert (
        run("rules", "lint", shipped_rules() / "patterns.yaml").stdout == "0 findings, 0 errors\n"
    )


def test_check_runs_the_timelines_too(config: Path, patterns: Path) -> None:
    quick = config.read_text()
    rules = json.loads(quick)["rules"] if quick.startswith("{") else None
    assert rules is not None
    document = json.loads(quick) | {"rules": [*rules, str(patterns)]}
    config.write_text(json.dumps(document))
    assert run("check", "--config", config).exit_code == 0
    patterns.write_text(GOOD.replace("days: 2", "days: 3"))
    result = run("check", "--config", config)
    assert f"error: {patterns}:1:3: fire-on-a-truce: 'two days': it does not hold" in result.stdout
    assert result.exit_code == 1
