import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import QUICK, run

GOOD = """\
- id: fire
  kind: shelling
  language: en
  confidence: 0.9
  match: 'shelling'
  tests:
    fires: ["Shelling was heard."]
    silent: ["Rain fell."]
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(GOOD)
    return path


def test_rules_are_listed_with_where_they_stand(rules: Path) -> None:
    result = run("rules", "list", rules)
    assert result.exit_code == 0
    assert "rules.yaml:1" in result.stdout
    assert "shelling" in result.stdout


def test_programs_get_a_json_line_a_rule() -> None:
    result = run("rules", "list", "--json", QUICK)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["shelling-said", "truce-said-over"]
    assert rows[0].keys() == {
        *("id", "kind", "language", "confidence", "match", "unless", "version", "file", "line")
    }


def test_rules_that_pass_their_own_tests_end_with_zero(rules: Path) -> None:
    result = run("rules", "test", rules)
    assert (result.exit_code, result.stdout) == (0, "1 rules, 2 sentences, 0 failed\n")


def test_a_rule_that_fails_its_own_test_ends_with_one(rules: Path) -> None:
    rules.write_text(GOOD.replace("Rain fell.", "Shelling fell."))
    result = run("rules", "test", rules)
    assert result.exit_code == 1
    assert "Shelling fell." in result.stdout
    assert result.stdout.endswith("1 rules, 2 sentences, 1 failed\n")


@pytest.mark.parametrize("command", ["list", "test", "lint"])
def test_rules_that_cannot_be_read_are_told_with_their_line(rules: Path, command: str) -> None:
    rules.write_text(GOOD.replace("'shelling'", "'(shelling'"))
    result = run("rules", command, rules)
    assert result.exit_code == 1
    assert f"{rules}:5" in result.stderr


def test_lint_tells_what_is_probably_wrong(rules: Path) -> None:
    rules.write_text(GOOD.replace("'shelling'", "'fire*'").replace("Shelling was", "Fire was"))
    result = run("rules", "lint", rules)
    told, summary = result.stdout.splitlines()[:-1], result.stdout.splitlines()[-1]
    assert summary.startswith(f"{len(told)} findings")
    as_json = run("rules", "lint", "--json", rules)
    assert len(as_json.stdout.splitlines()) == len(told)
    for line in as_json.stdout.splitlines():
        assert json.loads(line)
    assert as_json.exit_code == result.exit_code
