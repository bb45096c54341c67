"""Which articles tell the same story, and whose words they are.

Articles of the last days are kept by their sketches, found again by the parts of a signature that
two of them share (locality-sensitive hashing), and compared. What is alike may still be about two
events, as with the daily bulletins of one office: places and numbers tell them apart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from warnd.articles.address import address_key
from warnd.articles.origin import WIRES
from warnd.articles.sketch import LEAD, WHOLE, Sketch, likeness, pack, unpack
from warnd.model.article import Article, Source
from warnd.model.fingerprint import Fingerprint
from warnd.model.identifiers import ArticleId, Origin, StoryId

#: articles are compared with those first seen this long before
WINDOW = timedelta(hours=72)
#: an article that says the same under the same address is the same event for this long
SAME_EVENT = timedelta(days=30)
#: what one publisher says again later than this, or anybody with other numbers, is news: bulletins
#: come once a day, and the updates of a report within hours
BULLETIN = timedelta(hours=12)
#: from this likeness on two articles tell one story: half of the words of a report are its own
STORY = 0.5
#: from this likeness on one reprints the other: what editors change is a sentence or two
REPRINT = 0.7
#: articles that are kept; beyond it the oldest are let go. It takes about 50 MB when full
KEPT = 1 << 16
#: parts of four hashes by which signatures are found again
_PARTS = (WHOLE + LEAD) // 4
#: articles that are looked at for one part, the newest first
_HOPS = 8
_BUCKETS = 1 << 16
_SPREAD, _DOWN = np.uint64(0x9E3779B97F4A7C15), np.uint64(48)
_EACH = np.arange(_PARTS)
#: the signatures of kept articles stand in one table
_KEPT_APART = np.zeros(0, dtype=np.uint16)


class Kinship(Enum):
    """How near an article is to one that was there before."""

    #: it tells the same story in words of its own
    RELATED = "related"
    #: it says the same in the same words
    REPEATS = "repeats"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article as others are compared with it."""

    #: the article
    article: ArticleId
    #: the story it belongs to
    story: StoryId
    #: its publisher as people know it, and whose report it is
    publisher: str
    origin: Origin | None
    #: when it was first seen
    seen: datetime
    #: its words, numbers and places
    sketch: Sketch


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """An article that was there before, and how near it is."""

    told: Told
    kinship: Kinship

    def is_own(self, article: Article) -> bool:
        """Tell whether an article is by the same publisher."""
        return self.told.publisher == article.source.publisher


class StoryBook:
    """The articles of the last days, found by what they say."""

    def __init__(self, told: Iterable[Told] = (), kept: int = KEPT) -> None:
        """Keep articles, given the oldest first."""
        self._kept = kept
        self._last = 0  # numbers count from 1, so that 0 is no article
        self._told: list[Told | None] = [None] * min(kept, 1024)
        self._signatures = np.zeros((kept, WHOLE + LEAD), dtype=np.uint16)
        self._heads = np.zeros((_PARTS, _BUCKETS), dtype=np.int32)
        self._before = np.zeros((kept, _PARTS), dtype=np.int32)
        for each in told:
            self.add(each)

    def add(self, told: Told) -> None:
        """Keep an article; one that is too short to be compared is not kept."""
        if not told.sketch.signature.size:
            return
        self._last += 1
        slot = self._last % self._kept
        while slot >= len(self._told):
            self._told.extend([None] * len(self._told))
        self._told[slot] = replace(told, sketch=replace(told.sketch, signature=_KEPT_APART))
        self._signatures[slot] = told.sketch.signature
        buckets = _buckets(told.sketch)
        self._before[slot] = self._heads[_EACH, buckets]
        self._heads[_EACH, buckets] = self._last

    def kin(self, sketch: Sketch, publisher: str, now: datetime) -> Kin | None:
        """Give the article that is nearest to one with this sketch, None when none is near.

        Of several that are as near it is the one seen first.
        """
        found = self._candidates(sketch) if sketch.signature.size else _NOBODY
        if not found.size:
            return None
        shares = likeness(sketch.signature, self._signatures[found % self._kept])
        for index in np.lexsort((found, -shares)).tolist():
            if shares[index] < STORY:
                return None
            told = self._told[found[index] % self._kept]
            if told is not None and is_one_event(told, sketch, publisher, now):
                repeats = shares[index] >= REPRINT
                return Kin(told=told, kinship=Kinship.REPEATS if repeats else Kinship.RELATED)
        return None

    def attribute(self, article: ArticleId, origin: Origin) -> None:
        """Keep in mind whose report an article is."""
        for number in range(self._last, max(0, self._last - self._kept), -1):
            told = self._told[number % self._kept]
            if told is not None and told.article == article:
                self._told[number % self._kept] = replace(told, origin=origin)
                return

    def titled(self, article: Article, sketch: Sketch, now: datetime) -> Told | None:
        """Give the newest other article of the publisher with an article's title."""
        for told in self._newest_first():
            if now - told.seen > WINDOW:
                return None
            same = told.sketch.title == sketch.title and told.article != article.id
            if same and told.publisher == article.source.publisher:
                return told
        return None

    def _newest_first(self) -> Iterator[Told]:
        for number in range(self._last, max(0, self._last - self._kept), -1):
            told = self._told[number % self._kept]
            if told is not None:
                yield told

    def _candidates(self, sketch: Sketch) -> NDArray[np.int32]:
        numbers = self._heads[_EACH, _buckets(sketch)]
        oldest = max(0, self._last - self._kept)
        found = []
        parts = _EACH
        for _ in range(_HOPS):
            there = numbers > oldest
            if not there.any():
                break
            numbers, parts = numbers[there], parts[there]
            found.append(numbers)
            numbers = self._before[numbers % self._kept, parts]
        return np.unique(np.concatenate(found)) if found else _NOBODY


