"""Arabic behind `warnd.ports.reading.Language`."""

from warnd.signals.languages.arabic.duals import or_two, with_duals
from warnd.signals.languages.arabic.forms import form
from warnd.signals.languages.arabic.grammar import ARABIC_GRAMMAR
from warnd.signals.languages.arabic.habits import ARABIC_HABITS
from warnd.signals.languages.arabic.numerals import ARABIC_NUMBERS
from warnd.signals.languages.arabic.words import WORD, fold
from warnd.signals.languages.numerals import may_begin, number_reader
from warnd.signals.languages.spaced import SpacedLanguage, Writing

ARABIC = Writing(
    code="ar",
    word=WORD,
    fold=fold,
    form=form,
    habits=ARABIC_HABITS,
    may_begin=or_two(may_begin(ARABIC_NUMBERS)),
    numbers=with_duals(number_reader(ARABIC_NUMBERS)),
    grammar=ARABIC_GRAMMAR,
)


class Arabic(SpacedLanguage):
    """Cuts Arabic texts into sentences of folded words with their common forms and numbers."""

    def __init__(self) -> None:
        super().__init__(ARABIC)
