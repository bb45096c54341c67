"""Ukrainian behind `warnd.ports.reading.Language`."""

from warnd.signals.languages.numerals import may_begin, number_reader
from warnd.signals.languages.spaced import SpacedLanguage, Writing
from warnd.signals.languages.ukrainian.grammar import UKRAINIAN_GRAMMAR
from warnd.signals.languages.ukrainian.habits import UKRAINIAN_HABITS
from warnd.signals.languages.ukrainian.numerals import UKRAINIAN_NUMBERS
from warnd.signals.languages.ukrainian.words import WORD, fold, form

UKRAINIAN = Writing(
    code="uk",
    word=WORD,
    fold=fold,
    form=form,
    habits=UKRAINIAN_HABITS,
    may_begin=may_begin(UKRAINIAN_NUMBERS),
    numbers=number_reader(UKRAINIAN_NUMBERS),
    grammar=UKRAINIAN_GRAMMAR,
)


class Ukrainian(SpacedLanguage):
    """Cuts Ukrainian texts into sentences of folded words with their common forms and numbers."""

    def __init__(self) -> None:
        super().__init__(UKRAINIAN)
