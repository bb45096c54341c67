"""English behind `warnd.ports.Language`."""

from collections.abc import Iterator
from itertools import accumulate, chain

from warnd.model.sentence import Sentence
from warnd.signals.languages.boundaries import sentence_ranges
from warnd.signals.languages.english_habits import ENGLISH_HABITS
from warnd.signals.languages.english_numbers import numbers
from warnd.signals.languages.english_numerals import may_begin
from warnd.signals.languages.english_words import WORD, fold, form
from warnd.signals.languages.memory import Remembered


class English:
    """Cuts English texts into sentences of folded words with their common forms and numbers."""

    def __init__(self) -> None:
        self._folds = Remembered(fold)
        self._forms = Remembered(form)
        #: a word as written, by these: folded, its form, whether a number may begin with it
        self._read = Remembered(self._read_word)

    @property
    def code(self) -> str:
        """Its ISO 639-1 code."""
        return "en"

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
        for first, end, begins in sentence_ranges(body, start, ENGLISH_HABITS):
            paragraph += begins
            yield self._sentence(body, first, end, paragraph, is_title=False)

    def _sentence(
        self, body: str, start: int, end: int, paragraph: int, *, is_title: bool
    ) -> Sentence:
        text = body[start:end]
        pieces = WORD.split(text)  # what stands between words, and words, by turns
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
            gaps=tuple(pieces[:-1:2]),
            numbers=numbers(words, spans, body, begin) if True in begin else (),
            paragraph=paragraph,
        )

    def _read_word(self, word: str) -> tuple[str, str, bool]:
        folded = self._folds[word]
        return folded, self._forms[folded], may_begin(folded)
