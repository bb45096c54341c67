"""The grammar of queries; the door to lark.

From loose to tight: `|`, `AND`, `NEAR/n` and `THEN/n`, `title:`. Words that stand side by side are
an error on purpose: media analysts' tools disagree on what that means (a phrase, AND, OR).
"""

from typing import Any

from lark import Lark, Token, Transformer, UnexpectedToken

__all__ = [
    "Token",
    "Transformer",
    "UnexpectedToken",
    "parser_into",
]

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
     | OPEN any_of CLOSE -> group

_OR.3: "|" | /OR(?![^\s()|"])/
_AND.3: /AND(?![^\s()|"])/
NOT.3: /NOT(?![^\s()|"])/
CLOSENESS.3: /(NEAR|THEN)\/\d+(?![^\s()|"])/
NUMERAL.3: /NUM((>=|<=|>|<|=)\d+)?(?![^\s()|"])/
PLACE.3: /PLACE(?![^\s()|"])/
TITLE.3: /title:/
NAME.2: /@[^\s()|"]*/
PHRASE.2: /=?"[^"]*"/
OPEN: "("
CLOSE: ")"
WORD.1: /[^\s()|"]+/

%ignore /\s+/
"""


def parser_into(builder: Transformer[Token, Any]) -> Lark:
    """Give the parser of queries that builds with `builder` while it reads; there is no tree.

    The basic lexer cuts the same tokens wherever it stands, so that a mistake is told by its token.
    """
    return Lark(
        GRAMMAR, parser="lalr", lexer="basic", maybe_placeholders=False, transformer=builder
    )
