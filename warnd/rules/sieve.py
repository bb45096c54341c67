"""A whole article as bits, one a word, to tell quickly where a query cannot hold.

Each form is an integer with a bit for every place where it stands; a phrase is an AND of shifted
integers, NEAR an AND with one that was smeared over its reach. What is told is never too little
and seldom too much: where bits are left, the query is evaluated in full (`warnd.rules.nodes`).
"""

from collections import defaultdict
from collections.abc import Sequence

from warnd.model.sentence import Sentence
from warnd.rules.phrases import Phrase, Phrases
from warnd.rules.unit import WordReader, tied_words

#: Where something may begin, and where something may end.
Bits = tuple[int, int]

#: What is found in one pass: a word by its form, as written ("=word") or by a wildcard ("wor*"), or
#: a phrase of forms.
Fact = str | Phrase

NOWHERE: Bits = (0, 0)

#: Bits between two sentences. Most rules reach less far; one that reaches farther may be evaluated
#: in vain.
GAP = 20


class Sieve:
    """The words of an article as bits."""

    __slots__ = ("_bases", "_found", "_reader", "_sentences", "facts", "places", "title", "told")

    def __init__(self, sentences: Sequence[Sentence], reader: WordReader, phrases: Phrases) -> None:
        self._sentences = sentences
        self._reader = reader
        self._bases = _bases(sentences)
        #: where each fact begins and ends
        self.facts: dict[Fact, Bits] = {}
        self._add_words()
        self._add_tied()
        self._add_phrases(phrases)
        self._found = frozenset(self.facts)
        #: all words of each sentence
        self.places = [
            ((1 << len(sentence.words)) - 1) << base
            for sentence, base in zip(sentences, self._bases, strict=True)
        ]
        #: all words of the title
        self.title = self.places[0] if sentences and sentences[0].is_title else 0
        #: what was told already, by node
        self.told: dict[int, Bits] = {}

    @property
    def numbers(self) -> Bits:
        """Where numbers begin and end."""
        starts = ends = 0
        for sentence, base in zip(self._sentences, self._bases, strict=True):
            for number in sentence.numbers:
                starts |= 1 << base + number.first
                ends |= 1 << base + number.last
        return starts, ends

    def where(self, facts: frozenset[Fact]) -> Bits:
        """Give where any of some facts begins and ends."""
        starts = ends = 0
        for fact in facts & self._found:
            first, last = self.facts[fact]
            starts |= first
            ends |= last
        return starts, ends

    def _add_words(self) -> None:
        """Add words by form, as written and by wildcard, as far as some query uses them."""
        reader, found = self._reader, defaultdict[Fact, int](int)
        for sentence, base in zip(self._sentences, self._bases, strict=True):
            for place, form in enumerate(sentence.forms, base):
                if form in reader.forms:
                    found[form] |= 1 << place
            if reader.words:
                for place, word in enumerate(sentence.words, base):
                    if word in reader.words:
                        found[as_written(word)] |= 1 << place
            if reader.wildcards.are_used:
                for place, wildcards in enumerate(
                    map(reader.wildcards.__getitem__, sentence.words), base
                ):
                    for wildcard in wildcards:
                        found[wildcard] |= 1 << place
        self.facts.update({fact: (bits, bits) for fact, bits in found.items()})

    def _add_tied(self) -> None:
        """Add hyphened pairs as the one word that each makes: cease-fire as ceasefire."""
        for sentence, base in zip(self._sentences, self._bases, strict=True):
            for place in tied_words(sentence):
                form = self._reader.form(sentence.words[place] + sentence.words[place + 1])
                self._add(form, base + place, base + place + 1)

    def _add_phrases(self, phrases: Phrases) -> None:
        for sentence, base in zip(self._sentences, self._bases, strict=True):
            for start, phrase in phrases.find(sentence.forms):
                self._add(phrase, base + start, base + start + len(phrase) - 1)

    def _add(self, fact: Fact, first: int, last: int) -> None:
        starts, ends = self.facts.get(fact, NOWHERE)
        self.facts[fact] = starts | 1 << first, ends | 1 << last


def as_written(word: str) -> Fact:
    """Give the fact that a folded word stands as written; no form begins with this sign."""
    return f"={word}"


def _bases(sentences: Sequence[Sentence]) -> list[int]:
    """Give the bit of the first word of each sentence."""
    bases, base = [], 0
    for sentence in sentences:
        bases.append(base)
        base += len(sentence.words) + GAP
    return bases


def smear_up(bits: int, reach: int) -> int:
    """Give the bits that lie 1 to `reach` above some of `bits`."""
    spread, done = bits << 1, 1
    while done < reach:
        step = min(done, reach - done)
        spread |= spread << step
        done += step
    return spread


def smear_down(bits: int, reach: int) -> int:
    """Give the bits that lie 1 to `reach` below some of `bits`."""
    spread, done = bits >> 1, 1
    while done < reach:
        step = min(done, reach - done)
        spread |= spread >> step
        done += step
    return spread
