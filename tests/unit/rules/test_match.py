import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.errors import ConfigurationInvalid
from warnd.rules.compile import compile_pack, compile_query
from warnd.rules.nodes import MOST_PARTNERS, MOST_SPANS
from warnd.rules.rule import Origin, Within

from .reading import LANGUAGE, fired, listed, quotes, rule


def test_a_match_tells_rule_sentence_words_and_offsets() -> None:
    shelled = rule("shell NEAR/3 town")
    title, text = "Night", "All calm. They shelled two towns again."
    (match,) = fired(shelled, title=title, text=text)
    assert match.rule is shelled
    assert (match.sentence, match.first, match.last) == (2, 1, 3)
    assert f"{title}\n{text}"[match.start : match.end] == "shelled two towns"


def test_a_rule_fires_wherever_it_holds() -> None:
    assert quotes(rule("a THEN/1 b"), text="a b. x. a x b a b.") == ["a b", "a x b", "a b"]


def test_matches_come_by_sentence_and_then_by_rule() -> None:
    rules = rule("b", id="first"), rule("a", id="second")
    found = fired(*rules, text="a. b a.")
    assert [(match.sentence, match.rule.id) for match in found] == [
        (0, "second"),
        (1, "first"),
        (1, "second"),
    ]


@pytest.mark.parametrize(
    ("unless", "text", "expected"),
    [
        pytest.param("c", "a b.", ["a"], id="nothing keeps it silent"),
        pytest.param("c", "a c.", [], id="something in the sentence does"),
        pytest.param("c", "a b. c.", ["a"], id="another sentence does not"),
        pytest.param("title:(c)", "a b.", [], id="the title does when it is named"),
        pytest.param("a THEN/0 c", "a b c.", ["a"], id="only the whole of it does"),
    ],
)
def test_unless_keeps_a_rule_silent(unless: str, text: str, expected: list[str]) -> None:
    assert quotes(rule("a", unless=unless), title="c", text=text) == expected


@pytest.mark.parametrize(
    ("within", "match", "text", "expected"),
    [
        pytest.param(Within.SENTENCE, "a AND b", "a. b.", [], id="one sentence alone"),
        pytest.param(Within.PARAGRAPH, "a AND b", "a. b.", ["a"], id="a paragraph's sentences"),
        pytest.param(Within.PARAGRAPH, "a AND b", "a.\nb.", [], id="not the next paragraph's"),
        pytest.param(Within.ARTICLE, "a AND b", "a.\nb.", ["a"], id="the article's"),
        pytest.param(Within.ARTICLE, "a AND NOT b", "a.\nb.", [], id="NOT anywhere in it"),
        pytest.param(Within.ARTICLE, "a NEAR/9 b", "a. b.", [], id="NEAR stays in its sentence"),
        pytest.param(Within.ARTICLE, '"a b"', "a. b.", [], id="so does a phrase"),
        pytest.param(Within.ARTICLE, "a AND b", "x a. a b x.", ["a", "a b"], id="quoted apart"),
        pytest.param(Within.ARTICLE, "title:c AND b", "x b.", ["b"], id="title and text"),
    ],
)
def test_a_rule_sees_as_much_as_it_says(
    within: Within, match: str, text: str, expected: list[str]
) -> None:
    assert quotes(rule(match, within=within), title="c", text=text) == expected


def test_a_rule_about_the_title_fires_once_and_there() -> None:
    (match,) = fired(rule("title:(rebel THEN/1 seize)"), title="Rebels seize it", text="x. y. z.")
    assert match.sentence == 0


def test_a_condition_on_the_title_holds_for_the_sentences_of_the_text() -> None:
    about = rule("b AND title:war AND NOT title:game")
    assert quotes(about, title="War", text="b. x.") == ["b"]
    assert quotes(about, title="War game", text="b. x.") == []
    assert quotes(about, text="b war.") == []


