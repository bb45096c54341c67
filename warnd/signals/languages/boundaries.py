"""Where sentences end in languages that write them with full stops and capitals."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

#: A mark with the quotes and brackets that close after it, then space and the word that follows;
#: a mark right between a small and a capital letter, as feeds glue sentences; or a line's end. A
#: run of marks or spaces is tried once, from its start, so that no text is read twice over.
_END = re.compile(
    r"""(?<![.!?…؟۔።፨፧])(?P<mark>[.!?…؟۔።፨፧]++|፡፡)(?P<closing>(?:[ \u00a0\u202f]»)?["'”’»)\]]*+)"""
    r"""(?:[^\S\n\r\u0085\u2028\u2029]++"""
    r"""(?=["'“‘«(\[¿¡–—-]{0,3}\s?(?P<next>\w+))"""
    r"""|(?<=[a-z]{2}[.!?])(?=[A-Z][a-z])|(?<=[።፨፧])(?=\w)|(?<=፡፡)(?=\w))"""
    r"|(?P<line>[\n\r\u0085\u2028\u2029]++)"
)
#: How an end begins: to look for one character of a set takes no time.
_SIGN = re.compile(r"[.!?…؟۔።፨፧፡\n\r\u0085\u2028\u2029]")
#: The word before a mark, with the dots inside it.
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«/-]*$")
_LONGEST_ABBREVIATION = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What a language writes with a full stop that ends no sentence; words in small letters."""

    #: before a name, never at an end: Gen., Dr., St.
    titles: Collection[str]
    #: before a number: No., Jan., p.
    before_numbers: Collection[str]
    #: within a sentence or at its end, as initials are: they end one when an opener follows
    either: Collection[str]
    #: halves of the day: a.m., p.m.
    times: Collection[str]
    #: what follows a time in its sentence: days, months, zones
    after_times: Collection[str]
    #: words that begin sentences and seldom have a capital within one
    openers: Collection[str]


def sentence_ranges(text: str, start: int, habits: Habits) -> Iterator[tuple[int, int, bool]]:
    """Give (start, end, begins a paragraph) of each sentence of `text` from `start` on.

    Offsets are code points into `text`; space around a sentence is left out. A line is a paragraph.
    """
    is_first = True
    for found in _possible_ends(text, start):
        is_line = found["line"] is not None
        if not is_line and not _ends(text, start, found, habits):
            continue
        end = found.start() if is_line else found.end("closing")
        first, end = _trimmed(text, start, end)
        if first < end:
            yield first, end, is_first
            is_first = False
        is_first = is_first or is_line
        start = found.end()
    first, end = _trimmed(text, start, len(text))
    if first < end:
        yield first, end, is_first


def _possible_ends(text: str, start: int) -> Iterator[re.Match[str]]:
    sign = _SIGN.search(text, start)
    while sign:
        end = sign.end()
        found = _END.match(text, sign.start())
        if found:
            yield found
            end = found.end()
        sign = _SIGN.search(text, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Give a range without the space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends(text: str, start: int, found: re.Match[str], habits: Habits) -> bool:
    """Give whether a mark ends its sentence."""
    following = found["next"]
    if following is None:  # glued: "city.The"
        return True
    if following[0].islower():
        return False  # "Really?" he asked
    if found["mark"] != "." or any(quote in found["closing"] for quote in "\"'”’»"):
        return True
    reach = max(start, found.start() - _LONGEST_ABBREVIATION)
    before = _LAST_WORD.search(text, reach, found.start())
    word = before[0].casefold() if before else ""
    return _ends_after(word, following, habits)


def _ends_after(word: str, following: str, habits: Habits) -> bool:
    """Give whether a full stop after `word` ends its sentence when `following` comes next."""
    bare = word.replace(".", "")
    if bare in habits.titles:
        return False
    if bare in habits.before_numbers:
        return not following[0].isdigit()
    if bare in habits.times:
        return following.casefold() not in habits.after_times
    is_initial = len(bare) == 1 and bare.isalpha()
    has_dots = bare != word and bare.isalpha()
    if is_initial or has_dots or bare in habits.either:
        return following.casefold() in habits.openers
    return True
