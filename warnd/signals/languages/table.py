"""The languages that warnd reads signals in: the one table of them."""

from warnd.ports import Language
from warnd.signals.languages.english.language import English

LANGUAGES: tuple[Language, ...] = (English(),)
