"""The classifier at run time: a trained model's numbers and one sparse product, no scikit-learn."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import expit, softmax

from warnd.model.classifier import LinearHead, ModelArrays
from warnd.model.identifiers import KindId
from warnd.model.status import Status
from warnd.signals.concepts import concept_features, first_concept
from warnd.signals.features import NAME, NUMBER, Analyzer, pairs_of, pieces_of
from warnd.signals.languages.memory import Remembered


class LinearClassifier:
    """Tells the probability of each kind for sentences; implements `warnd.ports.Classifier`."""

    def __init__(self, arrays: ModelArrays) -> None:
        self._arrays = arrays
        self._analyzer = Analyzer(arrays.space.known, arrays.space.concepts)
        self._column = {feature: index for index, feature in enumerate(arrays.space.features)}
        self._columns_of_word = Remembered(self._word_columns)
        self._first_concept = first_concept(arrays.space.features)

    @property
    def kinds(self) -> tuple[KindId, ...]:
        """The kinds of the columns of `probabilities`."""
        return self._arrays.kinds

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses of the columns of `status_probabilities`; empty without that head."""
        return self._arrays.statuses

    def probabilities(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Give calibrated probabilities, shape `(n_sentences, n_kinds)`, each 0 to 1."""
        scores = self._scores(sentences, self._arrays.kind_head)
        return np.asarray(expit(scores), dtype=np.float64)

    def status_probabilities(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Give the probability of each status, shape `(n_sentences, n_statuses)`, rows of sum 1.

        It supposes that the sentence carries a signal. Zero columns without a status head.
        """
        head = self._arrays.status_head
        if head is None:
            return np.zeros((len(sentences), 0))
        return np.asarray(softmax(self._scores(sentences, head), axis=1), dtype=np.float64)

    def _scores(self, sentences: Sequence[str], head: LinearHead) -> NDArray[np.float64]:
        scores: NDArray[np.float64] = self._vectors(sentences) @ head.weights + head.intercepts
        return scores

    def _vectors(self, sentences: Sequence[str]) -> csr_matrix:
        """Give TF-IDF vectors with `1 + ln(count)` as term frequency, words and concepts apart.

        Each of the two parts has length 1: a sentence of many concepts keeps its words.
        """
        rows = [self._columns(sentence) for sentence in sentences]
        starts = np.zeros(len(rows) + 1, dtype=np.int32)
        np.cumsum([len(row) for row in rows], out=starts[1:])
        columns = np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=int(starts[-1]))
        shape = (len(rows), len(self._column))
        vectors = csr_matrix((np.ones(len(columns)), columns, starts), shape=shape)
        vectors.sum_duplicates()
        weights = (1.0 + np.log(vectors.data)) * self._arrays.space.idf[vectors.indices]
        part = 2 * np.repeat(np.arange(len(rows)), np.diff(vectors.indptr))
        part += vectors.indices >= self._first_concept
        lengths = np.sqrt(np.bincount(part, weights=weights**2, minlength=1))
        vectors.data = weights / lengths[part]
        return vectors

    def _columns(self, sentence: str) -> list[int]:
        tokens = self._analyzer.tokens(sentence)
        columns = list(chain.from_iterable(map(self._columns_of_word.__getitem__, tokens)))
        known = self._column
        columns += [known[pair] for pair in pairs_of(tokens) if pair in known]
        concepts = concept_features(self._analyzer.lexicon.of_tokens(tokens))
        columns += [known[feature] for feature in concepts if feature in known]
        return columns

    def _word_columns(self, token: str) -> tuple[int, ...]:
        features = [token]
        if token not in (NAME, NUMBER):
            features += pieces_of(token)
        return tuple(self._column[feature] for feature in features if feature in self._column)
