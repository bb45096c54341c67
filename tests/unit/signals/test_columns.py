from collections import Counter
from collections.abc import Sequence

import pytest

from tests.unit.signals.trained import shipped_lines, small_model
from warnd.model.classifier import FeatureSpace
from warnd.signals.columns import Columns
from warnd.signals.concepts import CONCEPT_SIGN
from warnd.signals.features import Analyzer

SPACE: FeatureSpace = small_model().arrays.space


class Rows:
    """Rows of tokens, each as the columns it was made of."""

    def __init__(self) -> None:
        self._made: list[list[int]] = []

    def add(self, columns: Sequence[int]) -> int:
        self._made.append(list(columns))
        return len(SPACE.features) + len(self._made) - 1

    def columns(self, row: int) -> list[int]:
        return [row] if row < len(SPACE.features) else self._made[row - len(SPACE.features)]


ROWS = Rows()
COLUMNS = Columns(SPACE, ROWS.add)


def test_they_are_those_of_the_features_that_the_model_knows() -> None:
    analyzer = Analyzer(SPACE.known, SPACE.concepts)
    column = {feature: index for index, feature in enumerate(SPACE.features)}
    for line in shipped_lines()[::40]:
        words, concepts = COLUMNS.of(line.text)
        known = [each for each in analyzer.features_of(line.text) if each in column]
        told = [each for each in known if not each.startswith(CONCEPT_SIGN)]
        assert Counter(column[each] for each in told) == Counter(
            each for row in words for each in ROWS.columns(row)
        )
        assert concepts == {column[each] for each in known} - {column[each] for each in told}


def test_a_word_said_twice_counts_twice() -> None:
    once, _ = COLUMNS.of("shells")
    twice, _ = COLUMNS.of("shells shells")
    assert twice.count(once[0]) == len(twice) == 2


def test_rows_that_are_forgotten_are_made_anew() -> None:
    rows = Rows()
    columns = Columns(SPACE, rows.add)
    before, _ = columns.of("Shells fell.")
    columns.forget()
    assert columns.words == 0
    after, _ = columns.of("Shells fell.")
    assert set(before).isdisjoint(after)
    assert [rows.columns(row) for row in before] == [rows.columns(row) for row in after]


def test_concepts_stand_apart_from_words() -> None:
    words, concepts = COLUMNS.of("Soldiers of the army killed two villagers, police said.")
    assert {SPACE.features[column][0] for column in concepts} == {"@"}
    assert "@" not in {SPACE.features[each][0] for row in words for each in ROWS.columns(row)}


@pytest.mark.parametrize("sentence", ["", " ", "?!"])
def test_what_has_no_word_has_no_rows(sentence: str) -> None:
    assert COLUMNS.of(sentence) == ([], set())


def test_what_has_no_known_word_has_rows_of_nothing() -> None:
    words, concepts = COLUMNS.of("\u1781\u17d2\u1798\u17c2\u179a")
    assert [ROWS.columns(row) for row in words] == [[]] * len(words)
    assert concepts == set()
