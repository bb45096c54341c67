"""A unit of text as matching sees it: where each word stands, indexed once."""

from collections import defaultdict
from collections.abc import Sequence
from copy import copy

from warnd.model.sentence import Number, Sentence
from warnd.rules.facts import Fact, Run, WordReader

#: Where something stands: first position, last position, and the number met there or NO_VALUE.
#: A position is `sentence index * STRIDE + word index`, so that no two sentences touch.
Span = tuple[int, int, int]

#: Stands for "no number met" in spans, which sort as plain tuples; no number is negative.
NO_VALUE = -1

#: Positions between the first words of two sentences: more than any sentence has words (the
#: longest text that is read has fewer) plus the farthest reach of NEAR.
STRIDE = 1 << 24


class Unit:
    """Facts and numbers of some sentences, each with its index and its runs, by position."""

    __slots__ = ("_numbers", "by_fact", "facts", "found", "title")

    def __init__(
        self,
        sentences: Sequence[tuple[int, Sentence, Sequence[Run]]],
        reader: WordReader,
        title: "Unit | None" = None,
    ) -> None:
        #: the numbers, each with the position of its sentence
        self._numbers = [
            (index * STRIDE, sentence.numbers)
            for index, sentence, _ in sentences
            if sentence.numbers
        ]
        #: where each fact stands, in order
        self.by_fact: dict[Fact, list[Span]] = defaultdict(list)
        for index, sentence, runs in sentences:
            self._add_words(index * STRIDE, sentence, reader)
            self._add_runs(index * STRIDE, runs)
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
            (base + number.first, base + number.last, number.value)
            for base, numbers in self._numbers
            for number in numbers
        ]

    def with_numbers(self, numbers: Sequence[Number]) -> "Unit":
        """Give a unit of one sentence with other numbers; its words are not looked up again."""
        other = copy(self)
        other._numbers = [(base, tuple(numbers)) for base, _ in self._numbers]  # noqa: SLF001
        other.found = {}
        return other

    def _add_words(self, base: int, sentence: Sentence, reader: WordReader) -> None:
        by_fact = self.by_fact
        for position, facts in enumerate(map(reader.__getitem__, sentence.words), base):
            for fact in facts:
                by_fact[fact].append((position, position, NO_VALUE))

    def _add_runs(self, base: int, runs: Sequence[Run]) -> None:
        by_fact = self.by_fact
        for fact, first, last in runs:
            by_fact[fact].append((base + first, base + last, NO_VALUE))
        # A word that alone tells the same may stand further on.
        for fact in {fact for fact, _, _ in runs}:
            by_fact[fact].sort()
