"""Turkish behind `warnd.ports.reading.Language`."""

from warnd.signals.languages.numerals import may_begin, number_reader
from warnd.signals.languages.spaced import SpacedLanguage, Writing
from warnd.signals.languages.turkish.grammar import TURKISH_GRAMMAR
from warnd.signals.languages.turkish.habits import TURKISH_HABITS
from warnd.signals.languages.turkish.numerals import TURKISH_NUMBERS
from warnd.signals.languages.turkish.words import WORD, fold, form

TURKISH = Writing(
    code="tr",
    word=WORD,
    fold=fold,
    form=form,
    habits=TURKISH_HABITS,
    may_begin=may_begin(TURKISH_NUMBERS),
    numbers=number_reader(TURKISH_NUMBERS),
    grammar=TURKISH_GRAMMAR,
)


class Turkish(SpacedLanguage):
    """Cuts Turkish texts into sentences of folded words with their common forms and numbers."""

    def __init__(self) -> None:
        super().__init__(TURKISH)