def is_one_event(told: Told, sketch: Sketch, publisher: str, now: datetime) -> bool:
    """Tell whether an article like `told` may be about the same event.

    Other places are another event. So are other numbers, or the same publisher's words again, once
    a bulletin may be the next one.
    """
    gap = abs(now - told.seen)
    if gap > WINDOW or _are_apart(told.sketch.places, sketch.places):
        return False
    later = gap > BULLETIN
    return not later or (told.publisher != publisher and told.sketch.numbers == sketch.numbers)


def same_event(said: Iterable[Fingerprint], article: Article, sketch: Sketch) -> Told | None:
    """Give the first of the articles with an article's fingerprint that is the same event.

    `said` are those, newest first. An address of its own tells an event from another, and so do
    other numbers: bulletins begin alike.
    """
    address = address_key(article.url)
    for each in reversed(list(said)):
        other = address_key(each.url)
        if each.article != article.id and (not address or not other or address == other):
            told = told_of(each)
            if told.sketch.numbers == sketch.numbers:
                return told
    return None


def told_of(fingerprint: Fingerprint) -> Told:
    """Give a stored article as others are compared with it."""
    return Told(
        article=fingerprint.article,
        story=fingerprint.story,
        publisher=fingerprint.publisher,
        origin=fingerprint.origin,
        seen=fingerprint.seen,
        sketch=unpack(fingerprint.fingerprint, fingerprint.signature),
    )


def told_now(article: Article, sketch: Sketch) -> Told:
    """Give an article as others are compared with it."""
    return Told(
        article=article.id,
        story=article.story,
        publisher=article.source.publisher,
        origin=article.source.origin,
        seen=article.first_seen,
        sketch=sketch,
    )


def fingerprint_of(article: Article, sketch: Sketch) -> Fingerprint:
    """Give what is kept of an article to know it again."""
    return Fingerprint(
        article=article.id,
        fingerprint=sketch.fingerprint,
        story=article.story,
        feed=article.feed,
        publisher=article.source.publisher,
        origin=article.source.origin,
        language=article.language,
        url=article.url,
        seen=article.first_seen,
        signature=pack(sketch),
    )


def origin_beside(kin: Kin, source: Source) -> Origin | None:
    """Give whose report an article is, given the one that was there before.

    Who says the same in the same words has it from whoever said it first; or both have it from the
    agency that one of them names. What has no origin never gains one.
    """
    first = kin.told.origin
    if kin.kinship is Kinship.RELATED or first is None or source.origin is None:
        return source.origin
    return source.origin if source.origin in WIRES and first not in WIRES else first


_NOBODY = np.zeros(0, dtype=np.int32)


def _buckets(sketch: Sketch) -> NDArray[np.int64]:
    parts = sketch.signature.copy().view(np.uint64)
    return ((parts * _SPREAD) >> _DOWN).astype(np.int64)


def _are_apart(some: tuple[int, ...], others: tuple[int, ...]) -> bool:
    """Tell whether two articles name places, and few of them are the same."""
    if not some or not others:
        return False
    return 2 * len(set(some) & set(others)) < min(len(set(some)), len(set(others)))
