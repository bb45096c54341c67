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
    fires: ["Shelling was heard.", "Shelling went on."]
    silent: ["Rain fell.", "Snow fell."]
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(GOOD)
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    texts = ("Shelling was heard in town.", "Figs are ripe.")
    lines = [
        json.dumps({"id": f"a{n}", "text": text, "lang": "en"}) for n, text in enumerate(texts)
    ]
    path = tmp_path / "archive.jsonl"
    path.write_text("\n".join(lines) + "\n")
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
    assert (result.exit_code, result.stdout) == (0, "1 rules, 4 sentences, 0 failed\n")


def test_a_rule_that_fails_its_own_test_ends_with_one(rules: Path) -> None:
    rules.write_text(GOOD.replace("Rain fell.", "Shelling fell."))
    result = run("rules", "test", rules)
    assert result.exit_code == 1
    assert "Shelling fell." in result.stdout
    assert result.stdout.endswith("1 rules, 4 sentences, 1 failed\n")


TOO_FEW = GOOD.replace(', "Snow fell."', "")


def test_a_rule_with_too_few_sentences_is_told_of_and_has_not_failed(rules: Path) -> None:
    rules.write_text(TOO_FEW)
    result = run("rules", "test", rules)
    told, summary = result.stdout.splitlines()
    assert result.exit_code == 0
    assert told.startswith(
        f"warning: {rules}:1:3: fire.tests.silent: 1 of the 2 different sentences"
    )
    assert summary == "1 rules, 3 sentences, 0 failed"


def test_a_shipped_rule_with_too_few_sentences_has_failed(
    rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules.write_text(TOO_FEW)
    monkeypatch.setattr("warnd.cli.rules.shipped_rules", lambda: rules.parent)
    result = run("rules", "test", rules)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{rules}:1:3: fire.tests.silent")
    assert result.stdout.endswith("1 rules, 3 sentences, 1 failed\n")


def test_a_rule_that_asks_for_places_is_tried_on_those_of_the_gazetteer(rules: Path) -> None:
    rules.write_text(
        GOOD.replace("'shelling'", "'shelling THEN/1 PLACE'")
        .replace("Shelling was heard.", "Shelling in Aleppo.")
        .replace("Shelling went on.", "Shelling near Khartoum went on.")
        .replace("Rain fell.", "Shelling in places.")
    )
    result = run("rules", "test", rules)
    assert (result.exit_code, result.stdout) == (0, "1 rules, 4 sentences, 0 failed\n")


@pytest.mark.parametrize("command", ["list", "test", "lint"])
def test_rules_that_cannot_be_read_are_told_with_their_line(rules: Path, command: str) -> None:
    rules.write_text(GOOD.replace("'shelling'", "'(shelling'"))
    result = run("rules", command, rules)
    assert result.exit_code == 1
    assert f"{rules}:5" in result.stderr


def test_lint_tells_what_is_probably_wrong(rules: Path) -> None:
    rules.write_text(
        GOOD.replace("'shelling'", "'fire*'")
        .replace("Shelling was", "Fire was")
        .replace("Shelling w", "Fire w")
    )
    result = run("rules", "lint", rules)
    told, summary = result.stdout.splitlines()[:-1], result.stdout.splitlines()[-1]
    assert summary.startswith(f"{len(told)} findings")
    as_json = run("rules", "lint", "--json", rules)
    assert len(as_json.stdout.splitlines()) == len(told)
    for line in as_json.stdout.splitlines():
        assert json.loads(line)
    assert as_json.exit_code == result.exit_code


def test_lint_tells_what_an_archive_shows_to_be_wrong(rules: Path, archive: Path) -> None:
    rules.write_text(GOOD + GOOD.replace("id: fire", "id: gas").replace("'shelling'", "'sarin'"))
    result = run("rules", "lint", rules, "--archive", archive, "--json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    (never,) = [each for each in found if each["fault"] == "never-fired"]
    assert (never["severity"], never["rule"], never["line"]) == ("note", "gas.match", 9)
    assert never["message"] == "it fires in none of 2 articles"
    assert result.exit_code == 0


def test_lint_tells_lines_of_an_archive_that_are_no_articles(rules: Path, archive: Path) -> None:
    with archive.open("a") as file:
        file.write("[]\n")
    result = run("rules", "lint", rules, "--archive", archive)
    assert f"{archive}:3: " in result.stderr
    assert result.exit_code == 1


def test_lint_holds_no_broken_rules_against_an_archive(rules: Path, tmp_path: Path) -> None:
    rules.write_text(
        GOOD.replace("confidence: 0.9", "confidence: 1.0").replace(
            "shelling'", "shelling AND NOT shelling'"
        )
    )
    result = run("rules", "lint", rules, "--archive", tmp_path / "missing.jsonl")
    assert result.exit_code == 1
    assert "it can never fire" in result.stdout
    assert result.stderr == ""
