from collections import Counter
from collections.abc import Sequence

import pytest

from tests.unit.signals.trained import shipped_lines
from warnd.config.shipped import shipped_model
from warnd.model.classifier import FeatureSpace
from warnd.signals.columns import Columns
from warnd.signals.concepts import CONCEPT_SIGN
from warnd.signals.features import Analyzer
from warnd.storage.model_files import load_model


class Rows:
    """Rows of tokens, each as the columns it was made of."""

    def __init__(self, space: FeatureSpace) -> None:
        self._known = len(space.features)
        self._made: list[list[int]] = []

    def add(self, columns: Sequence[int]) -> int:
        self._made.append(list(columns))
        return self._known + len(self._made) - 1

    def columns(self, row: int) -> list[int]:
        return [row] if row < self._known else self._made[row - self._known]


@pytest.fixture(scope="module")
def space() -> FeatureSpace:
    return load_model(shipped_model() / "en").space


@pytest.fixture(scope="module")
def rows(space: FeatureSpace) -> Rows:
    return Rows(space)


@pytest.fixture(scope="module")
def columns(space: FeatureSpace, rows: Rows) -> Columns:
    return Columns(space, rows.add)


def test_they_are_those_of_the_features_that_the_model_knows(
    space: FeatureSpace, rows: Rows, columns: Columns
) -> None:
    analyzer = Analyzer(space.known, space.concepts)
    column = {feature: index for index, feature in enumerate(space.features)}
    for line in shipped_lines()[::40]:
        words, concepts = columns.of(line.text)
        known = [each for each in analyzer.features_of(line.text) if each in column]
        told = [each for each in known if not each.startswith(CONCEPT_SIGN)]
        assert Counter(column[each] for each in told) == Counter(
            each for row in words for each in rows.columns(row)
        )
        assert concepts == {column[each] for each in known} - {column[each] for each in told}


def test_a_word_said_twice_counts_twice(columns: Columns) -> None:
    once, _ = columns.of("shells")
    twice, _ = columns.of("shells shells")
    assert twice.count(once[0]) == len(twice) == 2


def test_rows_that_are_forgotten_are_made_anew(space: FeatureSpace) -> None:
    rows = Rows(space)
    columns = Columns(space, rows.add)
    before, _ = columns.of("Shells.")
    columns.forget()
    assert columns.words == 0
    after, _ = columns.of("Shells.")
    assert set(before).isdisjoint(after)
    assert [rows.columns(row) for row in before] == [rows.columns(row) for row in after]


def test_concepts_stand_apart_from_words(space: FeatureSpace, rows: Rows, columns: Columns) -> None:
    words, concepts = columns.of("Soldiers of the army killed two villagers, police said.")
    assert {space.features[column][0] for column in concepts} == {"@"}
    assert "@" not in {space.features[each][0] for row in words for each in rows.columns(row)}


@pytest.mark.parametrize("sentence", ["", " ", "?!"])
def test_what_has_no_word_has_no_rows(columns: Columns, sentence: str) -> None:
    assert columns.of(sentence) == ([], set())


def test_what_has_no_known_word_has_rows_of_nothing(rows: Rows, columns: Columns) -> None:
    words, concepts = columns.of("\u1781\u17d2\u1798\u17c2\u179a")
    assert [rows.columns(row) for row in words] == [[]] * len(words)
    assert concepts == set()
