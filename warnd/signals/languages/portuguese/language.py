"""Portuguese behind `warnd.ports.reading.Language`."""

from warnd.signals.languages.portuguese.grammar import PORTUGUESE_GRAMMAR
from warnd.signals.languages.portuguese.habits import PORTUGUESE_HABITS
from warnd.signals.languages.portuguese.numerals import may_begin, numbers
from warnd.signals.languages.portuguese.words import WORD, fold, form
from warnd.signals.languages.spaced import SpacedLanguage, Writing

PORTUGUESE = Writing(
    code="pt",
    word=WORD,
    fold=fold,
    form=form,
    habits=PORTUGUESE_HABITS,
    may_begin=may_begin,
    numbers=numbers,
    grammar=PORTUGUESE_GRAMMAR,
)


class Portuguese(SpacedLanguage):
    """Cuts Portuguese texts into sentences of folded words with their common forms and numbers."""

    def __init__(self) -> None:
        super().__init__(PORTUGUESE)
