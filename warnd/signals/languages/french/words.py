"""French words: how a text is cut into them, how they are folded, what form they share."""

import re
import unicodedata

from warnd.signals.languages.french.endings import stem
from warnd.signals.languages.french.forms import APART, BASES

#: Marks that follow their letter, and signs that print as nothing.
_MARKS = "\u0300-\u036f\u00ad\u200c\u200d"
_APOSTROPHE = "['’ʼ‘`]"
_VOWEL = "aàâäeéèêëiîïoôöuùûüyhœæAÀÂÄEÉÈÊËIÎÏOÔÖUÙÛÜYHŒÆ"

#: A word: initials with their dots (O.N.U.), a figure, a word that lost its vowel before another
#: (l', qu'), or letters and digits with marks among them. An elided word is a word of its own, its
#: apostrophe with it, but only before a vowel, so that N'Djamena stays whole. Plain letters before
#: a space or comma are tried first: they are read in half the time.
WORD = re.compile(
    r"([A-Za-z]{2,}+(?=[ ,\n])"
    rf"|(?<![^\W_])(?:[cdjlmnstCDJLMNST]|(?i:qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu))"
    rf"{_APOSTROPHE}(?=[{_VOWEL}\d\"“«])"
    r"|(?<![^\W\d_])[^\W\d_]\.(?:[^\W\d_]\.){1,8}(?![^\W_])"
    r"|\d{1,3}(?:\.\d{3}){1,5}(?!\d)|\d+,\d+(?!\d)"
    rf"|[^\W_]+(?:(?:[{_MARKS}]+|{_APOSTROPHE}(?=[^\W_]))[^\W_]*)*)"
)

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'"})
_NOTHING = dict.fromkeys(map(ord, "\u00ad\u200c\u200d"))
#: letters that Unicode does not take apart into a letter and its mark
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})


def fold(word: str) -> str:
    """Give a word in small letters, without marks and dots; an elided one gets its vowel back."""
    if word.isascii():
        plain = word.lower()
    else:
        plain = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES).translate(_NOTHING))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        plain = plain.casefold().translate(_PLAIN)
    if plain.endswith(("'", "`")):
        return plain[:-1] + "e"
    if "'" in plain or "`" in plain:
        plain = plain.replace("'", "").replace("`", "")
    return plain.replace(".", "") if plain.endswith(".") else plain


def form(word: str) -> str:
    """Give what all inflections of a folded word share."""
    if word in APART:
        return APART[word]
    return stem(BASES.get(word, word)) if word.isalpha() else word
