import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.errors import QueryInvalid
from warnd.rules.parse import DEEPEST_GROUP, LONGEST_CHAIN, LONGEST_QUERY, parse
from warnd.rules.query import (
    AllOf,
    AnyOf,
    Close,
    Comparison,
    InTitle,
    Named,
    Numeral,
    Query,
    Words,
)


def shape(query: Query) -> str:
    """Write a tree with every group in brackets, so that a case shows how it was read."""
    match query:
        case Words(text=text, exact=exact):
            written = f"{'=' * exact}{text}"
        case Numeral(comparison=None):
            written = "NUM"
        case Numeral(comparison=comparison, bound=bound):
            written = f"NUM{comparison}{bound}"
        case Named(name=name):
            written = f"@{name}"
        case AnyOf(parts=parts):
            written = f"[{' | '.join(map(shape, parts))}]"
        case AllOf(parts=parts, absent=absent):
            conditions = [*map(shape, parts), *(f"NOT {shape(part)}" for part in absent)]
            written = f"[{' AND '.join(conditions)}]"
        case Close(left=left, right=right, distance=distance, ordered=ordered):
            operator = "THEN" if ordered else "NEAR"
            written = f"[{shape(left)} {operator}/{distance} {shape(right)}]"
        case InTitle(part=part):
            written = f"title:{shape(part)}"
    return written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("truce", "truce", id="a word"),
        pytest.param("=Truce", "=Truce", id="a word as written"),
        pytest.param('"broken down"', "broken down", id="a phrase"),
        pytest.param('="Broken Down"', "=Broken Down", id="a phrase as written"),
        pytest.param("“broken down”", "broken down", id="a phrase in curly quotes"),
        pytest.param("collaps*", "collaps*", id="a wildcard at the end"),
        pytest.param('"cease* fire*"', "cease* fire*", id="wildcards in a phrase"),
        pytest.param("de*lise", "de*lise", id="a wildcard within"),
        pytest.param("a | b | c", "[a | b | c]", id="bars"),
        pytest.param("a OR b | c", "[a | b | c]", id="OR is a bar"),
        pytest.param("a AND b AND c", "[a AND b AND c]", id="AND"),
        pytest.param("a AND NOT b", "[a AND NOT b]", id="AND NOT"),
        pytest.param("NOT b AND a", "[a AND NOT b]", id="NOT may come first"),
        pytest.param("a AND (NOT b)", "[a AND NOT b]", id="NOT in parentheses"),
        pytest.param("a AND NOT (b | c)", "[a AND NOT [b | c]]", id="NOT of alternatives"),
        pytest.param("a NEAR/5 b", "[a NEAR/5 b]", id="NEAR"),
        pytest.param("a THEN/0 b", "[a THEN/0 b]", id="THEN"),
        pytest.param(
            "a NEAR/1 b THEN/2 c", "[[a NEAR/1 b] THEN/2 c]", id="a chain binds from the left"
        ),
        pytest.param(
            "a NEAR/1 b AND c | d",
            "[[[a NEAR/1 b] AND c] | d]",
            id="NEAR binds tightest, then AND, then the bar",
        ),
        pytest.param("(a | b) NEAR/3 (c | d)", "[[a | b] NEAR/3 [c | d]]", id="groups"),
        pytest.param("NUM", "NUM", id="a number"),
        pytest.param("NUM>=10", "NUM>=10", id="at least"),
        pytest.param("NUM<=10 NEAR/2 a", "[NUM<=10 NEAR/2 a]", id="at most"),
        pytest.param("NUM>9 | NUM<3 | NUM=5", "[NUM>9 | NUM<3 | NUM=5]", id="more, less, equal"),
        pytest.param("title:a", "title:a", id="in the title"),
        pytest.param("title:(a NEAR/2 b) AND c", "[title:[a NEAR/2 b] AND c]", id="title of group"),
        pytest.param("@armed-groups | b", "[@armed-groups | b]", id="a list"),
        pytest.param("cease-fire", "cease-fire", id="a hyphen"),
        pytest.param("don't", "don't", id="an apostrophe"),
        pytest.param("and | near | not", "[and | near | not]", id="operators in small letters"),
        pytest.param("ANDROID | NUMBER | NEARBY", "[ANDROID | NUMBER | NEARBY]", id="their starts"),
        pytest.param("  a\n  | b\t", "[a | b]", id="space and lines"),
        pytest.param("10:30", "10:30", id="a time is no field"),
    ],
)
def test_a_query_is_read_as_its_writer_meant_it(text: str, expected: str) -> None:
    assert shape(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        pytest.param("", 1, "an empty query", id="nothing"),
        pytest.param("   ", 1, "an empty query", id="space"),
        pytest.param("a b", 3, "a and b stand side by side", id="two words"),
        pytest.param('a "b c"', 3, "side by side", id="a word and a phrase"),
        pytest.param("(a) (b)", 5, "side by side", id="two groups"),
        pytest.param("a NUM", 3, "side by side", id="a word and a number"),
        pytest.param("a and b", 3, "written in capitals", id="and in small letters"),
        pytest.param("a or b", 3, "written in capitals", id="or in small letters"),
        pytest.param("a NEAR b", 3, "NEAR needs a number", id="NEAR without number"),
        pytest.param("a NEAR/x b", 3, "NEAR/x needs a number", id="NEAR with letters"),
        pytest.param("a THEN/ b", 3, "THEN/ needs a number", id="THEN without number"),
        pytest.param("NEAR", 1, "NEAR needs a number", id="NEAR alone"),
        pytest.param("NEAR/3 b", 1, "NEAR/3 has nothing before it", id="NEAR at the start"),
        pytest.param("a NEAR/3", 9, "ends after NEAR/3", id="NEAR at the end"),
        pytest.param("a NEAR/101 b", 3, "at most 100 words", id="NEAR too far"),
        pytest.param("a NEAR/" + "9" * 5000 + " b", 3, "at most 100 words", id="NEAR absurdly far"),
        pytest.param("NOT a", 1, "NOT has nothing to stand beside", id="NOT alone"),
        pytest.param("a | NOT b", 5, "NOT has nothing", id="NOT in alternatives"),
        pytest.param("NOT a AND NOT b", 1, "NOT has nothing", id="nothing but NOT"),
        pytest.param("a NOT b", 3, "NOT stands only after AND", id="NOT without AND"),
        pytest.param("a NEAR/3 (NOT b)", 10, "NOT has nothing", id="NOT in NEAR"),
        pytest.param("a AND", 6, "ends after AND", id="AND at the end"),
        pytest.param("AND a", 1, "AND has nothing before it", id="AND at the start"),
        pytest.param("a AND | b", 7, "| has nothing before it", id="two operators"),
        pytest.param("(a |)", 5, "the group ends after |", id="a bar at a group's end"),
        pytest.param("(a", 1, 'a "(" that is never closed', id="unclosed group"),
        pytest.param("a)", 2, 'a ")" without its "("', id="unopened group"),
        pytest.param("a | ()", 5, "empty parentheses", id="empty group"),
        pytest.param('a | "b', 5, "a quote that is never closed", id="unclosed quote"),
        pytest.param('a | ""', 5, "an empty phrase", id="empty phrase"),
        pytest.param('"NUM towns"', 1, "NUM within quotes", id="NUM in a phrase"),
        pytest.param('"@actors fired"', 1, "@actors within quotes", id="a list in a phrase"),
        pytest.param("a | @", 5, "'@' is no name", id="a list without name"),
        pytest.param("@9lives", 1, "'@9lives' is no name", id="a list that begins with a digit"),
        pytest.param("a | *b", 5, "* may stand after at least 2 letters", id="wildcard in front"),
        pytest.param("b*", 1, "* may stand after at least 2 letters", id="wildcard too early"),
        pytest.param("ab*c*d*e", 1, "at most 2 *", id="too many wildcards"),
        pytest.param("=collaps*", 1, "contradict one another", id="as written and wildcard"),
        pytest.param("a=b", 1, "= stands only before", id="= inside a word"),
        pytest.param("a AND -", 7, "holds no word", id="no letters"),
        pytest.param("body:a", 1, "body: is no field", id="unknown field"),
        pytest.param("title:", 7, "ends after title:", id="title of nothing"),
        pytest.param("title:title:a", 1, "title: within title:", id="title of title"),
        pytest.param("a NEAR/3 (b AND c)", 10, "AND is no words", id="AND in NEAR"),
        pytest.param("a NEAR/3 (b | (c AND d))", 15, "AND is no words", id="AND deep in NEAR"),
        pytest.param("a NEAR/3 title:b", 10, "title: cannot stand inside NEAR", id="title in NEAR"),
        pytest.param(
            "(" * (DEEPEST_GROUP + 1) + "a" + ")" * (DEEPEST_GROUP + 1),
            DEEPEST_GROUP + 1,
            "parentheses more than",
            id="too deep",
        ),
        pytest.param(
            " NEAR/1 ".join(["a"] * (LONGEST_CHAIN + 1)), 1, "joined by NEAR", id="too long a chain"
        ),
        pytest.param(
            "a" * (LONGEST_QUERY + 1), LONGEST_QUERY + 1, "a query of more", id="too long"
        ),
    ],
)
def test_a_mistake_is_told_with_its_column_and_what_to_write(
    text: str, column: int, told: str
) -> None:
    with pytest.raises(QueryInvalid) as refused:
        parse(text)
    assert refused.value.column == column
    assert told in str(refused.value)


