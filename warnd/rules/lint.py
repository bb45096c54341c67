"""What is probably wrong with the rules of a pack."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta

from warnd.model.identifiers import KindId
from warnd.ports.reading import Language
from warnd.rules.build import Builder
from warnd.rules.finding import Fault, Finding, Severity, finding, worst_first
from warnd.rules.lint_matches import of_matches
from warnd.rules.lint_patterns import of_patterns
from warnd.rules.lint_queries import of_queries
from warnd.rules.pack_queries import queries_of
from warnd.rules.query import Named, all_parts
from warnd.rules.rule import Rule, RulePack

__all__ = ["Fault", "Finding", "Severity", "lint", "untested"]

#: Sentences that a rule needs of each sort: one may show only the words that its writer thought of.
FEWEST_TESTS = 2

#: A list by its language and name.
_List = tuple[str, str]


def lint(
    pack: RulePack,
    kinds: Collection[KindId],
    languages: Mapping[str, Language],
    horizon: timedelta | None = None,
) -> tuple[Finding, ...]:
    """Give what is probably wrong with a pack, the worst first, then by file and line.

    `kinds` are those declared outside of the pack; `horizon` is how long claims are kept, None when
    that is not known.
    """
    known = frozenset(kinds) | {kind.id for kind in pack.kinds}
    # without compounds, which are no part of what a writer meant to allow
    builders = {
        code: Builder(pack.lists, language, compounds=False) for code, language in languages.items()
    }
    found = [
        *(each for rule in pack.rules for each in _of_rule(rule, known, languages)),
        *of_queries(pack, builders),
        *of_matches(pack, builders),
        *of_patterns(pack, horizon),
        *_of_lists(pack),
    ]
    return worst_first(found)


def _of_rule(
    rule: Rule, kinds: Collection[KindId], languages: Collection[str]
) -> Iterator[Finding]:
    """Give what the rule alone tells, without its queries."""
    if rule.kind not in kinds:
        message = f"no kind is called {rule.kind!r}: declare it with declare_kind"
        yield finding(Fault.UNKNOWN_KIND, rule.origin, f"{rule.id}.kind", message)
    if rule.language not in languages:
        message = f"no language {rule.language!r} is read: the rule never fires"
        yield finding(Fault.UNKNOWN_LANGUAGE, rule.origin, f"{rule.id}.language", message)
    if not 0 < rule.confidence <= 1:
        message = f"{rule.confidence} is no confidence: write more than 0 and at most 1"
        yield finding(Fault.CONFIDENCE, rule.origin, f"{rule.id}.confidence", message)
    yield from untested(rule)


def untested(rule: Rule) -> Iterator[Finding]:
    """Give which sentences are missing from a rule's own tests."""
    for name, texts in (("fires", rule.tests.fires), ("silent", rule.tests.silent)):
        told = len(set(texts))
        if told < FEWEST_TESTS:
            message = f"{told} of the {FEWEST_TESTS} different sentences that are needed"
            yield finding(Fault.UNTESTED, rule.origin, f"{rule.id}.tests.{name}", message)


def _of_lists(pack: RulePack) -> Iterator[Finding]:
    """Give the lists that no rule, count or cue uses, be it through other lists."""
    named: dict[str, set[_List]] = defaultdict(set)
    for stated in queries_of(pack):
        tree = stated.parsed()  # what cannot be read is told already
        parts = all_parts(tree) if tree else ()
        owner = f"{stated.language} {stated.path}" if stated.path.startswith("@") else ""
        named[owner].update((stated.language, p.name) for p in parts if isinstance(p, Named))
    used = _reached(named)
    for item in pack.lists:
        if (item.language, item.name) not in used:
            message = f"no rule, count or cue uses @{item.name}"
            yield finding(Fault.UNUSED_LIST, item.origin, f"@{item.name}", message)


def _reached(named: Mapping[str, Collection[_List]]) -> set[_List]:
    """Give the lists that are named outside of lists, and those that they name in turn."""
    reached: set[_List] = set()
    waiting = list(named[""]) if "" in named else []
    while waiting:
        language, name = waiting.pop()
        if (language, name) not in reached:
            reached.add((language, name))
            waiting += named.get(f"{language} @{name}", ())
    return reached
