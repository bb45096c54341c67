from dataclasses import replace

import pytest

from warnd.model.sentence import Sentence
from warnd.rules.build import Builder
from warnd.rules.check import run_tests
from warnd.rules.compile import compile_pack, compile_query
from warnd.rules.needs import needs
from warnd.rules.pack_queries import asks_places
from warnd.rules.rule import CountQuery, RulePack, RuleTests

from .plain_language import PlainLanguage
from .reading import LANGUAGE, listed, rule

PLACES = {"aleppo", "hama"}


class MappedLanguage(PlainLanguage):
    """Marks two towns, and a village whose name is two words."""

    def sentences(self, title: str, text: str) -> tuple[Sentence, ...]:
        return tuple(map(_marked, super().sentences(title, text)))


def _marked(sentence: Sentence) -> Sentence:
    words = sentence.words
    found = [
        (first, first + (word == "khan"))
        for first, word in enumerate(words)
        if word in PLACES or words[first : first + 2] == ("khan", "shaykhun")
    ]
    return replace(sentence, places=tuple(found))


MAPPED = MappedLanguage()


def found(query: str, text: str) -> list[str]:
    """Give the words that meet a query in one sentence with its places marked."""
    (sentence,) = MAPPED.sentences("", text)
    lists = (listed("here", "PLACE | town"),)
    matches = compile_query(query, lists, MAPPED).find(sentence)
    return [text[match.start - 1 : match.end - 1] for match in matches]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        pytest.param("PLACE", "from Aleppo to Hama", ["Aleppo", "Hama"], id="alone"),
        pytest.param("PLACE", "from town to town", [], id="none"),
        pytest.param(
            "seize THEN/1 PLACE",
            "Rebels seize all Khan Shaykhun",
            ["seize all Khan Shaykhun"],
            id="a name of two words, whole",
        ),
        pytest.param(
            "PLACE THEN/0 fell", "Khan Shaykhun fell", ["Khan Shaykhun fell"], id="before"
        ),
        pytest.param("seize THEN/1 PLACE", "seize x x Hama", [], id="too far"),
        pytest.param("(PLACE | town) NEAR/1 hit", "hit Hama", ["hit Hama"], id="an alternative"),
        pytest.param("(PLACE | town) NEAR/1 hit", "hit town", ["hit town"], id="or the other"),
        pytest.param("@here NEAR/1 hit", "Hama hit", ["Hama hit"], id="in a list"),
        pytest.param("hit AND PLACE", "hit x Hama", ["hit x Hama"], id="with AND"),
        pytest.param("hit AND NOT PLACE", "hit Hama", [], id="absent"),
        pytest.param("hit AND NOT PLACE", "hit town", ["hit"], id="rightly absent"),
        pytest.param("NUM NEAR/2 PLACE", "14 in Hama", ["14 in Hama"], id="beside a number"),
        pytest.param("place", "a place", ["place"], id="in small letters it is a word"),
        pytest.param("PLACES", "places", ["places"], id="it must stand whole"),
    ],
)
def test_a_query_finds_places(query: str, text: str, expected: list[str]) -> None:
    assert found(query, text) == expected


def test_a_rule_fires_where_places_are_marked_and_nowhere_else() -> None:
    rules = compile_pack([rule("seize THEN/1 PLACE"), rule("title:PLACE", id="two")], (), MAPPED)
    read = [(m.rule.id, m.sentence) for m in rules.match(MAPPED.sentences("x", "seize Hama. Hama"))]
    assert read == [("rule", 1)]
    assert [m.rule.id for m in rules.match(MAPPED.sentences("Hama", "x"))] == ["two"]
    assert rules.match(LANGUAGE.sentences("Hama", "seize Hama")) == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("hit NEAR/3 PLACE", True, id="it does"),
        pytest.param("@here", True, id="through a list"),
        pytest.param("hit", False, id="it does not"),
    ],
)
def test_rules_tell_whether_they_ask_for_places(query: str, expected: bool) -> None:
    lists = (listed("here", "PLACE"),)
    assert compile_pack([rule(query)], lists, LANGUAGE).asks_places is expected
    assert compile_query(query, lists, LANGUAGE).asks_places is expected


@pytest.mark.parametrize(
    ("pack", "expected"),
    [
        pytest.param(RulePack(rules=(rule("a"),)), False, id="words alone"),
        pytest.param(RulePack(rules=(rule("a", unless="x | PLACE"),)), True, id="an exception"),
        pytest.param(RulePack(lists=(listed("here", "PLACE"),)), True, id="a list"),
        pytest.param(
            RulePack(counts=(CountQuery(kind=rule("a").kind, language="xx", queries=("PLACE",)),)),
            True,
            id="a count",
        ),
        pytest.param(RulePack(rules=(rule("PLACE ("),)), False, id="what cannot be read"),
    ],
)
def test_a_pack_tells_whether_it_asks_for_places(pack: RulePack, expected: bool) -> None:
    assert asks_places(pack) is expected


def test_a_place_is_a_need_like_a_word() -> None:
    assert needs(Builder((), LANGUAGE).build("a NEAR/3 PLACE")) == (
        frozenset({"a"}),
        frozenset({"@"}),
    )


def test_a_rule_tests_itself_on_the_places_of_its_language() -> None:
    tests = RuleTests(fires=("seize Hama.",), silent=("seize town.",))
    pack = RulePack(rules=(rule("seize THEN/1 PLACE", tests=tests),))
    assert run_tests(pack, {"xx": MAPPED}) == ()
    assert [failure.sentence for failure in run_tests(pack, {"xx": LANGUAGE})] == ["seize Hama."]
