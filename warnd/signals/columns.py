"""Columns: where the features of a sentence stand in a model, found without spelling them out."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations, pairwise, product
from typing import TypeVar

from warnd.model.classifier import FeatureSpace
from warnd.signals.concepts import CONCEPT_SIGN, FOLLOWS, TOGETHER
from warnd.signals.features import PIECE_SIGN, Analyzer, word_features
from warnd.signals.languages.memory import Remembered

_KeyT = TypeVar("_KeyT")


class Columns:
    """Gives the columns of a model's features that a sentence has.

    It gives what `Analyzer.features_of` names and the model knows; a test holds the two equal.
    Features of two parts are looked up by their parts, since most sentences have hundreds of them
    and the model knows few.
    """

    def __init__(self, space: FeatureSpace) -> None:
        self._analyzer = Analyzer(space.known, space.concepts)
        self._column = {feature: index for index, feature in enumerate(space.features)}
        words = {
            feature: column
            for feature, column in self._column.items()
            if not feature.startswith((PIECE_SIGN, CONCEPT_SIGN))
        }
        concepts = {
            feature.removeprefix(CONCEPT_SIGN): column
            for feature, column in self._column.items()
            if feature.startswith(CONCEPT_SIGN)
        }
        self._of_word = Remembered(self._find)
        self._pairs = _by_parts(words, " ")
        self._concepts = concepts
        self._together = _by_parts(concepts, TOGETHER)
        self._follows = _by_parts(concepts, FOLLOWS)

    def of(self, sentence: str) -> tuple[set[int], set[int]]:
        """Give the columns of its words and those of its concepts."""
        tokens = self._analyzer.tokens(sentence)
        words = _known(self._pairs, pairwise(tokens))
        words.update(*map(self._of_word.__getitem__, tokens))
        return words, self._of_concepts(self._analyzer.lexicon.of_tokens(tokens))

    def _of_concepts(self, concepts: Sequence[tuple[str, ...]]) -> set[int]:
        spoken = [names for names in concepts if names]
        together = sorted(set(chain.from_iterable(spoken)))
        following = chain.from_iterable(product(*two) for two in pairwise(spoken))
        return (
            _known(self._concepts, together)
            | _known(self._together, combinations(together, 2))
            | _known(self._follows, following)
        )

    def _find(self, token: str) -> tuple[int, ...]:
        return tuple(_known(self._column, word_features(token)))


def _by_parts(columns: Mapping[str, int], sign: str) -> dict[tuple[str, ...], int]:
    return {tuple(name.split(sign)): at for name, at in columns.items() if sign in name}


def _known(columns: Mapping[_KeyT, int], keys: Iterable[_KeyT]) -> set[int]:
    return {column for column in map(columns.get, keys) if column is not None}
