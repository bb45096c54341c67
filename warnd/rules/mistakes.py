"""What a writer of a query is told: what is wrong, and what to write instead."""

EMPTY = "an empty query: write at least one word"
TOO_LONG = "a query of more than {limit} characters: put parts of it into lists (`list:`) and name them (@name)"
UNCLOSED_QUOTE = 'a quote that is never closed: write a second "'
UNOPENED = 'a ")" without its "(": take it out, or open the group before it'
UNCLOSED = 'a "(" that is never closed: write its ")"'
EMPTY_GROUP = "empty parentheses: write something between them, or take them out"
TOO_DEEP = "parentheses more than {limit} deep: put inner parts into lists (`list:`)"
UNREADABLE = "this cannot be read"
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
EXACT_SIGN = "= stands only before the word or phrase it fixes, as =word: mend {text!r}"
WILD_START = "* may stand after at least {least} letters: {text!r} would match nearly every word"
WILD_MANY = "a word takes at most {limit} *: write the others out with |"
WILD_EXACT = "= and * contradict one another in ={text}: take one out"

#: by the type of the token that could not stand where it did
_AT_START_OR_AFTER_OPERATOR = "{token} has nothing before it: write what it should join"


def tell_token(kind: str, token: str, before: str | None) -> str:
    """Give what is wrong about a token that cannot stand where it does, after `before`."""
    if kind == "$END":
        return f"the query ends after {before}: write what should follow"
    if token.split("/")[0] in ("NEAR", "THEN") and kind == "WORD":
        return NO_DISTANCE.format(operator=token)
    if token.upper() in ("AND", "OR", "NOT") and kind == "WORD":
        return f"operators are written in capitals: write {token.upper()}"
    if kind in ("_OR", "_AND", "CLOSENESS"):
        return _AT_START_OR_AFTER_OPERATOR.format(token=token)
    if kind == "CLOSE":
        return f'the group ends after {before}: write what should follow before the ")"'
    if kind == "NOT":
        return "NOT stands only after AND: write `x AND NOT y`"
    return (
        f"{before} and {token} stand side by side: join them with AND, |, NEAR/5 or THEN/5, "
        "or put words that follow one another in quotes"
    )
