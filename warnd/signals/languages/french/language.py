"""French behind `warnd.ports.reading.Language`."""

from warnd.signals.languages.french.grammar import FRENCH_GRAMMAR
from warnd.signals.languages.french.habits import FRENCH_HABITS
from warnd.signals.languages.french.numerals import FRENCH_NUMBERS, numbers
from warnd.signals.languages.french.words import WORD, fold, form
from warnd.signals.languages.numerals import may_begin
from warnd.signals.languages.spaced import SpacedLanguage, Writing

FRENCH = Writing(
    code="fr",
    word=WORD,
    fold=fold,
    form=form,
    habits=FRENCH_HABITS,
    may_begin=may_begin(FRENCH_NUMBERS),
    numbers=numbers,
    grammar=FRENCH_GRAMMAR,
)


class French(SpacedLanguage):
    """Cuts French texts into sentences of folded words with their common forms and numbers."""

    def __init__(self) -> None:
        super().__init__(FRENCH)
