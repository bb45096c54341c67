"""Which claims a part of a pattern looks at, and whether it holds."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fnmatch import translate
from functools import cache

from warnd.model.claim import Claim
from warnd.model.identifiers import KindId
from warnd.model.status import Status
from warnd.rules.pattern import GroupedBy, Part, Pattern
from warnd.situations.held import Measure, Seen
from warnd.situations.patterns_tally import Tally, places_of


class Observed:
    """Claims by kind, each kind's oldest first."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._by_kind: dict[KindId, list[Claim]] = defaultdict(list)
        for claim in claims:
            self._by_kind[claim.signal.kind].append(claim)
        self._groups: dict[GroupedBy, Mapping[str, Observed]] = {}

    def lacks(self, pattern: Pattern) -> bool:
        """Tell whether there is no claim of some kinds that a pattern cannot hold without."""
        met = self._by_kind.keys()
        return any(met.isdisjoint(kinds) for kinds in pattern.asks)

    def of(self, kinds: Sequence[KindId]) -> Sequence[Claim]:
        """Give the claims of kinds, oldest first; of every kind when none is named."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], ())
        wanted = kinds or tuple(self._by_kind)
        return sorted(
            (claim for kind in wanted for claim in self._by_kind.get(kind, ())),
            key=lambda claim: claim.at,
        )

    def grouped(self, by: GroupedBy) -> Mapping[str, "Observed"]:
        """Give the claims of each division or place, by its name, in the names' order."""
        if by not in self._groups:
            groups: dict[str, list[Claim]] = defaultdict(list)
            for claim in self.of(()):
                for name in _groups_of(claim, by):
                    groups[name].append(claim)
            self._groups[by] = {name: Observed(groups[name]) for name in sorted(groups)}
        return self._groups[by]


def part_seen(
    part: Part,
    observed: Observed,
    since: datetime,
    after: datetime | None = None,
    *,
    at_first: bool = False,
) -> Seen | None:
    """Give what a part sees in claims newer than `since` and `after`; None when it does not hold.

    With `at_first` what came after it first held is left out.
    """
    claims: list[Claim] = []
    tally = Tally(part)
    holds_since: datetime | None = None
    for claim in observed.of(part.kind):
        if claim.at <= since or (after is not None and claim.at <= after) or not _fits(part, claim):
            continue
        claims.append(claim)
        tally.add(claim)
        if not tally.holds:
            holds_since = None
        elif holds_since is None:
            holds_since = claim.at
            if at_first:
                break
    return None if holds_since is None else _seen(part, claims, holds_since, tally)


def _seen(part: Part, claims: Sequence[Claim], since: datetime, tally: Tally) -> Seen:
    told = tally.told or _largest(claims)
    met = dict.fromkeys(claim.signal.kind for claim in claims)
    return Seen(
        kinds=tuple(kind for kind in part.kind or met if kind in met),
        since=since,
        claims=tuple(claims),
        measure=told[0] if told else None,
        number=told[1] if told else 0,
        threatened=all(claim.signal.status is Status.THREATENED for claim in claims),
    )


def _largest(claims: Sequence[Claim]) -> tuple[Measure, int] | None:
    largest = max((claim.signal.count or 0 for claim in claims), default=0)
    return (Measure.COUNT, largest) if largest > 1 else None


def _fits(part: Part, claim: Claim) -> bool:
    signal = claim.signal
    return (
        signal.status in part.status
        and (part.size is None or (signal.count is not None and part.size.holds(signal.count)))
        and (part.probability is None or part.probability.holds(signal.probability))
        and (not part.division or claim.admin1 in part.division)
        and (not part.place or _names(part.place, claim))
        and (not part.rule or _seen_by(part.rule, claim))
    )


def _names(places: Sequence[str], claim: Claim) -> bool:
    wanted = {name.casefold() for name in places}
    return any(name.casefold() in wanted for name in places_of(claim))


def _seen_by(rules: tuple[str, ...], claim: Claim) -> bool:
    shape = _shape(rules)
    return any(
        quote.rule is not None and shape.match(quote.rule) for quote in claim.signal.evidence
    )


@cache
def _shape(rules: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(translate(rule) for rule in rules))


def _groups_of(claim: Claim, by: GroupedBy) -> Iterable[str]:
    if by is GroupedBy.DIVISION:
        return () if claim.admin1 is None else (claim.admin1,)
    return sorted(places_of(claim))
