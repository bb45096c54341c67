"""Names in other languages as keys: the same for the gazetteer's builder and for texts."""

from functools import lru_cache
from typing import Final

from warnd.signals.places.folding import fold

#: Ethiopic letters that sound alike and are mixed freely, row by row: first letters of each row
#: and of the row written for it
_ROWS: Final = {"ሐ": "ሀ", "ኀ": "ሀ", "ሠ": "ሰ", "ዐ": "አ", "ፀ": "ጸ", "ኸ": "ከ"}
#: vowels in a row, without the labialised forms
_VOWELS: Final = 7
_ETHIOPIC: Final = {
    ord(one) + vowel: chr(ord(other) + vowel)
    for one, other in _ROWS.items()
    for vowel in range(_VOWELS)
} | {
    ord(letter): plain
    for letter, plain in (("ሃ", "ሀ"), ("ሓ", "ሀ"), ("ኃ", "ሀ"), ("ዓ", "አ"), ("ኣ", "አ"))
}
#: marks that no key has: vowel signs and joiners of Arabic script
_MARKS: Final = {
    **dict.fromkeys(range(0x064B, 0x0660)),
    0x0670: None,
    0x200C: " ",
    0x200D: None,
    0x200E: None,
    0x200F: None,
    ord("ۀ"): "ه",
    ord("ہ"): "ه",
    ord("ھ"): "ه",
    ord("ے"): "ي",
}


@lru_cache(maxsize=20_000)
def key_of(name: str) -> str:
    """Give the key of a name in any language."""
    if name.isascii():
        return fold(name)
    return fold(name.translate(_MARKS).translate(_ETHIOPIC))
