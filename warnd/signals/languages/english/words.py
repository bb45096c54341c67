"""English words: how a text is cut into them, how they are folded, what form they share."""

import re
import unicodedata

from warnd.signals.languages.english.forms import APART, BASES, american
from warnd.signals.languages.snowball import stemmer

#: Marks that follow their letter, and signs that print as nothing.
_MARKS = "\u0300-\u036f\u00ad\u200c\u200d"

#: A word: initials with their dots (U.S., a.m.), a number with its separators, or letters and
#: digits with marks among them and apostrophes between them. Hyphens part words, in texts as in
#: rules. Repetitions are bounded so that no text is read twice over. Most words are plain letters
#: before a space or comma; these are tried first, since they are read in half the time. A group,
#: so that splitting gives the words too.
WORD = re.compile(
    r"([A-Za-z]{2,}+(?=[ ,\n])"
    r"|(?<![^\W\d_])[^\W\d_]\.(?:[^\W\d_]\.){1,8}(?:['’]s)?(?![^\W_])"
    r"|(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?(?!\d)|\d+\.\d+)(?:(?:bn|mln|mn|m|k)(?![^\W_]))?"
    rf"|[^\W_]+(?:(?:[{_MARKS}]+|['’ʼ‘`](?=[^\W_]))[^\W_]*)*)"
)

#: The country, which must not be taken for the pronoun: rules write `US`, `U.S.` or `usa`.
_COUNTRY = frozenset(["US", "USA", "U.S.", "U.S.A.", "u.s.", "u.s.a."])

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'"})
_NOTHING = dict.fromkeys(map(ord, "\u00ad\u200c\u200d"))
#: letters that Unicode does not take apart into a letter and its mark
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})

#: What follows the apostrophe of a contraction, which keeps it: "she'll" is not "shell".
_CONTRACTED = ("'t", "'ll", "'re", "'ve", "'d", "'m")

_stem = stemmer("english")


def fold(word: str) -> str:
    """Give a word in small letters, without marks, possessive 's and the dots of initials."""
    bare = word.removesuffix("'s").removesuffix("’s")
    if bare in _COUNTRY:
        return "usa"
    if word.isascii():
        plain = word.lower()
    else:
        plain = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES).translate(_NOTHING))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        plain = plain.casefold().translate(_PLAIN)
    if "'" in plain:
        plain = _without_apostrophe(plain)
    if plain.endswith("."):
        plain = plain.replace(".", "")
    return plain


def _without_apostrophe(word: str) -> str:
    while word.endswith("'s"):
        word = word[:-2]
    return word if word.endswith(_CONTRACTED) else word.replace("'", "")


def form(word: str) -> str:
    """Give what all inflections of a folded word share."""
    if word in APART:
        return APART[word]
    if word.endswith("n't") or word == "cannot":
        return "not"
    if not word.isalpha():
        return word
    return _stem(american(BASES.get(word, word)))
