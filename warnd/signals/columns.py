"""Columns: where the features of a sentence stand in a model, found without spelling them out."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations, pairwise, product, starmap
from typing import TypeVar, cast

from warnd.model.classifier import FeatureSpace
from warnd.signals.concepts import CONCEPT_SIGN, FOLLOWS, TOGETHER, both_concepts
from warnd.signals.features import NAME, PIECE_SIGN, Analyzer, without_runs, word_features, words_of
from warnd.signals.languages.memory import Remembered

_KeyT = TypeVar("_KeyT")
#: what a word of a text comes to: its token, the columns of token and pieces, and its concepts
_Read = tuple[str, tuple[int, ...], tuple[str, ...]]
#: what two words in a row come to: the column of the pair, and the concepts that it stands for
_Pair = tuple[tuple[int, ...], tuple[str, ...]]


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
        self._read = Remembered(self._read_word)
        self._name = self._seen(NAME)
        self._pairs = self._pairs_of(_by_parts(words, " "))
        self._concepts = concepts
        self._together = _by_parts(concepts, TOGETHER)
        self._follows = _by_parts(concepts, FOLLOWS)

    def of(self, sentence: str) -> tuple[set[int], set[int]]:
        """Give the columns of its words and those of its concepts."""
        read = without_runs(list(map(self._read.__getitem__, words_of(sentence))), self._name)
        if not read:
            return set(), set()
        tokens, columns, named = zip(*read, strict=True)
        words, concepts = set[int]().union(*columns), list[tuple[str, ...]](named)
        for place, pair in enumerate(map(self._pairs.get, pairwise(tokens)), start=1):
            if pair is not None:
                words.update(pair[0])
                concepts[place] = both_concepts(concepts[place], pair[1])
        return words, self._of_concepts(concepts)

    def _of_concepts(self, concepts: Sequence[tuple[str, ...]]) -> set[int]:
        spoken = [names for names in concepts if names]
        together = sorted(set(chain.from_iterable(spoken)))
        following = chain.from_iterable(starmap(product, pairwise(spoken)))
        columns = _known(self._concepts, together)
        columns |= _known(self._together, combinations(together, 2))
        columns |= _known(self._follows, following)
        return columns

    def _pairs_of(self, columns: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], _Pair]:
        phrases = self._analyzer.lexicon.phrases
        return {
            pair: ((columns[pair],) if pair in columns else (), phrases.get(pair, ()))
            for pair in {*columns, *phrases}
        }

    def _read_word(self, word: str) -> _Read:
        token = self._analyzer.token(word)
        return self._name if token == NAME else self._seen(token)

    def _seen(self, token: str) -> _Read:
        columns = tuple(_known(self._column, word_features(token)))
        return token, columns, self._analyzer.lexicon.of_word(token)


def _by_parts(columns: Mapping[str, int], sign: str) -> dict[tuple[str, ...], int]:
    return {tuple(name.split(sign)): at for name, at in columns.items() if sign in name}


def _known(columns: Mapping[_KeyT, int], keys: Iterable[_KeyT]) -> set[int]:
    # As fast as sets are: this is asked of every pair of every sentence.
    found = set(map(columns.get, keys))
    found.discard(None)
    return cast("set[int]", found)
