"""What is probably wrong with the rules of a pack."""

from collections.abc import Collection, Iterator, Mapping

from warnd.errors import QueryInvalid
from warnd.model.identifiers import KindId
from warnd.ports import Language
from warnd.rules.build import Builder
from warnd.rules.finding import Fault, Finding, Severity, finding
from warnd.rules.lint_queries import of_queries
from warnd.rules.pack_queries import queries_of
from warnd.rules.parse import parse
from warnd.rules.query import Named, all_parts
from warnd.rules.rule import Rule, RulePack

__all__ = ["Fault", "Finding", "Severity", "lint"]

#: Sentences that a rule needs of each sort: one may show only the words that its writer thought of.
FEWEST_TESTS = 2


def lint(
    pack: RulePack, kinds: Collection[KindId], languages: Mapping[str, Language]
) -> tuple[Finding, ...]:
    """Give what is probably wrong with a pack, the worst first, then by file and line.

    `kinds` are those declared outside of the pack.
    """
    known = frozenset(kinds) | {kind.id for kind in pack.kinds}
    # without compounds, which are no part of what a writer meant to allow
    builders = {
        code: Builder(pack.lists, language, compounds=False) for code, language in languages.items()
    }
    found = [
        *(each for rule in pack.rules for each in _of_rule(rule, known, languages)),
        *of_queries(pack, builders),
        *_of_lists(pack),
    ]
    return tuple(sorted(found, key=_order))


def _order(each: Finding) -> tuple[int, str, int]:
    return list(Severity).index(each.severity), str(each.mistake.file), each.mistake.line


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
    for name, texts in (("fires", rule.tests.fires), ("silent", rule.tests.silent)):
        if len(texts) < FEWEST_TESTS:
            message = f"{len(texts)} sentences where {FEWEST_TESTS} are needed"
            yield finding(Fault.UNTESTED, rule.origin, f"{rule.id}.tests.{name}", message)


def _of_lists(pack: RulePack) -> Iterator[Finding]:
    """Give the lists that nothing names."""
    named = {
        (stated.language, part.name)
        for stated in queries_of(pack)
        for part in _names_in(stated.text)
    }
    for item in pack.lists:
        if (item.language, item.name) not in named:
            message = f"no query names @{item.name}"
            yield finding(Fault.UNUSED_LIST, item.origin, f"@{item.name}", message)


def _names_in(text: str) -> Iterator[Named]:
    try:
        query = parse(text)
    except QueryInvalid:  # told already, as a broken query
        return
    yield from (part for part in all_parts(query) if isinstance(part, Named))
