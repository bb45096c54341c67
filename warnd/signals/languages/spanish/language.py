"""Spanish behind `warnd.ports.reading.Language`."""

from warnd.signals.languages.spaced import SpacedLanguage, Writing
from warnd.signals.languages.spanish.grammar import SPANISH_GRAMMAR
from warnd.signals.languages.spanish.habits import SPANISH_HABITS
from warnd.signals.languages.spanish.numerals import may_begin, numbers
from warnd.signals.languages.spanish.words import WORD, fold, form

SPANISH = Writing(
    code="es",
    word=WORD,
    fold=fold,
    form=form,
    habits=SPANISH_HABITS,
    may_begin=may_begin,
    numbers=numbers,
    grammar=SPANISH_GRAMMAR,
)


class Spanish(SpacedLanguage):
    """Cuts Spanish texts into sentences of folded words with their common forms and numbers."""

    def __init__(self) -> None:
        super().__init__(SPANISH)
