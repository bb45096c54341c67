"""A unit of text as matching sees it: where each word stands, indexed once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from warnd.model.sentence import Sentence
from warnd.rules.wildcards import Wildcards

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


@dataclass(frozen=True, slots=True, kw_only=True)
class WordReader:
    """What matching asks about a single word."""

    #: from a folded word to its common form
    form: Callable[[str], str]
    #: from a folded word to the wildcards that it meets
    wildcards: Wildcards


class Unit:
    """Words, forms and numbers of some sentences with their positions.

    What a word's form and wildcards are is told by `reader`, which remembers it.
    """

    __slots__ = (
        "_by_wild",
        "_by_word",
        "_reader",
        "_sentences",
        "_tied_by_form",
        "by_form",
        "found",
        "title",
    )

    def __init__(
        self,
        sentences: Sequence[tuple[int, Sentence]],
        reader: "WordReader",
        title: "Unit | None" = None,
    ) -> None:
        self._sentences = sentences
        self._reader = reader
        self._tied_by_form: dict[str, list[Span]] | None = None
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
                for wild in self._reader.wildcards[word]:
                    self._by_wild[wild] += positions
        return self._by_wild

    @property
    def tied_by_form(self) -> dict[str, list[Span]]:
        """Hyphened pairs by the form of the one word they make: cease-fire by that of ceasefire."""
        if self._tied_by_form is None:
            self._tied_by_form = defaultdict(list)
            for index, sentence in self._sentences:
                for place in tied_words(sentence):
                    form = self._reader.form(sentence.words[place] + sentence.words[place + 1])
                    first = index * STRIDE + place
                    self._tied_by_form[form].append((first, first + 1, NO_VALUE))
        return self._tied_by_form

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
