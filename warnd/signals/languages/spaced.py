"""Languages that write spaces between words, behind `warnd.ports.reading.Language`."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain

from warnd.model.grammar import Grammar
from warnd.model.sentence import Number, Sentence
from warnd.signals.languages.boundaries import Habits, sentence_ranges
from warnd.signals.languages.memory import Remembered

#: marks of other scripts, by those that clauses and asides are told by
_MARKS = str.maketrans({"،": ",", "、": ",", "፣": ",", "؛": ";", "፤": ";", "፡": " ", "؟": "?"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How one language is written."""

    #: its ISO 639-1 code
    code: str
    #: a word; one group, so that splitting a text by it gives the words too
    word: re.Pattern[str]
    #: gives a word without what does not matter: case, marks, apostrophes, digits of its own
    fold: Callable[[str], str]
    #: gives what all inflections of a folded word share
    form: Callable[[str], str]
    #: which full stops end no sentence
    habits: Habits
    #: tells whether a number may begin with a folded word
    may_begin: Callable[[str], bool]
    #: gives the numbers that count something: from the folded words, their offsets, the body, and
    #: whether a number may begin with each
    numbers: Callable[
        [Sequence[str], Sequence[tuple[int, int]], str, Sequence[bool]], tuple[Number, ...]
    ]
    #: the small words that say what is past, feared, counted or told aside
    grammar: Grammar = field(default_factory=Grammar)


class SpacedLanguage:
    """Cuts texts of one language into sentences of folded words with their forms and numbers."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._folds = Remembered(writing.fold)
        self._forms = Remembered(writing.form)
        #: a word as written, by these: folded, its form, whether a number may begin with it
        self._read = Remembered(self._read_word)

    @property
    def code(self) -> str:
        """Its ISO 639-1 code."""
        return self._writing.code

    @property
    def grammar(self) -> Grammar:
        """The small words that say what is past, feared, counted or told aside."""
        return self._writing.grammar

    def fold(self, word: str) -> str:
        """Give one word as it stands in `Sentence.words`."""
        return self._folds[word]

    def form(self, word: str) -> str:
        """Give one word as it stands in `Sentence.forms`; `word` may be folded or not."""
        return self._forms[self._folds[word]]

    def sentences(self, title: str, text: str) -> tuple[Sentence, ...]:
        r"""Give the sentences of `title + "\n" + text`, the title first when it is not empty."""
        body = f"{title}\n{text}"
        return tuple(chain(self._title(title), self._of_text(body, len(title) + 1)))

    def _title(self, title: str) -> Iterator[Sentence]:
        if title.strip():
            start = len(title) - len(title.lstrip())
            yield self._sentence(title, start, len(title.rstrip()), 0, is_title=True)

    def _of_text(self, body: str, start: int) -> Iterator[Sentence]:
        paragraph = 0
        for first, end, begins in sentence_ranges(body, start, self._writing.habits):
            paragraph += begins
            yield self._sentence(body, first, end, paragraph, is_title=False)

    def _sentence(
        self, body: str, start: int, end: int, paragraph: int, *, is_title: bool
    ) -> Sentence:
        text = body[start:end]
        pieces = self._writing.word.split(text)  # what stands between words, and words, by turns
        ends = list(accumulate(map(len, pieces), initial=start))
        spans = tuple(zip(ends[1::2], ends[2::2], strict=False))
        read = map(self._read.__getitem__, pieces[1::2])
        words, forms, begin = zip(*read, strict=True) if spans else ((), (), ())
        return Sentence(
            text=text,
            start=start,
            is_title=is_title,
            words=words,
            forms=forms,
            spans=spans,
            gaps=_gaps(text, pieces[:-1:2]),
            numbers=self._writing.numbers(words, spans, body, begin) if True in begin else (),
            paragraph=paragraph,
        )

    def _read_word(self, word: str) -> tuple[str, str, bool]:
        folded = self._folds[word]
        return folded, self._forms[folded], self._writing.may_begin(folded)


def _gaps(text: str, gaps: Sequence[str]) -> tuple[str, ...]:
    """Give what stands between words, with the commas, stops and brackets of every script alike."""
    return tuple(gaps) if text.isascii() else tuple(gap.translate(_MARKS) for gap in gaps)
