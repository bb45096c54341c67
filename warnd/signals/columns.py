"""Rows: where the numbers of a sentence's features stand, found without spelling them out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, combinations, pairwise, product, starmap
from typing import TypeVar, cast

from warnd.model.classifier import FeatureSpace
from warnd.signals.concepts import CONCEPT_SIGN, FOLLOWS, TOGETHER, both_concepts
from warnd.signals.features import NAME, PIECE_SIGN, Analyzer, without_runs, word_features, words_of
from warnd.signals.languages.memory import LONGEST_WORD

_KeyT = TypeVar("_KeyT")
#: what a word of a text comes to: its token, the row of its features, and its concepts
_Read = tuple[str, int, tuple[str, ...]]
#: what two words in a row come to: the column of the pair, and the concepts that it stands for
_Pair = tuple[tuple[int, ...], tuple[str, ...]]


class Columns:
    """Gives the rows of numbers that stand for a sentence's features.

    The first rows are a model's features by their columns; a token and its pieces are one row,
    which `add_row` makes of their columns when the token is first met. It gives what
    `Analyzer.features_of` names and the model knows; a test holds the two equal. Features of two
    parts are looked up by their parts, since most sentences have hundreds of them and the model
    knows few.
    """

    def __init__(self, space: FeatureSpace, add_row: Callable[[Sequence[int]], int]) -> None:
        self._analyzer = Analyzer(space.known, space.concepts)
        self._column = {feature: index for index, feature in enumerate(space.features)}
        self._add_row = add_row
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
        self._read = _Words(self._read_word)
        self._tokens = _Words(self._seen)
        self._pairs = self._pairs_of(_by_parts(words, " "))
        self._concepts = concepts
        self._together = _by_parts(concepts, TOGETHER)
        self._follows = _by_parts(concepts, FOLLOWS)

    @property
    def words(self) -> int:
        """How many words it remembers with the rows of their tokens."""
        return max(len(self._read), len(self._tokens))

    def forget(self) -> None:
        """Forget the rows of tokens: they stand for something else from now on."""
        self._read.clear()
        self._tokens.clear()

    def of(self, sentence: str) -> tuple[list[int], set[int]]:
        """Give the rows of its words, each as often as it stands there, and of its concepts."""
        read = list(map(self._read.__getitem__, words_of(sentence)))
        if not read:
            return [], set()
        read = without_runs(read, self._tokens[NAME])
        tokens, found, named = zip(*read, strict=True)
        rows, concepts = list[int](found), list[tuple[str, ...]](named)
        for place, pair in enumerate(map(self._pairs.get, pairwise(tokens)), start=1):
            if pair is not None:
                columns, named_by_both = pair
                rows += columns
                if named_by_both:
                    concepts[place] = both_concepts(concepts[place], named_by_both)
        return rows, self._of_concepts(concepts)

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
        return self._tokens[self._analyzer.token(word)]

    def _seen(self, token: str) -> _Read:
        columns = [self._column[each] for each in word_features(token) if each in self._column]
        return token, self._add_row(columns), self._analyzer.lexicon.of_word(token)


class _Words(dict[str, _Read]):
    """What words come to, by word; kept until the rows are forgotten."""

    def __init__(self, reckon: Callable[[str], _Read]) -> None:
        super().__init__()
        self._reckon = reckon

    def __missing__(self, word: str) -> _Read:
        read = self._reckon(word)
        if len(word) <= LONGEST_WORD:
            self[word] = read
        return read


def _by_parts(columns: Mapping[str, int], sign: str) -> dict[tuple[str, ...], int]:
    return {tuple(name.split(sign)): at for name, at in columns.items() if sign in name}


def _known(columns: Mapping[_KeyT, int], keys: Iterable[_KeyT]) -> set[int]:
    # As fast as sets are: this is asked of every pair of every sentence.
    found = set(map(columns.get, keys))
    found.discard(None)
    return cast("set[int]", found)
