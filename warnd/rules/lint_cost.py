"""Queries that say too little or cost too much.

Nothing that can be written is catastrophic: queries are bounded when they are read
(`warnd.rules.parse`), spans when they are matched (`warnd.rules.nodes`), and there are no regular
expressions. What is left to warn of is what every sentence pays for, and what reaches so far that
it means nothing.
"""

from collections.abc import Iterator

from warnd.rules.broad_words import BROAD_WORDS
from warnd.rules.build import Builder
from warnd.rules.facts import NUMBER, PLACE
from warnd.rules.finding import Fault, Finding, finding
from warnd.rules.needs import needs
from warnd.rules.nodes import AnyNode, Node, NumberNode, PlaceNode, WordNode
from warnd.rules.parse import parse
from warnd.rules.query import Close, Query, Words, all_parts
from warnd.rules.rule import Rule, StatusCue
from warnd.rules.wildcards import meets

#: NEAR and THEN farther than this are AND in disguise: 95 of 100 sentences of news have at most 38
#: words, measured on five years of short reports
FARTHEST_SOUND = 40

#: a wildcard with fewer letters before its * meets hundreds of words: `at*` at, attack, attend ...
FEWEST_SOUND_LETTERS = 3


def of_cost(entry: Rule | StatusCue, match: Node, builder: Builder) -> Iterator[Finding]:
    """Give what makes the match of a rule too broad or too dear."""
    path = f"{entry.id}.match"
    for word in sorted(_broad(match, entry.language, builder)):
        message = f"{word!r} alone sets it off: give it company with NEAR, AND or a phrase"
        yield finding(Fault.TOO_BROAD, entry.origin, path, message)
    needed = needs(match)  # nothing of the sentence itself when title: tells where it fires
    if needed and all(NUMBER in need or PLACE in need for need in needed):
        message = "it needs no word: every sentence with a number or a place is searched"
        yield finding(Fault.UNSAFE, entry.origin, path, message)
    for part in all_parts(parse(entry.match)):
        unsound = _unsound(part)
        if unsound:
            written = entry.match[part.place.start : part.place.end]
            yield finding(Fault.UNSAFE, entry.origin, path, f"{written!r} {unsound}")


def _broad(match: Node, language: str, builder: Builder) -> frozenset[str]:
    """Give what is everyday and meets a match with nothing around it."""
    alone = match.parts if isinstance(match, AnyNode) else (match,)
    single = [part for part in alone if isinstance(part, WordNode)]
    forms = {form for part in single for form in part.forms}
    written = {word for part in single for word in part.words}
    words = {
        word
        for word in BROAD_WORDS.get(language, ())
        if word in written or builder.language.form(word) in forms
    }
    wild = {
        wildcard
        for part in single
        for wildcard in part.wilds
        if any(meets(word, wildcard) for word in BROAD_WORDS.get(language, ()))
    }
    signs = {
        sign
        for part in alone
        for sign, shape in (("NUM", NumberNode), ("PLACE", PlaceNode))
        if isinstance(part, shape)
    }
    return frozenset(words | wild | signs)


def _unsound(part: Query) -> str:
    """Give what is wrong with the reach of a part of a query, empty when nothing is."""
    if isinstance(part, Close) and part.distance > FARTHEST_SOUND:
        return f"reaches past nearly every sentence: at most {FARTHEST_SOUND} words say something"
    if isinstance(part, Words) and "*" in part.text:
        heads = [len(word.partition("*")[0]) for word in part.text.split() if "*" in word]
        if min(heads) < FEWEST_SOUND_LETTERS:
            return f"meets too many words: write {FEWEST_SOUND_LETTERS} letters before the *"
    return ""
