"""Russian behind `warnd.ports.reading.Language`."""

from warnd.signals.languages.numerals import may_begin, number_reader
from warnd.signals.languages.russian.grammar import RUSSIAN_GRAMMAR
from warnd.signals.languages.russian.habits import RUSSIAN_HABITS
from warnd.signals.languages.russian.numerals import RUSSIAN_NUMBERS
from warnd.signals.languages.russian.words import WORD, fold, form
from warnd.signals.languages.spaced import SpacedLanguage, Writing

RUSSIAN = Writing(
    code="ru",
    word=WORD,
    fold=fold,
    form=form,
    habits=RUSSIAN_HABITS,
    may_begin=may_begin(RUSSIAN_NUMBERS),
    numbers=number_reader(RUSSIAN_NUMBERS),
    grammar=RUSSIAN_GRAMMAR,
)


class Russian(SpacedLanguage):
    """Cuts Russian texts into sentences of folded words with their common forms and numbers."""

    def __init__(self) -> None:
        super().__init__(RUSSIAN)
