"""What is probably wrong with the patterns of a pack."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from fnmatch import fnmatchcase

from warnd.rules.finding import Fault, Finding, finding
from warnd.rules.pattern import Part, Pattern, PatternParts
from warnd.rules.rule import Rule, RulePack

#: Timelines that a pattern needs of each sort: one may show only what its writer thought of.
FEWEST_TIMELINES = 2


def of_patterns(pack: RulePack, horizon: timedelta | None) -> Iterator[Finding]:
    """Give what the patterns tell; `horizon` is how long claims are kept, None when not known."""
    for pattern in pack.patterns:
        yield from untested_pattern(pattern)
        yield from _beyond(pattern, horizon)
        yield from _never(pattern)
        for part in (*pattern.pattern.needed, *pattern.pattern.unless):
            yield from _of_rules(part, pattern, pack.rules)
    yield from _alike(pack.patterns)


def untested_pattern(pattern: Pattern) -> Iterator[Finding]:
    """Give which timelines are missing from a pattern's own tests."""
    for name, timelines in (("fires", pattern.tests.fires), ("silent", pattern.tests.silent)):
        told = len({timeline.reports for timeline in timelines})
        if told < FEWEST_TIMELINES:
            message = f"{told} of the {FEWEST_TIMELINES} different timelines that are needed"
            yield finding(Fault.UNTESTED, pattern.origin, f"{pattern.id}.tests.{name}", message)


def _beyond(pattern: Pattern, horizon: timedelta | None) -> Iterator[Finding]:
    if horizon is not None and pattern.within > horizon:
        message = f"claims are kept for {horizon.days}d (horizon of the scoring table), no longer"
        yield finding(Fault.BEYOND, pattern.origin, f"{pattern.id}.within", message)


def _never(pattern: Pattern) -> Iterator[Finding]:
    parts = pattern.pattern
    for part in parts.unless:
        if part in (*parts.all, *parts.sequence):
            message = "it is called off by what it asks for: it can never hold"
            yield finding(Fault.UNREACHABLE, pattern.origin, f"{pattern.id}.unless", message)


def _of_rules(part: Part, pattern: Pattern, rules: Sequence[Rule]) -> Iterator[Finding]:
    """Tell rules named that no rule of the pack and the part's kinds has."""
    seen = {rule.id for rule in rules if not part.kind or rule.kind in part.kind}
    for name in part.rule if rules else ():
        if not any(fnmatchcase(id_, name) for id_ in seen):
            of = f" of kind {' or '.join(part.kind)}" if part.kind else ""
            message = f"no rule{of} is called {name!r}"
            yield finding(Fault.UNKNOWN_RULE, pattern.origin, f"{pattern.id}.rule", message)


def _alike(patterns: Sequence[Pattern]) -> Iterator[Finding]:
    met: dict[tuple[PatternParts, object, object, int], Pattern] = {}
    for pattern in patterns:
        meaning = pattern.pattern, pattern.within, pattern.by, pattern.origins
        earlier = met.setdefault(meaning, pattern)
        if earlier is not pattern:
            message = f"it asks for just what {earlier.id} asks for"
            yield finding(Fault.DUPLICATE, pattern.origin, str(pattern.id), message)
