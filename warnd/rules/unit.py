"""A unit of text as matching sees it: where each word stands, indexed once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from warnd.model.sentence import Sentence

#: Where something stands: first position, last position, and the number met there or NO_VALUE.
#: A position is `sentence index * STRIDE + word index`, so that no two sentences touch.
Span = tuple[int, int, int]

#: Stands for "no number met" in spans, which sort as plain tuples; no number is negative.
NO_VALUE = -1

#: Positions between the first words of two sentences: more than any sentence has words (the
#: longest text that is read has fewer) plus the farthest reach of NEAR.
STRIDE = 1 << 24


class Unit:
    """Words, forms and numbers of some sentences with their positions.

    The wildcards that a word meets are told by `wild_of`, so that they are resolved once a word.
    """

    __slots__ = ("_by_wild", "_by_word", "_sentences", "_wild_of", "by_form", "found", "title")

    def __init__(
        self,
        sentences: Sequence[tuple[int, Sentence]],
        wild_of: Callable[[str], tuple[str, ...]],
        title: "Unit | None" = None,
    ) -> None:
        self._sentences = sentences
        self._wild_of = wild_of
        self._by_word: dict[str, list[int]] | None = None
        self._by_wild: dict[str, list[int]] | None = None
        #: positions by common form
        self.by_form = self._positions(sentence.forms for _, sentence in sentences)
        #: what was found already, by node
        self.found: dict[int, Sequence[Span]] = {}
        #: the article's title, itself when it is the title, None when there is none
        self.title = self if len(sentences) == 1 and sentences[0][1].is_title else title

    @property
    def by_word(self) -> dict[str, list[int]]:
        """Positions by folded word."""
        if self._by_word is None:
            self._by_word = self._positions(sentence.words for _, sentence in self._sentences)
        return self._by_word

    @property
    def by_wild(self) -> dict[str, list[int]]:
        """Positions by wildcard, of the wildcards that some rule uses."""
        if self._by_wild is None:
            self._by_wild = defaultdict(list)
            for word, positions in self.by_word.items():
                for wild in self._wild_of(word):
                    self._by_wild[wild] += positions
        return self._by_wild

    @property
    def numbers(self) -> list[Span]:
        """The numbers, in order."""
        return [
            (index * STRIDE + number.first, index * STRIDE + number.last, number.value)
            for index, sentence in self._sentences
            for number in sentence.numbers
        ]

    def _positions(self, columns: Iterable[Sequence[str]]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for (index, _), column in zip(self._sentences, columns, strict=True):
            for position, word in enumerate(column, index * STRIDE):
                found[word].append(position)
        return found
