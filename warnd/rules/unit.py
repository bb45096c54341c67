"""A unit of text as matching sees it: where each word stands, indexed once."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from warnd.model.sentence import Sentence
from warnd.rules.facts import PLACE, Fact, WordReader

#: Where something stands: first position, last position, and the number met there or NO_VALUE.
#: A position is `sentence index * STRIDE + word index`, so that no two sentences touch.
Span = tuple[int, int, int]

#: Stands for "no number met" in spans, which sort as plain tuples; no number is negative.
NO_VALUE = -1

#: Positions between the first words of two sentences: more than any sentence has words (the
#: longest text that is read has fewer) plus the farthest reach of NEAR.
STRIDE = 1 << 24

#: Hyphens that tie two words into one: ASCII, Unicode's, and the one that keeps a line together.
_HYPHENS = ("-", "\u2010", "\u2011")


def tied_words(sentence: Sentence) -> list[int]:
    """Give the indexes of words that a hyphen ties to the next: "cease" in cease-fire."""
    text, start, spans = sentence.text, sentence.start, sentence.spans
    if not any(hyphen in text for hyphen in _HYPHENS):
        return []
    return [
        place
        for place, ((_, end), (following, _)) in enumerate(pairwise(spans))
        if following == end + 1 and text[end - start] in _HYPHENS
    ]


class Unit:
    """Facts and numbers of some sentences with their positions."""

    __slots__ = ("_sentences", "by_fact", "columns", "facts", "found", "title")

    def __init__(
        self,
        sentences: Sequence[tuple[int, Sentence]],
        reader: WordReader,
        title: "Unit | None" = None,
    ) -> None:
        self._sentences = sentences
        #: the forms of each sentence, by its index
        self.columns = {index: sentence.forms for index, sentence in sentences}
        #: where each fact stands, in order
        self.by_fact: dict[Fact, list[Span]] = defaultdict(list)
        for index, sentence in sentences:
            self._add_words(index * STRIDE, sentence, reader)
            self._add_tied(index * STRIDE, sentence, reader)
            if sentence.places:
                self.by_fact[PLACE] += [
                    (index * STRIDE + first, index * STRIDE + last, NO_VALUE)
                    for first, last in sentence.places
                ]
        #: the facts that stand anywhere
        self.facts = frozenset(self.by_fact)
        #: what was found already, by node
        self.found: dict[int, Sequence[Span]] = {}
        #: the article's title, itself when it is the title, None when there is none
        self.title = self if len(sentences) == 1 and sentences[0][1].is_title else title

    @property
    def numbers(self) -> list[Span]:
        """The numbers, in order."""
        return [
            (index * STRIDE + number.first, index * STRIDE + number.last, number.value)
            for index, sentence in self._sentences
            for number in sentence.numbers
        ]

    def _add_words(self, base: int, sentence: Sentence, reader: WordReader) -> None:
        by_fact = self.by_fact
        for position, facts in enumerate(map(reader.__getitem__, sentence.words), base):
            for fact in facts:
                by_fact[fact].append((position, position, NO_VALUE))

    def _add_tied(self, base: int, sentence: Sentence, reader: WordReader) -> None:
        """Add hyphened pairs by the form of the one word that each makes."""
        for place in tied_words(sentence):
            form = reader.form(sentence.words[place] + sentence.words[place + 1])
            self.by_fact[form].append((base + place, base + place + 1, NO_VALUE))
            self.by_fact[form].sort()
