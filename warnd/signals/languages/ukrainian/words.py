"""Ukrainian words: how a text is cut into them, how they are folded, what form they share."""

import re
import unicodedata

from warnd.signals.languages.ukrainian.forms import APART, FAMILIES, LONGEST_BEGINNING
from warnd.signals.languages.ukrainian.stem import is_inflection, stem

#: The stress mark, and signs that print as nothing.
_SILENT = "\u0300\u0301\u00ad\u200b\u200c\u200d\u2060"
#: What is typed for the apostrophe: the typewriter's, the curly ones, the letter, accents, prime.
_APOSTROPHES = "'’ʼ‘`´′ʹ＇"

#: A word: initials with their dots (м.), a number with its separators, or letters and digits with
#: stress marks among them and apostrophes between them. Hyphens part words, in texts as in rules.
#: A group, so that splitting gives the words too.
WORD = re.compile(
    r"((?<![^\W\d_])\d+[.,]\d+(?![^\W_])"
    rf"|[^\W_]+(?:(?:[{_SILENT}\u0306\u0308]+|[{_APOSTROPHES}](?=[^\W\d_]))[^\W_]*)*)"
)

_NOTHING = dict.fromkeys(map(ord, _SILENT + _APOSTROPHES))
#: Spellings that a word may have or lack: the letter ґ, banned until 1990.
_ONE_LETTER = str.maketrans({"ґ": "г"})
#: Latin letters that keyboards, scans and careless hands put among Cyrillic ones.
_LOOKALIKES = str.maketrans("aceiopxykmhtbïj", "асеіорхукмнтвїј")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-zï]")

#: У and в take turns by what stands before: "убито" and "вбито" are one word.
_SOUNDED = re.compile(r"у(?=[бвгджзклмнпрстфхцчшщ])")


def fold(word: str) -> str:
    """Give a word in small letters, without stress, apostrophes and letters of another script."""
    plain = unicodedata.normalize("NFC", word).casefold().translate(_NOTHING).translate(_ONE_LETTER)
    if _CYRILLIC.search(plain) and _LATIN.search(plain):
        plain = plain.translate(_LOOKALIKES)
    return plain


def form(word: str) -> str:
    """Give what all inflections of a folded word share."""
    if word in APART:
        return APART[word]
    if not word.isalpha() or not _CYRILLIC.match(word):
        return word
    sounded = _SOUNDED.sub("в", word, count=1) if word[0] == "у" else word
    for length in range(min(len(sounded), LONGEST_BEGINNING), 2, -1):
        if sounded[:length] in FAMILIES and is_inflection(sounded[length:]):
            return FAMILIES[sounded[:length]]
    return stem(sounded)
