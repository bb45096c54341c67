"""Patterns as rule files write them, and what is told of every mistake in one."""

import re
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from warnd.config.rule_files import load_pack
from warnd.errors import ConfigurationInvalid, Mistake
from warnd.model.identifiers import KindId, RuleId
from warnd.model.status import Status
from warnd.rules.pattern import (
    Bound,
    Comparison,
    Counts,
    Distinct,
    GroupedBy,
    Part,
    Pattern,
    PatternParts,
    Report,
    Timeline,
)

KINDS = (
    *map(KindId, ("truce_collapse", "troop_movement", "shelling", "airstrike")),
    *map(KindId, ("offensive_threat", "de_escalation", "displacement")),
)
WHOLE = """\
- id: everything
  title: Everything at once
  pattern:
    all:
      - truce_collapse
      - kind: [shelling, airstrike]
        status: [occurred, denied]
        size: ">=14"
        probability: 0.7
        place: Idlib
        division: SY-ID
        rule: ["*-strike", shelled]
        within: 2d
        count: {claims: 3, stories: ">1", days: 2}
        distinct: {origins: 2, kinds: "=2", places: 5, divisions: "<=3", days: "<9"}
        sum: 1000
        max: ">50"
    any: displacement
    sequence: [offensive_threat, {kind: troop_movement, count: {stories: 2}}]
    unless:
      - {kind: de_escalation, after: truce_collapse}
      - {pattern: quiet}
  within: 7d
  origins: 2
  by: division
  level: watch
  tests:
    fires:
      - name: it comes
        reports:
          - {at: 0h, kind: shelling, status: threatened, count: 14, probability: 0.8, place: Hama,
             division: SY-HM, rule: r, origin: a, story: s}
          - {at: 30h, text: "Words.", title: Title, language: fr}
        begins: 30h
        ends: 9d
    silent:
      - {name: it does not, reports: [{at: 0, kind: shelling}]}
- {id: quiet, pattern: {all: [de_escalation]}, within: 1d}
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "patterns.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def bound(comparison: str, number: float) -> Bound:
    return Bound(comparison=Comparison(comparison), number=number)


@pytest.fixture
def everything(tmp_path: Path) -> Pattern:
    return load_pack((written(tmp_path, WHOLE),), KINDS).patterns[0]


def test_a_part_says_which_claims_and_what_of_them_together(everything: Pattern) -> None:
    parts = everything.pattern
    assert parts.all == (
        Part(kind=(KindId("truce_collapse"),)),
        Part(
            kind=(KindId("shelling"), KindId("airstrike")),
            status=(Status.OCCURRED, Status.DENIED),
            size=bound(">=", 14),
            probability=bound(">=", 0.7),
            place=("Idlib",),
            division=("SY-ID",),
            rule=("*-strike", "shelled"),
            within=timedelta(days=2),
            count=Counts(claims=bound(">=", 3), stories=bound(">", 1), days=bound(">=", 2)),
            distinct=Distinct(
                origins=bound(">=", 2),
                kinds=bound("=", 2),
                places=bound(">=", 5),
                divisions=bound("<=", 3),
                days=bound("<", 9),
            ),
            sum=bound(">=", 1000),
            max=bound(">", 50),
        ),
    )
    assert parts.any == (Part(kind=(KindId("displacement"),)),)
    assert parts.sequence == (
        Part(kind=(KindId("offensive_threat"),)),
        Part(kind=(KindId("troop_movement"),), count=Counts(stories=bound(">=", 2))),
    )
    assert parts.unless == (
        Part(kind=(KindId("de_escalation"),), after=KindId("truce_collapse")),
        Part(pattern=RuleId("quiet")),
    )
    assert everything.by is GroupedBy.DIVISION


def test_tests_are_timelines_of_signals_and_texts(everything: Pattern) -> None:
    (timeline,) = everything.tests.fires
    assert (timeline.begins, timeline.ends) == (timedelta(hours=30), timedelta(days=9))
    assert timeline.reports == (
        Report(
            at=timedelta(0),
            kind=KindId("shelling"),
            status=Status.THREATENED,
            count=14,
            probability=0.8,
            place="Hama",
            division="SY-HM",
            rule=RuleId("r"),
            origin="a",
            story="s",
        ),
        Report(at=timedelta(hours=30), text="Words.", title="Title", language="fr"),
    )
    assert everything.tests.silent == (
        Timeline(name="it does not", reports=(Report(at=timedelta(0), kind=KindId("shelling")),)),
    )


def test_a_pattern_stands_where_it_begins(everything: Pattern) -> None:
    assert (everything.origin.file.name, everything.origin.line) == ("patterns.yaml", 1)


def mistakes_in(folder: Path, text: str) -> tuple[Mistake, ...]:
    with pytest.raises(ConfigurationInvalid) as caught:
        load_pack((written(folder, text),), KINDS)
    return caught.value.mistakes


def pattern(parts: str, more: str = "") -> str:
    return f"- {{id: p, within: 7d, pattern: {{{parts}}}{more}}}"


#: a pattern that another may name
OTHER = "\n- {id: q, within: 1d, pattern: {all: [shelling]}}\n"


def report(text: str) -> str:
    tests = f", tests: {{fires: [{{name: n, reports: [{text}]}}]}}"
    return pattern("all: [shelling]", tests)


@pytest.mark.parametrize(
    ("text", "spot", "words"),
    [
        pytest.param(pattern("all: [shelin]"), "shelin", "did you mean 'shelling'?", id="kind"),
        pytest.param(
            pattern("all: [{kind: shelin}]"),
            "shelin",
            "did you mean 'shelling'?",
            id="kind of a part",
        ),
        pytest.param(
            pattern("unless: [shelling]"), "{unless", "give all, any or sequence", id="nothing"
        ),
        pytest.param(
            pattern("all: [{size: 4}]"),
            "{size",
            "give kind, rule or pattern",
            id="a part of nothing",
        ),
        pytest.param(
            pattern("all: [{kind: shelling, sise: 4}]"), "sise", "did you mean 'size'?", id="key"
        ),
        pytest.param(
            pattern("all: [{kind: shelling, size: many}]"),
            "many",
            "a comparison such as 14 (at least)",
            id="no comparison",
        ),
        pytest.param(
            pattern("all: [{kind: shelling, count: 4}]"),
            "4}",
            "expected a mapping",
            id="bare count",
        ),
        pytest.param(
            pattern("all: [{kind: shelling, distinct: {origin: 2}}]"),
            "origin:",
            "did you mean 'origins'?",
            id="what is told apart",
        ),
        pytest.param(
            pattern("all: [{kind: shelling, status: happened}]"),
            "happened",
            "one of occurred, threatened, denied, historical",
            id="status",
        ),
        pytest.param(
            pattern("all: [{kind: shelling, within: 8d}]"),
            "8d",
            "longer than the 7d of the pattern",
            id="longer than the pattern",
        ),
        pytest.param(
            pattern("all: [{kind: shelling, after: airstrike}]"),
            "airstrike",
            "to ask for an order use sequence",
            id="after outside of unless",
        ),
        pytest.param(
            pattern("all: [shelling], unless: [{kind: de_escalation, after: airstrike}]"),
            "airstrike",
            "unknown kind of this pattern 'airstrike'; known: shelling",
            id="after what is not asked for",
        ),
        pytest.param(
            pattern("sequence: [shelling]"), "[shelling]", "name two steps or more", id="one step"
        ),
        pytest.param(
            pattern("sequence: [shelling, {kind: airstrike, max: '<4'}]"),
            "'<4'",
            "ask for at least",
            id="a step that a claim can undo",
        ),
        pytest.param(
            pattern("sequence: [shelling, {kind: airstrike, count: {days: '<4'}}]"),
            "'<4'",
            "ask for at least",
            id="a step that a day can undo",
        ),
        pytest.param(
            pattern("sequence: [shelling, {pattern: q}]") + OTHER,
            "{pattern: q}",
            "cannot be a step",
            id="pattern step",
        ),
        pytest.param(
            pattern("all: [{pattern: q}]"), "q}", "unknown pattern 'q'", id="unknown pattern"
        ),
        pytest.param(
            pattern("all: [{pattern: p}]"), "p}", "'p' waits for itself by 'p'", id="its own circle"
        ),
        pytest.param(
            pattern("all: [{pattern: q, size: 4}]") + OTHER,
            "size",
            "take out size",
            id="pattern and more",
        ),
        pytest.param(pattern("all: null"), "null", "has no value", id="null parts"),
        pytest.param(
            pattern("all: [[shelling]]"), "[shelling]", "expected a mapping", id="a list for a part"
        ),
        pytest.param(
            "- {id: p, within: 7d, pattern: shelling}", "shelling", "a mapping", id="no parts"
        ),
        pytest.param(
            pattern("all: [{kind: shelling, within: long}]"), "long", "a duration", id="part's time"
        ),
        pytest.param(
            pattern("sequence: [shelling, {kind: airstrike, max: x}]"),
            "x}",
            "comparison",
            id="step",
        ),
        pytest.param(
            pattern(
                "all: [shelling]",
                ", tests: {fires: [{name: n, ends: x, begins: 1h,"
                " reports: [{at: 0h, kind: shelling}]}]}",
            ),
            "x,",
            "a time such as",
            id="no end",
        ),
        pytest.param(pattern("all: [shelling]", ", by: town"), "town", "area, neighbours", id="by"),
        pytest.param(
            pattern("all: [shelling]", ", origins: 0"), "0", "a number from 1 to 100", id="origins"
        ),
        pytest.param(
            report("{at: soon, kind: shelling}"), "soon", "a time such as 0h, 30h or 2d", id="time"
        ),
        pytest.param(
            report("{at: 0h}"), "{at", "give a kind, for a signal, or a text", id="no report"
        ),
        pytest.param(
            report("{at: 0h, kind: shelling, text: Words.}"), "{at", "not both", id="two reports"
        ),
        pytest.param(
            report("{at: 0h, kind: shelin}"),
            "shelin",
            "did you mean 'shelling'?",
            id="kind reported",
        ),
        pytest.param(report(""), "[]", "give at least one report", id="no reports"),
        pytest.param(
            pattern(
                "all: [shelling]",
                ", tests: {fires: [{name: n, begins: 5h, ends: 5h,"
                " reports: [{at: 0h, kind: shelling}]}]}",
            ),
            "5h, reports",
            "ends before it begins",
            id="ends first",
        ),
        pytest.param(
            pattern(
                "all: [shelling]",
                ", tests: {silent: [{name: n, begins: 5h, reports: [{at: 0h, kind: shelling}]}]}",
            ),
            "begins",
            "take begins out, or move it to fires",
            id="silent that begins",
        ),
    ],
)
def test_a_mistake_is_told_where_it_stands(
    tmp_path: Path, text: str, spot: str, words: str
) -> None:
    found = mistakes_in(tmp_path, text)
    assert [(each.line, words in each.message) for each in found] == [(1, True)]
    assert text[found[0].column - 1 :].startswith(spot)


def test_one_part_stands_for_a_list_of_one(tmp_path: Path) -> None:
    text = pattern("all: {kind: shelling, max: 4}, any: airstrike")
    (found,) = load_pack((written(tmp_path, text),), KINDS).patterns
    assert (len(found.pattern.all), len(found.pattern.any)) == (1, 1)


def test_a_circle_is_told_of_each_pattern_in_it(tmp_path: Path) -> None:
    first = "- {id: a, within: 7d, pattern: {all: [{pattern: b}]}}"
    second = "- {id: b, within: 7d, pattern: {any: [shelling], unless: [{pattern: a}]}}"
    text = f"{first}\n{second}\n"
    found = mistakes_in(tmp_path, text)
    assert [(each.line, "waits for itself" in each.message) for each in found] == [
        (1, True),
        (2, True),
    ]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = pattern("all: [shelin, {size: x}], any: [{kind: airstrike, within: 9d}]", ", by: x")
    assert len(mistakes_in(tmp_path, text)) == 5


DOCUMENT = (Path(__file__).parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")
CHAPTER = DOCUMENT.split("\n## Patterns\n")[1].split("\n## ")[0]


def examples(first: str) -> list[str]:
    """Give the indented examples of the chapter that begin with a word, as they would stand."""
    blocks = re.findall(r"(?:^    .*\n|^\n(?=    ))+", CHAPTER, re.MULTILINE)
    plain = ["\n".join(line[4:] for line in block.splitlines()).strip("\n") for block in blocks]
    return [block for block in plain if block.startswith(first)]


def test_the_documented_pattern_can_be_written(tmp_path: Path) -> None:
    (whole,) = examples("- id: offensive-imminent")
    (asked,) = load_pack((written(tmp_path, whole),), KINDS).patterns
    assert [len(part) for part in (asked.pattern.all, asked.pattern.any)] == [2, 3]


@pytest.mark.parametrize("first", ["pattern:", "tests:"])
def test_the_documented_parts_and_timelines_can_be_written(tmp_path: Path, first: str) -> None:
    (block,) = examples(first)
    rest = "pattern: {all: [shelling]}\n" if first == "tests:" else ""
    entry = f"id: p\nwithin: 7d\n{rest}{block}"
    text = "- " + "\n  ".join(entry.splitlines())
    assert len(load_pack((written(tmp_path, text),), KINDS).patterns) == 1


def documented(heading: str) -> set[str]:
    """Give the keys in the first column of the table under a heading."""
    table = CHAPTER.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    cells = [line.split(" | ")[0] for line in table.splitlines()[2:]]
    return {word for cell in cells for word in re.findall(r"\w+", cell)}


def test_every_key_is_documented_and_no_other() -> None:
    parts = {each.name for each in fields(PatternParts)}
    of_part = {each.name for each in fields(Part)} - {"pattern", "count", "distinct", "sum", "max"}
    together = {"count", "distinct", "sum", "max"}
    together |= {each.name for record in (Counts, Distinct) for each in fields(record)}
    pattern_keys = {each.name for each in fields(Pattern)} - {"origin", "asks"}
    assert documented("key") == pattern_keys
    assert documented("key of `pattern`") == parts
    assert documented("which claims") == of_part
    assert documented("of them together") == together
