"""Amharic words: how a text is cut into them, how they are folded, what form they share.

Small words hang before a word ("በ-ጎማ", in Goma) and its number, owner and case behind it
("ወታደሮችን", soldiers); a verb changes its vowels. No stemmer that is kept knows Amharic, so both
are taken off here, and what is left is compared by its consonants.
"""

import re
import unicodedata

from warnd.signals.languages.amharic.letters import (
    ALIKE,
    NUMERALS,
    consonant,
    in_digits,
    is_with_wa,
)

#: A word: a small word before figures (በ14), an abbreviation with its dots (ዓ.ም), a number with its
#: separators, or letters and digits with marks among them. Repetitions are bounded so that no text
#: is read twice over. A group, so that splitting gives the words too.
WORD = re.compile(
    r"((?<![^\W_])[በለከየ](?=[\d፩-፼])"
    r"|(?<![^\W\d_])[ሀ-ፚ]\.(?:[ሀ-ፚ]\.){0,6}[ሀ-ፚ]?\.?(?![^\W_])"
    r"|\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?(?!\d)|\d+\.\d+"
    r"|[^\W_]+(?:(?:[\u0300-\u036f\u135d-\u135f\u00ad\u200c\u200d]+|['’](?=[^\W_]))[^\W_]*)*)"
)

_NUMERALS = re.compile(f"[{''.join(sorted(NUMERALS))}]+")
_NOTHING = re.compile("['’.\u0300-\u036f\u135d-\u135f\u00ad\u200c\u200d]")


def fold(word: str) -> str:
    """Give a word with one letter for those that sound alike, and its numerals in digits."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFC", word).lower().translate(ALIKE)
    plain = _NUMERALS.sub(lambda found: in_digits(found[0]), plain)
    return _NOTHING.sub("", plain)


#: Words whose plural or sound breaks the rule.
_APART = {
    word: line.split()[0]
    for line in """
ህጻን ህጻናት ህጻናትን ህጻናቱ
ሰው ሰዎች ሰዎችን ሰዎቹ ሰውን
ንጹህ ንጹሀን ንጹሀንን ንጹሀኑ
አማጺ አማጺያን አማጺያኑ አማጺዎች አማጺው
የመን
ለቀቀ ለቀቁ ለቀዋል ለቋል
ከበበ ከበቡ ተከበበ ተከቦ ተከባ ተከበበች ተከባለች
""".splitlines()
    for word in line.split()
}

#: What hangs before a word, the longest first; a verb may carry two.
_BEFORE = ("እንደሚ", "እንደም", "እንዲ", "እንደ", "የሚ", "በሚ", "ለሚ", "ከሚ", "እየ", "ስለ")
_BEFORE_OF_ONE = ("የ", "በ", "ለ", "ከ")
_OF = "የ"  # few words begin with it themselves
#: Words that begin as a verb does behind a small word: "በሚሳኤል", with a missile
_WITH_MI = ("ሚሳኤል", "ሚሊሻ", "ሚኒስት", "ሚዲያ", "ሚሊ")
#: What hangs behind it, the longest first.
_BEHIND = (
    *("ዎቻቸውን", "ዎቻቸው", "ቻቸውን", "ቻቸው", "ዎችን", "ዎቹን", "ዎቹ", "ዎች", "ቸውን", "ቸው"),
    *("ችን", "ቹን", "ዋል", "ያኑ", "ያን", "ቿን", "ቹ", "ች", "ዋን", "ውን", "ዋ", "ው", "ን"),
)
_TOO = "ም"  # "and, too"; "ፊልም" (film) keeps it
_MOST = 3  # endings that are taken off a word
_SHORTEST = 2  # letters that must be left
_SHORTEST_BEFORE = 3  # letters that must be left behind a small word: "ከተማ" has none


def form(word: str) -> str:
    """Give what most inflections of a folded word share: its consonants."""
    if not word.isalpha() or word.isascii():
        return word
    if word in _APART:
        return _APART[word]
    for _ in range(_MOST):
        word = _without_ending(word)
    bare = _without_small_word(word)
    if bare in _APART:
        return _APART[bare]
    if len(bare) <= _SHORTEST:  # "ጦር" (army) is not "ጠራ" (called)
        return bare[:-1] + consonant(bare[-1])
    return "".join(map(consonant, bare))


def _without_small_word(word: str) -> str:
    if word.startswith(_BEFORE_OF_ONE) and word[1:].startswith(_WITH_MI):
        return word[1:]
    for before in (*_BEFORE, *_BEFORE_OF_ONE):
        shortest = _SHORTEST if before == _OF else _SHORTEST_BEFORE
        if word.startswith(before) and len(word) - len(before) >= shortest:
            return word[len(before) :]
    return word[1:] if word.startswith(_BEFORE_OF_ONE) and word[1:] in _SHORT_WORDS else word


#: Words of two letters before which a small word is known for one.
_SHORT_WORDS = frozenset(["ጦር", "ሰው", "ጋዛ", "ጎማ", "ጥቃት", "ተኩስ", "ቦምብ", "ሴት", "ሰላም", "ጦሩ", "ካምፕ"])


def _without_ending(word: str) -> str:
    if word.endswith("ል") and len(word) > _SHORTEST and is_with_wa(word[-2]):
        return word[:-1]  # "ፈርሷል"
    if word.endswith(_TOO) and len(word) > _SHORTEST_BEFORE:
        return word[:-1]
    for ending in _BEHIND:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
