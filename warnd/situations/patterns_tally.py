"""What the claims of one part come to together, claim by claim."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from typing import Protocol

from warnd.model.claim import Claim
from warnd.model.identifiers import NO_STORY
from warnd.rules.pattern import Bound, Counts, Distinct, Part
from warnd.situations.held import Measure

#: stands for everybody who is unknown
_UNKNOWN = ""

_NO_COUNT = Counts()
_NOT_DISTINCT = Distinct()

_Keys = Callable[[Claim], Iterable[Hashable]]


class Tallied(Protocol):
    """A number that grows with claims."""

    def add(self, claim: Claim) -> None:
        """Take in one more."""

    @property
    def number(self) -> int:
        """What they come to so far."""


class Different:
    """How many different ones there are."""

    def __init__(self, keys: _Keys) -> None:
        self._keys = keys
        self._met: set[Hashable] = set()

    def add(self, claim: Claim) -> None:
        """Take in one more claim."""
        self._met.update(self._keys(claim))

    @property
    def number(self) -> int:
        """How many; all that are unknown are one at most, and none beside a known one."""
        known = len(self._met) - (_UNKNOWN in self._met)
        return max(known, min(1, len(self._met)))


class Largest:
    """The largest count."""

    def __init__(self) -> None:
        self.number = 0

    def add(self, claim: Claim) -> None:
        """Take in one more claim."""
        self.number = max(self.number, claim.signal.count or 0)


class Total:
    """What counts add up to when nothing is told twice.

        T = Σ_(d, p)  max { n : claims whose story began on day d at place p }

    A story tells one number, the largest, however many articles and days it is told for; and what
    was first told on one UTC day of one place is one event, whoever tells it, of which again the
    largest number counts. So a total is rather too small than told twice.
    """

    def __init__(self) -> None:
        self.number = 0
        self._began: dict[str, tuple[date, str]] = {}
        self._largest: dict[tuple[date, str], int] = {}

    def add(self, claim: Claim) -> None:
        """Take in one more claim."""
        event = self._began.setdefault(story_of(claim), (claim.at.date(), claim.place))
        known = self._largest.get(event, 0)
        more = max(0, (claim.signal.count or 0) - known)
        self._largest[event] = known + more
        self.number += more


class Tally:
    """Everything that a part asks of its claims together."""

    def __init__(self, part: Part) -> None:
        self._asked = tuple(_asked_by(part))

    def add(self, claim: Claim) -> None:
        """Take in one more claim."""
        for _, _, tallied in self._asked:
            tallied.add(claim)

    @property
    def holds(self) -> bool:
        """Whether all that is asked is so."""
        return all(bound.holds(tallied.number) for bound, _, tallied in self._asked)

    @property
    def told(self) -> tuple[Measure, int] | None:
        """What people are told of it: the first measure of more than one; None without any."""
        found = ((measure, tallied.number) for _, measure, tallied in self._asked if measure)
        return next((told for told in found if told[1] > 1), None)


def story_of(claim: Claim) -> str:
    """Give the story of a claim; an article that was not compared tells one of its own."""
    return claim.article if claim.story == NO_STORY else claim.story


def places_of(claim: Claim) -> set[str]:
    """Give the places that a claim names in its division: its own, and those told beside it."""
    beside = (
        mention.place.name
        for mention in claim.signal.where
        if claim.admin1 is not None and mention.place.admin1 == claim.admin1
    )
    return {name for name in (claim.place, *beside) if name}


def _asked_by(part: Part) -> Iterator[tuple[Bound, Measure | None, Tallied]]:
    count, distinct = part.count, part.distinct
    if part.sum is part.max is None and count == _NO_COUNT and distinct == _NOT_DISTINCT:
        return  # as with most parts
    asked: tuple[tuple[Bound | None, Measure | None, Callable[[], Tallied]], ...] = (
        (part.sum, Measure.SUM, Total),
        (distinct.places, Measure.PLACES, lambda: Different(places_of)),
        (distinct.divisions, Measure.DIVISIONS, lambda: Different(_division)),
        (distinct.days, Measure.DAYS, lambda: Different(_day)),
        (count.days, Measure.DAYS, lambda: Different(_day)),
        (count.stories, Measure.STORIES, lambda: Different(_story)),
        (count.claims, Measure.CLAIMS, lambda: Different(_claim)),
        (part.max, Measure.COUNT, Largest),
        (distinct.origins, None, lambda: Different(_origin)),
        (distinct.kinds, None, lambda: Different(_kind)),
    )
    for bound, measure, make in asked:
        if bound is not None:
            yield bound, measure, make()


def _day(claim: Claim) -> tuple[Hashable, ...]:
    return (claim.at.date(),)


def _story(claim: Claim) -> tuple[Hashable, ...]:
    return (story_of(claim),)


def _claim(claim: Claim) -> tuple[Hashable, ...]:
    return ((claim.article, claim.signal.kind, claim.signal.status),)


def _origin(claim: Claim) -> tuple[Hashable, ...]:
    return (claim.source.origin or _UNKNOWN,)


def _kind(claim: Claim) -> tuple[Hashable, ...]:
    return (claim.signal.kind,)


def _division(claim: Claim) -> tuple[Hashable, ...]:
    return () if claim.admin1 is None else (claim.admin1,)
