"""A trained model as plain data: what training gives, model files hold and the classifier runs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from warnd.model.identifiers import KindId
from warnd.model.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """Words that mean alike to a duty officer, such as those for soldiers."""

    #: short, in small letters, unlike any other
    name: str
    #: what its words have in common
    meaning: str
    #: words in small letters, or two in a row; one that ends in `*` stands for all it begins, one
    #: that begins with a capital is a name, which features know by its concept alone, `<concept>`
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureSpace:
    """How sentences become vectors."""

    #: words that were seen in small letters: a capital does not make them names
    known: frozenset[str]
    #: what words mean
    concepts: tuple[Concept, ...]
    #: the features in the order of their columns, those of concepts last
    features: tuple[str, ...]
    #: inverse document frequencies, shape `(n_features,)`
    idf: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearHead:
    """Linear scores over the features; calibration and priors are folded into the numbers."""

    #: shape `(n_features, n_labels)`
    weights: NDArray[np.float64]
    #: shape `(n_labels,)`
    intercepts: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelArrays:
    """One language's model."""

    #: ISO 639-1 code
    language: str
    #: how sentences become vectors
    space: FeatureSpace
    #: the kinds, in the order of the columns of `kind_head`
    kinds: tuple[KindId, ...]
    #: its scores are the log-odds of each kind
    kind_head: LinearHead
    #: the statuses, in the order of the columns of `status_head`; empty without that head
    statuses: tuple[Status, ...]
    #: its softmax is the probability of each status; None when the model has no such head
    status_head: LinearHead | None
    #: SHA-256 of the training text, in hex, so that a file can be traced to its text
    trained_on: str
