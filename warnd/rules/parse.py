"""Text of a query to its tree, with mistakes told so that their writer can mend them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NoReturn, cast

from warnd.errors import QueryInvalid
from warnd.rules import mistakes
from warnd.rules.foreign import foreign_in_phrase, refuse_foreign
from warnd.rules.grammar import ROW, TERM, Token, Transformer, UnexpectedToken, parser_into
from warnd.rules.query import (
    AllOf,
    AnyOf,
    Close,
    Comparison,
    InTitle,
    Named,
    Numeral,
    Place,
    PlaceName,
    Query,
    Words,
)

#: Bounds on a query, so that neither parsing nor matching can be driven deep or wide.
LONGEST_QUERY = 50_000  # characters; the longest list of actors that is still read by a person
DEEPEST_GROUP = 30  # parentheses within parentheses
LONGEST_CHAIN = 12  # parts joined by NEAR or THEN without parentheses
FARTHEST = 100  # words in NEAR/n and THEN/n: longer than nearly every sentence of news
LARGEST_BOUND = 10**12  # of NUM>=n: more than there are people

#: the fewest letters before the first * of a word, and the most * in one word
FEWEST_LETTERS = 2
MOST_STARS = 2

#: trees kept: a pack's queries are read when it is checked and again when it is compiled
KEPT_TREES = 4096

#: Signs that mean what another means here, each one character as that is: quotes of other
#: languages, full-width signs, and the marks of writing direction that editors leave behind.
_PLAIN = (
    dict.fromkeys(map(ord, "“”„‟«»＂"), '"')
    | dict(zip(map(ord, "（）｜＝＊＠"), "()|=*@", strict=True))
    | dict.fromkeys((0x61C, 0xFEFF, *range(0x200E, 0x2010), *range(0x202A, 0x202F)), " ")
    | dict.fromkeys(range(0x2066, 0x206A), " ")
)

_NUMERAL = re.compile(r"NUM(?:(>=|<=|>|<|=)(\d+))?")
_NAME = re.compile(r"@[A-Za-z][\w-]*")
_TITLE_TWICE = re.compile(r"\btitle:[\s(]*title:")
_LAST_PIECE = re.compile(r'=?"[^"]*"$|\S+$')
_PARENTHESIS = re.compile(r"[()]")
_FIELD = re.compile(r"(\w+):.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Negated:
    """`NOT x` on its way up, before the AND around it takes it in."""

    part: Query
    place: Place


_Item = Query | _Negated


@lru_cache(maxsize=KEPT_TREES)
def parse(text: str) -> Query:
    """Give the tree of a query.

    Raises QueryInvalid, with the column of the mistake and what to write instead.
    """
    text = text.translate(_PLAIN)
    _check_shape(text)
    if ROW.fullmatch(text):
        terms = _terms(text, 0)
        return terms[0] if len(terms) == 1 else AnyOf(parts=terms, place=_over(terms))
    try:
        return cast(Query, _PARSER.parse(text))
    except UnexpectedToken as error:  # no character is left over by the tokens
        _refuse_token(text, error)


def _check_shape(text: str) -> None:
    """Raise for what no grammar rule needs to see."""
    if not text.strip():
        raise QueryInvalid(mistakes.EMPTY, column=1)
    if len(text) > LONGEST_QUERY:
        raise QueryInvalid(mistakes.TOO_LONG.format(limit=LONGEST_QUERY), column=LONGEST_QUERY + 1)
    bare = re.sub(r'"[^"]*"', lambda quoted: f'"{"x" * (len(quoted[0]) - 2)}"', text)
    if text.count('"') % 2:
        raise QueryInvalid(mistakes.UNCLOSED_QUOTE, column=text.rindex('"') + 1)
    refuse_foreign(bare)
    _check_parentheses(bare)
    twice = _TITLE_TWICE.search(bare)
    if twice:
        raise QueryInvalid(mistakes.TITLE_IN_TITLE, column=twice.start() + 1)


def _check_parentheses(text: str) -> None:
    """Raise for parentheses that do not pair or stand too deep; `text` has no phrases."""
    opened: list[int] = []
    for found in _PARENTHESIS.finditer(text):
        place = found.start()
        if found[0] == "(":
            opened.append(place)
        else:
            if not opened:
                raise QueryInvalid(mistakes.UNOPENED, column=place + 1)
            start = opened.pop()
            if text[start + 1 : place].isspace() or place == start + 1:
                raise QueryInvalid(mistakes.EMPTY_GROUP, column=start + 1)
        if len(opened) > DEEPEST_GROUP:
            raise QueryInvalid(mistakes.TOO_DEEP.format(limit=DEEPEST_GROUP), column=place + 1)
    if opened:
        raise QueryInvalid(mistakes.UNCLOSED, column=opened[-1] + 1)


def _refuse_token(text: str, error: UnexpectedToken) -> NoReturn:
    """Raise what the writer should know about a token that cannot stand where it does."""
    token = error.token
    at_end = token.type == "$END"
    column = len(text.rstrip()) + 1 if at_end else (token.start_pos or 0) + 1
    before = _LAST_PIECE.search(text[: column - 1].rstrip())
    kind, written = ("OPEN", "(") if token.type == "ROW" else (token.type, str(token))
    message = mistakes.tell_token(kind, written, before[0] if before else "")
    raise QueryInvalid(message, column=column) from None


class _Builder(Transformer[Token, Query]):
    """Makes parts of what lark reads, from the leaves up."""

    def start(self, items: list[_Item]) -> Query:
        return _positive(items[0])

    def word(self, items: list[Token]) -> Query:
        return _word(str(items[0]), _place(items[0]))

    def phrase(self, items: list[Token]) -> Query:
        return _phrase(str(items[0]), _place(items[0]))

    def row(self, items: list[Token]) -> Query:
        place = _place(items[0])
        terms = _terms(str(items[0])[1:-1], place.start + 1)
        return (
            replace(terms[0], place=place) if len(terms) == 1 else AnyOf(parts=terms, place=place)
        )

    def numeral(self, items: list[Token]) -> Query:
        found = _NUMERAL.fullmatch(items[0])
        sign, bound = found.groups() if found else (None, None)
        return Numeral(
            comparison=Comparison(sign) if sign else None,
            bound=min(int((bound or "0")[:20]), LARGEST_BOUND),
            place=_place(items[0]),
        )

    def place_name(self, items: list[Token]) -> Query:
        return PlaceName(place=_place(items[0]))

    def named(self, items: list[Token]) -> Query:
        return _named(str(items[0]), _place(items[0]))

    def in_title(self, items: list[Token | Query]) -> Query:
        title, part = items
        place = Place(start=_place(title).start, end=_place(part).end)
        return InTitle(part=_positive(part), place=place)

    def group(self, items: list[Token | _Item]) -> _Item:
        opened, inner, closed = items
        place = Place(start=_place(opened).start, end=_place(closed).end)
        return replace(cast(_Item, inner), place=place)

    def negated(self, items: list[Token | _Item]) -> _Item:
        token, part = items
        place = Place(start=_place(token).start, end=_place(part).end)
        return _Negated(part=_positive(part), place=place)

    def any_of(self, items: list[_Item]) -> Query:
        parts = tuple(_positive(item) for item in items)
        return AnyOf(parts=parts, place=_over(parts))

    def all_of(self, items: list[_Item]) -> Query:
        parts = tuple(item for item in items if not isinstance(item, _Negated))
        absent = tuple(item.part for item in items if isinstance(item, _Negated))
        if not parts:
            raise QueryInvalid(mistakes.ONLY_NOT, column=_place(items[0]).column)
        return AllOf(parts=parts, absent=absent, place=_over(items))

    def close(self, items: list[Token | _Item]) -> Query:
        if len(items) > 2 * LONGEST_CHAIN:
            message = mistakes.TOO_MANY_CLOSE.format(limit=LONGEST_CHAIN)
            raise QueryInvalid(message, column=_place(items[0]).column)
        query = _positive(items[0])
        for operator, right in zip(items[1::2], items[2::2], strict=True):
            query = _close(query, operator, _positive(right))
        return query


_PARSER = parser_into(_Builder())


def _terms(text: str, start: int) -> tuple[Query, ...]:
    """Give the terms of a row that stands at `start`."""
    return tuple(
        _term(found[0], Place(start=start + found.start(), end=start + found.end()))
        for found in TERM.finditer(text)
    )


def _term(text: str, place: Place) -> Query:
    if text.endswith('"'):
        return _phrase(text, place)
    return _named(text, place) if text.startswith("@") else _word(text, place)


def _word(text: str, place: Place) -> Words:
    if text.islower() and text.isalpha():
        return Words(text=text, exact=False, place=place)  # as nearly all are
    if mistakes.lacks_distance(text):
        raise QueryInvalid(mistakes.NO_DISTANCE.format(operator=text), column=place.column)
    exact = text.startswith("=")
    if exact and (_NUMERAL.fullmatch(text[1:]) or text[1:] in ("", "PLACE") or text[1:2] == "@"):
        raise QueryInvalid(mistakes.EXACT_SIGN.format(text=text), column=place.column)
    field = _FIELD.match(text)
    if field and not field[1].isdigit():
        raise QueryInvalid(mistakes.tell_field(field[1]), column=place.column)
    return _words(text.removeprefix("="), exact=exact, place=place)


def _phrase(text: str, place: Place) -> Words:
    exact = text.startswith("=")
    phrase = text.removeprefix("=")[1:-1]
    problem = next(filter(None, map(foreign_in_phrase, phrase.split())), None)
    if problem:
        raise QueryInvalid(problem, column=place.column)
    return _words(phrase, exact=exact, place=place)


def _named(text: str, place: Place) -> Named:
    if not _NAME.fullmatch(text):
        raise QueryInvalid(mistakes.BAD_NAME.format(name=text), column=place.column)
    return Named(name=text[1:], place=place)


def _close(left: Query, operator: Token | _Item, right: Query) -> Close:
    """Give two parts joined by NEAR or THEN."""
    kind, _, distance = str(operator).partition("/")
    if len(distance) > len(str(FARTHEST)) or int(distance) > FARTHEST:
        message = mistakes.TOO_FAR.format(operator=kind, limit=FARTHEST)
        raise QueryInvalid(message, column=_place(operator).column)
    for part in (left, right):
        _refuse_condition(part, kind)
    ordered = kind == "THEN"
    place = _over((left, right))
    return Close(left=left, right=right, distance=int(distance), ordered=ordered, place=place)


def _place(item: Token | _Item) -> Place:
    """Give where something that lark read stands."""
    if isinstance(item, Token):
        return Place(start=item.start_pos or 0, end=item.end_pos or 0)
    return item.place


def _over(items: Sequence[_Item]) -> Place:
    """Give the place from the first item to the last."""
    return Place(start=items[0].place.start, end=items[-1].place.end)


def _positive(item: Token | _Item) -> Query:
    """Give a part that can stand alone; raise for a NOT that has no AND beside it."""
    if isinstance(item, _Negated | Token):
        raise QueryInvalid(mistakes.ONLY_NOT, column=_place(item).column)
    return item


def _words(text: str, *, exact: bool, place: Place) -> Words:
    """Give a word or phrase, checked as far as no language is needed."""
    problem = _problem_of_words(text, exact=exact)
    if problem:
        raise QueryInvalid(problem, column=place.column)
    return Words(text=text, exact=exact, place=place)


def _problem_of_words(text: str, *, exact: bool) -> str | None:
    """Give what is wrong with the text of a word or phrase, None when nothing is."""
    if not text.strip():
        return mistakes.EMPTY_PHRASE
    if exact and "*" in text:
        return mistakes.WILD_EXACT.format(text=text)
    return next(filter(None, map(_problem_of_word, text.split())), None)


def _problem_of_word(word: str) -> str | None:
    """Give what is wrong with one word, None when nothing is."""
    if word.isalpha() and not word.isupper():
        return None  # as nearly all are
    if _NUMERAL.fullmatch(word) or word == "PLACE":
        problem = mistakes.CASE_OPERATOR
    elif word.startswith("@"):
        problem = mistakes.NAME_IN_PHRASE
    elif "=" in word:
        problem = mistakes.EXACT_SIGN
    elif word.count("*") > MOST_STARS:
        problem = mistakes.WILD_MANY
    elif "*" in word and len(word.partition("*")[0]) < FEWEST_LETTERS:
        problem = mistakes.WILD_START
    elif not any(map(str.isalnum, word)):
        problem = mistakes.NO_WORD
    else:
        return None
    return problem.format(text=word, most=MOST_STARS, least=FEWEST_LETTERS)


def _refuse_condition(part: Query, operator: str) -> None:
    """Raise when a part of NEAR or THEN has no words to measure from."""
    if isinstance(part, AllOf):
        message = mistakes.AND_IN_CLOSE.format(operator=operator)
        raise QueryInvalid(message, column=part.place.column)
    if isinstance(part, InTitle):
        message = mistakes.TITLE_IN_CLOSE.format(operator=operator)
        raise QueryInvalid(message, column=part.place.column)
    if isinstance(part, AnyOf):
        for alternative in part.parts:
            _refuse_condition(alternative, operator)
