from dataclasses import replace

import pytest

from tests.unit.signals.test_place_names import Map
from warnd.rules.compile import compile_query
from warnd.signals.grams import WordsOfForms, grams_of, shares_word
from warnd.signals.languages.english.language import English
from warnd.signals.place_names import PlacedLanguage

ENGLISH = English()
PLACED = PlacedLanguage(ENGLISH, Map())


def grams(text: str) -> set[str]:
    """Give the n-grams of a sentence, written with spaces."""
    (sentence,) = PLACED.sentences("", text)
    return {" ".join(gram) for gram in grams_of(sentence, Map().mentions(f"\n{text}", "en"))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", set(), id="nothing"),
        pytest.param("Big red", {"big", "red", "big red"}, id="words that follow one another"),
        pytest.param("a a", {"a", "a a"}, id="each once"),
        pytest.param("14 towns", {"town", "NUM town"}, id="a number is one sign"),
        pytest.param("3 million towns", {"town", "NUM town"}, id="of several words too"),
        pytest.param("took Hama", {"take", "take PLACE"}, id="a place is one sign"),
        pytest.param("Khan Shaykhun fell", {"fall", "PLACE fall"}, id="of several words too"),
        pytest.param("14 in Hama", {"in", "NUM in", "in PLACE"}, id="no more signs than words"),
        pytest.param("old Moscow old", {"old"}, id="what only tells who speaks parts them"),
    ],
)
def test_n_grams_of_a_sentence(text: str, expected: set[str]) -> None:
    sentences = PLACED.sentences("", text)
    assert (grams(text) if sentences else set()) == expected


def test_n_grams_have_four_words_at_most() -> None:
    found = grams("one-armed men ran home fast")
    assert max(len(gram.split()) for gram in found) == 4
    assert len(found) == 6 + 5 + 4 + 3


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("a b", "b c", True, id="a word"),
        pytest.param("a b", "c d", False, id="none"),
        pytest.param("a NUM", "NUM b", False, id="a number"),
        pytest.param("PLACE a NUM", "PLACE a", True, id="a place and a word"),
    ],
)
def test_n_grams_that_share_a_word(one: str, other: str, expected: bool) -> None:
    assert shares_word(tuple(one.split()), tuple(other.split())) is expected


@pytest.mark.parametrize(
    ("gram", "query"),
    [
        pytest.param(("shell",), "shelling", id="a word as it stands most often"),
        pytest.param(("shell", "of"), '"shelling of"', id="a phrase"),
        pytest.param(("NUM", "dead"), "(NUM THEN/0 dead)", id="a number"),
        pytest.param(
            ("shell", "of", "PLACE"), '("shelling of" THEN/0 PLACE)', id="a phrase and a place"
        ),
        pytest.param(("didn't",), '"didn\'t"', id="a word with a sign in it"),
    ],
)
def test_an_n_gram_is_written_as_a_query(gram: tuple[str, ...], query: str) -> None:
    words = WordsOfForms()
    for text in ("Shelling of towns", "shelling, shelled", "dead, of didn't"):
        for sentence in ENGLISH.sentences("", text):
            words.add(replace(sentence, forms=tuple(form_of(word) for word in sentence.words)))
    assert words.query(gram) == query


def form_of(word: str) -> str:
    return word if "'" in word else ENGLISH.form(word)


def test_the_query_of_an_n_gram_finds_what_it_was_made_of() -> None:
    text = "At least 14 people were killed as shells hit three towns near Khan Shaykhun."
    (sentence,) = PLACED.sentences("", text)
    words = WordsOfForms()
    words.add(sentence)
    for gram in grams_of(sentence, Map().mentions(f"\n{text}", "en")):
        assert compile_query(words.query(gram), (), ENGLISH).find(sentence), gram
