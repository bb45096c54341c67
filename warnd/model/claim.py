"""Claims: a signal, placed in an area, as the situation of that area weighs it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from warnd.model.article import Source
from warnd.model.identifiers import NO_STORY, AreaId, ArticleId, StoryId
from warnd.model.moments import aware
from warnd.model.signal import Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One signal of one article about one area."""

    #: the area it speaks about
    area: AreaId
    #: the article that carries it
    article: ArticleId
    #: who says so
    source: Source
    #: the article's address, empty when it has none
    url: str
    #: the article's title
    title: str
    #: what is claimed
    signal: Signal
    #: the finest place in the area that it is tied to; empty when the area only
    place: str
    #: ISO 3166-2 division of that place; None when not known
    admin1: str | None
    #: how surely it happens in this area and not elsewhere, 0 to 1
    placing: float
    #: when it was published, or first seen where that is not to be believed
    at: datetime
    #: the story of its article; empty when it was not compared with others
    story: StoryId = NO_STORY
    #: whether its article is marked as a test, a drill or an exercise
    possible_test: bool = False

    def __post_init__(self) -> None:
        aware(self.at)


class Weighed(NamedTuple):
    """A claim and what it weighs, reckoned once for all who ask."""

    claim: Claim
    #: points of pressure after decay; negative for a kind that calms
    weight: float
