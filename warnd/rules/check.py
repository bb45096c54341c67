"""A rule pack's own tests, run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from warnd.ports.reading import Language
from warnd.rules.compile import compile_pack
from warnd.rules.match import RuleMatch, RuleSet
from warnd.rules.rule import Rule, RulePack


class Expectation(StrEnum):
    """What a test sentence expects of its rule."""

    FIRES = "fires"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class TestFailure:
    """A test sentence on which its rule does not do what it says."""

    #: its name begins as a test's does; pytest shall not take it for one
    __test__: ClassVar[bool] = False

    #: the rule; its `origin` tells file and line
    rule: Rule
    #: the test sentence
    sentence: str
    #: what was expected of the rule
    expected: Expectation
    #: the words that made it fire, or what it lacked to fire; empty when that is not known
    why: str

    @property
    def told(self) -> str:
        """What went wrong, in words, without the place."""
        verb = "does not fire on" if self.expected is Expectation.FIRES else "fires on"
        why = f" ({self.why})" if self.why else ""
        return f"{self.rule.id} {verb} {self.sentence!r}{why}"

    def __str__(self) -> str:
        return f"{self.rule.origin.file}:{self.rule.origin.line}: {self.told}"


def run_tests(pack: RulePack, languages: Mapping[str, Language]) -> tuple[TestFailure, ...]:
    """Give the test sentences of a pack that its rules fail, in the rules' order.

    A sentence is read as an article's text; of a rule with `title:` its first line is the title.
    Rules of languages that are not given are passed over. Raises ConfigurationInvalid for rules
    that cannot be compiled.
    """
    sets = {
        code: compile_pack(pack.rules, pack.lists, language) for code, language in languages.items()
    }
    return tuple(
        failure
        for rule in pack.rules
        if rule.language in sets
        for failure in _failures(rule, sets[rule.language], languages[rule.language])
    )


def _failures(rule: Rule, rules: RuleSet, language: Language) -> Iterator[TestFailure]:
    for expected, texts in (
        (Expectation.FIRES, rule.tests.fires),
        (Expectation.SILENT, rule.tests.silent),
    ):
        for text in texts:
            why = _problem(rule, text, expected, rules, language)
            if why is not None:
                yield TestFailure(rule=rule, sentence=text, expected=expected, why=why)


def _problem(
    rule: Rule, text: str, expected: Expectation, rules: RuleSet, language: Language
) -> str | None:
    """Give why a rule fails a test sentence, None when it passes."""
    title, body = text.partition("\n")[::2] if "title:" in rule.match else ("", text)
    sentences = language.sentences(title, body)
    fired = [match for match in rules.match(sentences) if match.rule.id == rule.id]
    if bool(fired) is (expected is Expectation.FIRES):
        return None
    if fired:
        return f"it sees {_quote(fired[0], title, body)!r}"
    missing = [miss.missing for miss in rules.nearly(sentences) if miss.rule == rule.id]
    return f"it lacks {missing[0]}" if missing else ""


def _quote(match: RuleMatch, title: str, text: str) -> str:
    return f"{title}\n{text}"[match.start : match.end]
