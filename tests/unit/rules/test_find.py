import pytest

from warnd.errors import QueryInvalid
from warnd.model.sentence import Sentence
from warnd.rules.compile import compile_query

from .plain_language import PlainLanguage
from .reading import LANGUAGE, found, listed


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        # words
        pytest.param("town", "Town by town", ["Town", "town"], id="a word, whatever its case"),
        pytest.param("town", "The townsfolk", [], id="a word matches whole"),
        pytest.param("town", "Two towns", ["towns"], id="a word matches in all its forms"),
        pytest.param("towns", "A town", ["town"], id="an inflected word too"),
        pytest.param("=town", "Towns of a Town", ["Town"], id="a word as written"),
        pytest.param("town", "the town's edge", ["town"], id="a possessive"),
        # phrases
        pytest.param('"broken down"', "It has broken down.", ["broken down"], id="a phrase"),
        pytest.param('"broken down"', "down and broken", [], id="a phrase keeps its order"),
        pytest.param('"broken down"', "broken right down", [], id="a phrase has no gaps"),
        pytest.param('"rebel seiz"', "Rebels seized", ["Rebels seized"], id="forms in a phrase"),
        pytest.param('="rocket aim"', "Rockets aimed, rocket aim", ["rocket aim"], id="exact"),
        pytest.param('"a a"', "a a a", ["a a"], id="a phrase of one word twice, not overlapping"),
        # hyphens
        pytest.param("cease-fire", "A cease fire", ["cease fire"], id="a hyphen parts words"),
        pytest.param('"cease fire"', "The cease-fire", ["cease-fire"], id="in the text as well"),
        pytest.param("ceasefire", "Cease-fires", ["Cease-fires"], id="a pair is one word too"),
        pytest.param('"cease fire"', "Ceasefires", ["Ceasefires"], id="a phrase as a compound"),
        pytest.param("=ceasefire", "Cease-fire", [], id="not when it is fixed as written"),
        pytest.param('"may be"', "maybe", [], id="short words make no compound"),
        # wildcards
        pytest.param("collaps*", "It collapsed, collapses", ["collapsed", "collapses"], id="end"),
        pytest.param("collaps*", "collap", [], id="a wildcard needs its beginning"),
        pytest.param("de*lise", "demobilise, delise, demob", ["demobilise", "delise"], id="within"),
        pytest.param("ab*b", "ab abb", ["abb"], id="beginning and end do not overlap"),
        pytest.param(
            "ab*cd*e", "abxcdxe abxcde abcd abxe", ["abxcdxe", "abxcde"], id="two wildcards"
        ),
        pytest.param('"cease* fir*"', "ceased firing", ["ceased firing"], id="in a phrase"),
        pytest.param('"cease* fir*"', "cease it", [], id="a phrase of wildcards in part"),
        # alternatives
        pytest.param("a | b", "x b a", ["b", "a"], id="alternatives, in the order of the text"),
        pytest.param('a | "b c"', "b c a b", ["b c", "a"], id="a word or a phrase"),
        pytest.param('a | "a b"', "a b", ["a"], id="the shortest of overlapping ones"),
        # conditions
        pytest.param("a AND c", "a b c", ["a b c"], id="AND quotes from one to the other"),
        pytest.param("a AND c", "a b", [], id="AND needs both"),
        pytest.param("a AND NOT c", "a b", ["a"], id="AND NOT"),
        pytest.param("a AND NOT c", "c b a", [], id="AND NOT finds what must not be"),
        pytest.param("a AND NOT (b AND c)", "a b", ["a"], id="NOT of a condition"),
        pytest.param("a AND b", "a x x a b", ["a b"], id="AND quotes the nearest pair"),
        # NEAR
        pytest.param("a NEAR/1 b", "a x b", ["a x b"], id="one word between"),
        pytest.param("a NEAR/1 b", "b x a", ["b x a"], id="in either order"),
        pytest.param("a NEAR/1 b", "a x x b", [], id="too far"),
        pytest.param("a NEAR/0 b", "a b", ["a b"], id="side by side"),
        pytest.param("a NEAR/5 a", "a", [], id="a word is not near itself"),
        pytest.param("a NEAR/5 a", "a x a", ["a x a"], id="a word near its like"),
        pytest.param('"a b" NEAR/1 c', "a b x c", ["a b x c"], id="counted from a phrase's end"),
        pytest.param('"a x b" NEAR/1 x', "a x b", [], id="a phrase is not near its own word"),
        pytest.param(
            "(a NEAR/3 b) NEAR/0 x", "a x b", ["a x b"], id="what stands within a pair is near it"
        ),
        pytest.param("a NEAR/1 b NEAR/1 c", "a b x c", ["a b x c"], id="a chain"),
        pytest.param("a NEAR/1 b NEAR/1 c", "a b x x c", [], id="a chain too long"),
        pytest.param("a NEAR/1 b", "a b x a x b", ["a b", "a x b"], id="each pair once"),
        # THEN
        pytest.param("a THEN/1 b", "a x b", ["a x b"], id="in order"),
        pytest.param("a THEN/1 b", "b x a", [], id="out of order"),
        pytest.param("a THEN/1 b THEN/1 c", "a b x c", ["a b x c"], id="a chain in order"),
        pytest.param("a THEN/9 b", "a a b", ["a b"], id="the shortest of several"),
        pytest.param("(a | b) THEN/0 (c | d)", "b d a c", ["b d", "a c"], id="of alternatives"),
        pytest.param(
            "a THEN/3 (b THEN/9 c)", "a b x x x b c", ["a b x x x b c"], id="a pair far ahead"
        ),
        # numbers
        pytest.param("NUM THEN/0 town", "14 towns", ["14 towns"], id="a number before a word"),
        pytest.param("NUM>=10", "9 10 11", ["10", "11"], id="at least"),
        pytest.param("NUM>10", "9 10 11", ["11"], id="more than"),
        pytest.param("NUM<=10", "9 10 11", ["9", "10"], id="at most"),
        pytest.param("NUM<10", "9 10 11", ["9"], id="less than"),
        pytest.param("NUM=10", "9 10 11", ["10"], id="just"),
        # the title
        pytest.param("title:a", "a", [], id="a sentence of the text is no title"),
        pytest.param("b AND NOT title:a", "b a", ["b"], id="nor does it keep silent there"),
    ],
)
def test_a_query_finds(query: str, text: str, expected: list[str]) -> None:
    assert found(query, text) == expected


