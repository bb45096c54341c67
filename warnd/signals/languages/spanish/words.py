"""Spanish words: how a text is cut into them, how they are folded, what form they share."""

import re
import unicodedata

from warnd.signals.languages.snowball import stemmer
from warnd.signals.languages.spanish.forms import APART, BASES, NO_CONDITIONALS

#: Marks that follow their letter, and signs that print as nothing.
_MARKS = "\u0300-\u036f\u00ad\u200c\u200d"

#: A word: initials with their dots (EE.UU., p.m.), a number with its separators (1.500 in Spain,
#: 1,500 in Mexico), or letters and digits with marks among them and apostrophes between them.
#: Repetitions are bounded so that no text is read twice over. A group, so that splitting gives the
#: words too.
WORD = re.compile(
    r"([A-Za-z]{3,}+(?=[ ,\n])"
    r"|(?<![^\W\d_])EE\.\s?UU\.?"
    r"|(?<![^\W\d_])[^\W\d_]\.(?:[^\W\d_]\.){1,8}(?![^\W_])"
    r"|(?:\d{1,3}(?:[.,]\d{3}){1,5}(?:[.,]\d{1,2})?(?!\d)|\d+[.,]\d+)"
    rf"|[^\W_]+(?:(?:[{_MARKS}]+|['’ʼ‘`](?=[^\W_]))[^\W_]*)*)"
)

_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ‘`\u00ad\u200c\u200d"))
#: letters that Unicode does not take apart into a letter and its mark
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})

#: The conditional of verbs, whose accent the stemmer needs: "atacaria", "huirian".
_CONDITIONAL = re.compile(r"(?<=[aei]r)ia(n|s|mos)?$")
_NOUN_PLURAL = re.compile(r"(?<=[cstgnlrvm]ion)es$")
_NOUN_ENDS = ("cion", "sion", "tion", "gion", "nion", "lion", "rion", "vion", "mion")

_stem = stemmer("spanish")


def fold(word: str) -> str:
    """Give a word in small letters, without marks and the dots of initials; ñ is n."""
    if word.isascii():
        plain = word.lower()
    else:
        plain = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        plain = plain.casefold().translate(_PLAIN)
    if plain.startswith("ee."):
        return "eeuu"
    if plain[:1].isdigit():
        return plain
    return plain.replace(".", "").replace("'", "")


def form(word: str) -> str:
    """Give what all inflections of a folded word share."""
    if word in APART:
        return APART[word]
    if not word.isalpha():
        return word
    base = BASES.get(word, word)
    single = _NOUN_PLURAL.sub("", base)
    if single.endswith(_NOUN_ENDS):
        return single
    if base not in NO_CONDITIONALS:
        base = _CONDITIONAL.sub(r"ía\1", base)
    return _stem(base).replace("ñ", "n")
