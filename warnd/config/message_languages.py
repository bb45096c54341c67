"""The languages that messages are written in, as the settings name them."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from warnd.config.scalars import Unfit, shown
from warnd.settings import LANGUAGES

#: what people write for the language of messages: countries, and codes of three letters
_MEANT_LANGUAGES = {
    "gb": "en", "us": "en", "eng": "en", "fra": "fr", "fre": "fr", "ara": "ar", "sp": "es",
    "spa": "es", "rus": "ru", "ua": "uk", "ukr": "uk",
}  # fmt: skip


def message_language(text: str) -> str:
    """Give the code of a language that messages are written in."""
    if text in LANGUAGES:
        return text
    from warnd.phrasebook import names_of_languages  # noqa: PLC0415  only a mistake needs Babel

    names = names_of_languages()
    meant = re.split("[-_]", text.casefold())[0]
    code = names.get(meant) or _MEANT_LANGUAGES.get(meant) or _nearest(meant, names)
    hint = f"did you mean '{code}'?" if code else f"known: {', '.join(LANGUAGES)}"
    raise Unfit(f"no messages are written in {shown(text)}; {hint}")


def _nearest(text: str, names: Mapping[str, str]) -> str:
    close = get_close_matches(text, [name for name in names if name not in LANGUAGES], n=1)
    return names[close[0]] if close else ""
