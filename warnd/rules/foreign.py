"""Signs that are at home in other search tools, and what to write for them here.

Left alone, most of them would be dropped when a language cuts a query into words, and the rule
would see something else than its writer meant, or nothing, without a word.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from warnd.errors import QueryInvalid

#: Where a piece of a query begins and ends: at space, a bar, a parenthesis or a quote.
_BEGINS = r'(?<![^\s()|"])'
_ENDS = r'(?![^\s()|"])'
_PIECE = re.compile(r'[^\s()|"]*')

_REGULAR = (
    "{piece} looks like a regular expression, and none is read: write shell* for endings, "
    "`a | b` for spellings, `a THEN/3 b` for words with others between"
)
_DISTANCE = "{piece}: write NEAR/5 (either order) or THEN/5 (this order), in capitals"
_WITHIN_QUOTES = "{sign} within quotes is no operator: write it outside of them, as `a | b`"


#: what parts the pieces of a query, beside space
_PARTING = '()|"'


class _Sign(NamedTuple):
    """What a writer who knows another tool would type, and what to tell them."""

    shape: re.Pattern[str]
    #: {sign} stands for what was found, {piece} for the whole piece of the query round it
    told: str


def _sign(shape: str, told: str) -> _Sign:
    return _Sign(re.compile(shape), told)


#: For queries with their phrases blanked, tried in this order.
_OUTSIDE_QUOTES: Sequence[_Sign] = (
    _sign("[\u200b\u2060]", "an invisible character (zero width) stands here: delete it"),
    _sign(rf"{_BEGINS}/(?=\S)|[\[\]{{}}^\\]|\.[*+?]|\)[*+?]|\w\${_ENDS}", _REGULAR),
    _sign(
        rf"\b(?!NUM(?:[<>]?=|[<>])\d+{_ENDS})(?i:NUM)\s*[<>=!]",
        "{piece}: write a bound as NUM>=10, with >=, <=, >, < or = and digits, without space",
    ),
    _sign(rf"{_BEGINS}(?!(?:NEAR|THEN)/)(?i:(?:NEAR|THEN|ADJ)[/:]?\d+){_ENDS}", _DISTANCE),
    _sign(rf"{_BEGINS}(?i:(?:W|N|P|PRE|ONEAR|WITHIN)/\d+){_ENDS}", _DISTANCE),
    _sign(r"~\d*", "{sign}: write `a NEAR/5 b` for nearness, and spellings out with |"),
    _sign(
        rf"{_BEGINS}[-!](?=\w)",
        "{sign} before a word: write `AND NOT word`, or an `unless:` beside the match",
    ),
    _sign(rf"{_BEGINS}\+(?=\w)", "{sign} before a word: write `AND word`"),
    _sign(rf"{_BEGINS}&+{_ENDS}", "{sign}: write AND"),
    _sign(r"\|\s*\|", "two bars: write one"),
    _sign(r"\w\?", "{piece}: ? is no sign: write the spellings with |, or shell*"),
    _sign(
        rf"{_BEGINS}\*{_ENDS}",
        "* alone: where any word may stand, write `a THEN/1 b` of its neighbours",
    ),
    _sign(
        rf"{_BEGINS}['‘‚][\w-]+\s[^'‘’|()]*['’]{_ENDS}",
        '{sign}: words that follow one another stand in double quotes: "came under fire"',
    ),
    _sign(r"=(?=[\s(]|$)(?<![<>=]=)", "= fixes a word or phrase, not a group: write =a | =b"),
)

#: For the words of a phrase.
_WITHIN: Sequence[_Sign] = (
    _sign(r"^(?:AND|OR|NOT)$", "{sign} within quotes is a word: write it in small letters"),
    _sign(r"^(?:NEAR|THEN)/\d+", _WITHIN_QUOTES),
    _sign(r"\|", _WITHIN_QUOTES),
    _sign(r"[\[\]{}^\\]|\.[*+?]|\)[*+?]", _REGULAR),
    _sign(r"~\d*", "{sign} within quotes says nothing: write the words out, joined by NEAR/5"),
    _sign(r"^\*$", "* alone: where any word may stand, write `a THEN/1 b` of its neighbours"),
)


def refuse_foreign(text: str) -> None:
    """Raise QueryInvalid at the first foreign sign of a query; `text` has its phrases blanked."""
    for shape, told in _OUTSIDE_QUOTES:
        found = shape.search(text)
        if found:
            start, piece = _piece_round(text, found)
            raise QueryInvalid(told.format(sign=found[0], piece=piece), column=start + 1)


def foreign_in_phrase(word: str) -> str | None:
    """Give what is wrong with a word of a phrase, None when nothing is."""
    for shape, told in _WITHIN:
        found = shape.search(word)
        if found:
            return told.format(sign=found[0], piece=word)
    return None


def _piece_round(text: str, found: re.Match[str]) -> tuple[int, str]:
    """Give the piece of a query in which something was found, and where it starts."""
    start = found.start()
    while start and text[start - 1] not in _PARTING and not text[start - 1].isspace():
        start -= 1
    end = _PIECE.match(text, found.end())
    return start, text[start : end.end() if end else found.end()]
