"""What stands around a name in its sentence."""

import re
from typing import Final, NamedTuple

from warnd.model.toponym import Toponym
from warnd.signals.places import grammar, neighbours
from warnd.signals.places.spotting import Named, Wants

#: how much text before and behind a name is looked at, in code points
_LOOK: Final = 48
#: no longer word is looked for right before a name
_LONG_WORD: Final = 24

#: what ends a sentence or clause, beside a full stop and the end of a line
_OTHER_ENDS: Final = ("; ", ": ", "! ", "? ")
_HYPHENS: Final = ("-", "‑")
#: what turns a name into somebody's leaning, and how long the longest is
_PREFIXES: Final = ("pro-", "anti-", "ex-", "non-")
_PREFIX: Final = 5
#: what may cling to a word
_MARKS: Final = ".,;:!?()[]\"“”‘’'«»"
_OPENS_NEXT: Final = (" ", "'", "’")
_NOTHING: Final = ("", "")
#: roads are named by where they lead: "the Homs-Hama road", "the highway between Homs and Hama"
_ROADS: Final = (
    r"(?:[Hh]ighway|[Rr]oad|[Mm]otorway|[Ff]reeway|[Ee]xpressway|[Rr]ailway|[Pp]ipeline)"
)
_ROAD_BEHIND: Final = re.compile(rf"(?:[-–—][A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?)? {_ROADS}\b")
_ROAD_BEFORE: Final = re.compile(
    rf"\b{_ROADS}s? (?:that )?(?:between|from|linking|links|connecting|connects|joining|joins) "
    r"(?:the )?(?:[^,.;:]{1,24} (?:and|to|with) )?(?:the )?$"
)
_DASHES: Final = "-–—"
_NEXT: Final = re.compile(r"(?:['’]s)? ([a-z]+)(?: ([a-z]+))?")


class Surroundings:
    """What stands around a name; looked at when it is asked for, as few names need all of it."""

    __slots__ = ("_before", "_behind", "_body", "_end", "_last", "_preposition", "_start")

    def __init__(self, body: str, start: int, end: int) -> None:
        self._body = body
        self._start = start
        self._end = end
        self._before: list[str] | None = None
        self._behind: tuple[str, str] | None = None
        self._last = ""
        self._preposition: str | None = None

    @property
    def before(self) -> list[str]:
        """Words before it in its sentence, folded, without those that say nothing."""
        return self._look_before() if self._before is None else self._before

    @property
    def preposition(self) -> str:
        """The last of the words before it; empty without any."""
        return self._look_right_before() if self._preposition is None else self._preposition

    @property
    def directed(self) -> bool:
        """Whether a direction stands right before it: "northern Syria"."""
        if self._preposition is None:
            self._look_right_before()
        return self._last in neighbours.DIRECTIONS

    @property
    def article(self) -> bool:
        """Whether an article stands right before it: "the Iskander"."""
        if self._preposition is None:
            self._look_right_before()
        return self._last == "the"

    @property
    def placed(self) -> bool:
        """Whether a preposition of place stands before the name."""
        return self.preposition in grammar.PLACE_PREPOSITIONS

    @property
    def front(self) -> str:
        """What is written shortly before the name, be it of its sentence or not."""
        return self._body[max(0, self._start - _LOOK) : self._start]

    @property
    def behind_of(self) -> str:
        """What the name belongs to: "siege" in "the siege of Homs"; empty when nothing tells."""
        if self.preposition != "of":
            return ""
        before = self.before
        return before[-2] if len(before) > 1 else ""

    @property
    def follower(self) -> str:
        """The word behind it, without auxiliaries; empty when none is in small letters."""
        return (self._behind or self._look_behind())[0]

    @property
    def second(self) -> str:
        """The word behind that, when it follows at once."""
        return (self._behind or self._look_behind())[1]

    @property
    def ends_a_road(self) -> bool:
        """Whether a road is named by it: "the Kabul-Kandahar highway"."""
        body, start, end = self._body, self._start, self._end
        tied = body[end : end + 1] in _DASHES or body[start - 1 : start] in _DASHES
        if tied and start and end < len(body):
            return _ROAD_BEHIND.match(body, end) is not None
        return _ROAD_BEFORE.search(self.front) is not None

    @property
    def compound(self) -> bool:
        """Whether it is tied to a small word: "Aleppo-based", "pro-Syria"."""
        body, start, end = self._body, self._start, self._end
        if body.startswith(_HYPHENS, end) and body[end + 1 : end + 2].islower():
            return True
        if not body.endswith(_HYPHENS, 0, start):
            return False
        return body[max(0, start - _PREFIX) : start].casefold().endswith(_PREFIXES)

    def _look_right_before(self) -> str:
        """Give the preposition; one plain word that says something is all that is looked at."""
        body, end = self._body, self._start - 1
        begin = body.rfind(" ", max(0, end - _LONG_WORD), end) + 1
        word = body[begin:end]
        plain = begin and body[end] == " " and word.isalpha() and word.islower()
        if plain and word not in grammar.SKIPPED:
            self._last = self._preposition = word
        else:
            before = self._look_before()
            self._preposition = before[-1] if before else ""
        return self._preposition

    def _look_before(self) -> list[str]:
        text = self.front
        end = max(text.rfind(". "), text.rfind("\n"))
        for mark in _OTHER_ENDS:
            if mark in text:
                end = max(end, text.rfind(mark))
        words = text[end + 1 :].casefold().split()
        before = [word if word.isalnum() else word.strip(_MARKS) for word in words]
        self._last = before[-1] if before else ""
        while before and (
            before[-1] in grammar.SKIPPED or before[-1].endswith(grammar.SKIPPED_ENDINGS)
        ):
            before.pop()
        self._before = before
        return before

    def _look_behind(self) -> tuple[str, str]:
        body, end = self._body, self._end
        behind = _NEXT.match(body, end, end + _LOOK) if body.startswith(_OPENS_NEXT, end) else None
        if behind is None:
            self._behind = _NOTHING
        else:
            first, second = behind.groups(default="")
            self._behind = (second, "") if first in grammar.AUXILIARIES else (first, second)
        return self._behind


#: what words beside a name say that it is
_SAY: Final = {
    **dict.fromkeys(neighbours.TOWN_WORDS, Wants.TOWN),
    **dict.fromkeys(neighbours.DIVISION_WORDS, Wants.DIVISION),
}


def wanted(name: Named, around: Surroundings) -> Wants:
    """Give what the words around a name say it is."""
    if name.wants is not Wants.ANYTHING:
        return name.wants
    says = name.possessive or _is_a_verb_behind(around)
    said = None if says else _SAY.get(around.follower)
    said = said or _SAY.get(around.preposition) or _SAY.get(around.behind_of)
    if said is not None:
        return said
    in_a_part = around.directed and not name.meanings.has_country
    return Wants.DIVISION if in_a_part else Wants.ANYTHING


def _is_a_verb_behind(around: Surroundings) -> bool:
    """Tell a verb that looks like a word for divisions: "Niger states that"."""
    return around.follower == "states" and around.second == "that"


class Case(NamedTuple):
    """One name, what it is held to mean, and what stands around it."""

    #: the name
    name: Named
    #: what it is held to mean
    toponym: Toponym
    #: what stands around it
    around: Surroundings
