"""The classifier at run time: a trained model's numbers and one stacked sum, no scikit-learn."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from warnd.model.classifier import LinearHead, ModelArrays
from warnd.model.identifiers import KindId
from warnd.model.status import Status
from warnd.signals.columns import Columns
from warnd.signals.curves import logistic, softmax

#: sentences weighed at once: a sentence takes about 40 KB while it is
_AT_ONCE = 256


class LinearClassifier:
    """Tells the probability of each kind for sentences; implements `warnd.ports.Classifier`.

    A sentence is two sets of features, its words `w` and its concepts `c`. Each kind's score is
    `(sum of idf·weight over w) / |w| + (sum of idf·weight over c) / |c| + intercept` with
    `|x|² = sum of idf² over x`: vectors of length 1, so that a sentence of many concepts keeps its
    words. Weighed by idf beforehand, the numbers need only be summed.
    """

    def __init__(self, arrays: ModelArrays) -> None:
        self._arrays = arrays
        self._columns = Columns(arrays.space)
        self._zeros = len(arrays.space.features)
        self._kinds = self._weighed(arrays.kind_head)
        self._statuses = self._weighed(arrays.status_head) if arrays.status_head else None

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
        scores = self._scores(sentences, self._kinds) + self._arrays.kind_head.intercepts
        return logistic(scores)

    def status_probabilities(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Give the probability of each status, shape `(n_sentences, n_statuses)`, rows of sum 1.

        It supposes that the sentence carries a signal. Zero columns without a status head.
        """
        head = self._arrays.status_head
        if head is None or self._statuses is None:
            return np.zeros((len(sentences), 0))
        scores = self._scores(sentences, self._statuses) + head.intercepts
        return softmax(scores)

    def _weighed(self, head: LinearHead) -> NDArray[np.float64]:
        """Give weights times idf, then a column of idf²; the last row is the zeros of every set."""
        idf = self._arrays.space.idf[:, None]
        weighed = np.hstack([head.weights * idf, idf**2])
        return np.vstack([weighed, np.zeros(weighed.shape[1])])

    def _scores(
        self, sentences: Sequence[str], weighed: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        scores = np.zeros((len(sentences), weighed.shape[1] - 1))
        for start in range(0, len(sentences), _AT_ONCE):
            some = sentences[start : start + _AT_ONCE]
            scores[start : start + _AT_ONCE] = self._sums(some, weighed)
        return scores

    def _sums(self, sentences: Sequence[str], weighed: NDArray[np.float64]) -> NDArray[np.float64]:
        sets = list(chain.from_iterable(map(self._sets, sentences)))
        starts = np.cumsum([0, *map(len, sets[:-1])])
        columns = np.fromiter(chain.from_iterable(sets), dtype=np.intp)
        found = np.add.reduceat(weighed.take(columns, axis=0), starts, axis=0)
        sums, lengths = found[:, :-1], np.sqrt(found[:, -1:])
        # A set of nothing but the row of zeros has length 0 and sum 0.
        sums /= np.where(lengths > 0.0, lengths, 1.0)
        both: NDArray[np.float64] = sums[::2] + sums[1::2]
        return both

    def _sets(self, sentence: str) -> tuple[set[int], set[int]]:
        """Give the columns of a sentence's words and of its concepts, each with that of zeros."""
        words, concepts = self._columns.of(sentence)
        words.add(self._zeros)
        concepts.add(self._zeros)
        return words, concepts
