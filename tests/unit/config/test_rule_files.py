from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.builders import part
from warnd.config.rule_files import load_pack
from warnd.errors import ConfigurationInvalid, Mistake
from warnd.model.identifiers import KindId, RuleId
from warnd.model.kind import Kind
from warnd.model.level import Level
from warnd.model.status import Status
from warnd.rules.rule import (
    CountQuery,
    CueScope,
    NamedQuery,
    Pattern,
    PatternParts,
    RulePack,
    RuleTests,
    StatusCue,
)

KINDS = tuple(
    map(
        KindId,
        [
            "truce_collapse",
            "troop_movement",
            "shelling",
            "airstrike",
            "offensive_threat",
        ],
    )
)

Write = Callable[[str], Path]

WHOLE = """\
- id: truce-declared-over
  kind: truce_collapse
  language: en
  confidence: 0.9
  match: '(truce | ceasefire | "cessation of hostilities") NEAR/8 (ended | over | collaps* | void)'
  unless: '"trade truce" | anniversary'
  count: null
  tests:
    fires: ["The truce between the two sides has effectively ended."]
    silent: ["Washington and Beijing extend their trade truce."]

- id: offensive-imminent
  pattern: {all: [truce_collapse, troop_movement], any: [shelling, airstrike, offensive_threat]}
  within: 7d
  origins: 2
  level: warning

- {list: fighters, language: en, match: rebels | militia*}
- {count_of: shelling, language: en, queries: [NUM THEN/2 towns]}
- {cue: feared, language: en, status: threatened, match: fear*, scope: after}
- {declare_kind: well_poisoned, title: well poisoned, severity: 3, because: it drives people out}
- {id: poisoned, kind: well_poisoned, language: en, confidence: 0.5, match: "@fighters AND poison*"}
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        path = tmp_path / "rules.yaml"
        path.write_text(text)
        return path

    return write


def mistakes_of(*paths: Path) -> tuple[Mistake, ...]:
    with pytest.raises(ConfigurationInvalid) as caught:
        load_pack(paths, KINDS)
    return caught.value.mistakes


def test_every_sort_of_entry_is_read(write: Write) -> None:
    pack = load_pack([write(WHOLE)], KINDS)

    assert [rule.id for rule in pack.rules] == ["truce-declared-over", "poisoned"]
    assert pack.lists == (NamedQuery(name="fighters", language="en", match="rebels | militia*"),)
    assert pack.counts == (
        CountQuery(kind=KindId("shelling"), language="en", queries=("NUM THEN/2 towns",)),
    )
    assert pack.cues == (
        StatusCue(
            id=RuleId("feared"),
            language="en",
            status=Status.THREATENED,
            match="fear*",
            scope=CueScope.AFTER,
        ),
    )
    (pattern,) = pack.patterns
    assert isinstance(pattern, Pattern)
    assert (pattern.level, pattern.origins, pattern.within.days) == (Level.WARNING, 2, 7)
    assert pattern.pattern == PatternParts(
        all=(part("truce_collapse"), part("troop_movement")),
        any=(part("shelling"), part("airstrike"), part("offensive_threat")),
    )
    assert pack.kinds == (
        Kind(
            id=KindId("well_poisoned"),
            title="well poisoned",
            severity=3,
            because="it drives people out",
        ),
    )


COUNT_AND_CUE = """
- count_of: shelling
  language: en
  near: true
  parts: [rebels THEN/1 NUM]
  adds: NUM THEN/0 people
  ones: '"a man"'
  without: NUM THEN/0 rebels
  queries: [NUM THEN/0 killed]
