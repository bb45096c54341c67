"""`warnd rules coverage` and `warnd rules suggest`, over small archives."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.conftest import CONTROLS, QUICK, run
from warnd.cli import rules_coverage, rules_suggest
from warnd.daemon.compose import Knowledge, load_knowledge
from warnd.settings import Settings

SHELLED = "Shelling was heard near the mill."
NOTHING = "Figs are ripe."
BOMBED = "A suicide bomber killed 20 people in a crowded market in Baghdad."


@cache
def quick_knowledge() -> Knowledge:
    return load_knowledge(Settings(store="sqlite://", rules=(QUICK,)))


@pytest.fixture(autouse=True, scope="module")
def quick_once() -> None:
    """Read two rules, the shipped model and the places once; each command would take a second."""
    patch = pytest.MonkeyPatch()
    for module in (rules_coverage, rules_suggest):
        assert module.load_knowledge is load_knowledge
        patch.setattr(module, "load_knowledge", lambda _: quick_knowledge())


def archive(folder: Path, *lines: str | Mapping[str, object]) -> Path:
    path = folder / "archive.jsonl"
    written = [
        line if isinstance(line, str) else json.dumps({"lang": "en", **line}) for line in lines
    ]
    path.write_text("\n".join(written) + "\n")
    return path


def articles(*texts: str) -> list[dict[str, object]]:
    return [{"id": f"a{number}", "text": text} for number, text in enumerate(texts)]


def documents(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_coverage_prints_a_line_a_rule_and_then_a_line_a_kind(tmp_path: Path) -> None:
    path = archive(tmp_path, *articles(SHELLED, NOTHING, BOMBED))
    result = run("rules", "coverage", path, "--json")
    shelling, truce, *kinds = documents(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (shelling["rule"], shelling["articles"], shelling["sentences"]) == (
        "shelling-said",
        1,
        1,
    )
    assert shelling["samples"] == [{"id": "a0", "text": SHELLED, "quote": "Shelling"}]
    assert shelling.keys() == {
        *("rule", "kind", "language", "articles", "sentences", "alone", "agreed", "samples"),
        *("file", "line"),
    }
    assert (truce["rule"], truce["articles"], truce["samples"]) == ("truce-said-over", 0, [])
    bombing = next(each for each in kinds if each["kind"] == "bombing")
    assert (bombing["rule"], bombing["articles"]) == (None, 1)
    assert bombing.keys() == {"rule", "kind", "language", "articles", "sentences", "samples"}
    (sample,) = bombing["samples"]
    assert sample["text"] == BOMBED
    assert sample["probability"] >= 0.5


def test_coverage_tells_people_what_fired_and_what_never_did(tmp_path: Path) -> None:
    foreign = {"id": "b", "text": "κανείς", "lang": "el"}
    path = archive(tmp_path, *articles(SHELLED, NOTHING, BOMBED), foreign)
    result = run("rules", "coverage", path)
    assert "shelling-said" in result.stdout
    assert SHELLED in result.stdout
    assert "never fired: truce-said-over" in result.stdout
    assert BOMBED in result.stdout
    assert result.stdout.endswith(
        "1 of 2 rules fired in 3 articles; 1 in languages without rules were passed over\n"
    )


def test_coverage_of_hostile_text_moves_no_terminal(tmp_path: Path) -> None:
    hostile = "\x1b[2J\u202eShelling [bold]was[/bold] heard " + "x" * 300 + " then shelling."
    result = run("rules", "coverage", archive(tmp_path, *articles(hostile)))
    assert result.exit_code == 0
    assert not CONTROLS.search(result.stdout)
    assert "[bold]was[/bold]" in result.stdout


def test_samples_are_as_many_as_asked_for(tmp_path: Path) -> None:
    path = archive(tmp_path, *articles(*(f"Shelling on day {day}." for day in range(5))))
    result = run("rules", "coverage", path, "--json", "--samples", "3")
    first, *_ = documents(result.stdout)
    assert len(first["samples"]) == 3


@pytest.mark.parametrize("command", ["coverage", "suggest"])
def test_bad_lines_are_told_with_their_number_once_and_end_with_one(
    tmp_path: Path, command: str
) -> None:
    labelled = {"id": "a", "text": SHELLED, "signals": [{"kind": "shelling", "status": "occurred"}]}
    path = archive(tmp_path, labelled, "{", "", '{"id": "c"}')
    result = run("rules", command, path)
    assert result.exit_code == 1
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == [
        f"{path}:2",
        f"{path}:4",
    ]


@pytest.mark.parametrize("command", ["coverage", "suggest"])
def test_an_archive_that_is_not_there_is_told(tmp_path: Path, command: str) -> None:
    result = run("rules", command, tmp_path / "none.jsonl")
    assert result.exit_code == 1
    assert "none.jsonl: No such file" in result.stderr


def labelled(folder: Path) -> Path:
    """Give an archive in which mortars set the marked apart, and shells are seen already."""
    mark = [{"kind": "shelling", "status": "occurred"}]
    marked = ["Mortars rained today.", "Heavy mortars rained.", "We say mortars rained.", SHELLED]
    return archive(
        folder,
        *({"id": f"m{n}", "text": text, "signals": mark} for n, text in enumerate(marked)),
        *({"id": f"c{n}", "text": f"Figs on day {n} of the fair."} for n in range(50)),
    )


def test_suggest_gives_the_words_of_what_rules_miss(tmp_path: Path) -> None:
    result = run("rules", "suggest", labelled(tmp_path), "--json")
    (found,) = documents(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert found == {
        "kind": "shelling",
        "language": "en",
        "query": '"mortars rained"',
        "marked": 3,
        "missed": 3,
        "unmarked": 0,
        "surprise": pytest.approx(23.1, abs=0.1),
        "sample": "Mortars rained today.",
    }


def test_suggest_gives_people_a_table_and_a_rule_to_begin_with(tmp_path: Path) -> None:
    result = run("rules", "suggest", labelled(tmp_path))
    assert (
        "shelling (en): 4 articles marked, 3 of them seen by no rule of the kind" in result.stdout
    )
    assert "- id: shelling-suggested\n  kind: shelling\n  language: en\n" in result.stdout
    assert '  match: >-\n    "mortars rained"\n  tests:\n    fires: []' in result.stdout


def test_the_rule_to_begin_with_can_be_read_as_it_stands(tmp_path: Path) -> None:
    printed = run("rules", "suggest", labelled(tmp_path)).stdout
    rule = tmp_path / "suggested.yaml"
    rule.write_text(printed[printed.index("- id:") :])
    assert run("rules", "list", rule).exit_code == 0


def test_what_was_marked_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    path = archive(tmp_path, *articles("Mortars rained.", "Mortars rained hard.", *[NOTHING] * 50))
    marks = tmp_path / "marks.jsonl"
    mark = [{"kind": "shelling", "status": "occurred"}]
    lines = [{"id": name, "signals": mark} for name in ("a0", "a1", "gone")]
    marks.write_text("\n".join(map(json.dumps, lines)))
    result = run("rules", "suggest", path, "--marked", marks, "--json")
    assert [each["query"] for each in documents(result.stdout)] == ['"mortars rained"']
    assert result.stderr == f"1 labelled articles are not in {path}\n"


def test_a_kind_that_rules_see_whole_has_no_suggestions(tmp_path: Path) -> None:
    mark = {"signals": [{"kind": "shelling", "status": "occurred"}]}
    path = archive(tmp_path, *({**each, **mark} for each in articles(SHELLED, SHELLED)))
    result = run("rules", "suggest", path)
    assert result.stdout == (
        "shelling (en): 2 articles marked, 0 of them seen by no rule of the kind\n"
    )


def test_missed_articles_with_nothing_in_common_are_told(tmp_path: Path) -> None:
    mark = {"signals": [{"kind": "unrest", "status": "occurred"}]}
    path = archive(tmp_path, {"id": "m", "text": "Looters ran.", **mark}, *articles(NOTHING))
    result = run("rules", "suggest", path)
    assert "nothing sets these apart from 1 others" in result.stdout


def test_suggestions_may_be_asked_for_one_kind(tmp_path: Path) -> None:
    path = labelled(tmp_path)
    assert run("rules", "suggest", path, "--kind", "unrest").stdout == ""
    assert "shelling (en)" in run("rules", "suggest", path, "--kind", "shelling").stdout


def test_a_kind_that_nobody_declared_is_wrong_usage(tmp_path: Path) -> None:
    result = run("rules", "suggest", labelled(tmp_path), "--kind", "shellin")
    assert result.exit_code == 2
    assert "did you mean shelling?" in result.stderr


def test_an_archive_without_marks_is_told(tmp_path: Path) -> None:
    result = run("rules", "suggest", archive(tmp_path, *articles(SHELLED)))
    assert result.exit_code == 1
    assert "no article is marked with `signals`" in result.stderr


def test_labels_that_cannot_be_read_are_told_with_their_line(tmp_path: Path) -> None:
    path = archive(tmp_path, *articles(NOTHING), {"id": "a", "text": "x", "signals": [{}]})
    result = run("rules", "suggest", path)
    assert result.exit_code == 1
    assert f"{path}:2: no labelled article" in result.stderr
