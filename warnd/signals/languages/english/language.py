"""English behind `warnd.ports.reading.Language`."""

from warnd.signals.languages.english.grammar import ENGLISH_GRAMMAR
from warnd.signals.languages.english.habits import ENGLISH_HABITS
from warnd.signals.languages.english.numbers import numbers
from warnd.signals.languages.english.numerals import may_begin
from warnd.signals.languages.english.words import WORD, fold, form
from warnd.signals.languages.spaced import SpacedLanguage, Writing

ENGLISH = Writing(
    code="en",
    word=WORD,
    fold=fold,
    form=form,
    habits=ENGLISH_HABITS,
    may_begin=may_begin,
    numbers=numbers,
    grammar=ENGLISH_GRAMMAR,
)


class English(SpacedLanguage):
    """Cuts English texts into sentences of folded words with their common forms and numbers."""

    def __init__(self) -> None:
        super().__init__(ENGLISH)
