import pytest

from warnd.errors import ConfigurationInvalid
from warnd.rules.check import Expectation, run_tests
from warnd.rules.rule import Rule, RulePack, RuleTests

from .reading import LANGUAGE, rule


def failures(*rules: Rule) -> list[tuple[Expectation, str, str]]:
    pack = RulePack(rules=rules)
    found = run_tests(pack, {LANGUAGE.code: LANGUAGE})
    return [(failure.expected, failure.sentence, failure.why) for failure in found]


def test_a_rule_that_does_what_its_tests_say_has_no_failures() -> None:
    tests = RuleTests(fires=("a b.", "b a."), silent=("a.", "a x x b."))
    assert failures(rule("a NEAR/1 b", tests=tests)) == []


def test_a_sentence_that_it_should_fire_on_tells_what_it_lacks() -> None:
    found = failures(rule("a NEAR/1 b", tests=RuleTests(fires=("a.", "x."))))
    assert found == [(Expectation.FIRES, "a.", "it lacks b"), (Expectation.FIRES, "x.", "")]


def test_a_sentence_that_it_should_not_fire_on_tells_what_it_sees() -> None:
    found = failures(rule("a NEAR/1 b", tests=RuleTests(silent=("So A, B.",))))
    assert found == [(Expectation.SILENT, "So A, B.", "it sees 'A, B'")]


def test_a_sentence_is_silent_for_its_own_rule_alone() -> None:
    other = rule("c", id="other", tests=RuleTests(fires=("c.",)))
    assert failures(rule("a", tests=RuleTests(silent=("c.",))), other) == []


def test_a_rule_about_the_title_reads_the_first_line_as_title() -> None:
    tests = RuleTests(fires=("a", "a\nb."), silent=("b\na.",))
    assert failures(rule("title:a", tests=tests)) == []


def test_rules_of_languages_that_are_not_given_are_passed_over() -> None:
    assert failures(rule("a", language="yy", tests=RuleTests(fires=("b.",)))) == []


def test_a_pack_that_cannot_be_compiled_is_refused() -> None:
    with pytest.raises(ConfigurationInvalid):
        failures(rule("a b"))


def test_a_failure_is_told_with_its_place() -> None:
    pack = RulePack(rules=(rule("a", tests=RuleTests(fires=("b.",))),))
    (failure,) = run_tests(pack, {LANGUAGE.code: LANGUAGE})
    assert str(failure) == "<memory>:0: rule does not fire on 'b.'"
