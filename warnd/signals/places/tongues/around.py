"""What stands around a name in a text that is not English."""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from warnd.signals.places.spotting import Wants
from warnd.signals.places.tongues.tongue import Tongue

#: a word: letters with their marks, and apostrophes inside
WORD: Final = re.compile(
    r"([^\W\d_](?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670]|['’‘ʼʻ`´](?=\w))*)"
)
#: signs between two words of one clause
_CLAUSE: Final = re.compile(r"[\s\"“”«»„'’‘(\u200c\u200e\u200f-]*")
#: how many words before a name say what it is
_REACH: Final = 4


class Token(NamedTuple):
    """A word of a text."""

    #: as written
    text: str
    #: offsets in code points
    start: int
    end: int


class Around(NamedTuple):
    """What the words beside a name say."""

    #: the last word before it that says something, or the small word written with it; as a key
    preposition: str
    #: what it belongs to or is called, behind "of" or nothing: "siege" in "the siege of Homs"
    noun: str
    #: the words before it in its clause, nearest first
    before: tuple[str, ...]
    #: the word behind it in its clause
    behind: str
    #: whether a direction stands beside it
    directed: bool
    #: what the words beside it say it is
    wants: Wants

    def placed(self, tongue: Tongue) -> bool:
        """Tell whether a preposition of place stands before it."""
        return self.preposition in tongue.inside


class Text(NamedTuple):
    """A text in words."""

    #: the whole
    body: str
    #: its words
    words: Sequence[Token]
    #: gives what the tables of its language know a word as, a key
    tell: Callable[[str], str]


def tokens(body: str) -> list[Token]:
    """Give the words of a text."""
    pieces = WORD.split(body)  # what stands between words, and words, by turns
    ends = list(accumulate(map(len, pieces)))
    return list(map(Token._make, zip(pieces[1::2], ends[::2], ends[1::2], strict=False)))


def around(text: Text, span: tuple[int, int], small: str, tongue: Tongue) -> Around:
    """Give what stands around the words from `span[0]` to before `span[1]`."""
    first, last = span
    before = _before(text, first)
    said = [small] if small and small not in tongue.joining else []
    said += [word for word in before if word not in tongue.skipped]
    nearest = next((w for w in before if w not in tongue.belonging and w not in tongue.skipped), "")
    directed = nearest in tongue.directions
    telling = [word for word in said if word not in tongue.directions]
    rest = [word for word in telling if word not in tongue.belonging]
    behind = _behind(text, last)
    directed = directed or (tongue.kind_behind and behind in tongue.directions)
    wants = _wants(rest[0] if rest else "", behind, tongue)
    if wants is not Wants.ANYTHING and rest and _is_called(rest[0], tongue):
        rest = rest[1:]
    preposition = rest[0] if rest else ""
    if telling and telling[0] in tongue.belonging and wants is Wants.ANYTHING:
        preposition = telling[0]
    return Around(preposition, rest[0] if rest else "", tuple(before), behind, directed, wants)


def _before(text: Text, first: int) -> list[str]:
    body, words, tell = text
    found: list[str] = []
    index = first
    while index and len(found) < _REACH:
        index -= 1
        if not _CLAUSE.fullmatch(body, words[index].end, words[index + 1].start):
            break
        found.append(tell(words[index].text))
    return found


def _behind(text: Text, last: int) -> str:
    body, words, tell = text
    if last >= len(words) or not _CLAUSE.fullmatch(body, words[last - 1].end, words[last].start):
        return ""
    return tell(words[last].text)


def telling(word: str, tongue: Tongue) -> str:
    """Give the reading of a small word that the tables know, else the first."""
    readings = (tongue.beside or tongue.readings)(word)
    for key, *_ in readings:
        if (
            key in tongue.inside
            or key in tongue.towns
            or key in tongue.divisions
            or key in tongue.offices
            or key in tongue.grounds
            or key in tongue.directions
            or key in tongue.motion
            or key in tongue.skipped
            or key in tongue.speech
        ):
            return key
    return readings[0][0]


def _is_called(word: str, tongue: Tongue) -> bool:
    return word in tongue.towns or word in tongue.divisions


def _wants(noun: str, behind: str, tongue: Tongue) -> Wants:
    if noun in tongue.towns:
        return Wants.TOWN
    if noun in tongue.divisions or (tongue.kind_behind and behind in tongue.divisions):
        return Wants.DIVISION
    return Wants.TOWN if tongue.kind_behind and behind in tongue.towns else Wants.ANYTHING