- {cue: will, language: en, status: threatened, match: "=will", not_in: '"last will"'}
"""


def test_what_a_count_and_a_cue_leave_out_is_read(write: Write) -> None:
    pack = load_pack([write(COUNT_AND_CUE)], KINDS)
    (count,) = pack.counts
    assert count.near
    assert list(count.all_queries()) == [
        "rebels THEN/1 NUM",
        "NUM THEN/0 killed",
        "NUM THEN/0 people",
        '"a man"',
        "NUM THEN/0 rebels",
    ]
    assert pack.cues[0].not_in == '"last will"'


@pytest.mark.parametrize("key", ["adds", "without"])
def test_what_a_count_adds_up_or_leaves_out_holds_a_number(write: Write, key: str) -> None:
    text = f"- count_of: shelling\n  language: en\n  queries: [NUM]\n  {key}: rebels\n"
    (mistake,) = mistakes_of(write(text))
    assert "write NUM" in mistake.message


def test_a_rule_keeps_its_text_its_tests_and_its_place(write: Write) -> None:
    path = write(WHOLE)

    rule = load_pack([path], KINDS).rules[0]

    assert rule.confidence == pytest.approx(0.9)
    assert rule.unless == '"trade truce" | anniversary'
    assert rule.count == "none"
    assert rule.tests == RuleTests(
        fires=("The truce between the two sides has effectively ended.",),
        silent=("Washington and Beijing extend their trade truce.",),
    )
    assert (rule.origin.file, rule.origin.line) == (path, 1)


def one_rule(**changes: str) -> str:
    keys = {
        "id": "a",
        "kind": "shelling",
        "language": "en",
        "confidence": "0.8",
        "match": "'shell* AND @fighters'",
        **changes,
    }
    return (
        "- {list: fighters, language: en, match: rebels | @others}\n"
        "- {list: others, language: en, match: gunmen}\n"
        "- {list: more, language: en, match: soldiers}\n"
        "- {" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}\n"
    )


def version_of(path: Path) -> str:
    (rule,) = load_pack([path], KINDS).rules
    return rule.version


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(one_rule(match="shell*"), id="match"),
        pytest.param(one_rule(unless="drill"), id="unless"),
        pytest.param(one_rule(confidence="0.7"), id="confidence"),
        pytest.param(one_rule(kind="airstrike"), id="kind"),
        pytest.param(one_rule(count="null"), id="count"),
        pytest.param(one_rule(status="threatened"), id="status"),
        pytest.param(one_rule(within="article"), id="within"),
        pytest.param(one_rule().replace("rebels", "guerrillas"), id="a list it names"),
        pytest.param(one_rule().replace("gunmen", "snipers"), id="a list its list names"),
    ],
)
def test_what_changes_what_a_rule_sees_changes_its_version(write: Write, changed: str) -> None:
    before = version_of(write(one_rule()))

    assert version_of(write(changed)) != before


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(one_rule(id="b"), id="its name"),
        pytest.param(one_rule(tests="{fires: [x]}"), id="its tests"),
        pytest.param("# a comment\n" + one_rule(), id="its place"),
        pytest.param(one_rule().replace("soldiers", "troops"), id="another list"),
    ],
)
def test_what_changes_nothing_seen_leaves_the_version(write: Write, changed: str) -> None:
    before = version_of(write(one_rule()))

    assert version_of(write(changed)) == before


RULE = "- {id: a, kind: shelling, language: en, confidence: 0.8, match: "


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param(RULE + "'a (b'}", (1, 68), 'a "(" that is never closed', id="parenthesis"),
        pytest.param(RULE + "'a NEAR b'}", (1, 68), "NEAR needs a number", id="distance"),
        pytest.param(RULE + "''}", (1, 65), "must not be empty", id="empty query"),
        pytest.param(RULE + "a, unless: 'b AND'}", (1, 82), "write what should", id="unless"),
        pytest.param(RULE + "a, count: towns}", (1, 75), "write NUM in the query", id="count"),
        pytest.param(RULE + "a, count: NUM}", (1, 75), "holds no NUM", id="count of the match"),
        pytest.param(RULE + "'a AND @fightrs'}", (1, 72), "unknown list 'fightrs'", id="list"),
        pytest.param(
            "- id: a\n  kind: shelling\n  language: en\n  confidence: 0.8\n  match: >\n"
            "    one AND\n    (two\n",
            (7, 5),
            "never closed",
            id="query on lines of its own",
        ),
        pytest.param(RULE + "a, kind: b}", (1, 68), "'kind' stands twice", id="duplicate key"),
        pytest.param(RULE + "a, unles: b}", (1, 68), "did you mean 'unless'", id="unknown key"),
        pytest.param(RULE + "a, version: b}", (1, 68), "unknown key 'version'", id="version given"),
        pytest.param(RULE + "a, origin: {}}", (1, 68), "unknown key 'origin'", id="origin given"),
        pytest.param(RULE + "a, status: feared}", (1, 76), "occurred, threatened", id="status"),
        pytest.param(
            RULE + "a}\n" + RULE + "b}",
            (2, 8),
            "the rule 'a' stands twice; the first is at",
            id="duplicate rule",
        ),
        pytest.param(
            "- {id: a, kind: shelllng, language: en, confidence: 0.8, match: b}",
            (1, 17),
            "unknown kind 'shelllng'; did you mean 'shelling'",
            id="unknown kind",
        ),
        pytest.param(
            "- {id: a, kind: shelling, language: en, confidence: 8, match: b}",
            (1, 53),
            "expected 0 to 1, got 8",
            id="confidence",
        ),
        pytest.param(
            "- {id: a, kind: shelling, language: '', confidence: 0.8, match: b}",
            (1, 37),
            "must not be empty",
            id="language",
        ),
        pytest.param(
            "- {id: a, kind: shelling, language: en, confidence: 0.8}",
            (1, 3),
            "match: is missing",
            id="no match",
        ),
        pytest.param("- {patern: {}}", (1, 3), "did you mean 'pattern'", id="misspelt sort"),
        pytest.param("- {x: 1}", (1, 3), "no key tells what this entry is", id="no sort"),
        pytest.param("- a", (1, 3), "expected an entry", id="text for an entry"),
        pytest.param("a: b", (1, 1), "expected a list", id="mapping for a file"),
        pytest.param(
            "- {id: p, pattern: {all: [shelin]}, within: 7d}", (1, 27), "'shelling'", id="pattern"
        ),
        pytest.param(
            "- {id: p, pattern: {any: []}, within: 7d}", (1, 20), "names no kind", id="no kinds"
        ),
        pytest.param(
            "- {id: p, pattern: {all: shelling}, within: sentence}",
            (1, 45),
            "a duration such as",
            id="pattern within a sentence",
        ),
        pytest.param(
            "- {cue: c, language: en, status: denied, match: a, kinds: [shel]}",
            (1, 60),
            "unknown kind 'shel'",
            id="kind of a cue",
        ),
        pytest.param(
            "- {count_of: shel, language: en, queries: NUM dead}",
            (1, 47),
            "side by side",
            id="count query",
        ),
        pytest.param(
            "- {declare_kind: shelling, title: t, severity: 1, because: b}",
            (1, 18),
            "in the scoring table already",
            id="declared again",
        ),
        pytest.param(
            "- {list: l, language: en, match: a}\n- {list: l, language: en, match: b}",
            (2, 10),
            "the list 'l' stands twice",
            id="duplicate list",
        ),
    ],
)
def test_a_mistake_in_a_rule_file_is_told_at_its_place(
    write: Write, text: str, place: tuple[int, int], words: str
) -> None:
    mistakes = mistakes_of(write(text))

    told = [((each.line, each.column), f"{each.path}: {each.message}") for each in mistakes]
    assert [at for at, message in told if at == place and words in message] == [place], told


def test_lists_of_two_languages_may_share_a_name(write: Write) -> None:
    path = write("- {list: l, language: en, match: a}\n- {list: l, language: fr, match: b}\n")

    assert len(load_pack([path], KINDS).lists) == 2


def test_a_list_of_another_language_is_unknown(write: Write) -> None:
    path = write("- {list: l, language: fr, match: a}\n" + RULE + "'@l'}\n")

    (mistake,) = mistakes_of(path)

    assert "unknown list 'l'" in mistake.message


def test_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(RULE + "'('}\n")
    (tmp_path / "two.yaml").write_text("a: [\n")
    (tmp_path / "three.yaml").write_text(RULE + "b}\n")

    told = [(mistake.file.name, mistake.line) for mistake in mistakes_of(tmp_path)]

    assert told == [("one.yaml", 1), ("three.yaml", 1), ("two.yaml", 2)]


def test_a_folder_gives_its_rule_files_and_leaves_the_rest(tmp_path: Path) -> None:
    for name in ("en/a.yaml", "fr/b.yml", ".git/c.yaml", "notes.txt", "scoring.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(RULE.replace("id: a", f"id: {path.stem}") + "b}\n")

    pack = load_pack([tmp_path, tmp_path / "en"], KINDS)

    assert [rule.id for rule in pack.rules] == ["a", "b"]


def test_an_empty_file_holds_no_rule_and_no_mistake(write: Write) -> None:
    assert load_pack([write("# nothing yet\n")], KINDS) == RulePack()


def test_a_path_that_leads_nowhere_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    told = [mistake.message for mistake in mistakes_of(tmp_path / "none", tmp_path / "empty")]

    assert told == ["holds no rule file", "there is no such file or folder"]


def test_a_rule_file_that_anybody_may_write_is_refused(write: Write) -> None:
    path = write(RULE + "b}\n")
    path.chmod(0o666)

    (mistake,) = mistakes_of(path)

    assert "chmod go-w" in mistake.message


def test_the_shipped_packs_hold_no_mistake() -> None:
    pack = load_pack()

    assert pack.rules
    assert all(len(rule.version) == 12 for rule in pack.rules)
