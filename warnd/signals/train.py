"""Training: scikit-learn makes a model's numbers from training text. Its only door."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from warnd.model.classifier import Concept, FeatureSpace, LinearHead, ModelArrays
from warnd.model.status import PRECEDENCE
from warnd.signals.calibrate import Calibration, calibrate
from warnd.signals.concepts import CONCEPT_SIGN, first_concept
from warnd.signals.features import PIECE_SIGN, Analyzer, small_words
from warnd.signals.folds import folds_of
from warnd.signals.training import TrainingLine


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainSettings:
    """The choices in training, each measured; the model card tells what they bought."""

    #: inverse strength of regularisation of the kinds
    kinds_c: float = 0.3
    #: the same for the statuses; None trains no such head: cue rules know statuses better (the
    #: card), and a head that nothing asks would be a burden
    statuses_c: float | None = None
    #: a word or pair of words in fewer lines than this is no feature
    least_lines: int = 2
    #: the same for a piece of a word
    least_lines_piece: int = 3
    #: seed of the solver, which visits lines in random order
    seed: int = 20190128
    #: parts of the text that are held out in turn, for calibration and the figures of the card
    folds: int = 5
    #: added to the log-odds of every kind, because signals are rarer in feeds than in training
    #: text: of 202 confident predictions read on a stream of all news, said with 0.865 on average,
    #: 0.78 were right, which is 0.6 in log-odds. Base rates alone (46 % of the training lines
    #: carry a signal, about 27 % of such reports) would ask for 0.8, but the ordinary lines of the
    #: training text were chosen to tempt, those of the stream were not
    prior_shift: float = -0.6


SETTINGS = TrainSettings()

#: the score of a status that the training text never shows
_NEVER = -50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedModel:
    """A model with what its own training text tells of it."""

    #: the model
    arrays: ModelArrays
    #: calibrated probabilities of the lines by models that had not seen them, without the shift of
    #: priors, shape `(n_lines, n_kinds)`
    held_out: NDArray[np.float64]
    #: the same with that shift, as the model gives them
    in_feeds: NDArray[np.float64]
    #: whether each line carries each kind, of the same shape
    truth: NDArray[np.bool_]


class Vectors:
    """Sentences as vectors by scikit-learn: counts of features times idf, each part of length 1."""

    def __init__(
        self, texts: Sequence[str], concepts: Sequence[Concept], settings: TrainSettings
    ) -> None:
        known = small_words(texts)
        self._analyzer = Analyzer(known, concepts)
        analysed = list(map(self._analyzer.features_of, texts))
        features = _frequent(analysed, settings)
        self._counts = CountVectorizer(analyzer=_as_it_is, vocabulary=list(features))
        counts = self._counts.transform(analysed)
        self._weights = TfidfTransformer().fit(counts)
        self._first_concept = first_concept(features)
        self.matrix = self._weighted(counts)
        self.space = FeatureSpace(
            known=known,
            concepts=tuple(concepts),
            features=features,
            idf=np.asarray(self._weights.idf_, dtype=np.float64),
        )

    def transform(self, texts: Iterable[str]) -> csr_matrix:
        """Give the vectors of other sentences, shape `(n_sentences, n_features)`."""
        return self._weighted(self._counts.transform(map(self._analyzer.features_of, texts)))

    def _weighted(self, counts: csr_matrix) -> csr_matrix:
        words, concepts = counts[:, : self._first_concept], counts[:, self._first_concept :]
        concepts = (concepts > 0).astype(np.float64)
        idf = self._weights.idf_
        parts = [
            _of_length_1(words, idf[: self._first_concept]),
            _of_length_1(concepts, idf[self._first_concept :]),
        ]
        return hstack(parts, format="csr")


def _of_length_1(counts: csr_matrix, idf: NDArray[np.float64]) -> csr_matrix:
    """Give counts times idf over `sqrt(sum of count · idf²)`: of length 1 if each count is 1."""
    lengths = np.sqrt(counts @ idf**2)
    lengths[lengths == 0.0] = 1.0
    return diags(1.0 / lengths) @ counts @ diags(idf)


class Kinds:
    """One linear support vector machine a kind, and one for "carries any signal"."""

    def __init__(
        self, matrix: csr_matrix, truth: NDArray[np.bool_], settings: TrainSettings
    ) -> None:
        self._each = [
            LinearSVC(C=settings.kinds_c, random_state=settings.seed).fit(matrix, labels)
            for labels in (*truth.T, truth.any(axis=1))
        ]

    def scores(self, matrix: csr_matrix) -> NDArray[np.float64]:
        """Give scores before calibration, shape `(n_sentences, n_kinds + 1)`, any signal last."""
        return np.column_stack([each.decision_function(matrix) for each in self._each])

    def head(self, calibrations: Sequence[Calibration]) -> LinearHead:
        """Give the numbers of the kinds with their calibrations folded in."""
        own = np.array([calibration.own for calibration in calibrations])
        shared = np.array([calibration.shared for calibration in calibrations])
        offsets = np.array([calibration.offset for calibration in calibrations])
        weights = np.column_stack([each.coef_[0] for each in self._each])
        intercepts = np.array([each.intercept_[0] for each in self._each])
        return LinearHead(
            weights=weights[:, :-1] * own + np.outer(weights[:, -1], shared),
            intercepts=intercepts[:-1] * own + intercepts[-1] * shared + offsets,
        )


def train_model(
    training: Sequence[TrainingLine],
    concepts: Sequence[Concept] = (),
    language: str = "en",
    settings: TrainSettings = SETTINGS,
) -> TrainedModel:
    """Give the model of a training text; the same text gives the same numbers.

    Raises ValueError when a kind stands in too few lines to hold some out.
    """
    kinds = tuple(sorted(set(chain.from_iterable(line.signals for line in training))))
    truth = np.array([[kind in line.signals for kind in kinds] for line in training], dtype=bool)
    if not kinds or truth.sum(axis=0).min() < settings.folds:
        raise ValueError(f"each kind needs at least {settings.folds} lines")
    vectors = Vectors([line.text for line in training], concepts, settings)
    scores = held_out_scores(training, concepts, truth, settings)
    calibrations = [
        calibrate(scores[:, column], scores[:, -1], truth[:, column])
        for column in range(len(kinds))
    ]
    in_feeds = [replace(fit, offset=fit.offset + settings.prior_shift) for fit in calibrations]
    arrays = ModelArrays(
        language=language,
        space=vectors.space,
        kinds=kinds,
        kind_head=Kinds(vectors.matrix, truth, settings).head(in_feeds),
        statuses=() if settings.statuses_c is None else PRECEDENCE,
        status_head=_status_head(training, vectors.matrix, settings),
        trained_on=text_digest(training, concepts),
    )
    return TrainedModel(
        arrays=arrays,
        held_out=_probabilities(calibrations, scores),
        in_feeds=_probabilities(in_feeds, scores),
        truth=truth,
    )


def text_digest(training: Sequence[TrainingLine], concepts: Sequence[Concept]) -> str:
    """Give the SHA-256 of a training text, in hex, by which a model tells what it was made of."""
    digest = hashlib.sha256(
        json.dumps([list(map(str, astuple(each))) for each in concepts]).encode()
    )
    for line in training:
        digest.update(json.dumps([line.text, dict(line.signals)]).encode())
    return digest.hexdigest()


def _probabilities(
    calibrations: Sequence[Calibration], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    return np.column_stack(
        [fit.probabilities(scores[:, at], scores[:, -1]) for at, fit in enumerate(calibrations)]
    )


def held_out_scores(
    training: Sequence[TrainingLine],
    concepts: Sequence[Concept],
    truth: NDArray[np.bool_],
    settings: TrainSettings = SETTINGS,
) -> NDArray[np.float64]:
    """Give the scores of each line by a model that saw no line of its fold; see `Kinds.scores`."""
    texts = np.array([line.text for line in training], dtype=object)
    folds = folds_of(training, settings.folds)
    scores = np.zeros((len(training), truth.shape[1] + 1))
    for fold in range(settings.folds):
        seen, unseen = folds != fold, folds == fold
        vectors = Vectors(list(texts[seen]), concepts, settings)
        kinds = Kinds(vectors.matrix, truth[seen], settings)
        scores[unseen] = kinds.scores(vectors.transform(texts[unseen]))
    return scores


def _status_head(
    training: Sequence[TrainingLine], matrix: csr_matrix, settings: TrainSettings
) -> LinearHead | None:
    if settings.statuses_c is None:
        return None
    rows = [index for index, line in enumerate(training) if line.signals]
    pressing = [min(map(PRECEDENCE.index, training[row].signals.values())) for row in rows]
    fitted = LogisticRegression(C=settings.statuses_c, max_iter=1000).fit(matrix[rows], pressing)
    weights = np.zeros((matrix.shape[1], len(PRECEDENCE)))
    intercepts = np.full(len(PRECEDENCE), _NEVER)
    weights[:, fitted.classes_] = fitted.coef_.T
    intercepts[fitted.classes_] = fitted.intercept_
    return LinearHead(weights=weights, intercepts=intercepts)


def _frequent(analysed: Sequence[Sequence[str]], settings: TrainSettings) -> tuple[str, ...]:
    lines = Counter(chain.from_iterable(map(set, analysed)))
    frequent = [
        feature
        for feature, count in lines.items()
        if count >= settings.least_lines_piece
        or (count >= settings.least_lines and not feature.startswith(PIECE_SIGN))
    ]
    return tuple(sorted(frequent, key=lambda feature: (feature.startswith(CONCEPT_SIGN), feature)))


def _as_it_is(features: Sequence[str]) -> Sequence[str]:
    return features
