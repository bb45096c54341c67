"""Which patterns hold over the claims about an area.

The work is linear in the claims: they are filed by kind once, and each part of a pattern looks at
the claims of its own kinds once.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TypeAlias

from warnd.model.claim import Claim
from warnd.model.identifiers import KindId, RuleId
from warnd.rules.pattern import GroupedBy, Part, Pattern
from warnd.situations.held import Held, Seen
from warnd.situations.patterns_parts import Observed, part_seen
from warnd.situations.weigh import Scale

#: of each of these sets of kinds a pattern needs a claim
Asks: TypeAlias = tuple[frozenset[KindId], ...]

#: sets of kinds that the patterns they leave possible are remembered for: areas have few at a time
_REMEMBERED = 4096
#: stands for everybody who is unknown
_UNKNOWN = ""
#: a claim placed less surely than this is as likely about another country: several are named in
#: its article, and none of them in its sentence
_SURELY_HERE = 0.45


def patterns_that_hold(
    patterns: Sequence[Pattern], claims: Iterable[Claim], now: datetime, scale: Scale
) -> tuple[Held, ...]:
    """Give the patterns that hold at `now`, in their order, with what each of them saw.

    Claims less probable than the scoring table's least, and those placed here by a mere guess,
    count for no pattern.
    """
    known = tuple(claims)
    met = frozenset(claim.signal.kind for claim in known)
    asked = _possible(tuple(pattern.asks for pattern in patterns), met)
    if not asked:
        return ()
    evaluation = _Evaluation(patterns, known, now, scale)
    found = (evaluation.of(patterns[place]) for place in asked)
    return tuple(held for held in found if held is not None)


def what_is_missing(
    pattern: Pattern,
    others: Sequence[Pattern],
    claims: Iterable[Claim],
    now: datetime,
    scale: Scale,
) -> str:
    """Give why a pattern does not hold, in words; empty when it does."""
    return _Evaluation((*others, pattern), claims, now, scale).missing(pattern)


@lru_cache(maxsize=_REMEMBERED)
def _possible(asks: tuple[Asks, ...], met: frozenset[KindId]) -> tuple[int, ...]:
    """Give which patterns may hold over claims of these kinds: few do, most of the time."""
    return tuple(
        place
        for place, asked in enumerate(asks)
        if not any(met.isdisjoint(kinds) for kinds in asked)
    )


class _Evaluation:
    """All patterns over one area's claims at one moment; each is looked at once."""

    def __init__(
        self, patterns: Sequence[Pattern], claims: Iterable[Claim], now: datetime, scale: Scale
    ) -> None:
        least = scale.scoring.least_probability.value
        self._probable = sorted(
            (claim for claim in claims if claim.signal.probability >= least),
            key=lambda claim: claim.at,
        )
        self._observed = self._placed(_SURELY_HERE)
        self._by_id = {pattern.id: pattern for pattern in patterns}
        self._known: dict[RuleId, Held | None] = {}
        self._now = now
        self._scale = scale

    def of(self, pattern: Pattern) -> Held | None:
        if pattern.id not in self._known:
            self._known[pattern.id] = None  # one that waits for itself never holds
            self._known[pattern.id] = self._evaluated(pattern)
        return self._known[pattern.id]

    def missing(self, pattern: Pattern) -> str:
        """Give why a pattern does not hold, in words; empty when it does."""
        if self.of(pattern) is not None:
            return ""
        if pattern.by in {GroupedBy.DIVISION, GroupedBy.PLACE}:
            return f"not all that it asks for is in one {pattern.by}"
        return next(self._lacks(pattern), "it is called off")

    def _placed(self, least: float) -> Observed:
        return Observed(claim for claim in self._probable if claim.placing >= least)

    def _around(self, pattern: Pattern) -> Observed:
        return self._beside if pattern.by is GroupedBy.NEIGHBOURS else self._observed

    @cached_property
    def _beside(self) -> Observed:
        """What happens here or next door, which counts here by its share."""
        return self._placed(self._scale.scoring.neighbour_share.value)

    def _lacks(self, pattern: Pattern) -> Iterator[str]:
        parts = pattern.pattern
        observed = self._around(pattern)
        for part in parts.all:
            if self._part(part, pattern, observed) is None:
                yield f"no {_named(part)}"
        if parts.any and not any(self._part(part, pattern, observed) for part in parts.any):
            yield f"none of {', '.join(map(_named, parts.any))}"
        steps = len(self._steps(pattern, observed))
        if steps < len(parts.sequence):
            yield f"no {_named(parts.sequence[steps])} at step {steps + 1}"
        seen = self._needed(pattern, observed)
        if seen is not None and self._since_origins(pattern, _in_order(seen)) is None:
            yield f"fewer than {pattern.origins} origins"

    def _evaluated(self, pattern: Pattern) -> Held | None:
        observed = self._around(pattern)
        if observed.lacks(pattern):
            return None  # most patterns, most of the time
        if pattern.by in {GroupedBy.AREA, GroupedBy.NEIGHBOURS}:
            return self._within(pattern, observed, "")
        groups = self._observed.grouped(pattern.by)
        found = (self._within(pattern, group, name) for name, group in groups.items())
        return min(
            (held for held in found if held is not None), key=lambda held: held.since, default=None
        )

    def _within(self, pattern: Pattern, observed: Observed, where: str) -> Held | None:
        seen = self._needed(pattern, observed)
        if seen is None:
            return None
        claims = _in_order(seen)
        since = self._since_origins(pattern, claims)
        if since is None or self._called_off(pattern, observed, claims):
            return None
        return Held(
            pattern=pattern,
            since=max(since, self._since_parts(pattern, seen)),
            seen=seen,
            claims=claims,
            origins=len(self._origins(claims)),
            where=where,
        )

    def _needed(self, pattern: Pattern, observed: Observed) -> tuple[Seen, ...] | None:
        """Give what the parts saw that hold, None when what is needed is not there."""
        parts = pattern.pattern
        every = [self._part(part, pattern, observed) for part in parts.all]
        if None in every:
            return None
        some = [self._part(part, pattern, observed) for part in parts.any]
        if parts.any and not any(some):
            return None
        steps = self._steps(pattern, observed)
        if len(steps) < len(parts.sequence):
            return None
        return tuple(seen for seen in (*every, *some, *steps) if seen is not None)

    def _part(
        self, part: Part, pattern: Pattern, observed: Observed, after: datetime | None = None
    ) -> Seen | None:
        if part.pattern is not None:
            return self._other(part.pattern)
        return part_seen(part, observed, self._now - (part.within or pattern.within), after)

    def _other(self, id_: RuleId) -> Seen | None:
        other = self._by_id.get(id_)
        held = self.of(other) if other else None
        if held is None:
            return None
        return Seen(kinds=(), since=held.since, claims=held.claims, pattern=id_)

    def _steps(self, pattern: Pattern, observed: Observed) -> list[Seen]:
        """Give what the steps of a sequence saw, as far as they come one after the other.

        Each step is taken as early as it can be, which leaves most time for the next.
        """
        found: list[Seen] = []
        last = len(pattern.pattern.sequence) - 1
        for index, part in enumerate(pattern.pattern.sequence):
            seen = part_seen(
                part,
                observed,
                self._now - (part.within or pattern.within),
                found[-1].since if found else None,
                at_first=index < last,
            )
            if seen is None:
                break
            found.append(seen)
        return found

    def _called_off(self, pattern: Pattern, observed: Observed, claims: Sequence[Claim]) -> bool:
        return any(
            self._calls_off(part, pattern, observed, claims) for part in pattern.pattern.unless
        )

    def _calls_off(
        self, part: Part, pattern: Pattern, observed: Observed, claims: Sequence[Claim]
    ) -> bool:
        if part.after is None:
            return self._part(part, pattern, observed) is not None
        newest = max((each.at for each in claims if each.signal.kind == part.after), default=None)
        return newest is not None and self._part(part, pattern, observed, newest) is not None

    def _since_origins(self, pattern: Pattern, claims: Sequence[Claim]) -> datetime | None:
        """Give since when enough origins stand behind it, None when they do not."""
        origins: set[str] = set()
        for claim in claims:
            origins |= self._origins((claim,))
            known = len(origins - {_UNKNOWN})
            if max(known, min(1, len(origins))) >= pattern.origins:
                return claim.at
        return None

    def _origins(self, claims: Iterable[Claim]) -> set[str]:
        """Give the origins of claims that weigh; all that are unknown are one at most."""
        found = {
            claim.source.origin or _UNKNOWN for claim in claims if self._scale.weight(claim) != 0.0
        }
        return found - {_UNKNOWN} or found

    @staticmethod
    def _since_parts(pattern: Pattern, seen: Sequence[Seen]) -> datetime:
        needed = len(pattern.pattern.all)
        steps = len(pattern.pattern.sequence)
        some = seen[needed : len(seen) - steps]
        every = [each.since for each in (*seen[:needed], *seen[len(seen) - steps :])]
        return max([*every, *([min(each.since for each in some)] if some else [])])


def _named(part: Part) -> str:
    if part.pattern is not None:
        return str(part.pattern)
    kinds = " or ".join(part.kind) or " or ".join(part.rule)
    return kinds if part == Part(kind=part.kind, rule=part.rule) else f"{kinds} as asked for"


def _in_order(seen: Iterable[Seen]) -> tuple[Claim, ...]:
    found = {id(claim): claim for each in seen for claim in each.claims}
    return tuple(sorted(found.values(), key=lambda claim: claim.at))
