"""Sentences without their asides: "16 people, including the mayor, were killed"."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from warnd.model.grammar import AsideWords, Grammar
from warnd.model.sentence import Number, Sentence

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


def without_asides(sentence: Sentence, grammar: Grammar) -> Cut:
    """Give a sentence without what stands in brackets, between dashes, or tells of a part."""
    gaps = sentence.gaps
    gone = {place for aside in _asides(sentence, gaps, grammar.asides) for place in aside}
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


def _asides(sentence: Sentence, gaps: Sequence[str], known: AsideWords) -> Iterator[range]:
    if "(" in sentence.text:
        yield from _in_brackets(gaps)
    if _DASH.search(sentence.text):
        yield from _between_dashes(gaps)
    firsts = {number.first: number for number in sentence.numbers}
    end = 1
    for place, gap in enumerate(gaps):
        if place < end or (gap == " " and sentence.words[place] not in known.always):
            continue
        if _opens(sentence.words, gaps, place, firsts.get(place), known):
            end = _end(sentence.words, gaps, place, firsts, known)
            yield range(place, end)
        elif "," in gap and sentence.words[place] in known.relative:
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
    words: Sequence[str], gaps: Sequence[str], place: int, number: Number | None, known: AsideWords
) -> bool:
    if "," not in gaps[place] and words[place] not in known.always:
        return False
    if number is not None:
        return _stands(words, number.last + 1, known.parts)
    return _stands(words, place, known.openers)


def _stands(words: Sequence[str], place: int, phrases: Sequence[tuple[str, ...]]) -> bool:
    return any(tuple(words[place : place + len(phrase)]) == phrase for phrase in phrases)


def _end(
    words: Sequence[str],
    gaps: Sequence[str],
    opened: int,
    numbers: dict[int, Number],
    known: AsideWords,
) -> int:
    """Give the index just past the last word of an aside."""
    for place in range(opened + 1, len(words)):
        goes_on = place in numbers or words[place] in known.listed
        if _STOP.search(gaps[place]) or ("," in gaps[place] and not goes_on):
            return place
        if words[place] in known.enders or _begins_a_verb(words, place, known):
            return place
    return len(words)


def _begins_a_verb(words: Sequence[str], place: int, known: AsideWords) -> bool:
    """Tell "and wounding" and "and injured", which go on with the sentence."""
    if words[place] not in known.joiners or place + 1 >= len(words):
        return False
    return words[place + 1].endswith(known.verb_endings)
