"""What the place finder knows of one language beside English."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from warnd.signals.places.tongues.keys import key_of


class Reading(NamedTuple):
    """One way to read a written word as a name."""

    #: the key of the name it may be, or be part of
    key: str
    #: the small word written together with it, as a key: "b" of "bi-Idlib"; empty without any
    small: str = ""
    #: how many code points of the word stand before the name
    before: int = 0
    #: how many stand behind it
    behind: int = 0


def keys(*texts: str) -> frozenset[str]:
    """Give the keys of the words of `texts`."""
    return frozenset(key_of(word) for text in texts for word in text.split())


def peoples(text: str) -> Mapping[str, str]:
    """Give by beginning of a word the country whose people it means; a line is a country."""
    found = {}
    for line in text.strip().splitlines():
        code, *stems = line.split()
        found.update({key_of(stem): code for stem in stems})
    return found


def as_written(word: str) -> tuple[Reading, ...]:
    """Give the one reading of a word that no language bends."""
    return (Reading(key_of(word)),)


#: the fewest letters of a word that tell a people
SHORTEST_STEM: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """The small words of a language around names of places, all as keys."""

    #: ISO 639-1 code
    code: str
    #: whether its names have capitals
    cased: bool
    #: gives how a written word may be read as a name, the likeliest first
    readings: Callable[[str], tuple[Reading, ...]] = as_written
    #: gives the same for a word beside a name, when that is less
    beside: Callable[[str], tuple[Reading, ...]] | None = None
    #: prepositions of place: "in", "near", "around"
    inside: frozenset[str]
    #: "from", "to"
    motion: frozenset[str] = frozenset()
    #: "of"
    belonging: frozenset[str] = frozenset()
    #: "with", "against", "between"
    party: frozenset[str] = frozenset()
    #: "and", "or"
    joining: frozenset[str] = frozenset()
    #: what stands between such a word and the name and says nothing: articles, adjectives
    skipped: frozenset[str] = frozenset()
    #: "north", "east", "countryside", beside a country a sign that it is where
    directions: frozenset[str] = frozenset()
    #: "town", "village", "camp"
    towns: frozenset[str] = frozenset()
    #: "province", "oblast"
    divisions: frozenset[str] = frozenset()
    #: "border", "lands", "territory": a people's or country's ground
    grounds: frozenset[str] = frozenset()
    #: "president", "ministry", "army": what is a country's and acts for it
    offices: frozenset[str] = frozenset()
    #: verbs of saying, by themselves
    speech: frozenset[str] = frozenset()
    #: keys of names that are also plain words or people's names
    doubtful: frozenset[str] = frozenset()
    #: keys of names that are plain words wherever they stand
    never: frozenset[str] = frozenset()
    #: keys of names that may be plain words, where nothing has capitals
    uncertain: frozenset[str] = frozenset()
    #: given names that are towns too: no place before another capital
    given: frozenset[str] = frozenset()
    #: by beginning of a word: of which country's people it tells
    people: Mapping[str, str] = field(default_factory=dict)
    #: how words for peoples go on behind that
    people_ends: frozenset[str] = frozenset({""})
    #: words for those who speak for a country, the same way
    voices: Mapping[str, str] = field(default_factory=dict)
    #: whether the verb stands before who speaks
    verb_first: bool = False
    #: whether "province" stands behind the name, as well as before it
    kind_behind: bool = False

    def has(self, key: str) -> bool:
        """Tell whether a word is one of its words for what a place is or where it lies."""
        return (
            key in self.towns
            or key in self.divisions
            or key in self.directions
            or key in self.offices
            or key in self.grounds
            or key in self.speech
        )

    def people_of(self, key: str) -> tuple[str, bool] | None:
        """Give the country whose people or voice a word tells of, and whether it is a voice."""
        for length in range(len(key), SHORTEST_STEM - 1, -1):
            stem = key[:length]
            if stem in self.people and key[length:] in self.people_ends:
                return self.people[stem], False
            if stem in self.voices and key[length:] in self.people_ends:
                return self.voices[stem], True
        return None