@pytest.mark.parametrize(
    ("count", "text", "expected"),
    [
        pytest.param(None, "shelled 14 towns", None, id="left to the kind's count queries"),
        pytest.param("none", "shelled 14 towns", None, id="none"),
        pytest.param("NUM", "shelled 14 towns", 14, id="the number that the match met"),
        pytest.param("NUM THEN/0 man", "shelled 14 towns, 3 man", 3, id="a query's"),
        pytest.param("NUM THEN/0 man", "shelled 14 towns", None, id="a query that finds none"),
        pytest.param(
            "NUM THEN/0 man",
            "7 man fled, shelled 14 towns, 3 man",
            3,
            id="the nearest to the match",
        ),
        pytest.param(
            "NUM THEN/0 man | none THEN/0 man", "shelled 14 towns, none man", None, id="no number"
        ),
    ],
)
def test_a_rule_counts_as_it_says(count: str | None, text: str, expected: int | None) -> None:
    (match,) = fired(rule("shell THEN/3 NUM THEN/0 town", count=count), text=text)
    assert match.count == expected


def test_an_article_without_words_fires_nothing() -> None:
    assert fired(rule("a", within=Within.ARTICLE), rule("NUM"), title="", text="... !") == ()


def test_rules_of_other_languages_are_left_out() -> None:
    assert fired(rule("a", language="yy"), text="a.") == ()


def test_every_broken_rule_is_told_with_its_place() -> None:
    origin = Origin(line=7)
    rules = [
        rule("a b", id="one", origin=origin),
        rule("a", id="two", unless="(", count="c d"),
        rule("a", id="sound"),
    ]
    with pytest.raises(ConfigurationInvalid) as refused:
        compile_pack(rules, (), LANGUAGE)
    assert [(mistake.path, mistake.line) for mistake in refused.value.mistakes] == [
        ("one.match", 7),
        ("two.unless", 0),
        ("two.count", 0),
    ]
    assert "column 3 of the query" in refused.value.mistakes[0].message


@pytest.mark.parametrize(
    ("match", "unless", "text", "missing"),
    [
        pytest.param("a AND b", "", "b.", "a", id="a part of AND"),
        pytest.param("a NEAR/2 (b | c)", "", "a.", "(b | c)", id="a part of NEAR"),
        pytest.param("a THEN/1 b THEN/1 c", "", "a b.", "c", id="a part of a chain"),
        pytest.param("a NEAR/1 b", "", "a x x b.", "nearness: a NEAR/1 b", id="too far apart"),
        pytest.param("a AND NOT b", "", "a b.", "the absence of b", id="something after NOT"),
        pytest.param("a AND b", "c", "a b c.", "the absence of its exception c", id="its unless"),
    ],
)
def test_a_rule_that_nearly_fires_tells_what_it_lacked(
    match: str, unless: str, text: str, missing: str
) -> None:
    rules = compile_pack([rule(match, unless=unless)], (), LANGUAGE)
    sentences = LANGUAGE.sentences("", f"x. {text}")
    (miss,) = rules.nearly(sentences)
    assert miss.missing == missing
    assert (miss.start, miss.end) == (sentences[1].start, sentences[1].end)


@pytest.mark.parametrize(
    ("match", "text"),
    [
        pytest.param("a AND b", "x.", id="nothing of it"),
        pytest.param("a AND b AND c", "a.", id="one of three"),
        pytest.param("a", "x.", id="a single word"),
        pytest.param("a | b", "x.", id="alternatives"),
        pytest.param("a AND b", "a. a b.", id="it fires elsewhere"),
    ],
)
def test_a_rule_that_lacks_more_is_not_near(match: str, text: str) -> None:
    rules = compile_pack([rule(match)], (), LANGUAGE)
    assert rules.nearly(LANGUAGE.sentences("", text)) == ()


def test_the_nearest_misses_come_first_and_each_rule_once() -> None:
    rules = compile_pack(
        [rule("a AND z", id="part"), rule("a", unless="b", id="unless")], (), LANGUAGE
    )
    misses = rules.nearly(LANGUAGE.sentences("", "a b. a b."))
    assert [miss.rule for miss in misses] == ["unless", "part"]


