from collections.abc import Callable, Sequence

import pytest

from warnd.model.grammar import Grammar
from warnd.signals.clauses import (
    adds_to,
    clause_of,
    clause_starts,
    clauses_of,
    tells_before,
    tells_outcome,
)
from warnd.signals.languages.english.grammar import ENGLISH_GRAMMAR
from warnd.signals.languages.english.language import English


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param("Troops crossed the river.", ["Troops"], id="one"),
        pytest.param(
            "Troops crossed the river but did not attack.", ["Troops", "but"], id="a joiner"
        ),
        pytest.param(
            "The truce ended; shells fell on the town.", ["The", "shells"], id="a semicolon"
        ),
        pytest.param(
            "Six died as rockets hit a market, and hundreds fled.",
            ["Six", "as", "and"],
            id="as, and a comma with and",
        ),
        pytest.param(
            "Soldiers, tanks and guns arrived.", ["Soldiers"], id="a list is no new clause"
        ),
        pytest.param(
            "The town – besieged for weeks – fell.", ["The", "besieged", "fell"], id="dashes"
        ),
        pytest.param(
            "Although no date is set, the order is signed.",
            ["Although", "the"],
            id="the comma that ends a leading clause",
        ),
        pytest.param(
            "The mayor, who had feared an attack, was shot.",
            ["The", "who", "was"],
            id="the comma that ends a relative clause",
        ),
        pytest.param(
            "They would not sign, calling the truce dead.",
            ["They", "calling"],
            id="a participle after a comma",
        ),
        pytest.param(
            "The army will send tanks in response to the shelling.",
            ["The", "in"],
            id="an opener of several words",
        ),
        pytest.param("He fled in due course.", ["He"], id="no opener but its first words"),
        pytest.param(
            "They fear an assault, shelling of the camp and thirst.", ["They"], id="a noun in -ing"
        ),
        pytest.param(
            "Six died, according to officials, and ten fled.",
            ["Six", "and"],
            id="according to is no participle",
        ),
        pytest.param("They will march if the talks fail.", ["They", "if"], id="a condition"),
        pytest.param(
            "The ministry plans talks and has sent guns.", ["The", "has"], id="a second verb"
        ),
        pytest.param("Guns and tanks were sent.", ["Guns"], id="and between things"),
        pytest.param(
            "They demand a trial of men accused of arson.", ["They", "accused"], id="an accusation"
        ),
        pytest.param(
            "Two men answer for a raid that killed nine.", ["Two", "that"], id="what it did"
        ),
        pytest.param("He said that troops left.", ["He"], id="that before a subject"),
    ],
)
def test_where_clauses_begin(text: str, clauses: list[str]) -> None:
    (sentence,) = English().sentences("", text)
    starts = clause_starts(sentence, ENGLISH_GRAMMAR)
    assert [
        text[sentence.spans[i][0] - 1 :].split(maxsplit=1)[0].strip(".,;") for i in starts
    ] == clauses


def test_a_word_knows_its_clause() -> None:
    assert [clause_of((0, 4, 7), index) for index in (0, 3, 4, 6, 7, 20)] == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        pytest.param("Troops crossed the river.", (0,), id="one"),
        pytest.param("The mayor, who had fled, was shot.", (0, 1, 0), id="an aside within one"),
        pytest.param(
            "The mayor, who had fled, was shot, and his son, who had not, too.",
            (0, 1, 0, 3, 4, 3),
            id="two of them",
        ),
        pytest.param(
            "Although no date is set, the order is signed.", (0, 1), id="a leading clause"
        ),
        pytest.param("He spoke as shells fell, killing nine.", (0, 1, 2), id="a participle"),
        pytest.param("Six died as shells fell, and ten fled.", (0, 1, 2), id="a joiner"),
        pytest.param("The truce ended; shells fell.", (0, 1), id="a stop"),
        pytest.param("They fear two things: a push and a siege.", (0, 0), id="things named"),
        pytest.param("They fear the worst: a siege.", (0, 1), id="a colon"),
    ],
)
def test_a_clause_that_an_aside_parts_goes_on_behind_it(text: str, whole: tuple[int, ...]) -> None:
    (sentence,) = English().sentences("", text)
    assert clauses_of(sentence, ENGLISH_GRAMMAR)[1] == whole


@pytest.mark.parametrize(
    ("tells", "word"),
    [
        pytest.param(adds_to, "and", id="more of it"),
        pytest.param(tells_before, "after", id="what went before"),
        pytest.param(tells_outcome, "killing", id="what came of it"),
    ],
)
def test_a_clause_goes_on_by_its_first_word(
    tells: Callable[[Sequence[str], int, Grammar], bool], word: str
) -> None:
    assert tells([word, "it"], 0, ENGLISH_GRAMMAR)
    assert not tells(["then", word], 0, ENGLISH_GRAMMAR)
    assert not tells([word, "it"], 0, Grammar())
