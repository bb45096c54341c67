from typing import Any

import pytest

from warnd.rules.compile import compile_pack
from warnd.rules.finding import Fault, Severity
from warnd.rules.firings import Firings
from warnd.rules.lint_archive import FEWEST_ARTICLES, FEWEST_SENTENCES, lint_archive
from warnd.rules.rule import Rule, RulePack

from .reading import LANGUAGE, rule

OFTEN = FEWEST_SENTENCES


def fired(*rules: Rule, texts: list[str]) -> Firings:
    compiled = compile_pack(rules, (), LANGUAGE)
    firings = Firings()
    for text in texts:
        firings.add("xx", compiled.match(LANGUAGE.sentences("", text)))
    return firings


def faults(*rules: Rule, texts: list[str]) -> list[tuple[Fault, str]]:
    found = lint_archive(RulePack(rules=rules), fired(*rules, texts=texts))
    return [(finding.fault, finding.mistake.path) for finding in found]


def test_firings_count_articles_sentences_and_company() -> None:
    rules = rule("a", id="one"), rule("b", id="two"), rule("b", id="other", kind="unrest")
    firings = fired(*rules, texts=["a a b. a. b.", "x.", "a."])
    assert firings.articles == {"xx": 3}
    assert firings.articles_of == {"one": 2, "two": 1, "other": 1}
    assert firings.sentences_of == {"one": 3, "two": 2, "other": 2}
    assert firings.alone == {"one": 2, "two": 1, "other": 2}
    assert firings.beside(rules[0].id) == {"two": 1}
    assert firings.beside(rules[2].id) == {}


def test_a_rule_that_fires_nowhere_is_found_and_told_of_how_many_articles() -> None:
    rules = rule("a"), rule("b", id="other", language="yy")
    (found,) = lint_archive(RulePack(rules=rules), fired(*rules, texts=["x."] * 1_200))
    assert (found.fault, found.severity) == (Fault.NEVER_FIRED, Severity.NOTE)
    assert found.mistake.message == "it fires in none of 1,200 articles"


@pytest.mark.parametrize(
    ("hits", "articles", "expected"),
    [
        pytest.param(20, 200, [(Fault.TOO_BROAD, "rule.match")], id="in a tenth of them"),
        pytest.param(10, 200, [], id="in one of twenty"),
        pytest.param(100, FEWEST_ARTICLES - 1, [], id="of too few to tell"),
    ],
)
def test_a_rule_that_fires_in_too_many_articles_is_found(
    hits: int, articles: int, expected: list[tuple[Fault, str]]
) -> None:
    assert faults(rule("a"), texts=["a."] * hits + ["x."] * (articles - hits)) == expected


@pytest.mark.parametrize(
    ("fields", "texts", "expected"),
    [
        pytest.param({}, ["a b."] * OFTEN + ["b."], ["one.match"], id="one within the other"),
        pytest.param({}, ["a b."] * OFTEN, ["two.match"], id="both in the same sentences"),
        pytest.param({}, ["a b."] * OFTEN + ["a.", "b."], [], id="each somewhere alone"),
        pytest.param({}, ["a b."] * (OFTEN - 1) + ["b."], [], id="too seldom to tell"),
        pytest.param({"confidence": 0.95}, ["a b."] * OFTEN + ["b."], [], id="surer within"),
        pytest.param({"kind": "unrest"}, ["a b."] * OFTEN + ["b."], [], id="of another kind"),
    ],
)
def test_a_rule_that_never_fires_without_another_is_found(
    fields: dict[str, Any], texts: list[str], expected: list[str]
) -> None:
    one, two = rule(**({"match": "a", "id": "one"} | fields)), rule("b", id="two")
    assert faults(one, two, texts=texts) == [(Fault.OVERLAPPING, path) for path in expected]


def test_of_three_that_fire_together_two_are_told() -> None:
    rules = [rule(match, id=match) for match in ("a", "b", "c")]
    assert faults(*rules, texts=["a b c."] * OFTEN) == [
        (Fault.OVERLAPPING, "b.match"),
        (Fault.OVERLAPPING, "c.match"),
    ]
