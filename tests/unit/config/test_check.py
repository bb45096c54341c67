from pathlib import Path

from warnd.config.check import check


def test_the_sketch_has_no_mistake(sketch: Path) -> None:
    report = check(sketch)

    assert report.mistakes == ()
    assert report.settings is not None
    assert report.scoring is not None
    assert [rule.id for rule in report.pack.rules] == ["truce-declared-over"]
    assert report.warnings


def test_settings_and_rule_files_are_judged_together(sketch: Path) -> None:
    sketch.write_text(sketch.read_text().replace("interval: 5m", "interval: soon"))
    rules = sketch.parent / "rules" / "truce.yaml"
    rules.write_text(rules.read_text().replace("collaps*)", "collaps*"))

    report = check(sketch)

    assert [(mistake.file.name, mistake.line) for mistake in report.mistakes] == [
        ("truce.yaml", 5),
        ("warnd.yaml", 7),
    ]
    assert report.settings is None


def test_a_route_to_a_kind_that_nobody_knows_is_a_mistake(sketch: Path) -> None:
    sketch.write_text(sketch.read_text().replace("area: idlib}", "kind: [shelling, shellling]}"))

    (mistake,) = check(sketch).mistakes

    assert (mistake.line, mistake.path) == (16, "routes[0].match.kind")
    assert "did you mean 'shelling'" in mistake.message


def test_a_route_may_name_a_kind_that_a_rule_file_declares(sketch: Path) -> None:
    sketch.write_text(sketch.read_text().replace("area: idlib}", "kind: well_poisoned}"))
    (sketch.parent / "rules" / "kinds.yaml").write_text(
        "- {declare_kind: well_poisoned, title: a, severity: 3, because: b}\n"
    )

    assert check(sketch).mistakes == ()


def test_a_broken_scoring_table_is_told_beside_the_rest(sketch: Path) -> None:
    (sketch.parent / "rules" / "scoring.yaml").write_text("kinds: []\n")
    sketch.write_text(sketch.read_text().replace("area: idlib}", "kind: anything}"))

    report = check(sketch)

    assert {mistake.file.name for mistake in report.mistakes} == {"scoring.yaml"}
    assert report.scoring is None


def test_a_missing_file_is_told_once_and_the_shipped_rules_are_still_judged(
    tmp_path: Path,
) -> None:
    report = check(tmp_path / "none.yaml")

    own = [mistake for mistake in report.mistakes if mistake.file == tmp_path / "none.yaml"]
    assert [mistake.message for mistake in own] == ["there is no such file"]
    assert report.pack.rules
