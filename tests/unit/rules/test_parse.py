from time import process_time

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
    PlaceName,
    Query,
    Words,
    all_parts,
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
        case PlaceName():
            written = "PLACE"
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
        pytest.param("«cessez le feu»", "cessez le feu", id="a phrase in guillemets"),
        pytest.param("=„a b“", "=a b", id="a phrase as written, in low quotes"),
        pytest.param("（a｜“b c”）", "[a | b c]", id="full-width signs"),
        pytest.param('هدنة | "وقف إطلاق النار"', "[هدنة | وقف إطلاق النار]", id="Arabic"),
        pytest.param("هدن* NEAR/3 خرق", "[هدن* NEAR/3 خرق]", id="an Arabic wildcard"),
        pytest.param(
            "перемир* AND NOT торговое", "[перемир* AND NOT торговое]", id="a Cyrillic wildcard"
        ),
        pytest.param("\u200fهدنة\u200f AND\u200f خرق", "[هدنة AND خرق]", id="marks of direction"),
        pytest.param("NUM>=١٠", "NUM>=10", id="Arabic digits"),
        pytest.param("évacué | d’état", "[évacué | d’état]", id="accents and curly apostrophes"),
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
        pytest.param("PLACE", "PLACE", id="a place"),
        pytest.param("a THEN/1 PLACE", "[a THEN/1 PLACE]", id="a place after a word"),
        pytest.param("title:a", "title:a", id="in the title"),
        pytest.param("title: PLACE", "title:PLACE", id="a place in the title"),
        pytest.param(
            "(a | (b AND NOT (c | d))) AND title:(e OR NUM<3)",
            "[[a | [b AND NOT [c | d]]] AND title:[e | NUM<3]]",
            id="groups within groups",
        ),
        pytest.param(
            "a NEAR/2 (b | c NEAR/1 (d THEN/0 e))",
            "[a NEAR/2 [b | [c NEAR/1 [d THEN/0 e]]]]",
            id="NEAR within NEAR",
        ),
        pytest.param("a AND NOT b AND NOT c", "[a AND NOT b AND NOT c]", id="two NOTs"),
        pytest.param("a AND NOT title:b", "[a AND NOT title:b]", id="NOT in the title"),
        pytest.param("NOT(a) AND b", "[b AND NOT a]", id="NOT without space"),
        pytest.param(
            "R&D | c++ | $5 | 80% | #tag | a/b",
            "[R&D | c++ | $5 | 80% | #tag | a/b]",
            id="signs within words",
        ),
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
        pytest.param("Title:a", 1, "in small letters: title:", id="title with a capital"),
        pytest.param("a AND within:article", 7, "a key of the rule", id="a key of the rule"),
        pytest.param('"hit PLACE"', 1, "PLACE within quotes", id="PLACE in a phrase"),
        pytest.param("=NUM", 1, "= stands only before", id="a number as written"),
        pytest.param("a | =|", 5, "= stands only before", id="nothing as written"),
        pytest.param("=PLACE", 1, "= stands only before", id="a place as written"),
        pytest.param("=@list", 1, "= stands only before", id="a list as written"),
        pytest.param("NEAR(a | b)", 5, "NEAR needs a number", id="NEAR as a function"),
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


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        pytest.param(
            "a | /shell(ing)?/", 5, "none is read: write shell*", id="a pattern in slashes"
        ),
        pytest.param("/fire", 1, "/fire looks like a regular expression", id="one slash"),
        pytest.param("a | shell.*", 5, "shell.* looks like a regular", id="any characters"),
        pytest.param("[Ss]hell", 1, "[Ss]hell looks like a regular", id="a class"),
        pytest.param("a{2}", 1, "a{2} looks like a regular", id="a repetition"),
        pytest.param(r"\bshell\b", 1, "looks like a regular", id="word boundaries"),
        pytest.param("^shell", 1, "looks like a regular", id="a beginning"),
        pytest.param("shell$", 1, "looks like a regular", id="an end"),
        pytest.param("(a | b)+", 6, "looks like a regular", id="a repeated group"),
        pytest.param('"shell.* town"', 1, "shell.* looks like", id="a pattern in a phrase"),
        pytest.param("a AND NUM >= 10", 7, "write a bound as NUM>=10", id="a bound with spaces"),
        pytest.param("NUM=>10", 1, "write a bound as NUM>=10", id="a bound the wrong way round"),
        pytest.param("NUM!=10", 1, "write a bound as", id="unequal"),
        pytest.param("NUM>=ten", 1, "write a bound as", id="a bound in words"),
        pytest.param("NUM>=1,000", 1, "write a bound as", id="a bound with a comma"),
        pytest.param("NUM>=", 1, "write a bound as", id="no bound"),
        pytest.param("num>=10", 1, "write a bound as", id="NUM in small letters"),
        pytest.param("a near/5 b", 3, "near/5: write NEAR/5", id="NEAR in small letters"),
        pytest.param("a NEAR5 b", 3, "NEAR5: write NEAR/5", id="NEAR without slash"),
        pytest.param("a NEAR:5 b", 3, "NEAR:5: write NEAR/5", id="NEAR with a colon"),
        pytest.param("a w/5 b", 3, "w/5: write NEAR/5", id="within so many words"),
        pytest.param('"a b"~5', 6, "a NEAR/5 b", id="slop"),
        pytest.param("shell~2", 1, "spellings out with |", id="fuzzy"),
        pytest.param("truce -trade", 7, "AND NOT word", id="a minus"),
        pytest.param("!trade", 1, "AND NOT word", id="an exclamation mark"),
        pytest.param("truce +ended", 7, "AND word", id="a plus"),
        pytest.param("a && b", 3, "&&: write AND", id="ampersands"),
        pytest.param("a || b", 3, "two bars: write one", id="two bars"),
        pytest.param("a | wo?d", 5, "wo?d: ? is no sign", id="a question mark"),
        pytest.param("a * b", 3, "* alone", id="a star for a word"),
        pytest.param('"cease * fire"', 1, "* alone", id="a star in a phrase"),
        pytest.param("a | 'cease fire'", 5, "double quotes", id="single quotes"),
        pytest.param("‘cease fire’", 1, "double quotes", id="curly single quotes"),
        pytest.param("=(a | b)", 1, "= fixes a word or phrase", id="= before a group"),
        pytest.param('"a | b"', 1, "| within quotes is no operator", id="a bar in a phrase"),
        pytest.param('"a NEAR/3 b"', 1, "NEAR/3 within quotes", id="NEAR in a phrase"),
        pytest.param('"search AND rescue"', 1, "in small letters", id="AND in a phrase"),
        pytest.param('"fire~2 a"', 1, "~2 within quotes", id="fuzzy in a phrase"),
        pytest.param("fi\u200bre", 1, "an invisible character", id="a space without width"),
    ],
)
def test_a_sign_of_another_tool_is_told_with_what_to_write_here(
    text: str, column: int, told: str
) -> None:
    with pytest.raises(QueryInvalid) as refused:
        parse(text)
    assert told in str(refused.value)
    assert refused.value.column == column


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * LONGEST_QUERY, id="one long word"),
        pytest.param("' " * (LONGEST_QUERY // 2), id="quotes"),
        pytest.param("'a" + " " * (LONGEST_QUERY - 2), id="a quote and space"),
        pytest.param("NUM " * (LONGEST_QUERY // 4), id="numbers"),
        pytest.param("|" + " " * (LONGEST_QUERY - 1), id="a bar and space"),
        pytest.param("=a" * (LONGEST_QUERY // 2), id="signs of equality"),
        pytest.param('"' + "a." * (LONGEST_QUERY // 2 - 1) + '"', id="a long phrase"),
        pytest.param("(" * LONGEST_QUERY, id="parentheses"),
    ],
)
def test_no_query_takes_long_to_read(text: str) -> None:
    started = process_time()
    column_of_mistake(text)
    assert process_time() - started < 2.0  # linear reading takes some hundredths


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


_TERMS = st.sampled_from(["a", "=Bc", "de*", '"f g"', '="h i"', "@list", "ORa", "andy", "x-y", "7"])


@given(
    st.lists(_TERMS, min_size=1, max_size=5), st.sampled_from(["{}", "({}) NEAR/2 z", "z AND ({})"])
)
def test_a_row_of_terms_is_read_at_once_as_it_is_one_by_one(terms: list[str], around: str) -> None:
    row = around.format(" | ".join(terms))
    assert shape(parse(row)) == shape(parse(around.format(" OR ".join(terms))))
    (found,) = {
        tuple(row[part.place.start : part.place.end] for part in query.parts)
        for query in all_parts(parse(row))
        if isinstance(query, AnyOf)
    } or {tuple(terms)}
    assert found == tuple(terms)
