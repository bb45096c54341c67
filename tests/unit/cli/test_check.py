import json
from pathlib import Path

from tests.unit.cli.conftest import run


def test_a_configuration_in_order_ends_with_zero(config: Path) -> None:
    result = run("check", "--config", config)
    assert (result.exit_code, result.stdout) == (0, "The configuration is in order.\n")


def test_every_mistake_is_told_at_once_with_its_line(config: Path) -> None:
    settings = json.loads(config.read_text())
    settings |= {"routes": [{"to": ["scren"]}], "listen": "nowhere", "feedz": []}
    config.write_text(json.dumps(settings, indent=2))
    lines = config.read_text().splitlines()
    result = run("check", "--config", config)
    assert result.exit_code == 1
    for word, hint in (("scren", "screen"), ("nowhere", "listen"), ("feedz", "feeds")):
        number = next(n for n, line in enumerate(lines, start=1) if word in line)
        told = next(line for line in result.stdout.splitlines() if f"{config}:{number}:" in line)
        assert told.startswith("error: ")
        assert hint in told
    assert result.stdout.splitlines()[-1] == "3 mistakes"


def test_a_rule_that_fails_its_own_test_is_a_mistake_with_its_line(
    config: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "- id: fire\n  kind: shelling\n  language: en\n  confidence: 0.9\n  match: 'shelling'\n"
        "  tests:\n    fires: ['Rain fell.']\n    silent: ['Shelling was heard.']\n"
    )
    config.write_text(json.dumps({**json.loads(config.read_text()), "rules": [str(rules)]}))
    result = run("check", "--config", config)
    assert result.exit_code == 1
    assert f"{rules}:1:3: fire: does not fire on 'Rain fell.'" in result.stdout
    assert f"{rules}:1:3: fire: fires on 'Shelling was heard.'" in result.stdout


def test_programs_get_one_json_object(config: Path) -> None:
    good = run("check", "--json", "--config", config)
    assert json.loads(good.stdout) == {"mistakes": [], "warnings": []}
    config.write_text("store: sqlite:////tmp/warnd.db\nfeedz: []\n")
    bad = run("check", "--json", "--config", config)
    assert bad.exit_code == 1
    (mistake,) = json.loads(bad.stdout)["mistakes"]
    assert mistake.keys() == {"file", "line", "column", "path", "message"}
    assert (mistake["file"], mistake["line"]) == (str(config), 2)


def test_what_is_only_doubtful_is_a_warning_and_ends_with_zero(config: Path) -> None:
    settings = json.loads(config.read_text())
    settings["routes"] = [{"to": ["screen"], "repeat": "6h"}]
    config.write_text(json.dumps(settings, indent=2))
    result = run("check", "--config", config)
    assert result.exit_code == 0
    assert "warning: " in result.stdout
    assert "No mistakes." in result.stdout


def test_a_file_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    result = run("check", "--config", tmp_path / "gone.yaml")
    assert result.exit_code == 1
    assert "gone.yaml" in result.output


def test_without_a_configuration_the_usage_is_wrong() -> None:
    assert run("check").exit_code == 2


def test_rules_that_never_fire_or_cost_too_much_are_doubtful(config: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "- {id: never, kind: shelling, language: en, confidence: 0.9,\n"
        "   match: 'shelling AND NOT shelling',\n"
        "   tests: {fires: [], silent: ['Rain fell.']}}\n"
        "- {id: dear, kind: shelling, language: en, confidence: 0.9, match: 'NUM NEAR/3 NUM',\n"
        "   tests: {fires: [], silent: ['Rain fell.']}}\n"
    )
    config.write_text(json.dumps({**json.loads(config.read_text()), "rules": [str(rules)]}))
    result = run("check", "--format", "json", "--config", config)
    assert result.exit_code == 0, result.stdout
    warnings = json.loads(result.stdout)["warnings"]
    assert {warning["path"].split(".")[0] for warning in warnings} >= {"never", "dear"}
    assert all(warning["line"] and warning["column"] for warning in warnings)
