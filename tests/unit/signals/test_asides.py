from dataclasses import replace

import pytest

from warnd.model.grammar import Grammar
from warnd.signals.asides import without_asides
from warnd.signals.languages.english.grammar import ENGLISH_GRAMMAR
from warnd.signals.languages.english.language import English


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param(
            "Sixteen people, including the mayor, were killed.",
            "sixteen people were killed",
            id="a part between commas",
        ),
        pytest.param(
            "A raid killed 22 people including 12 nurses and three guards.",
            "a raid killed 22 people",
            id="a part without a comma",
        ),
        pytest.param(
            "Fifty died, including 33 rebels, seven farmers and ten soldiers, in one day.",
            "fifty died in one day",
            id="a part that is a list",
        ),
        pytest.param(
            "It killed nine, including two boys, and wounding thirty.",
            "it killed nine and wounding thirty",
            id="what goes on after the part",
        ),
        pytest.param(
            "It killed nine, including two boys and wounding thirty.",
            "it killed nine and wounding thirty",
            id="a verb that ends the part",
        ),
        pytest.param(
            "Nine were killed, seven of them women.", "nine were killed", id="some of them"
        ),
        pytest.param("Six were hurt, one a child.", "six were hurt", id="one a child"),
        pytest.param(
            "Nine were killed, most of them women, when a roof fell.",
            "nine were killed when a roof fell",
            id="most of them",
        ),
        pytest.param(
            "Strikes leave 22 men (20 rebels and two drivers) dead.",
            "strikes leave 22 men dead",
            id="brackets",
        ),
        pytest.param(
            "Three nurses - one from Chad and two from Mali - are held.",
            "three nurses are held",
            id="dashes",
        ),
        pytest.param("Troops (and tanks left.", "troops", id="a bracket left open"),
        pytest.param(
            "Nine were killed, and most of them fled.",
            "nine were killed and most of them fled",
            id="no aside",
        ),
        pytest.param(
            "Nine died - the worst toll yet.", "nine died the worst toll yet", id="a dash"
        ),
        pytest.param(
            "Nine, a girl among them, died.", "nine a girl among them died", id="no opener"
        ),
        pytest.param("Nine, who had fled, died.", "nine died", id="a relative clause"),
        pytest.param(
            "Men, who had killed six, died.", "men who had killed six died", id="with a number"
        ),
        pytest.param("It hit Gao, which burned.", "it hit gao which burned", id="at the end"),
    ],
)
def test_what_is_left_without_asides(text: str, left: str) -> None:
    (sentence,) = English().sentences("", text)
    assert " ".join(without_asides(sentence, ENGLISH_GRAMMAR).sentence.words) == left


def test_numbers_words_and_gaps_stay_together() -> None:
    text = "Ten people, including two boys, died and 30 fled."
    (sentence,) = English().sentences("", text)
    cut = without_asides(sentence, ENGLISH_GRAMMAR)
    words = cut.sentence.words
    told = [(words[number.first], number.value) for number in cut.sentence.numbers]
    assert told == [("ten", 10), ("30", 30)]
    assert len(words) == len(cut.places) == len(cut.sentence.gaps) == len(cut.sentence.spans)
    assert cut.sentence.gaps[words.index("died")] == " "
    assert [sentence.words[place] for place in cut.places] == list(words)


def test_a_word_of_an_aside_stands_where_the_next_word_stands() -> None:
    (sentence,) = English().sentences("", "Ten people, including two boys, died.")
    cut = without_asides(sentence, ENGLISH_GRAMMAR)
    assert [cut.index(place) for place in range(len(sentence.words))] == [0, 1, 2, 2, 2, 2]


def test_the_places_of_a_sentence_move_with_its_words() -> None:
    (sentence,) = English().sentences("", "Ten men (two from Mali) died in Gao.")
    marked = replace(sentence, places=((4, 4), (7, 7)))
    cut = without_asides(marked, ENGLISH_GRAMMAR).sentence
    assert [cut.words[first] for first, _ in cut.places] == ["gao"]


def test_a_language_without_a_table_loses_only_brackets_and_dashes() -> None:
    (sentence,) = English().sentences("", "Ten men, including two (both old), died.")
    left = without_asides(sentence, Grammar()).sentence.words
    assert " ".join(left) == "ten men including two died"
