"""Tells articles that mark themselves as a test, a drill or an exercise.

Such an article is labelled and never held back: its words may be wrong, and the harm of a missed
alert is greater than that of a labelled one.
"""

import re
from unicodedata import category, normalize

from warnd.articles.drill_words import LABELS, MARKS, PRACTICES, REPEATED, STEMS

#: characters of a text's beginning and end where marks are looked for
HEAD, TAIL = 4000, 1000
#: characters of a text's beginning where the name of a practice marks it
FIRST = 160

#: letters that are written in several ways, and what they are read as
_SAME = str.maketrans(
    {"ة": "ه", "ى": "ي", "ئ": "ي", "ی": "ي", "ک": "ك", "’": "'", "ı": "i", "ʼ": "'", "ـ": ""}
)
#: the same, and without marks above and below the letters of the languages read
_BARE = _SAME | {code: None for code in range(0x300, 0x2100) if category(chr(code)) == "Mn"}
_LETTER = r"[^\W\d_]"
_GAP = r"[\s*!.,:;/|–—-]{1,12}"


def fold(text: str) -> str:
    """Give text in lower case, without accents and marks, its gaps one space."""
    if text.isascii():
        return " ".join(text.lower().translate(_SAME).split())
    return " ".join(normalize("NFKD", text).casefold().translate(_BARE).split())


def _folded(pattern: str) -> str:
    """Give a pattern as the text it is matched against is folded; its gaps stay."""
    plain = "".join(each for each in normalize("NFKD", pattern) if category(each) != "Mn")
    return plain.translate(_SAME)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_folded(pattern)})" for pattern in patterns))


def _words(words: tuple[str, ...]) -> str:
    longest_first = sorted({fold(word) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word) for word in longest_first)


_STEMS = tuple(fold(stem) for stem in STEMS)
_MARKS = _any(MARKS)
_PRACTICES = _any(PRACTICES)
_REPEATED = re.compile(rf"(?<!{_LETTER})({_words(REPEATED)}){_GAP}\1(?:{_GAP}\1)*(?!{_LETTER})")
_BRACKETED = re.compile(rf"[\[(<*{{«] ?(?:{_words(LABELS)}) ?[\])>*}}»]")
_LABEL_FIRST = re.compile(rf"\W{{0,5}}({_words(LABELS)})(?: ?[:|*\])/]| [-–—] )")
_LABEL_LAST = re.compile(rf".*(?:[:|*\[(/]| [-–—]) ?({_words(LABELS)})\W{{0,5}}", re.DOTALL)


def possible_test(title: str, text: str) -> bool:
    """Tell whether the words of an article mark it as a test, a drill or an exercise."""
    looked_at = fold(f"{title} \n{text[:HEAD]} \n{text[HEAD:][-TAIL:]}")
    if not any(stem in looked_at for stem in _STEMS):  # nearly every article ends here
        return False
    return _labelled(title) or _labelled(text.partition("\n")[0][:FIRST]) or _told(title, text)


def _labelled(line: str) -> bool:
    """Tell whether a line carries such a word in brackets, or as a label at one of its ends."""
    folded = fold(line)
    if _BRACKETED.search(folded):
        return True
    label = _LABEL_FIRST.match(folded) or _LABEL_LAST.fullmatch(folded)
    return label is not None and _in_capitals(label.group(1), line)


def _in_capitals(word: str, line: str) -> bool:
    """Tell whether a folded word stands in capitals in a line, or its script has none."""
    if word.upper() == word.lower():
        return True
    shouted = "".join(each for each in normalize("NFKD", line) if category(each) != "Mn")
    return word.upper() in " ".join(shouted.split())


def _told(title: str, text: str) -> bool:
    head, tail = text[:HEAD], text[HEAD:][-TAIL:]
    told = fold(f"{title} \n{head}")
    if _MARKS.search(told) or _REPEATED.search(told) or _PRACTICES.search(fold(title)):
        return True
    if _PRACTICES.search(fold(text[:FIRST])):
        return True
    return bool(tail) and bool(_MARKS.search(fold(tail)))
