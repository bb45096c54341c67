"""A unit of text as matching sees it: where each word stands, indexed once."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
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
    """What matching knows about single words."""

    #: the forms that some query uses; other words are passed over
    forms: frozenset[str]
    #: the folded words that some query uses as written
    words: frozenset[str]
    #: from a folded word to its common form
    form: Callable[[str], str]
    #: from a folded word to the wildcards that it meets
    wildcards: Wildcards


class Unit:
    """Words, forms and numbers of some sentences with their positions."""

    __slots__ = (
        "_by_wild",
        "_by_word",
        "_columns",
        "_reader",
        "_sentences",
        "by_form",
        "forms",
        "found",
        "title",
    )

    def __init__(
        self,
        sentences: Sequence[tuple[int, Sentence]],
        reader: WordReader,
        title: "Unit | None" = None,
    ) -> None:
        self._sentences = sentences
        self._reader = reader
        self._columns = {index: sentence.forms for index, sentence in sentences}
        self._by_word: dict[str, list[Span]] | None = None
        self._by_wild: dict[str, list[Span]] | None = None
        #: where each common form stands, in order; a hyphened pair also by the form of the one
        #: word that it makes: cease-fire by that of ceasefire
        self.by_form = self._spans_of_forms()
        #: the forms that occur
        self.forms = frozenset(self.by_form)
        #: what was found already, by node
        self.found: dict[int, Sequence[Span]] = {}
        #: the article's title, itself when it is the title, None when there is none
        self.title = self if len(sentences) == 1 and sentences[0][1].is_title else title

    @property
    def by_word(self) -> dict[str, list[Span]]:
        """Where each folded word that some query uses as written stands, in order."""
        if self._by_word is None:
            self._by_word = defaultdict(list)
            used = self._reader.words
            for index, sentence in self._sentences:
                for position, word in enumerate(sentence.words, index * STRIDE):
                    if word in used:
                        self._by_word[word].append((position, position, NO_VALUE))
        return self._by_word

    @property
    def by_wild(self) -> dict[str, list[Span]]:
        """Where each wildcard that some query uses is met, in order."""
        if self._by_wild is None:
            self._by_wild = defaultdict(list)
            for index, sentence in self._sentences:
                for position, word in enumerate(sentence.words, index * STRIDE):
                    for wild in self._reader.wildcards[word]:
                        self._by_wild[wild].append((position, position, NO_VALUE))
        return self._by_wild

    @property
    def numbers(self) -> list[Span]:
        """The numbers, in order."""
        return [
            (index * STRIDE + number.first, index * STRIDE + number.last, number.value)
            for index, sentence in self._sentences
            for number in sentence.numbers
        ]

    def runs(self, forms: tuple[str, ...], anchor: int) -> Iterator[int]:
        """Give the positions where words of these forms follow one another.

        `anchor` is the index of the form to look for first, best the rarest.
        """
        for first, last, _ in self.by_form.get(forms[anchor], ()):
            start = first % STRIDE - anchor
            column = self._columns[first // STRIDE]
            if first == last and start >= 0 and column[start : start + len(forms)] == forms:
                yield first - anchor

    def _spans_of_forms(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = defaultdict(list)
        used = self._reader.forms
        for index, sentence in self._sentences:
            for position, form in enumerate(sentence.forms, index * STRIDE):
                if form in used:
                    found[form].append((position, position, NO_VALUE))
            for place in tied_words(sentence):
                form = self._reader.form(sentence.words[place] + sentence.words[place + 1])
                first = index * STRIDE + place
                found[form].append((first, first + 1, NO_VALUE))
                found[form].sort()
        return found
