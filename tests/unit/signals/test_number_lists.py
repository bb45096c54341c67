import pytest

from warnd.model.grammar import Grammar
from warnd.signals.asides import without_asides
from warnd.signals.languages.english.grammar import ENGLISH_GRAMMAR
from warnd.signals.languages.english.language import English
from warnd.signals.number_lists import added_up


def sums(text: str, people: set[str], grammar: Grammar = ENGLISH_GRAMMAR) -> list[int]:
    """Give the numbers of a sentence when those before the words in `people` count people."""
    (sentence,) = English().sentences("", text)
    cut = without_asides(sentence, grammar)
    words = cut.sentence.words
    numbers = cut.sentence.numbers
    counted = {
        number.first
        for number in numbers
        if people.intersection(words[number.last + 1 : number.last + 3])
    }
    return [number.value for number in added_up(cut, numbers, counted, grammar.lists)]


PEOPLE = {"soldiers", "policemen", "civilians", "worshippers", "rebels", "women", "people"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Three soldiers and two policemen were killed.", [5], id="two things"),
        pytest.param("Two soldiers, 17 worshippers, and 13 rebels died.", [32], id="three things"),
        pytest.param("17 worshippers in a mosque, and 13 rebels died.", [30], id="a place between"),
        pytest.param("Shells killed two women in Gao and one in Kidal.", [3], id="here and there"),
        pytest.param("Two people killed in Gao, three in Kidal.", [5], id="here and there, a verb"),
        pytest.param("Ten civilians and at least four rebels fell.", [14], id="at least"),
        pytest.param("12 rebels were killed and 20 civilians fled.", [12, 20], id="a verb between"),
        pytest.param("Five women killed and 20 civilians wounded.", [5, 20], id="a participle"),
        pytest.param("Three soldiers and two tanks were lost.", [3, 2], id="people and things"),
        pytest.param("Nine civilians from two rebels fled.", [9, 2], id="nothing that joins"),
        pytest.param(
            "Ten people, six civilians and four soldiers, died.", [10], id="the whole and its parts"
        ),
        pytest.param(
            "Five armed rebels and two soldiers fell.", [7], id="a participle before a noun"
        ),
        pytest.param("Two soldiers died.", [2], id="one"),
    ],
)
def test_numbers_of_one_list_are_added_up(text: str, expected: list[int]) -> None:
    assert sums(text, PEOPLE) == expected


def test_a_sum_spans_its_list() -> None:
    (sentence,) = English().sentences("", "Three soldiers and two policemen were killed.")
    cut = without_asides(sentence, ENGLISH_GRAMMAR)
    (number,) = added_up(cut, sentence.numbers, {0, 3}, ENGLISH_GRAMMAR.lists)
    assert (number.first, number.last) == (0, 3)


def test_a_language_without_a_table_adds_lists_with_commas_only() -> None:
    assert sums("Two soldiers, 17 worshippers and 13 rebels died.", PEOPLE, Grammar()) == [19, 13]