def test_a_number_that_is_met_is_given() -> None:
    (sentence,) = LANGUAGE.sentences("", "shells hit 14 towns and 3 cities")
    query = compile_query("NUM THEN/0 (town | city | citie)", (), LANGUAGE)
    assert [match.value for match in query.find(sentence)] == [14, 3]


def test_a_query_without_number_gives_none() -> None:
    (sentence,) = LANGUAGE.sentences("", "14 towns")
    (match,) = compile_query("town", (), LANGUAGE).find(sentence)
    assert match.value is None


def test_the_title_alone_is_searched_for_what_must_be_in_it() -> None:
    title, text = LANGUAGE.sentences("Rebels march", "Rebels rest.")
    query = compile_query("title:rebel", (), LANGUAGE)
    assert [len(query.find(sentence)) for sentence in (title, text)] == [1, 0]


def test_a_list_stands_for_its_query() -> None:
    actors = listed("actors", 'rebel | "armed group"')
    assert found("@actors THEN/1 seize", "armed groups seize", actors) == ["armed groups seize"]


def test_a_list_may_name_another() -> None:
    lists = (listed("all", "@rebels | army"), listed("rebels", "rebel"))
    assert found("@all", "Rebels and army", *lists) == ["Rebels", "army"]


@pytest.mark.parametrize(
    ("query", "column", "told"),
    [
        pytest.param("a | @actor", 5, "no list is called @actor: did you mean @actors?", id="typo"),
        pytest.param("@zz", 1, "no list is called @zz in 'xx'", id="nothing like it"),
        pytest.param("a | @round", 5, "names itself", id="a circle"),
        pytest.param("@broken", 1, "in @broken, column 3", id="a mistake in the list"),
        pytest.param("a NEAR/2 @both", 10, "AND is no words", id="a list of conditions in NEAR"),
        pytest.param("title:@head", 1, "title: within title:", id="title in a list in title"),
        pytest.param("a NEAR/2 @head", 10, "title: cannot stand inside NEAR", id="title in NEAR"),
    ],
)
def test_a_name_that_cannot_be_used_is_told(query: str, column: int, told: str) -> None:
    lists = (
        listed("actors", "rebel"),
        listed("round", "b | @about"),
        listed("about", "@round"),
        listed("broken", "a b"),
        listed("both", "a AND b"),
        listed("head", "title:a"),
    )
    with pytest.raises(QueryInvalid) as refused:
        compile_query(query, lists, LANGUAGE)
    assert refused.value.column == column
    assert told in str(refused.value)


class _DeafLanguage(PlainLanguage):
    def sentences(self, title: str, text: str) -> tuple[Sentence, ...]:
        return super().sentences(title, text)[:0]


def test_a_word_that_the_language_cannot_read_is_told() -> None:
    with pytest.raises(QueryInvalid, match="holds no word") as refused:
        compile_query("a", (), _DeafLanguage())
    assert refused.value.column == 1
