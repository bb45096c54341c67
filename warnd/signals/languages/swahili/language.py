"""Swahili behind `warnd.ports.reading.Language`."""

from warnd.signals.languages.numerals import may_begin, number_reader
from warnd.signals.languages.spaced import SpacedLanguage, Writing
from warnd.signals.languages.swahili.grammar import SWAHILI_GRAMMAR
from warnd.signals.languages.swahili.habits import SWAHILI_HABITS
from warnd.signals.languages.swahili.numerals import SWAHILI_NUMBERS
from warnd.signals.languages.swahili.words import WORD, fold, form

SWAHILI = Writing(
    code="sw",
    word=WORD,
    fold=fold,
    form=form,
    habits=SWAHILI_HABITS,
    may_begin=may_begin(SWAHILI_NUMBERS),
    numbers=number_reader(SWAHILI_NUMBERS),
    grammar=SWAHILI_GRAMMAR,
)


class Swahili(SpacedLanguage):
    """Cuts Swahili texts into sentences of folded words with their common forms and numbers."""

    def __init__(self) -> None:
        super().__init__(SWAHILI)
