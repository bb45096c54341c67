import pytest

from tests.unit.signals.trained import shipped_lines, small_model
from warnd.model.classifier import FeatureSpace
from warnd.signals.columns import Columns
from warnd.signals.features import Analyzer

SPACE: FeatureSpace = small_model().arrays.space
COLUMNS = Columns(SPACE)


def test_they_are_those_of_the_features_that_the_model_knows() -> None:
    analyzer = Analyzer(SPACE.known, SPACE.concepts)
    column = {feature: index for index, feature in enumerate(SPACE.features)}
    for line in shipped_lines()[::40]:
        words, concepts = COLUMNS.of(line.text)
        features = set(analyzer.features_of(line.text)) & column.keys()
        assert words | concepts == {column[feature] for feature in features}


def test_concepts_stand_apart_from_words() -> None:
    words, concepts = COLUMNS.of("Soldiers of the army killed two villagers, police said.")
    assert {SPACE.features[column][0] for column in concepts} == {"@"}
    assert "@" not in {SPACE.features[column][0] for column in words}


@pytest.mark.parametrize("sentence", ["", " ", "\u1781\u17d2\u1798\u17c2\u179a"])
def test_what_has_no_known_word_has_no_columns(sentence: str) -> None:
    assert COLUMNS.of(sentence) == (set(), set())
