from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from warnd.model.identifiers import KindId, RuleId
from warnd.model.kind import Kind
from warnd.model.status import Status
from warnd.rules.lint import Fault, Severity, lint
from warnd.rules.rule import (
    CountQuery,
    NamedQuery,
    Origin,
    Rule,
    RulePack,
    RuleTests,
    StatusCue,
    Within,
)
from warnd.signals.languages.english.language import English

ENGLISH = English()
KINDS = (KindId("shelling"), KindId("unrest"))
TESTED = RuleTests(fires=("a", "b"), silent=("c", "d"))


def rule(match: str = "zeppelin", **fields: Any) -> Rule:
    given: dict[str, Any] = {"id": "one", "kind": "shelling", "language": "en"}
    given |= {"confidence": 0.9, "tests": TESTED, "match": match}
    return Rule(**(given | fields))


def faults(*rules: Rule, **parts: Any) -> list[tuple[Fault, str]]:
    found = lint(RulePack(rules=rules, **parts), KINDS, {"en": ENGLISH})
    return [(finding.fault, finding.mistake.path) for finding in found]


def test_a_sound_pack_has_no_findings() -> None:
    sound = rule("@actors NEAR/3 zeppelin", unless="museum", count="NUM THEN/0 zeppelin")
    actors = NamedQuery(name="actors", language="en", match="rebel")
    cue = StatusCue(id=RuleId("cue"), language="en", status=Status.DENIED, match="title:@words")
    words = NamedQuery(name="words", language="en", match="deny")
    assert faults(sound, rule("airship", id="two"), lists=(actors, words), cues=(cue,)) == []


@pytest.mark.parametrize(
    ("fields", "fault", "path"),
    [
        pytest.param({"match": "a b"}, Fault.BROKEN, "one.match", id="a query"),
        pytest.param({"match": "@actors"}, Fault.BROKEN, "one.match", id="a list"),
        pytest.param({"unless": "("}, Fault.BROKEN, "one.unless", id="an exception"),
        pytest.param({"count": "a b"}, Fault.BROKEN, "one.count", id="a count"),
        pytest.param({"kind": "shellin"}, Fault.UNKNOWN_KIND, "one.kind", id="kind"),
        pytest.param({"language": "xx"}, Fault.UNKNOWN_LANGUAGE, "one.language", id="language"),
        pytest.param({"confidence": 0.0}, Fault.CONFIDENCE, "one.confidence", id="no confidence"),
        pytest.param({"confidence": 90.0}, Fault.CONFIDENCE, "one.confidence", id="in percent"),
        pytest.param(
            {"tests": replace(TESTED, fires=("a",))}, Fault.UNTESTED, "one.tests.fires", id="fires"
        ),
        pytest.param(
            {"tests": replace(TESTED, silent=())}, Fault.UNTESTED, "one.tests.silent", id="silent"
        ),
        pytest.param(
            {"match": "zeppelin AND NOT zeppelins"}, Fault.UNREACHABLE, "one.match", id="never"
        ),
        pytest.param(
            {"match": '"big zeppelin"', "unless": "zeppelin"},
            Fault.UNREACHABLE,
            "one.unless",
            id="never for its exception",
        ),
        pytest.param({"match": "attacked"}, Fault.TOO_BROAD, "one.match", id="everyday word"),
        pytest.param(
            {"match": 'zeppelin | strikes | "a b"'}, Fault.TOO_BROAD, "one.match", id="one of many"
        ),
        pytest.param(
            {"tests": replace(TESTED, fires=("a", "a"))},
            Fault.UNTESTED,
            "one.tests.fires",
            id="one sentence twice",
        ),
        pytest.param({"match": "=attack"}, Fault.TOO_BROAD, "one.match", id="as written"),
        pytest.param({"match": "attac*"}, Fault.TOO_BROAD, "one.match", id="by a wildcard"),
        pytest.param(
            {"match": "airship | zeppelin NEAR/3 fire"}, Fault.MIXED, "one.match", id="mixed"
        ),
        pytest.param(
            {"match": "zeppelin NEAR/3 ai*"}, Fault.UNSAFE, "one.match", id="a short wildcard"
        ),
        pytest.param(
            {"match": 'zeppelin NEAR/3 "big ai*"'}, Fault.UNSAFE, "one.match", id="in a phrase"
        ),
        pytest.param(
            {"match": "zeppelin THEN/41 airship"}, Fault.UNSAFE, "one.match", id="a long reach"
        ),
        pytest.param(
            {"match": "(NUM | airship) NEAR/3 (NUM | town)"},
            Fault.UNSAFE,
            "one.match",
            id="nothing but a number needed",
        ),
        pytest.param(
            {"match": 'zeppelin | "big zeppelin"'},
            Fault.REDUNDANT,
            "one.match",
            id="a needless alternative",
        ),
        pytest.param(
            {"unless": "zeppelin AND (museum | film | museum)"},
            Fault.REDUNDANT,
            "one.unless",
            id="an alternative twice",
        ),
    ],
)
def test_a_fault_of_a_rule_is_found(fields: dict[str, Any], fault: Fault, path: str) -> None:
    assert faults(rule(**fields)) == [(fault, path)]


