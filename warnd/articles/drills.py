"""Tells articles that mark themselves as a test, a drill or an exercise.

Such an article is labelled and never held back: its words may be wrong, and the harm of a missed
alert is greater than that of a labelled one.
"""

import re
from collections.abc import Iterator, Mapping
from unicodedata import category, normalize

from warnd.articles.drill_words import LABELS, MARKS, PRACTICES, REPEATED, STEMS

#: characters of a text's beginning and end where marks are looked for
HEAD, TAIL = 4000, 1000
#: characters of a text's beginning where the name of a practice marks it
FIRST = 160

#: words on either side of a stem in which a mark that holds it is looked for; no mark has as many
AROUND = 15
#: passages that are looked through each by itself; a text of more is looked through at once
PASSAGES = 5

#: letters that are written in several ways, and what they are read as
_SAME = {"ة": "ه", "ى": "ي", "ئ": "ي", "ی": "ي", "ک": "ك", "’": "'", "ı": "i", "ʼ": "'", "ـ": ""}
#: marks above and below the letters of the languages read
_ABOVE = re.compile(
    f"[{''.join(chr(code) for code in range(0x300, 0x2100) if category(chr(code)) == 'Mn')}]+"
)
_LETTER = r"[^\W\d_]"
_GAP = r"[\s*!.,:;/|–—-]{1,12}"


def fold(text: str) -> str:
    """Give text in lower case, without accents and marks, its gaps one space."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = _ABOVE.sub("", normalize("NFKD", text).casefold())
    return " ".join(_in_one_spelling(plain).split())


def _in_one_spelling(text: str) -> str:
    for letter, same in _SAME.items():
        text = text.replace(letter, same)
    return text


def _folded(pattern: str) -> str:
    """Give a pattern as the text it is matched against is folded; its gaps stay."""
    plain = "".join(each for each in normalize("NFKD", pattern) if category(each) != "Mn")
    return _in_one_spelling(plain)


def _words(words: tuple[str, ...]) -> str:
    longest_first = sorted({fold(word) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word) for word in longest_first)


#: patterns by the stem around which they are looked for
_Marks = Mapping[str, re.Pattern[str]]

_STEMS = tuple(fold(stem) for stem in STEMS)


def _by_stem(patterns: tuple[str, ...]) -> _Marks:
    """Give the patterns that name each stem: what they match holds a stem that they name."""
    folded = [_folded(pattern) for pattern in patterns]
    naming = {stem: [each for each in folded if stem in each] for stem in _STEMS}
    return {stem: re.compile("|".join(those)) for stem, those in naming.items() if those}


_MARKS = _by_stem(MARKS)
_PRACTICES = _by_stem(PRACTICES)
_REPEATED = dict.fromkeys(
    _STEMS,
    re.compile(rf"(?<!{_LETTER})({_words(REPEATED)}){_GAP}\1(?:{_GAP}\1)*(?!{_LETTER})"),
)
_BRACKETED = re.compile(rf"[\[(<*{{«] ?(?:{_words(LABELS)}) ?[\])>*}}»]")
_LABEL_FIRST = re.compile(rf"\W{{0,5}}({_words(LABELS)})(?: ?[:|*\])/]| [-–—] )")
_LABEL_LAST = re.compile(rf".*(?:[:|*\[(/]| [-–—]) ?({_words(LABELS)})\W{{0,5}}", re.DOTALL)


def possible_test(title: str, text: str) -> bool:
    """Tell whether the words of an article mark it as a test, a drill or an exercise."""
    told, tail = fold(f"{title} \n{text[:HEAD]}"), fold(text[HEAD:][-TAIL:])
    if not _has_stem(told) and not (tail and _has_stem(tail)):  # nearly every article ends here
        return False
    return (
        _labelled(title)
        or _labelled(text.partition("\n")[0][:FIRST])
        or any(_found_in(line, _PRACTICES) for line in (fold(title), fold(text[:FIRST])))
        or any(_found_in(told, marks) for marks in (_MARKS, _REPEATED))
        or _found_in(tail, _MARKS)
    )


def _has_stem(folded: str) -> bool:
    return any(map(folded.__contains__, _STEMS))


def _found_in(folded: str, marks: _Marks) -> bool:
    """Tell whether a folded text holds one of some marks.

    What is found around a stem is looked for again in the whole: its end may be the passage's, and
    not the text's.
    """
    return any(
        marks[stem].search(passage) and marks[stem].search(folded)
        for stem in _STEMS
        if stem in marks and stem in folded
        for passage in _passages(folded, stem)
    )


def _passages(folded: str, stem: str) -> Iterator[str]:
    """Give the words around each place of a stem; the whole where that is less work."""
    if folded.count(stem) > PASSAGES or folded.count(" ") < 2 * AROUND:
        yield folded
        return
    for place in (found.start() for found in re.finditer(re.escape(stem), folded)):
        before = " ".join(folded[:place].rsplit(" ", AROUND)[-AROUND:])
        yield before + " ".join(folded[place:].split(" ", AROUND)[:AROUND])


def _labelled(line: str) -> bool:
    """Tell whether a line carries such a word in brackets, or as a label at one of its ends."""
    folded = fold(line)
    if not _has_stem(folded):
        return False
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
