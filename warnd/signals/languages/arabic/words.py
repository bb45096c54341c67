"""Arabic words: how a text is cut into them, how they are folded, what form they share."""

import re
import unicodedata

#: Vowel marks, tatweel, and signs that print as nothing or turn the direction of writing.
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f\u202a-\u202e\u2066-\u2069"

#: A word: a number with its separators, Latin letters with their digits (M23), or letters with
#: their marks. A number parts from letters, so that the 15 of "لـ15" is read. Most words are plain
#: letters before a space or comma; these are tried first. A group, so that splitting gives words.
WORD = re.compile(
    r"([\u0621-\u063a\u0641-\u064a]{2,}+(?=[ ,\n\u060c])"
    r"|\d{1,3}(?:[,\u066c]\d{3}){1,5}(?:[.\u066b]\d+)?(?!\d)|\d+(?:[.\u066b]\d+)?"
    r"|[A-Za-z][A-Za-z0-9]*"
    rf"|[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*)"
)

_NOTHING = re.compile(rf"[{_MARKS}\u0640\u00ad]+")
#: Letters that are written for one another, the Persian ones among them, and digits.
_ONE_FOR_ALL = str.maketrans(
    "أإآٱىئیؤكکةۀہگ" + "٠١٢٣٤٥٦٧٨٩" + "۰۱۲۳۴۵۶۷۸۹" + "٬٫",
    "اااايييوككهههك" + "0123456789" * 2 + ",.",
)


def fold(word: str) -> str:
    """Give a word without marks and tatweel, its letters and digits each in one shape."""
    if word.isascii():
        return word.lower()
    plain = _NOTHING.sub("", word).translate(_ONE_FOR_ALL)
    if plain.isascii() or not plain.isalpha() or plain[0] < "\u0600" or plain[0] > "\u06ff":
        plain = unicodedata.normalize("NFKD", plain).translate(_ONE_FOR_ALL)
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain.casefold()


def folded(words: str) -> str:
    """Give words between spaces, each folded; lines stay lines."""
    return "\n".join(" ".join(map(fold, line.split())) for line in words.split("\n"))
