import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.rules.compile import Compiler
from warnd.rules.match import RuleMatch
from warnd.rules.text import MOST_STRAYS

from .reading import LANGUAGE, listed, rule

LISTS = (listed("guns", 'gun | cannon | "field gun"'),)
RULES = [
    rule("@guns NEAR/3 fire", id="fire"),
    rule('"came under fire" | "cease fire" | =fires', id="named"),
    rule("title:truce AND gun", id="title"),
    rule("NUM THEN/2 kill*", id="count", count="NUM"),
]
CUES = [rule('not | "no longer"', id="no"), rule("will THEN/4 fire", id="threat")]
WORDS = st.sampled_from(
    [*("a", "gun", "guns", "field", "fire", "fires", "came", "under", "cease-fire", "truce"),
     *("cannon", "12", "killed", "no", "longer", "not", "will", ".", "\n")]
)  # fmt: skip


def told(matches: tuple[RuleMatch, ...]) -> list[tuple[str, int, int, int | None]]:
    return [(match.rule.id, match.first, match.last, match.count) for match in matches]


@given(st.lists(WORDS, max_size=6).map(" ".join), st.lists(WORDS, max_size=40).map(" ".join))
def test_what_is_compiled_together_finds_the_same_as_apart(title: str, text: str) -> None:
    together = Compiler(LISTS, LANGUAGE)
    rules, cues = together.pack(RULES), together.pack(CUES)
    (query,) = together.queries(["NUM NEAR/2 @guns"])
    sentences = LANGUAGE.sentences(title, text)
    assert told(rules.match(sentences)) == told(
        Compiler(LISTS, LANGUAGE).pack(RULES).match(sentences)
    )
    for sentence in sentences:
        alone = Compiler(LISTS, LANGUAGE)
        assert told(cues.match_in(sentence)) == told(alone.pack(CUES).match((sentence,)))
        assert query.find(sentence) == alone.queries(["NUM NEAR/2 @guns"])[0].find(sentence)


def test_a_sentence_of_the_article_read_last_is_not_looked_up_again() -> None:
    compiler = Compiler(LISTS, LANGUAGE)
    rules = compiler.pack(RULES)
    first, second = compiler.queries(["gun", "fire"])
    sentences = LANGUAGE.sentences("", "A gun. No fire.")
    rules.match(sentences)
    assert first.unit(sentences[0]) is second.unit(sentences[0])
    assert rules.unit(sentences, range(1), None) is first.unit(sentences[0])


def test_units_of_other_sentences_are_shared_and_few_are_kept() -> None:
    first, second = Compiler(LISTS, LANGUAGE).queries(["gun", "fire"])
    sentences = LANGUAGE.sentences("", "A gun. " * (MOST_STRAYS + 1))
    unit = first.unit(sentences[0])
    assert second.unit(sentences[0]) is unit
    for sentence in sentences[1:]:
        first.unit(sentence)
    assert first.unit(sentences[0]) is not unit


def test_what_is_compiled_later_is_found_in_the_same_sentences() -> None:
    compiler = Compiler(LISTS, LANGUAGE)
    (first,) = compiler.queries(["gun"])
    (sentence,) = LANGUAGE.sentences("", "The field guns came under fire.")
    assert len(first.find(sentence)) == 1
    (second,) = compiler.queries(['"under fire" | =guns | fi*'])
    assert len(second.find(sentence)) == 3


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        pytest.param('"under fire"', "came under fires", [(1, 2)], id="in all forms"),
        pytest.param('="under fire"', "came under fires", [], id="as written"),
        pytest.param('"unde* fire"', "came under fire", [(1, 2)], id="wildcard first"),
        pytest.param('"under fi*"', "came under fire", [(1, 2)], id="wildcard last"),
        pytest.param('"un* un*"', "un under unit all", [(0, 1)], id="overlapping"),
        pytest.param('"a b" | "a b c"', "a b c", [(0, 1)], id="one phrase begins another"),
        pytest.param('"a b c" | "b c d"', "a b c d", [(0, 2)], id="phrases that overlap"),
        pytest.param('"a a a"', "a a a a", [(0, 2)], id="of one word"),
        pytest.param('"a b"', "a-b a b", [(0, 1), (2, 3)], id="tied or apart"),
        pytest.param('"cease fire"', "cease-fire ceasefire", [(0, 1), (2, 2)], id="closed or tied"),
    ],
)  # fmt: skip
def test_phrases_are_found_where_their_words_follow_one_another(
    query: str, text: str, expected: list[tuple[int, int]]
) -> None:
    (sentence,) = LANGUAGE.sentences("", text)
    (compiled,) = Compiler((), LANGUAGE).queries([query])
    assert [(match.first, match.last) for match in compiled.find(sentence)] == expected
