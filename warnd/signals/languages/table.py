"""The languages that warnd reads signals in: the one table of them."""

from warnd.ports.reading import Language
from warnd.signals.languages.amharic.language import Amharic
from warnd.signals.languages.arabic.language import Arabic
from warnd.signals.languages.english.language import English
from warnd.signals.languages.french.language import French
from warnd.signals.languages.persian.language import Persian
from warnd.signals.languages.portuguese.language import Portuguese
from warnd.signals.languages.russian.language import Russian
from warnd.signals.languages.spanish.language import Spanish
from warnd.signals.languages.swahili.language import Swahili
from warnd.signals.languages.turkish.language import Turkish
from warnd.signals.languages.ukrainian.language import Ukrainian

LANGUAGES: tuple[Language, ...] = (
    English(),
    French(),
    Arabic(),
    Spanish(),
    Russian(),
    Ukrainian(),
    Swahili(),
    Amharic(),
    Turkish(),
    Portuguese(),
    Persian(),
)
