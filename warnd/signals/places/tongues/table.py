"""The languages beside English that places are read in: the one table of them."""

from collections.abc import Mapping
from typing import Final

from warnd.signals.places.tongues.amharic import AMHARIC
from warnd.signals.places.tongues.arabic import ARABIC
from warnd.signals.places.tongues.french import FRENCH
from warnd.signals.places.tongues.persian import PERSIAN
from warnd.signals.places.tongues.portuguese import PORTUGUESE
from warnd.signals.places.tongues.russian import RUSSIAN
from warnd.signals.places.tongues.spanish import SPANISH
from warnd.signals.places.tongues.swahili import SWAHILI
from warnd.signals.places.tongues.tongue import Tongue
from warnd.signals.places.tongues.turkish import TURKISH
from warnd.signals.places.tongues.ukrainian import UKRAINIAN

TONGUES: Final[Mapping[str, Tongue]] = {
    tongue.code: tongue
    for tongue in (
        AMHARIC,
        ARABIC,
        FRENCH,
        PERSIAN,
        PORTUGUESE,
        RUSSIAN,
        SPANISH,
        SWAHILI,
        TURKISH,
        UKRAINIAN,
    )
}