@pytest.mark.parametrize(
    "match",
    [
        pytest.param("=strike NEAR/3 town", id="an everyday word in company"),
        pytest.param('"attack helicopter"', id="in a phrase"),
        pytest.param("airship | (zeppelin NEAR/3 fire)", id="NEAR in parentheses"),
        pytest.param("airship NEAR/2 fire | zeppelin NEAR/3 fire", id="nothing but NEAR"),
        pytest.param("zeppelin THEN/40 airship", id="a reach within a sentence"),
        pytest.param("zeppelin NEAR/3 air*", id="a wildcard of three letters"),
        pytest.param("zeppelin NEAR/3 NUM", id="a number in company"),
        pytest.param("title:zeppelin", id="a title, which is searched once"),
        pytest.param("zeppelin | zeppelins", id="forms of one word"),
        pytest.param('("airship" | "big airship") THEN/0 fell', id="what THEN measures from"),
    ],
)
def test_what_is_well_written_is_let_be(match: str) -> None:
    assert faults(rule(match)) == []


def test_a_rule_that_sees_what_another_sees_is_found() -> None:
    first = rule("zeppelin | airship", id="first")
    again = rule('(airships  |  "zeppelin")', id="again")
    assert faults(first, again) == [(Fault.DUPLICATE, "again.match")]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"kind": "unrest"}, id="of another kind"),
        pytest.param({"unless": "museum", "confidence": 0.95}, id="surer with an exception"),
        pytest.param({"match": '"big zeppelin"', "confidence": 0.95}, id="surer of fewer"),
        pytest.param({"match": '"big zeppelin"', "status": Status.DENIED}, id="its own status"),
        pytest.param({"match": '"big zeppelin"', "count": "none"}, id="its own count"),
        pytest.param({"match": '"big zeppelin"', "within": Within.ARTICLE}, id="other text"),
        pytest.param({"match": "zeppelin NEAR/3 airship | aerostat"}, id="more words"),
    ],
)
def test_rules_alike_that_differ_in_what_they_see_are_let_be(fields: dict[str, Any]) -> None:
    found = faults(rule(id="first"), rule(id="second", **fields))
    assert [fault for fault, _ in found if fault is not Fault.MIXED] == []


@pytest.mark.parametrize(
    ("fields", "around"),
    [
        pytest.param({"match": '"big zeppelin"'}, {}, id="fewer words"),
        pytest.param({"unless": "museum"}, {}, id="an exception"),
        pytest.param({"match": "zeppelin NEAR/3 airship", "confidence": 0.5}, {}, id="less sure"),
        pytest.param({"unless": "museum | film"}, {"unless": "museum"}, id="more exceptions"),
        pytest.param(
            {"match": '"big zeppelin"', "unless": "museum"},
            {"unless": '"museum ship"', "match": "zeppelin | airship"},
            id="a wider exception",
        ),
    ],
)
def test_a_rule_that_never_says_more_than_another_is_found(
    fields: dict[str, Any], around: dict[str, Any]
) -> None:
    inner, outer = rule(**({"id": "inner"} | fields)), rule(**({"id": "outer"} | around))
    assert faults(inner, outer) == [(Fault.OVERLAPPING, "inner.match")]
    assert faults(outer, inner) == [(Fault.OVERLAPPING, "inner.match")]


