"""Where sentences end in languages that write them with full stops and capitals."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

#: A full stop, question or exclamation mark, with quotes and brackets that close after it, then
#: space and what may begin a sentence; or the end of a line.
_END = re.compile(
    r"""(?P<mark>[.!?…]+)(?P<closing>["'”’»)\]]*)\s+(?=(?P<opening>["'“‘«(\[¿¡–—-]*\s?)(?P<next>\w))"""
    r"|(?P<line>\s*\n\s*)"
)
_LAST_WORD = re.compile(r"[^\s(\"'“‘\[]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What a language writes with a full stop that ends no sentence."""

    #: before a name, so never at an end: Gen., Dr., St. (folded, without the stop)
    titles: Collection[str]
    #: before a number: No., Jan., p.
    before_numbers: Collection[str]
    #: inside a sentence or at its end: Inc., a.m., U.S.; they end one when a capital follows
    #: that could begin it
    either: Collection[str]
    #: words that begin sentences and seldom stand with a capital inside one
    openers: Collection[str]


def sentence_ranges(text: str, start: int, habits: Habits) -> Iterator[tuple[int, int, bool]]:
    """Give (start, end, begins a line) of each sentence of `text` from `start` on, without space.

    Offsets are code points into `text`.
    """
    new_line = True
    for found in _END.finditer(text, start):
        is_line = found["line"] is not None
        if not is_line and not _ends(text, start, found, habits):
            continue
        yield from _range(
            text, start, found.start("line") if is_line else found.end("closing"), new_line=new_line
        )
        new_line = is_line if text[start : found.start()].strip() else new_line or is_line
        start = found.end()
    yield from _range(text, start, len(text), new_line=new_line)


def _range(text: str, start: int, end: int, *, new_line: bool) -> Iterator[tuple[int, int, bool]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end, new_line


def _ends(text: str, start: int, found: re.Match[str], habits: Habits) -> bool:
    """Give whether a mark ends its sentence."""
    following = found["next"]
    if following.islower():
        return False  # "Really?" he asked
    if found["mark"] != ".":
        return True
    before = _LAST_WORD.search(text, max(start, found.start() - 20), found.start())
    word = before[0].casefold() if before else ""
    if not word or found["closing"]:
        return True
    if word in habits.titles or (len(word) == 1 and word.isalpha() and word != "i"):
        return False  # Gen. Smith, J. Smith
    if following.isdigit() and word in habits.before_numbers:
        return False
    if word in habits.either or ("." in word and not word[-1].isdigit()):
        return _opens(text, found.end(), habits)
    return True


def _opens(text: str, place: int, habits: Habits) -> bool:
    """Give whether the word at `place` is one that begins sentences."""
    word = re.compile(r"\W*(\w+)").match(text, place)
    return word is not None and word[1].casefold() in habits.openers
