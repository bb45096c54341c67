"""Amharic behind `warnd.ports.reading.Language`."""

from warnd.signals.languages.amharic.grammar import AMHARIC_GRAMMAR
from warnd.signals.languages.amharic.habits import AMHARIC_HABITS
from warnd.signals.languages.amharic.numerals import AMHARIC_NUMBERS
from warnd.signals.languages.amharic.words import WORD, fold, form
from warnd.signals.languages.numerals import may_begin, number_reader
from warnd.signals.languages.spaced import SpacedLanguage, Writing

AMHARIC = Writing(
    code="am",
    word=WORD,
    fold=fold,
    form=form,
    habits=AMHARIC_HABITS,
    may_begin=may_begin(AMHARIC_NUMBERS),
    numbers=number_reader(AMHARIC_NUMBERS),
    grammar=AMHARIC_GRAMMAR,
)


class Amharic(SpacedLanguage):
    """Cuts Amharic texts into sentences of folded words with their common forms and numbers."""

    def __init__(self) -> None:
        super().__init__(AMHARIC)
