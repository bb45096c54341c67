"""Russian words: how a text is cut into them, how they are folded, what form they share."""

import re
import unicodedata

from warnd.signals.languages.russian.forms import AS_THEY_ARE, BASES, beginning_of
from warnd.signals.languages.snowball import stemmer

#: Marks of stress that follow their letter, and signs that print as nothing.
_MARKS = "\u0300-\u036f\u00ad\u200c\u200d"

#: A word: initials with their dots (т.е., С.Ю.), a number with its decimals, or letters and digits
#: with marks among them. Hyphens part words, in texts as in rules. A space within a number parts
#: words: the reader of numbers joins them. Plain words are tried first, for speed. A group, so that
#: splitting gives the words too.
WORD = re.compile(
    r"([А-Яа-яЁё]{2,}+(?=[ ,\n])"
    r"|(?<![^\W\d_])[^\W\d_]\.(?:[^\W\d_]\.){1,8}(?![^\W_])"
    r"|\d+[.,]\d+(?![.,]?\d)"
    rf"|[^\W_]+(?:(?:[{_MARKS}]+|['’ʼ`](?=[^\W_]))[^\W_]*)*)"
)

#: ё is written or not as the writer likes; Latin look-alikes stand in for letters now and then.
_PLAIN = str.maketrans({"ё": "е", "’": None, "ʼ": None, "'": None, "`": None})
_LATIN = str.maketrans("aceopxykmtbh", "асеорхукмтвн")
_NOTHING = re.compile(f"[{_MARKS}]")
_CYRILLIC = re.compile("[а-я]")

_stem = stemmer("russian")


def fold(word: str) -> str:
    """Give a word in small letters, ё as е, without stress marks and the dots of initials."""
    plain = unicodedata.normalize("NFC", word.casefold()).translate(_PLAIN)
    if not plain.isalnum():
        plain = _NOTHING.sub("", plain)
        if plain.endswith("."):
            plain = plain.replace(".", "")
    if _CYRILLIC.search(plain) and not plain.isascii():
        plain = plain.translate(_LATIN)
    return plain


def form(word: str) -> str:
    """Give what all inflections of a folded word share, participles with their verb."""
    if word in AS_THEY_ARE or not word.isalpha():
        return word
    known = BASES.get(word) or beginning_of(word)
    return known or _stem(word)
