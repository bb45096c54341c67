"""What is probably wrong with what rules see, alone and beside one another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from warnd.errors import QueryInvalid
from warnd.rules.build import Builder
from warnd.rules.contained import contained
from warnd.rules.finding import Fault, Finding, finding
from warnd.rules.imply import contradicts_itself, implies
from warnd.rules.lint_cost import of_cost
from warnd.rules.nodes import Node
from warnd.rules.rule import Rule, RulePack, StatusCue


@dataclass(frozen=True, slots=True, kw_only=True)
class _Watch:
    """A rule or cue with its queries as nodes."""

    entry: Rule | StatusCue
    match: Node
    #: None when nothing keeps it silent
    unless: Node | None


def of_matches(pack: RulePack, builders: Mapping[str, Builder]) -> Iterator[Finding]:
    """Give what is wrong with what the rules and cues of a pack see; `builders` by language."""
    rules = list(_watches(pack.rules, builders))
    for watch in rules:
        yield from _unreachable(watch)
        yield from of_cost(watch.entry, watch.match, builders[watch.entry.language])
    for watch in _watches(pack.cues, builders):
        yield from _unreachable(watch)
    yield from _overlaps(rules)


def _watches(
    entries: Iterable[Rule | StatusCue], builders: Mapping[str, Builder]
) -> Iterator[_Watch]:
    """Give the entries that can be read; others are told as broken."""
    for entry in entries:
        builder = builders.get(entry.language)
        try:
            if builder:
                match = builder.build(entry.match)
                unless = builder.build(entry.unless) if entry.unless else None
                yield _Watch(entry=entry, match=match, unless=unless)
        except QueryInvalid:
            continue


def _unreachable(watch: _Watch) -> Iterator[Finding]:
    entry = watch.entry
    if contradicts_itself(watch.match):
        message = "it can never fire: what it asks for brings what it must not have"
        yield finding(Fault.UNREACHABLE, entry.origin, f"{entry.id}.match", message)
    if watch.unless is not None and implies(watch.match, watch.unless):
        message = "it can never fire: whatever meets `match` meets `unless` as well"
        yield finding(Fault.UNREACHABLE, entry.origin, f"{entry.id}.unless", message)


def _overlaps(rules: Iterable[_Watch]) -> Iterator[Finding]:
    """Give the rules of one kind that others make needless."""
    groups: dict[object, list[tuple[Rule, _Watch]]] = defaultdict(list)
    for watch in rules:
        if isinstance(watch.entry, Rule):
            rule = watch.entry
            groups[rule.language, rule.kind, rule.within].append((rule, watch))
    for group in groups.values():
        yield from _needless(group)


def _needless(group: Sequence[tuple[Rule, _Watch]]) -> Iterator[Finding]:
    told: set[int] = set()
    for place, other in contained([watch.match for _, watch in group]):
        (rule, watch), (wider, around) = group[place], group[other]
        if other in told or not _falls_silent_with(watch, around):
            continue
        if watch.match is around.match and watch.unless is around.unless:
            if place > other:
                told.add(place)
                message = f"it sees just what {wider.id} sees: take one of them out"
                yield finding(Fault.DUPLICATE, rule.origin, f"{rule.id}.match", message)
        elif _says_no_more(rule, wider):
            told.add(place)
            message = f"all it sees is seen by {wider.id}, with no less confidence: take it out"
            yield finding(Fault.OVERLAPPING, rule.origin, f"{rule.id}.match", message)


def _falls_silent_with(watch: _Watch, around: _Watch) -> bool:
    """Give whether a rule is silent wherever the exception of the one around it holds."""
    if around.unless is None:
        return True
    return watch.unless is not None and implies(around.unless, watch.unless)


def _says_no_more(rule: Rule, wider: Rule) -> bool:
    """Give whether a rule tells neither more confidence nor a status or count of its own."""
    own = rule.status not in (None, wider.status) or rule.count not in (None, wider.count)
    return rule.confidence <= wider.confidence and not own
