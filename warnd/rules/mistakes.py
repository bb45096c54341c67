"""What a writer of a query is told: what is wrong, and what to write instead."""

from collections.abc import Mapping

EMPTY = "an empty query: write at least one word"
TOO_LONG = (
    "a query of more than {limit} characters: put parts of it into lists, and name them @name"
)
UNCLOSED_QUOTE = 'a quote that is never closed: write a second "'
UNOPENED = 'a ")" without its "(": take it out, or open the group before it'
UNCLOSED = 'a "(" that is never closed: write its ")"'
EMPTY_GROUP = "empty parentheses: write something between them, or take them out"
TOO_DEEP = "parentheses more than {limit} deep: put inner parts into lists (`list:`)"
NO_DISTANCE = (
    "{operator} needs a number of words: write NEAR/5 (either order) or THEN/5 (this order)"
)
BAD_NAME = "{name!r} is no name: write @ and letters, digits or -, as @armed-groups"
UNKNOWN_NAME = "no list is called @{name}{hint}"
IN_LIST = "in @{name}, column {column}: {message}"
CIRCULAR_NAME = "@{name} names itself, through {path}"
ONLY_NOT = (
    "NOT has nothing to stand beside: write `x AND NOT y`; for a rule's exceptions use `unless:`"
)
TOO_FAR = "{operator} reaches at most {limit} words: write {operator}/{limit} or less, or AND"
TOO_MANY_CLOSE = (
    "more than {limit} parts joined by NEAR or THEN: put some of them in parentheses with |"
)
AND_IN_CLOSE = (
    "{operator} joins words, and AND is no words: write `(a {operator}/5 b) AND c`, "
    "or NEAR in place of the AND"
)
TITLE_IN_CLOSE = "title: cannot stand inside {operator}: write title:(a {operator}/5 b)"
TITLE_IN_TITLE = "title: within title: says nothing more: take the inner one out"
EMPTY_PHRASE = "an empty phrase: write words between the quotes"
NO_WORD = "{text!r} holds no word to look for: write letters or digits"
CASE_OPERATOR = (
    "{text} within quotes is no operator: write {text} outside of them, as `NUM THEN/0 towns`"
)
NAME_IN_PHRASE = "{text} within quotes is no list: write `{text} THEN/0 word`"
FIELD = "{field}: is no field that can be searched: only title: is; quote it if the colon is meant"
SMALL_TITLE = "{field}: is written in small letters: title:"
KEY = "{field}: is no part of a query but a key of the rule: write it on a line beside `match:`"
EXACT_SIGN = "= stands only before the word or phrase it fixes, as =word: mend {text!r}"
WILD_START = "* may stand after at least {least} letters: {text!r} would match nearly every word"
WILD_MANY = "a word takes at most {most} *: write the others out with |"
WILD_EXACT = "= and * contradict one another in ={text}: take one out"

ENDS_AFTER = "the query ends after {before}: write what should follow"
GROUP_ENDS_AFTER = 'the group ends after {before}: write what should follow before the ")"'
NOTHING_BEFORE = "{token} has nothing before it: write what it should join"
SMALL_OPERATOR = "operators are written in capitals: AND, OR, NOT; {operator} is a word here"
NOT_AFTER_AND = "NOT stands only after AND: write `x AND NOT y`"
SIDE_BY_SIDE = (
    "{before} and {token} stand side by side: join them with AND, |, NEAR/5 or THEN/5, "
    "or put words that follow one another in quotes"
)

#: keys of rules that writers who know search fields look for in queries
_RULE_KEYS = frozenset({"within", "unless", "count", "status", "kind", "language", "confidence"})

_BY_KIND: Mapping[str, str] = {
    "$END": ENDS_AFTER,
    "CLOSE": GROUP_ENDS_AFTER,
    "_OR": NOTHING_BEFORE,
    "_AND": NOTHING_BEFORE,
    "CLOSENESS": NOTHING_BEFORE,
    "NOT": NOT_AFTER_AND,
}


def tell_token(kind: str, token: str, before: str) -> str:
    """Give what is wrong about a token that cannot stand where it does, after `before`."""
    told = _BY_KIND.get(kind, SIDE_BY_SIDE)
    if kind == "WORD" and lacks_distance(token):
        told = NO_DISTANCE
    elif kind == "OPEN" and lacks_distance(before):
        told, token = NO_DISTANCE, before
    elif kind == "WORD" and token.upper() in ("AND", "OR", "NOT"):
        told = SMALL_OPERATOR
    return told.format(token=token, before=before, operator=token)


def tell_field(field: str) -> str:
    """Give what is wrong about a word that begins with a field other than title."""
    if field.lower() == "title":
        return SMALL_TITLE.format(field=field)
    return (KEY if field in _RULE_KEYS else FIELD).format(field=field)


def lacks_distance(word: str) -> bool:
    """Give whether a word is NEAR or THEN without its number: `NEAR`, `THEN/`, `NEAR/x`."""
    return word.partition("/")[0] in ("NEAR", "THEN")