def test_a_part_knows_where_it_was_written() -> None:
    text = '(truce | "cease fire") NEAR/8 over'
    query = parse(text)
    assert isinstance(query, Close)
    assert text[query.left.place.start : query.left.place.end] == '(truce | "cease fire")'
    assert text[query.right.place.start : query.right.place.end] == "over"


def test_a_bound_that_no_number_reaches_is_read() -> None:
    query = parse("NUM>=" + "9" * 400)
    assert isinstance(query, Numeral)
    assert query.comparison is Comparison.AT_LEAST


_PIECES = st.sampled_from(
    ["a", "b*", '"c d"', "=e", "(", ")", "|", "AND", "OR", "NOT", "NEAR/3", "THEN/2", "NEAR"],
) | st.sampled_from(["NUM", "NUM>=3", "title:", "@x", '"', "*", "-", "=", "x:y"])


def column_of_mistake(text: str) -> int | None:
    try:
        parse(text)
    except QueryInvalid as error:
        return error.column
    return None


@given(st.one_of(st.text(), st.lists(_PIECES).map(" ".join), st.lists(_PIECES).map("".join)))
def test_any_text_is_a_query_or_a_mistake_with_a_column(text: str) -> None:
    assert column_of_mistake(text) in (None, *range(1, len(text) + 2))
