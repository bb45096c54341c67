"""Sentences without their asides: "16 people, including the mayor, were killed"."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from warnd.model.sentence import Number, Sentence

#: words that begin a part of a whole that was counted before, by language; most begin after a comma
_OPENERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (
        ("including",),
        ("among", "them"),
        ("among", "whom"),
        ("many", "of", "them"),
        ("most", "of", "them"),
        ("some", "of", "them"),
        ("half", "of", "them"),
        ("all", "of", "them"),
        ("one", "of", "them"),
        ("mostly",),
        ("mainly",),
    )
}
#: words that begin a relative clause: an aside only if a comma ends it and it tells no number
_RELATIVE: dict[str, frozenset[str]] = {"en": frozenset({"who", "whose", "which", "where"})}
#: what follows a number that is part of the number before: "seven of them children", "one a boy"
_PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (("of", "them"), ("of", "whom"), ("a",), ("an",))
}
#: these need no comma before them
_ALWAYS = frozenset({"including"})
#: what may follow the comma of a list: "including a nurse, two drivers and a guard"
_LISTED: dict[str, frozenset[str]] = {"en": frozenset({"a", "an", "and", "at", "about", "some"})}
#: words that end an aside that no comma closes
_ENDERS: dict[str, frozenset[str]] = {
    "en": frozenset(
        {
            *("as", "after", "when", "while", "before", "during", "following", "is", "are", "was"),
            *("were", "have", "has", "had"),
        }
    )
}
_JOINERS = frozenset({"and", "or"})
#: how long an aside between dashes may be, in words; a longer one is a sentence of its own
_LONGEST_BETWEEN_DASHES = 14
_DASH = re.compile(r"\s[-–—]+\s|—")
_STOP = re.compile(r"[;:.!?]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A sentence without its asides."""

    #: the sentence; its words keep their offsets in the body
    sentence: Sentence
    #: for each of its words, the index that the word has in the whole sentence
    places: tuple[int, ...]

    def index(self, place: int) -> int:
        """Give the index here of a word of the whole sentence; of an aside's, the next one's."""
        return min(bisect_left(self.places, place), len(self.places) - 1)


def without_asides(sentence: Sentence, language: str) -> Cut:
    """Give a sentence without what stands in brackets, between dashes, or tells of a part."""
    gaps = sentence.gaps
    gone = {place for aside in _asides(sentence, gaps, language) for place in aside}
    places = tuple(place for place in range(len(sentence.words)) if place not in gone)
    if not gone:
        return Cut(sentence=sentence, places=places)
    now = {place: index for index, place in enumerate(places)}
    left = tuple(" " if place - 1 in gone else gaps[place] for place in places)
    return Cut(
        sentence=replace(
            sentence,
            words=tuple(sentence.words[place] for place in places),
            forms=tuple(sentence.forms[place] for place in places),
            spans=tuple(sentence.spans[place] for place in places),
            gaps=left,
            numbers=tuple(
                Number(first=now[number.first], last=now[number.last], value=number.value)
                for number in sentence.numbers
                if number.first in now and number.last in now
            ),
            places=tuple(
                (now[first], now[last])
                for first, last in sentence.places
                if first in now and last in now
            ),
        ),
        places=places,
    )


def _asides(sentence: Sentence, gaps: Sequence[str], language: str) -> Iterator[range]:
    if "(" in sentence.text:
        yield from _in_brackets(gaps)
    if _DASH.search(sentence.text):
        yield from _between_dashes(gaps)
    firsts = {number.first: number for number in sentence.numbers}
    end = 1
    for place, gap in enumerate(gaps):
        if place < end or (gap == " " and sentence.words[place] not in _ALWAYS):
            continue
        if _opens(sentence.words, gaps, place, firsts.get(place), language):
            end = _end(sentence.words, gaps, place, firsts, language)
            yield range(place, end)
        elif "," in gap and sentence.words[place] in _RELATIVE.get(language, frozenset()):
            yield _relative(gaps, place, firsts)


def _relative(gaps: Sequence[str], opened: int, numbers: Collection[int]) -> range:
    """Give a relative clause that a comma ends and that tells no number, else nothing."""
    for place in range(opened + 1, len(gaps)):
        if place in numbers:
            break
        if "," in gaps[place]:
            return range(opened, place)
    return range(0)


def _in_brackets(gaps: Sequence[str]) -> Iterator[range]:
    opened: int | None = None
    for place, gap in enumerate(gaps):
        if opened is not None and ")" in gap:
            yield range(opened, place)
            opened = None
        if "(" in gap:
            opened = place
    if opened is not None:
        yield range(opened, len(gaps))


def _between_dashes(gaps: Sequence[str]) -> Iterator[range]:
    dashes = [place for place, gap in enumerate(gaps) if place and _DASH.search(gap)]
    for first, last in zip(dashes[::2], dashes[1::2], strict=False):
        if last - first <= _LONGEST_BETWEEN_DASHES:
            yield range(first, last)


def _opens(
    words: Sequence[str], gaps: Sequence[str], place: int, number: Number | None, language: str
) -> bool:
    if "," not in gaps[place] and words[place] not in _ALWAYS:
        return False
    if number is not None:
        return _stands(words, number.last + 1, _PARTS.get(language, ()))
    return _stands(words, place, _OPENERS.get(language, ()))


def _stands(words: Sequence[str], place: int, phrases: Sequence[tuple[str, ...]]) -> bool:
    return any(tuple(words[place : place + len(phrase)]) == phrase for phrase in phrases)


def _end(
    words: Sequence[str],
    gaps: Sequence[str],
    opened: int,
    numbers: dict[int, Number],
    language: str,
) -> int:
    """Give the index just past the last word of an aside."""
    listed, enders = _LISTED.get(language, frozenset()), _ENDERS.get(language, frozenset())
    for place in range(opened + 1, len(words)):
        goes_on = place in numbers or words[place] in listed
        if _STOP.search(gaps[place]) or ("," in gaps[place] and not goes_on):
            return place
        if words[place] in enders or _begins_a_verb(words, place):
            return place
    return len(words)


def _begins_a_verb(words: Sequence[str], place: int) -> bool:
    """Tell "and wounding" and "and injured", which go on with the sentence."""
    if words[place] not in _JOINERS or place + 1 >= len(words):
        return False
    return words[place + 1].endswith(("ing", "ed"))