def test_a_rule_that_speaks_where_the_wider_one_is_silent_is_let_be() -> None:
    wider = rule(id="wider", unless="museum | film")
    assert faults(wider, rule('"big zeppelin"', id="inner", unless="museum")) == []


def test_needless_alternatives_of_one_query_are_told_together() -> None:
    longer = " | ".join(f'"{word} zeppelin"' for word in ("big", "old", "red", "low", "far"))
    (found,) = lint(RulePack(rules=(rule(f"zeppelin | {longer}"),)), KINDS, {"en": ENGLISH})
    assert found.mistake.message == (
        "needless beside other alternatives: '\"big zeppelin\"' (by 'zeppelin'), "
        "'\"old zeppelin\"' (by 'zeppelin'), '\"red zeppelin\"' (by 'zeppelin'), and 2 more"
    )


@pytest.mark.parametrize("match", ["NUM", "PLACE | zeppelin"])
def test_a_rule_that_any_number_or_place_sets_off_is_found(match: str) -> None:
    assert (Fault.TOO_BROAD, "one.match") in faults(rule(match))


def test_a_cue_that_can_never_speak_is_found() -> None:
    cue = StatusCue(
        id=RuleId("cue"), language="en", status=Status.DENIED, match='"deny it"', unless="deny"
    )
    assert faults(cues=(cue,)) == [(Fault.UNREACHABLE, "cue.unless")]


def test_a_list_that_only_unused_lists_name_is_unused() -> None:
    lists = (
        NamedQuery(name="outer", language="en", match="@inner | rebel"),
        NamedQuery(name="inner", language="en", match="fighter"),
        NamedQuery(name="used", language="en", match="@deeper"),
        NamedQuery(name="deeper", language="en", match="militia"),
        NamedQuery(name="used", language="fr", match="milice"),
    )
    assert faults(rule("@used NEAR/3 zeppelin"), lists=lists) == [
        (Fault.UNUSED_LIST, "@outer"),
        (Fault.UNUSED_LIST, "@inner"),
        (Fault.UNUSED_LIST, "@used"),
    ]


def test_faults_of_lists_counts_and_cues_are_found() -> None:
    lists = (
        NamedQuery(name="spare", language="en", match="rebel"),
        NamedQuery(name="broken", language="en", match="a b"),
    )
    counts = (CountQuery(kind=KINDS[0], language="en", queries=("NUM town",)),)
    cue = StatusCue(
        id=RuleId("cue"), language="en", status=Status.DENIED, match="a b", unless="@broken"
    )
    assert faults(lists=lists, counts=counts, cues=(cue,)) == [
        (Fault.BROKEN, "@broken"),
        (Fault.BROKEN, "count_of shelling"),
        (Fault.BROKEN, "cue.match"),
        (Fault.BROKEN, "cue.unless"),
        (Fault.UNUSED_LIST, "@spare"),
    ]


def test_a_kind_that_the_pack_declares_is_known() -> None:
    kind = Kind(id=KindId("flood"), title="flood", severity=1.0, because="water")
    assert faults(rule(kind="flood"), kinds=(kind,)) == []


def test_the_worst_findings_come_first_with_file_and_line() -> None:
    place = Origin(file=Path("pack.yaml"), line=3)
    rules = (rule(tests=TESTED, id="fine"), rule("attack", id="broad"))
    pack = RulePack(rules=(*rules, rule("a b", id="broken", origin=place)))
    first, second = lint(pack, KINDS, {"en": ENGLISH})
    assert (first.severity, second.severity) == (Severity.ERROR, Severity.WARNING)
    assert str(first.mistake).startswith("pack.yaml:3: broken.match: column 3 of the query")
