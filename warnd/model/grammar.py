"""The small words of a language that say which claim of a sentence is past, feared or counted.

Every table is empty for a language that has none; what asks them then sees fewer clauses, asides
and dates, and nothing breaks. All words stand folded, as in `Sentence.words`. Tables are compared
by identity, so that what is reckoned from them can be kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Words that follow one another.
Phrases = tuple[tuple[str, ...], ...]

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClauseWords:
    """What begins a clause: status cues speak within one."""

    #: words that open a new clause; kept to those that change who speaks or when
    openers: frozenset[str] = _NONE
    #: the same for openers of several words
    opening_phrases: Phrases = ()
    #: words that join: a comma before one ends a clause
    joiners: frozenset[str] = _NONE
    #: words that after a joiner begin a clause of their own: "plans talks and has sent troops"
    finite: frozenset[str] = _NONE
    #: openers whose clause tells of another event than the rest: "after the killing of six"
    apart: frozenset[str] = _NONE
    #: phrases that open what an event answers
    answered: Phrases = ()
    #: openers that may stand between a number and what befell those counted: "12 who were shot"
    ties: frozenset[str] = _NONE
    #: openers of clauses that tell more of a thing just named
    relative: frozenset[str] = _NONE
    #: openers of clauses that tell more beside what was told
    adding: frozenset[str] = _NONE
    #: openers of clauses that tell what went before another event, or with it
    beforehand: frozenset[str] = _NONE
    #: what a verb ends in that opens a clause after a comma: "would not sign, calling it dead"
    participle: str = ""
    #: what follows a word that ends so and is a noun: "the shelling of a town"
    after_noun: str = ""
    #: words that end so and are none
    no_participles: frozenset[str] = _NONE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AsideWords:
    """What stands aside in a sentence: "16 people, including the mayor, were killed"."""

    #: what begins a part of a whole that was counted before; most begin after a comma
    openers: Phrases = ()
    #: those of one word that need no comma before them
    always: frozenset[str] = _NONE
    #: words that begin a relative clause: an aside only if a comma ends it and it tells no number
    relative: frozenset[str] = _NONE
    #: what follows a number that is part of the number before: "seven of them children"
    parts: Phrases = ()
    #: what tells of a share of those counted before, whose own number is not told: "half of whom"
    shares: Phrases = ()
    #: what may follow the comma of a list: "including a nurse, two drivers and a guard"
    listed: frozenset[str] = _NONE
    #: words that end an aside that no comma closes
    enders: frozenset[str] = _NONE
    #: words that join: before a verb that ends in `verb_endings` one ends an aside
    joiners: frozenset[str] = _NONE
    #: what such verbs end in: "and wounding", "and injured"
    verb_endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FragmentWords:
    """How things are named one by one: "They fear two things. A push on the port."."""

    #: what is announced before things are named
    things: frozenset[str] = _NONE
    #: words that make a sentence tell, not name; other verbs are known by how they end
    verbs: frozenset[str] = _NONE
    #: what verbs in the past end in; without it no sentence is taken for a mere name
    past: str = ""
    #: words that tell more of a thing named, with a verb of their own: "the camp, which lies"
    telling: frozenset[str] = _NONE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ListWords:
    """How numbers stand in a list: "three soldiers and two policemen" are five."""

    #: words that join the last thing of a list
    joiners: frozenset[str] = _NONE
    #: words before a number that change nothing
    about: frozenset[str] = _NONE
    #: a number before one of these is a thing of the list by itself: "two in the port"
    here: frozenset[str] = _NONE
    #: words that end a list: they say what befell those before them
    verbs: frozenset[str] = _NONE
    #: what other verbs end in
    verb_endings: tuple[str, ...] = ()
    #: participles that stand before a noun and are no verbs
    no_verbs: frozenset[str] = _NONE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DateWords:
    """How a sentence dates what it tells."""

    #: names of months, with their numbers
    months: Mapping[str, int] = field(default_factory=dict)
    #: whether months are written with a capital; then a word in small letters is none
    has_capitals: bool = False
    #: what follows the digits of a day: "2nd"
    ordinals: tuple[str, ...] = ()
    #: what a year before or after it tells apart and does not date: "the 2018 military accord"
    named_by_year: frozenset[str] = _NONE
    #: between such a word and its year: "the accord of 2018"
    of: frozenset[str] = _NONE
    #: words before a date from which on something has lasted
    since: frozenset[str] = _NONE
    #: "the first attack since 2013" is no attack of 2013
    ranked: frozenset[str] = _NONE
    #: before a year, they date what is told: "in 2014 ceasefire talks failed"
    dating: frozenset[str] = _NONE
    #: the same, and "on" before a day
    dating_days: frozenset[str] = _NONE
    #: before "the 2014 war", they make it a time; others make it a thing
    timing: frozenset[str] = _NONE
    #: after a year, they begin what happened in it: "in March 2014 a truce was signed"
    articles: frozenset[str] = _NONE
    #: before a month that stands without its year, they tell that it is past
    before_past_month: frozenset[str] = _NONE
    #: words before a month that tell that it is to come
    to_come: frozenset[str] = _NONE
    #: words that date what is told to these days
    fresh: frozenset[str] = _NONE
    #: what a participle ends in that keeps a date to itself: "the girls kidnapped in 2014"
    participle: str = ""
    #: before a participle, they make it the verb of the sentence: "were kidnapped in 2014"
    auxiliaries: frozenset[str] = _NONE
    #: these end as participles do and are none: "ten died in 2014"
    verbs_alone: frozenset[str] = _NONE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grammar:
    """All such words of one language."""

    #: what begins a clause
    clauses: ClauseWords = field(default_factory=ClauseWords)
    #: what stands aside
    asides: AsideWords = field(default_factory=AsideWords)
    #: how things are named one by one
    fragments: FragmentWords = field(default_factory=FragmentWords)
    #: how numbers stand in lists
    lists: ListWords = field(default_factory=ListWords)
    #: how things are dated
    dates: DateWords = field(default_factory=DateWords)
