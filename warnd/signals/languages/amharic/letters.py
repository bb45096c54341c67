"""The letters of Ethiopic: those that sound alike, their vowels, its numerals."""

#: Each Ethiopic consonant has a row of eight letters, one a vowel.
_ROW = 8
#: Rows that Amharic speaks alike and writes at will: first the row, then the one it becomes.
_ALIKE = (("ሐ", "ሀ"), ("ኀ", "ሀ"), ("ሠ", "ሰ"), ("ዐ", "አ"), ("ፀ", "ጸ"))
#: Single letters that sound like another.
_SINGLE = {"ሃ": "ሀ", "ሓ": "ሀ", "ኃ": "ሀ", "ኣ": "አ", "ዓ": "አ"} | {
    "ጐ": "ጎ",
    "ቈ": "ቆ",
    "ኰ": "ኮ",
    "ኈ": "ሆ",
    "ዉ": "ው",
    "ጒ": "ጉ",
    "ኍ": "ሁ",
    "ቍ": "ቁ",
}
#: Letters whose row begins elsewhere than their code tells.
_BASES = {"ቋ": "ቀ", "ኳ": "ከ", "ጓ": "ገ", "ኋ": "ሀ"}

_FIRST_LETTER, _LAST_LETTER = 0x1200, 0x1357
_ONES = {chr(0x1369 + place): place + 1 for place in range(9)}
_TENS = {chr(0x1372 + place): 10 * (place + 1) for place in range(9)}
_HUNDRED, _MYRIAD = "፻", "፼"

#: What makes the letters that sound alike one.
ALIKE = str.maketrans(
    {
        chr(ord(row) + vowel): chr(ord(becomes) + vowel)
        for row, becomes in _ALIKE
        for vowel in range(_ROW - 1)
    }
    | _SINGLE
)

#: The signs of numerals.
NUMERALS = frozenset([*_ONES, *_TENS, _HUNDRED, _MYRIAD])


def consonant(letter: str) -> str:
    """Give the first letter of a letter's row, which stands for its consonant."""
    if letter in _BASES:
        return _BASES[letter]
    code = ord(letter)
    return chr(code - code % _ROW) if _FIRST_LETTER <= code <= _LAST_LETTER else letter


def is_with_wa(letter: str) -> bool:
    """Give whether a letter ends in the vowel of "ሏ", on which a verb's ending hangs."""
    return letter in _BASES or ord(letter) % _ROW == _ROW - 1


def in_digits(numerals: str) -> str:
    """Give Ethiopic numerals in digits: ፲፬ is 14, ፪፻፶ is 250, ፲፼ is 100000."""
    total = group = rest = 0
    for sign in numerals:
        if sign == _MYRIAD:
            total, group, rest = total + max(group + rest, 1) * 10_000, 0, 0
        elif sign == _HUNDRED:
            group, rest = group + max(rest, 1) * 100, 0
        else:
            rest += _ONES.get(sign) or _TENS[sign]
    return str(total + group + rest)