_WORDS = st.sampled_from(["aa", "bb", "cc", "dd", "aa-bb", "aabb", "7", "aas"])
_LEAVES = st.sampled_from(
    [
        "aa",
        "bb",
        "=cc",
        "aab*",
        "aabb",
        '"aa bb"',
        '"cc dd ee"',
        '"aa* bb"',
        '="bb aas"',
        "NUM",
        "@list",
        "title:dd",
    ]
)


def _joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    words = parts.filter(lambda part: "AND" not in part and "title" not in part)
    return st.one_of(
        st.builds("({} | {})".format, parts, parts),
        st.builds("({} AND {})".format, parts, parts),
        st.builds("({} AND NOT {})".format, parts, parts),
        st.builds("({} NEAR/{} {})".format, words, st.integers(0, 3), words),
        st.builds("({} THEN/{} {})".format, words, st.integers(0, 3), words),
    )


@given(
    st.lists(st.recursive(_LEAVES, _joined, max_leaves=6), min_size=1, max_size=5),
    st.lists(st.lists(_WORDS, max_size=8).map(" ".join), max_size=4).map(". ".join),
)
def test_the_filter_before_evaluation_loses_no_match(queries: list[str], text: str) -> None:
    lists = [listed("list", 'bb | "dd dd"')]
    rules = [rule(query, id=f"r{place}") for place, query in enumerate(queries)]
    sentences = LANGUAGE.sentences("", text)
    filtered = {
        (match.rule.id, match.sentence, match.first, match.last)
        for match in compile_pack(rules, lists, LANGUAGE).match(sentences)
    }
    expected = {
        (each.id, place, match.first, match.last)
        for each in rules
        for place, sentence in enumerate(sentences)
        for match in compile_query(each.match, lists, LANGUAGE).find(sentence)
    }
    assert filtered == expected


@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_matches_of_a_query_never_overlap_and_lie_in_the_text(text: str) -> None:
    query = compile_query('(aa | "bb cc") NEAR/4 (bb | NUM) NEAR/2 cc', (), LANGUAGE)
    for sentence in LANGUAGE.sentences("", text):
        ends = 0
        for match in query.find(sentence):
            assert ends <= match.start < match.end <= sentence.end
            ends = match.end


def test_a_hostile_text_makes_no_more_spans_than_the_bound() -> None:
    query = "((a NEAR/50 a) NEAR/50 (a NEAR/50 a)) NEAR/50 ((a NEAR/50 a) NEAR/50 a)"
    rules = compile_pack([rule(query)], (), LANGUAGE)
    sentences = LANGUAGE.sentences("", "a " * 5_000)
    unit = rules.unit(sentences, range(1), None)
    (compiled,) = rules.rules
    assert len(compiled.match.spans(unit)) <= MOST_SPANS
    assert max(map(len, unit.found.values())) <= len(sentences[0].words)
    assert rules.match(sentences)


def test_near_takes_the_nearest_partners_of_each_word() -> None:
    query = compile_pack([rule("a THEN/50 b")], (), LANGUAGE)
    (sentence,) = LANGUAGE.sentences("", "a " + "b " * 40)
    unit = query.unit((sentence,), range(1), None)
    (compiled,) = query.rules
    assert [span[1] for span in compiled.match.spans(unit)] == list(range(1, MOST_PARTNERS + 1))


def test_only_rules_whose_words_are_there_are_evaluated() -> None:
    rules = [rule(f"w{place} NEAR/3 v{place}", id=f"r{place}") for place in range(1_000)]
    compiled = compile_pack(rules, (), LANGUAGE)
    sentences = LANGUAGE.sentences("", "w1 w2 w3 v3 v4 v5. w6 v7.")
    unit = compiled.unit(sentences, range(1), None)
    compiled.unit = lambda *_: unit  # type: ignore[method-assign]
    assert [match.rule.id for match in compiled.match(sentences)] == ["r3"]
    assert len(unit.found) == len(("the rule", "its left", "its right"))
