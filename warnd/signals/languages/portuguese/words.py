"""Portuguese words: how a text is cut into them, how they are folded, what form they share."""

import re
import unicodedata

from warnd.signals.languages.portuguese.forms import APART, BASES
from warnd.signals.languages.snowball import stemmer

#: Marks that follow their letter, and signs that print as nothing.
_MARKS = "\u0300-\u036f\u00ad\u200c\u200d"

#: A word: initials with their dots, a number with its separators (1.500; 1,5), or letters and
#: digits with marks among them and apostrophes between them. A group, so that splitting gives the
#: words too.
WORD = re.compile(
    r"([A-Za-z]{3,}+(?=[ ,\n])"
    r"|(?<![^\W\d_])[^\W\d_]\.(?:[^\W\d_]\.){1,8}(?![^\W_])"
    r"|(?:\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,2})?(?!\d)|\d+[.,]\d+)"
    rf"|[^\W_]+(?:(?:[{_MARKS}]+|['’ʼ‘`](?=[^\W_]))[^\W_]*)*)"
)

_NOTHING = dict.fromkeys(map(ord, "'’ʼ‘`\u00ad\u200c\u200d"))
#: letters that Unicode does not take apart into a letter and its mark
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})

#: Nouns in -ção and -são, singular and plural, without their marks.
_NOUN = re.compile(r"(?<=[cs])(?:ao|oes)$")

_stem = stemmer("portuguese")


def fold(word: str) -> str:
    """Give a word in small letters, without marks and the dots of initials; ç is c."""
    if word.isascii():
        plain = word.lower()
    else:
        plain = unicodedata.normalize("NFKD", word.translate(_NOTHING))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        plain = plain.casefold().translate(_PLAIN)
    return plain if plain[:1].isdigit() else plain.replace(".", "").replace("'", "")


def form(word: str) -> str:
    """Give what all inflections of a folded word share."""
    if word in APART:
        return APART[word]
    if not word.isalpha():
        return word
    base = BASES.get(word, word)
    noun = _NOUN.sub("ao", base)
    return noun if noun.endswith(("cao", "sao")) else _stem(base)
