"""The classifier at run time: a trained model's numbers and one stacked sum, no scikit-learn."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from warnd.model.classifier import ModelArrays
from warnd.model.identifiers import KindId
from warnd.model.status import Status
from warnd.signals.columns import Columns
from warnd.signals.curves import logistic, softmax
from warnd.signals.languages.memory import MOST_WORDS

#: sentences weighed at once: a sentence takes about 10 KB while it is
_AT_ONCE = 256
#: tokens for which there is room at first; they take a megabyte
_TOKENS = 8_000


class LinearClassifier:
    """Tells how probable each kind is for sentences; implements `warnd.ports.reading.Classifier`.

    A sentence is its words `w`, each word, pair and piece as often as it stands there, and the set
    of its concepts `c`. Each kind's score is
    `(sum of idf·weight over w) / |w| + (sum of idf·weight over c) / |c| + intercept` with
    `|x|² = sum of idf² over x`: vectors of about length 1, so that a sentence of many concepts
    keeps its words. Weighed by idf beforehand, the numbers need only be summed, and those of a
    token and its pieces are summed once for all sentences.
    """

    def __init__(self, arrays: ModelArrays) -> None:
        self._arrays = arrays
        self._rows = _Rows(_weighed(arrays))
        self._columns = Columns(arrays.space, self._rows.add)

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
        scores = self._scores(sentences)[:, : len(self.kinds)]
        return logistic(scores + self._arrays.kind_head.intercepts)

    def status_probabilities(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Give the probability of each status, shape `(n_sentences, n_statuses)`, rows of sum 1.

        It supposes that the sentence carries a signal. Zero columns without a status head.
        """
        head = self._arrays.status_head
        if head is None:
            return np.zeros((len(sentences), 0))
        return softmax(self._scores(sentences)[:, len(self.kinds) :] + head.intercepts)

    def _scores(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Give the scores of all heads, side by side, without intercepts."""
        parts = [
            self._sums(sentences[start : start + _AT_ONCE])
            for start in range(0, len(sentences), _AT_ONCE)
        ]
        return np.vstack(parts) if parts else np.zeros((0, self._rows.width - 1))

    def _sums(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        if self._columns.words > MOST_WORDS:
            self._rows.forget()
            self._columns.forget()
        sets: list[list[int]] = []
        for sentence in sentences:
            words, concepts = self._columns.of(sentence)
            sets += [self._rows.zeros, *words], [self._rows.zeros, *concepts]
        starts = np.cumsum([0, *map(len, sets[:-1])])
        rows = np.fromiter(chain.from_iterable(sets), dtype=np.intp)
        found = np.add.reduceat(self._rows.numbers.take(rows, axis=0), starts, axis=0)
        sums, lengths = found[:, :-1], np.sqrt(found[:, -1:])
        # A set of nothing but the row of zeros has length 0 and sum 0.
        sums /= np.where(lengths > 0.0, lengths, 1.0)
        both: NDArray[np.float64] = sums[::2] + sums[1::2]
        return both


class _Rows:
    """Rows of numbers: those of features by column, then one of zeros, then those of tokens."""

    def __init__(self, features: NDArray[np.float64]) -> None:
        zeros = np.zeros((1 + _TOKENS, features.shape[1]))
        #: shape `(n_features + 1 + room for tokens, width)`
        self.numbers = np.vstack([features, zeros])
        #: the row of zeros, which every set holds, so that none is empty
        self.zeros = len(features)
        self._end = self.zeros + 1

    @property
    def width(self) -> int:
        """How many numbers a row has."""
        return int(self.numbers.shape[1])

    def add(self, columns: Sequence[int]) -> int:
        """Give the row of a token that has the features of these columns."""
        if self._end == len(self.numbers):
            self.numbers = np.vstack([self.numbers, np.zeros_like(self.numbers[self.zeros :])])
        self.numbers[self._end] = self.numbers[list(columns)].sum(axis=0)
        self._end += 1
        return self._end - 1

    def forget(self) -> None:
        """Forget the rows of tokens."""
        self._end = self.zeros + 1


def _weighed(arrays: ModelArrays) -> NDArray[np.float64]:
    """Give weights times idf of all heads, then idf², shape `(n_features, n_labels + 1)`."""
    idf = arrays.space.idf[:, None]
    heads = [head.weights for head in (arrays.kind_head, arrays.status_head) if head is not None]
    return np.hstack([*(weights * idf for weights in heads), idf**2])
