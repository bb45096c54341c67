"""Persian behind `warnd.ports.reading.Language`."""

from warnd.signals.languages.arabic.words import WORD, fold
from warnd.signals.languages.numerals import may_begin, number_reader
from warnd.signals.languages.persian.grammar import PERSIAN_GRAMMAR
from warnd.signals.languages.persian.habits import PERSIAN_HABITS
from warnd.signals.languages.persian.numerals import PERSIAN_NUMBERS
from warnd.signals.languages.persian.words import form
from warnd.signals.languages.spaced import SpacedLanguage, Writing

PERSIAN = Writing(
    code="fa",
    word=WORD,
    fold=fold,
    form=form,
    habits=PERSIAN_HABITS,
    may_begin=may_begin(PERSIAN_NUMBERS),
    numbers=number_reader(PERSIAN_NUMBERS),
    grammar=PERSIAN_GRAMMAR,
)


class Persian(SpacedLanguage):
    """Cuts Persian texts into sentences of folded words with their common forms and numbers."""

    def __init__(self) -> None:
        super().__init__(PERSIAN)
