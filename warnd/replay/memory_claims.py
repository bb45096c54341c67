"""Claims of a replay, in memory."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId, ArticleId, Origin, StoryId

#: what one article claims once: area, kind and status
Key: TypeAlias = tuple[str, str, str]


@dataclass(slots=True)
class Window:
    """The claims about one area in order of time; of one moment, in the order they came."""

    #: when each was published
    moments: list[datetime] = field(default_factory=list)
    #: the claims, as many
    claims: list[Claim] = field(default_factory=list)

    def add(self, claim: Claim) -> None:
        """Put a claim in its place."""
        place = bisect_right(self.moments, claim.at)
        self.moments.insert(place, claim.at)
        self.claims.insert(place, claim)

    def remove(self, claim: Claim) -> None:
        """Take a claim out, if it is not forgotten already."""
        place = self._place(claim)
        if place is not None:
            del self.moments[place], self.claims[place]

    def swap(self, claim: Claim, other: Claim) -> None:
        """Put a claim of the same moment in the place of one."""
        place = self._place(claim)
        if place is not None:
            self.claims[place] = other

    def within(self, since: datetime, until: datetime) -> tuple[Claim, ...]:
        """Give the claims with `since < at <= until`, and forget those before.

        Time never runs back in a replay: nobody will ask for them again.
        """
        first = bisect_right(self.moments, since)
        if first:
            del self.moments[:first], self.claims[:first]
        return tuple(self.claims[: bisect_right(self.moments, until)])

    def _place(self, claim: Claim) -> int | None:
        for place in range(bisect_left(self.moments, claim.at), len(self.moments)):
            if self.claims[place] is claim:
                return place
            if self.moments[place] != claim.at:
                return None
        return None


@dataclass(frozen=True, slots=True)
class Held:
    """A claim as its article holds it."""

    #: in which order it came
    number: int
    claim: Claim
    #: whether it was taken back
    withdrawn: bool = False


class MemoryClaims:
    """The claims of `warnd.ports.judgement.ClaimStore`."""

    def __init__(self) -> None:
        self._windows: dict[AreaId, Window] = {}
        self._held: dict[ArticleId, dict[Key, Held]] = {}
        #: the articles of each story; `warnd.replay.memory_articles` keeps it
        self._stories: dict[StoryId, list[ArticleId]] = {}
        self._number = 0

    def add_claims(self, claims: Sequence[Claim]) -> None:
        """Store claims; one that is known (area, article, kind, status) is left as it is."""
        for claim in claims:
            held = self._held.setdefault(claim.article, {})
            key = _key(claim)
            if key not in held:
                self._number += 1
                held[key] = Held(self._number, claim)
                self._windows.setdefault(claim.area, Window()).add(claim)

    def claims(self, area: AreaId, since: datetime, until: datetime) -> tuple[Claim, ...]:
        """Give the claims about an area with `since < at <= until`, oldest first."""
        window = self._windows.get(area)
        return () if window is None else window.within(since, until)

    def story_claims(self, story: StoryId) -> tuple[Claim, ...]:
        """Give the claims that the articles of a story make and nobody took back, oldest first."""
        held = [
            each for article in self._stories.get(story, ()) for each in self._standing(article)
        ]
        held.sort(key=lambda each: (each.claim.at, each.number))
        return tuple(each.claim for each in held)

    def article_claims(self, article: ArticleId) -> tuple[Claim, ...]:
        """Give the claims that an article makes and nobody took back."""
        return tuple(each.claim for each in self._standing(article))

    def replace_claims(
        self, article: ArticleId, new: Sequence[Claim], now: datetime
    ) -> frozenset[AreaId]:
        """Store what an article claims now; what it no longer claims is withdrawn.

        Gives the areas that lost a claim.
        """
        held = self._held.get(article, {})
        for key in {_key(claim) for claim in new} & held.keys():
            self._out_of_window(held.pop(key))
        areas = self.withdraw_claims([article], now)
        self.add_claims(new)
        return areas

    def withdraw_claims(self, of: Sequence[ArticleId], now: datetime) -> frozenset[AreaId]:  # noqa: ARG002
        """Take back what articles claim: it weighs nothing any more. Gives the areas."""
        areas = set()
        for article in of:
            held = self._held.get(article, {})
            for key, each in held.items():
                if not each.withdrawn:
                    held[key] = replace(each, withdrawn=True)
                    self._out_of_window(each)
                    areas.add(each.claim.area)
        return frozenset(areas)

    def _attribute_claims(self, article: ArticleId, origin: Origin) -> None:
        held = self._held.get(article, {})
        for key, each in held.items():
            source = replace(each.claim.source, origin=origin)
            claim = replace(each.claim, source=source)
            held[key] = replace(each, claim=claim)
            if not each.withdrawn:
                self._windows[claim.area].swap(each.claim, claim)

    def _standing(self, article: ArticleId) -> Iterator[Held]:
        return (each for each in self._held.get(article, {}).values() if not each.withdrawn)

    def _out_of_window(self, held: Held) -> None:
        if not held.withdrawn:
            self._windows[held.claim.area].remove(held.claim)


def _key(claim: Claim) -> Key:
    return claim.area, claim.signal.kind, claim.signal.status
