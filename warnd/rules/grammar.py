"""The grammar of queries; the door to lark.

From loose to tight: `|`, `AND`, `NEAR/n` and `THEN/n`, `title:`. Words that stand side by side are
an error on purpose: media analysts' tools disagree on what that means (a phrase, AND, OR).
"""

import re
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedToken

__all__ = [
    "ROW",
    "TERM",
    "Token",
    "Transformer",
    "UnexpectedToken",
    "parser_into",
]

#: A word, a phrase or a name, and nothing that means more.
_TERM = (
    r'(?:=?"[^"]*"'
    r'|(?!(?:OR|AND|NOT|PLACE|(?:NEAR|THEN)/\d+|NUM(?:(?:>=|<=|>|<|=)\d+)?)(?![^\s()|"])|title:)'
    r'[^\s()|"]+(?!"))'
)
#: Terms with bars between them, as most of every pack is written: they are cut up at once, since
#: reading them term by term takes five times as long.
_ROW = rf"{_TERM}(?:\s*\|\s*{_TERM})*"
#: A whole query that is a row.
ROW = re.compile(rf"\s*{_ROW}\s*")
#: The terms of a row.
TERM = re.compile(_TERM)

#: Operators are words in capitals; a word in small letters is always a word to look for.
GRAMMAR = r"""
start: any_of
?any_of: all_of (_OR all_of)*
?all_of: condition (_AND condition)*
?condition: close | NOT close -> negated
?close: part (CLOSENESS part)*
?part: WORD -> word
     | PHRASE -> phrase
     | NUMERAL -> numeral
     | PLACE -> place_name
     | NAME -> named
     | TITLE part -> in_title
     | ROW -> row
     | OPEN any_of CLOSE -> group

_OR.3: "|" | /OR(?![^\s()|"])/
_AND.3: /AND(?![^\s()|"])/
NOT.3: /NOT(?![^\s()|"])/
CLOSENESS.3: /(NEAR|THEN)\/\d+(?![^\s()|"])/
NUMERAL.3: /NUM((>=|<=|>|<|=)\d+)?(?![^\s()|"])/
PLACE.3: /PLACE(?![^\s()|"])/
TITLE.3: /title:/
NAME.2: /@[^\s()|"]*/
ROW.4: /\(\s*{row}\s*\)/
PHRASE.2: /=?"[^"]*"/
OPEN: "("
CLOSE: ")"
WORD.1: /[^\s()|"]+/

%ignore /\s+/
""".replace("{row}", _ROW.replace("/", r"\/"))


def parser_into(builder: Transformer[Token, Any]) -> Lark:
    """Give the parser of queries that builds with `builder` while it reads; there is no tree.

    The basic lexer cuts the same tokens wherever it stands, so that a mistake is told by its token.
    """
    return Lark(
        GRAMMAR, parser="lalr", lexer="basic", maybe_placeholders=False, transformer=builder
    )
